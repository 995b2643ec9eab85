import { enrollmentContracts, type EnrollmentContractsOutgoing } from '@lib/contracts';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { Outbox } from '@lib/messaging';
import { SCHEMA } from './test-cluster.js';

export const keysOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `holder-${index}`);

/** Puts `each` messages of every key into the outbox, interleaved. */
export const enqueue = async (database: Database, keys: readonly string[], each: number): Promise<void> => {
  const outbox = new Outbox(database, SCHEMA, [enrollmentContracts]);
  const messages = Array.from({ length: each }, () => keys.map((key) => accepted(key))).flat();
  for (let first = 0; first < messages.length; first += 500)
    await database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, messages.slice(first, first + 500)));
};

export const accepted = (key: string, recordedTime = '2026-09-01T06:00:01Z'): EnrollmentContractsOutgoing => ({
  id: newId(),
  type: 'application-accepted',
  key,
  time: '2026-09-01T06:00:00Z',
  recordedTime,
  data: { contract: newId(), holder: newId(), on: '2026-09-01' },
});

/** How many effects there are. */
export const countOf = async (database: Database): Promise<number> => {
  const [row] = await database.query<{ count: number }>(`SELECT count(*) AS count FROM ${SCHEMA}.effects`);
  return row?.count ?? 0;
};

/** The sequence numbers of every key, in the order of their effects. */
export const effectsOf = async (database: Database): Promise<ReadonlyMap<string, readonly number[]>> => {
  const rows = await database.query<{ key: string; sequence: number }>(
    `SELECT key, sequence FROM ${SCHEMA}.effects ORDER BY n`,
  );
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, ofKey]) => [key, ofKey.map(({ sequence }) => sequence)]),
  );
};

/** What `effectsOf` is when nothing was lost, doubled or out of order. */
export const complete = (keys: readonly string[], each: number): ReadonlyMap<string, readonly number[]> =>
  new Map(keys.map((key) => [key, Array.from({ length: each }, (_, sequence) => sequence)]));
