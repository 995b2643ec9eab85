import type { Message } from '@lib/contracts';
import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';

/** A message on its way out. */
export type KeptMessage = {
  readonly position: number;
  /** The type on the wire, with its version. */
  readonly type: string;
  readonly holder: string;
};

type Taken = Omit<Message, 'data' | 'type'> & {
  readonly type: string;
  readonly topic: string;
  /** JSON, as the topic has it. */
  readonly value: string;
};

/** Keeps a message; undefined when it is kept already. */
export const keepMessage = async (tx: Sql, taken: Taken, now: Instant): Promise<KeptMessage | undefined> => {
  const { id, type, key, recordedTime } = taken;
  const [row] = await tx.query<{ position: number }>(
    `INSERT INTO webhooks.messages (id, type, holder, recorded_at, kept_at, body) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO NOTHING RETURNING position`,
    [id, type, key, recordedTime, now, bodyOf(taken)],
  );
  return row && { position: row.position, type, holder: key };
};

/** The body of a webhook (docs/webhooks.md). Its bytes are kept: every attempt signs the same. */
const bodyOf = ({ type, time, topic, source, key, sequence, recordedTime, causationId, value }: Taken): string => {
  const head = { type, timestamp: time, topic, source, holder: key, sequence, recordedTime, causationId };
  return `${JSON.stringify(head).slice(0, -1)},"data":${value}}`;
};

/** Deletes messages that were kept before then and that nobody waits for. @param isFree SQL on the alias `m` */
export const pruneMessages = async (sql: Sql, before: Instant, isFree: string, rowsMax: number): Promise<number> => {
  const rows = await sql.query(
    `DELETE FROM webhooks.messages WHERE position IN (
       SELECT m.position FROM webhooks.messages m WHERE m.kept_at < $1 AND ${isFree} LIMIT $2) RETURNING 1`,
    [before, rowsMax],
  );
  return rows.length;
};
