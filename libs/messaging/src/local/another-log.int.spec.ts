import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import { PgDatabase, migrate } from '@lib/database';
import { PostgresEventStore, eventStoreMigrations, type JsonObject, type StreamId } from '@lib/event-store';
import { instant, newId } from '@lib/kernel';
import { Logger } from '@nestjs/common';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { accepted, message, until } from '../contract/fixtures.testing.js';
import {
  EventStoreLog,
  LocalTransport,
  Outbox,
  messagingMigrations,
  outboxMigrations,
  type MessageLog,
} from '../index.js';

const SCHEMA = 'enrollment';
const PACE = { attempts: { attemptsMax: 3, firstMs: 1, maxMs: 2 }, outage: { firstMs: 2, maxMs: 10 }, pollMs: 20 };
const said: string[] = [];

/** A log in PostgreSQL: its table, how it is opened, and how a message of a key gets into it. */
type Source = {
  readonly table: string;
  readonly open: () => MessageLog;
  readonly write: (key: string) => Promise<void>;
};

let server: RealPostgres;
let database: PgDatabase;
let transport: LocalTransport;
let handled: string[];
beforeAll(async () => {
  Logger.overrideLogger({ log: () => undefined, warn: () => undefined, error: (text: string) => said.push(text) });
  server = await realPostgres();
  database = new PgDatabase(await server.createDatabase());
});
afterAll(async () => {
  Logger.overrideLogger(false);
  await database.close();
  await server.stop();
});
beforeEach(async () => {
  await database.query('DROP SCHEMA IF EXISTS enrollment CASCADE; DROP SCHEMA IF EXISTS event_store CASCADE');
  await migrate(database, 'event_store', eventStoreMigrations);
  await migrate(database, SCHEMA, [...outboxMigrations(SCHEMA), ...messagingMigrations(SCHEMA)]);
  await database.query('ALTER TABLE event_store.events DISABLE TRIGGER refuse_change');
  said.length = 0;
  handled = [];
});
afterEach(() => transport.close());

const outbox = (): Source => {
  const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
  const write = (key: string) => database.transaction((tx) => log.enqueue(tx, enrollmentContracts, [accepted(key)]));
  return { table: 'enrollment.outbox', open: () => log, write };
};

const events = (): Source => {
  const store = new PostgresEventStore(database);
  const filter = { streamPrefixes: ['told-'] as const };
  const toMessages = ({ data }: { data: JsonObject }) => [data as unknown as WireMessage];
  const open = () => new EventStoreLog({ name: 'events', store, filter, topics: [enrollmentContracts], toMessages });
  const write = async (key: string): Promise<void> => {
    const data = message(key, 0) as unknown as JsonObject;
    const recordedAt = instant('2026-09-01T06:00:00Z');
    const event = { id: newId(), type: 'told', version: 1, data, meta: {}, recordedAt };
    await store.append(`told-${newId()}` as StreamId, 'no-stream', [event]);
  };
  return { table: 'event_store.events', open, write };
};

const start = (source: Source): void => {
  const logs = [source.open()];
  transport = new LocalTransport({ consumer: 'reader', database, schema: SCHEMA, logs, pace: PACE });
  const handle = async ({ key }: WireMessage): Promise<void> => void handled.push(key);
  transport.addHandler(enrollmentContracts.name, handle, true);
  transport.listen(() => undefined);
};

const tell = async (source: Source, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await source.write(key);
  await until(() => keys.every((key) => handled.includes(key)));
};

/** What an asynchronous standby has that takes over: all up to here, and numbers that go on from there, or further up. */
const copied = async ({ table }: Source): Promise<() => Promise<void>> => {
  await database.query(`DROP TABLE IF EXISTS public.kept; CREATE TABLE public.kept AS SELECT * FROM ${table}`);
  return async () => {
    await database.query(
      `DELETE FROM ${table};
       INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM public.kept ORDER BY position;
       SELECT setval(pg_get_serial_sequence('${table}', 'position'), (SELECT max(position) FROM public.kept))`,
    );
  };
};

// A standby that takes over may lack the last that was committed and told. Others came to stand at their places, and who had
// read the lost ones went on behind them: what stood before was never handled, and nobody knew. No test had a log that fell back.
describe.each([
  ['an outbox', outbox],
  ['events', events],
])('a log of %s that has lost its end', (_, sourceOf) => {
  let source: Source;
  beforeEach(async () => {
    source = sourceOf();
    start(source);
    await tell(source, 'a', 'b');
    const failOver = await copied(source);
    await tell(source, 'lost 1', 'lost 2');
    await until(async () => (await transport.lag()) === 0);
    await transport.close();
    await failOver();
    handled.length = 0;
  });
  const stopped = (): Promise<void> => until(() => said.some((text) => /has no (event|message) at [34]@/.test(text)));

  it.each([
    ['is shorter than what was read of it', []],
    ['has others in their place', ['other 1', 'other 2']],
    ['has grown past them', ['other 1', 'other 2', 'other 3']],
  ])('and %s is not read on, until its places are set anew', async (__, others) => {
    for (const other of others) await source.write(other);
    start(source);
    await stopped();
    await source.write('later');
    said.length = 0;
    await stopped();
    expect(handled).toEqual([]);
    await database.query('DELETE FROM enrollment.consumer_cursors');
    await until(() => handled.length === others.length + 3);
    expect(handled.toSorted()).toEqual(['a', 'b', 'later', ...others].toSorted());
  });
});

it.each([
  ['an outbox', outbox],
  ['events', events],
])('a log of %s that loses its end under a reader is not read on', async (_, sourceOf) => {
  const source = sourceOf();
  start(source);
  await tell(source, 'a', 'b');
  const failOver = await copied(source);
  await tell(source, 'lost 1', 'lost 2');
  await failOver();
  for (const other of ['other 1', 'other 2', 'other 3']) await source.write(other);
  await until(() => said.some((text) => text.includes('has no')));
  expect(handled).toEqual(['a', 'b', 'lost 1', 'lost 2']);
});

it.each([
  ['an outbox', outbox],
  ['events', events],
])('a place in %s that an earlier version has stored is gone on from', async (_, sourceOf) => {
  const source = sourceOf();
  start(source);
  await tell(source, 'a', 'b');
  await until(async () => (await transport.lag()) === 0);
  await transport.close();
  await database.query(`UPDATE enrollment.consumer_cursors SET cursor = split_part(cursor, '@', 1)`);
  start(source);
  await tell(source, 'c');
  await until(async () => (await transport.lag()) === 0);
  expect(handled).toEqual(['a', 'b', 'c']);
  expect(await database.query('SELECT cursor FROM enrollment.consumer_cursors')).toEqual([
    { cursor: expect.stringMatching(/^3@[\da-f]{16}$/) },
  ]);
});
