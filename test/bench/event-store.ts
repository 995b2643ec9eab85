import { randomUUID } from 'node:crypto';
import { PgDatabase, PgliteDatabase, migrate, type Database } from '@lib/database';
import { PostgresEventStore, eventStoreMigrations, type Append, type StreamId } from '@lib/event-store';
import { instant } from '@lib/kernel';
import { realPostgres } from '../support/postgres.js';
import { benchEsdb } from './esdb.js';
import { Figures } from './figures.js';
import { rate, timed } from './rate.js';

// What the event store does in a second, beside what its database does without it in the same run. Other work on the machine
// slows both: the ratio is the figure. `npm run bench [pglite] [postgresql] [eventstoredb]`

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

const bench = async (name: string, database: Database): Promise<void> => {
  await migrate(database, 'event_store', eventStoreMigrations);
  await database.query('CREATE TABLE plain (id uuid PRIMARY KEY, data json NOT NULL)');
  const store = new PostgresEventStore(database);
  for (const askers of [1, 16, 64]) {
    const limit = `${name}: plain insert, ${askers} writers`;
    const inserted = await rate(askers, SECONDS, async (n) => {
      await database.query('INSERT INTO plain VALUES ($1, $2)', [randomUUID(), JSON.stringify(event(n).data)]);
      return 1;
    });
    figures.rate(limit, inserted);
    const appended = await rate(askers, SECONDS, async (n) => {
      const { stream, expected, events } = fresh(n);
      await store.append(stream, expected, events);
      return 1;
    });
    figures.rate(`${name}: append, ${askers} writers`, appended, limit);
  }
  const limit = `${name}: plain insert, ${BATCH} rows at once`;
  const inserted = await rate(1, SECONDS, async () => {
    const rows = Array.from({ length: BATCH }, (_, n) => JSON.stringify(event(n).data));
    await database.query('INSERT INTO plain SELECT gen_random_uuid(), d::json FROM unnest($1::text[]) d', [rows]);
    return BATCH;
  });
  figures.rate(limit, inserted);
  const appendedEach = await rate(1, SECONDS, async () => {
    await store.appendEach(Array.from({ length: BATCH }, (_, n) => fresh(n)));
    return BATCH;
  });
  figures.rate(`${name}: appendEach, ${BATCH} streams at once`, appendedEach, limit);
  const texts = Array.from({ length: 50_000 }, (_, n) => JSON.stringify(event(n)));
  const parsing = await timed(async () => {
    for (const text of texts) JSON.parse(text);
    return texts.length;
  });
  figures.rate(`${name}: JSON.parse`, parsing);
  const reading = await timed(async () => {
    let read = 0;
    for await (const _ of store.readAll('start')) read += 1;
    return read;
  });
  figures.rate(`${name}: readAll`, reading, `${name}: JSON.parse`);
  await store.close();
  await database.close();
};

const [asked, figures] = [process.argv.slice(2), new Figures('event-store')];
const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name);
if (isAsked('pglite')) await bench('PGlite', await PgliteDatabase.open());
if (isAsked('postgresql')) {
  const server = await realPostgres({});
  await bench('PostgreSQL', new PgDatabase(await server.createDatabase()));
  await server.stop();
}
if (isAsked('eventstoredb')) await benchEsdb(figures, fresh);
await figures.end();
