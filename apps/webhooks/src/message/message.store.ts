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

/** A message as a topic told it. */
export type Taken = Omit<Message, 'data' | 'type'> & {
  readonly type: string;
  readonly topic: string;
  /** JSON, as the topic has it. */
  readonly value: string;
};

/** Keeps messages; resolves to those that were not kept already. */
export const keepMessages = (tx: Sql, taken: readonly Taken[], now: Instant): Promise<readonly KeptMessage[]> =>
  tx.query<KeptMessage>(
    `INSERT INTO webhooks.messages (id, type, holder, recorded_at, kept_at, body)
     SELECT m.id, m.type, m.holder, m.recorded_at, $5, m.body
     FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $6::text[])
       AS m (id, type, holder, recorded_at, body) ORDER BY m.id
     ON CONFLICT (id) DO NOTHING RETURNING position, type, holder`,
    [
      taken.map(({ id }) => id),
      taken.map(({ type }) => type),
      taken.map(({ key }) => key),
      taken.map(({ recordedTime }) => recordedTime),
      now,
      taken.map(bodyOf),
    ],
  );

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
