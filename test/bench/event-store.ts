import { randomUUID } from 'node:crypto';
import { PgDatabase, PgliteDatabase, migrate, type Database } from '@lib/database';
import { PostgresEventStore, eventStoreMigrations, type Append, type StreamId } from '@lib/event-store';
import { instant } from '@lib/kernel';
import { realPostgres } from '../support/postgres.js';

// What the event store does in a second, beside what its database does without it in the same run. These machines are
// noisy: the ratio is the figure. `npm run bench`

const SECONDS = 3;
const BATCH = 500;

const event = (n: number) => ({
  id: randomUUID(),
  type: 'MonthDebited',
  version: 1,
  data: { contract: randomUUID(), month: '2020-10', debitedKopecks: n, on: '2020-10-01' },
  meta: { commandId: randomUUID() },
  recordedAt: instant('2020-10-01T00:00:00Z'),
});

const fresh = (n: number): Append => ({
  stream: `bench-${randomUUID()}` as StreamId,
  expected: 'no-stream',
  events: [event(n)],
});

/** How many a second, with so many askers at once. */
const rate = async (askers: number, work: (n: number) => Promise<number>): Promise<number> => {
  const end = performance.now() + SECONDS * 1000;
  let done = 0;
  const ask = async (): Promise<void> => {
    while (performance.now() < end) done += await work(done);
  };
  await Promise.all(Array.from({ length: askers }, ask));
  return done / SECONDS;
};

const say = (what: string, perSecond: number, limit: number): void =>
  console.log(
    `  ${what.padEnd(34)}${Math.round(perSecond).toString().padStart(9)}/s${(perSecond / limit).toFixed(2).padStart(9)}`,
  );

const bench = async (name: string, database: Database): Promise<void> => {
  await migrate(database, 'event_store', eventStoreMigrations);
  await database.query('CREATE TABLE plain (id uuid PRIMARY KEY, data json NOT NULL)');
  const store = new PostgresEventStore(database);
  console.log(`${name}${'ratio to the limit'.padStart(54 - name.length)}`);
  for (const askers of [1, 16, 64]) {
    const limit = await rate(askers, async (n) => {
      await database.query('INSERT INTO plain VALUES ($1, $2)', [randomUUID(), JSON.stringify(event(n).data)]);
      return 1;
    });
    say(`plain insert, ${askers} writers`, limit, limit);
    const appended = await rate(askers, async (n) => {
      const { stream, expected, events } = fresh(n);
      await store.append(stream, expected, events);
      return 1;
    });
    say(`append, ${askers} writers`, appended, limit);
  }
  const inserted = await rate(1, async () => {
    const rows = Array.from({ length: BATCH }, (_, n) => JSON.stringify(event(n).data));
    await database.query('INSERT INTO plain SELECT gen_random_uuid(), d::json FROM unnest($1::text[]) d', [rows]);
    return BATCH;
  });
  say(`plain insert, ${BATCH} rows at once`, inserted, inserted);
  const appendedEach = await rate(1, async () => {
    await store.appendEach(Array.from({ length: BATCH }, (_, n) => fresh(n)));
    return BATCH;
  });
  say(`appendEach, ${BATCH} streams at once`, appendedEach, inserted);
  const texts = Array.from({ length: 50_000 }, (_, n) => JSON.stringify(event(n)));
  const parsing = performance.now();
  for (const text of texts) JSON.parse(text);
  const parsed = texts.length / ((performance.now() - parsing) / 1000);
  say('JSON.parse', parsed, parsed);
  const reading = performance.now();
  let read = 0;
  for await (const _ of store.readAll('start')) read += 1;
  say(`readAll of ${read}`, read / ((performance.now() - reading) / 1000), parsed);
  await store.close();
  await database.close();
};

await bench('PGlite, in this process', await PgliteDatabase.open());
const server = await realPostgres({});
await bench('PostgreSQL server, durable', new PgDatabase(await server.createDatabase()));
await server.stop();
