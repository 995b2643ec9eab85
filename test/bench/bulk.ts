import { randomUUID } from 'node:crypto';
import type { Database } from '@lib/database';
import type { EventStore } from '@lib/event-store';
import { calendarDate, newId } from '@lib/kernel';
import { emptyAccount, evolve, evolveAll, type Account } from '../../apps/certificates/src/account/domain/account.js';
import type { AccountEvent } from '../../apps/certificates/src/account/domain/events.js';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';
import { BalanceProjection } from '../../apps/certificates/src/balance/balance.projection.js';
import { certificatesLog } from '../../apps/certificates/src/certificates.publisher.js';
import { DueRun } from '../../apps/certificates/src/due/due.run.js';
import { Ledger } from '../../apps/certificates/src/ledger/ledger.js';
import { FixedClock } from '../../apps/certificates/src/ledger/store.testing.js';
import { streams } from '../../apps/certificates/src/ledger/streams.js';
import { programmeId } from '../../apps/certificates/src/programme/domain/programme.js';
import { enrolled, firstAppend, region } from './enrolled.js';
import type { Figures } from './figures.js';
import { heapMiB } from './heap.js';
import { processorMs } from './processor.js';
import { rate, timed } from './rate.js';

const SECONDS = 5;

export type Bench = {
  readonly database: Database;
  readonly store: EventStore;
  readonly figures: Figures;
  /** Whose children are the server's processes. */
  readonly postmaster: number;
};

/** The monthly run of so many accounts, their expiry, and what follows them: the read models and the messages. */
export const bulk = async (bench: Bench, accountsMax: number): Promise<void> => {
  const { database, store, figures } = bench;
  for (let n = 0; n < accountsMax; n += 500)
    await store.appendEach(
      Array.from({ length: 500 }, (_, index) =>
        firstAppend(streams.account(newId()), enrolled(`24${String(n + index).padStart(8, '0')}`)),
      ),
    );
  const rows = Array.from({ length: 2_000 }, () => JSON.stringify({ contract: randomUUID(), on: '2020-10-01' }));
  const limit = 'plain insert, 2,000 rows at once';
  figures.rate(
    limit,
    await rate(1, SECONDS, async () => {
      await database.query('INSERT INTO plain SELECT gen_random_uuid(), d::json FROM unnest($1::text[]) d', [rows]);
      return rows.length;
    }),
  );
  const projection = new BalanceProjection(database, store, (error) => console.error(error));
  const level = async (): Promise<number> => {
    const [from] = await database.query<{ last: number }>(
      `SELECT count(*) AS last FROM event_store.events WHERE stream ^@ 'account-' AND position >
         coalesce((SELECT split_part(position, '@', 1)::bigint FROM certificates.projection_position), 0)`,
    );
    await projection.caughtUp();
    return from?.last ?? 0;
  };
  await measured(bench, 'read models: events of new accounts', level, limit);
  const accounts = new Ledger<Account, AccountEvent>(store, new FixedClock('2020-10-05T05:00:00.000Z'), {
    codec: accountCodec,
    initial: emptyAccount,
    evolve,
    evolveAll,
  });
  const run = new DueRun(database, projection, accounts, (error) => console.error(error));
  const before = heapMiB();
  const [{ last: from } = { last: 0 }] = await database.query<{ last: number }>(
    'SELECT max(position) AS last FROM event_store.events',
  );
  const booked = async (): Promise<number> => {
    const [row] = await database.query<{ done: number }>(
      'SELECT count(*) AS done FROM event_store.events WHERE position > $1',
      [from],
    );
    return row?.done ?? 0;
  };
  const same = 'the rows of its parts, 2,000 at once into such a table';
  await measured(
    bench,
    `monthly run: parts debited of ${accountsMax} accounts`,
    async () => {
      await run.run(programmeId(region), calendarDate('2020-12-31'));
      return booked();
    },
    limit,
  );
  figures.measure('monthly run: heap it added', heapMiB() - before, 'MiB');
  await database.query('CREATE TABLE such (LIKE event_store.events INCLUDING ALL)');
  await measured(bench, same, () => insertSame(database, from));
  await measured(bench, 'read models: debits of the monthly run', level, same);
  await measured(
    bench,
    `expiry of ${accountsMax} certificates at one instant`,
    async () => {
      await run.run(programmeId(region), calendarDate('2021-01-01'));
      return accountsMax;
    },
    same,
  );
  await measured(bench, 'read models: expiries', level, same);
  await measured(bench, `messages of the expiry, as a process tells them that has just begun`, () => tellExpiry(bench));
};

/** What its parts cost PostgreSQL without the ledger. */
const insertSame = async (database: Database, from: number): Promise<number> => {
  const columns = 'stream, revision, id, type, version, data, meta, recorded_at, hash';
  const rows = await database.query(
    `SELECT stream, revision, id, type, version, data::text, meta::text, recorded_at, hash
     FROM event_store.events WHERE position > $1 ORDER BY position`,
    [from],
  );
  for (let n = 0; n < rows.length; n += 2_000) {
    const page = rows.slice(n, n + 2_000);
    await database.query(
      `INSERT INTO such (${columns}) SELECT * FROM unnest($1::text[], $2::int[], $3::uuid[], $4::text[], $5::smallint[],
         $6::json[], $7::json[], $8::timestamptz[], $9::text[])`,
      columns.split(', ').map((column) => page.map((row) => row[column])),
    );
  }
  return rows.length;
};

const tellExpiry = async ({ database, store }: Bench): Promise<number> => {
  const log = certificatesLog(store);
  const [first] = await database.query<{ cursor: string }>(
    `SELECT position || '@' || left(hash, 16) AS cursor FROM event_store.events WHERE type <> 'PeriodExpired' ORDER BY position DESC LIMIT 1`,
  );
  let told = 0;
  for (let cursor = first?.cursor ?? 'start'; ;) {
    const page = await log.read(cursor, 500);
    told += page.length;
    cursor = page.at(-1)?.cursor ?? cursor;
    if (page.length < 500) return told;
  }
};

/** Also the processor's time of this process and of the server for each. */
const measured = async (
  { figures, postmaster }: Bench,
  name: string,
  work: () => Promise<number>,
  limit?: string,
): Promise<void> => {
  const [server, own] = [await processorMs(postmaster, { withChildren: true }), process.cpuUsage()];
  let done = 0;
  figures.rate(name, await timed(async () => (done = await work())), limit);
  const { user, system } = process.cpuUsage(own);
  figures.measure(`${name}: processor of this process for each`, (user + system) / done, 'µs');
  const spent = (await processorMs(postmaster, { withChildren: true })) - server;
  figures.measure(`${name}: processor of PostgreSQL for each`, (1000 * spent) / done, 'µs');
};
