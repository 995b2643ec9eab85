import { Agent, get } from 'node:http';
import { randomUUID } from 'node:crypto';
import { PgDatabase } from '@lib/database';
import { PostgresEventStore, type StreamId } from '@lib/event-store';
import { calendarDate, kopecks, newId, ok } from '@lib/kernel';
import { Logger } from '@nestjs/common';
import {
  draftOf,
  emptyAccount,
  evolve,
  evolveAll,
  evolveDraft,
  type Account,
  type AccountDraft,
} from '../../apps/certificates/src/account/domain/account.js';
import type { AccountEvent } from '../../apps/certificates/src/account/domain/events.js';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';
import { BalanceProjection } from '../../apps/certificates/src/balance/balance.projection.js';
import { RunningCertificates, openDatabase } from '../../apps/certificates/src/certificates.testing.js';
import { Ledger } from '../../apps/certificates/src/ledger/ledger.js';
import { StoredStreamCache } from '../../apps/certificates/src/ledger/stream-cache.store.js';
import { FixedClock } from '../../apps/certificates/src/ledger/store.testing.js';
import { streams } from '../../apps/certificates/src/ledger/streams.js';
import { takePlace, type Limit, type LimitEvent } from '../../apps/certificates/src/limit/domain/limit.js';
import { limitKind } from '../../apps/certificates/src/limit/limit.codec.js';
import { programmeId } from '../../apps/certificates/src/programme/domain/programme.js';
import { AccountReader } from '../../apps/certificates/src/statement/account.query.js';
import { realPostgres } from '../support/postgres.js';
import { bulk } from './bulk.js';
import { copyOut } from './copy.js';
import { enrolled, firstAppend, region } from './enrolled.js';
import { Figures } from './figures.js';
import { heapMiB } from './heap.js';
import { parentOf } from './processor.js';
import { rate, timed } from './rate.js';

// What the service of certificates does near the limit of the machine, on a durable PostgreSQL server.
// `npm run bench:certificates [accounts of the monthly run] [places of the large programme]`
const [ACCOUNTS = 200_000, PLACES = 500_000] = process.argv.slice(2).map(Number);
const SECONDS = 5;
const TAKERS = 256;

Logger.overrideLogger(['error']);
const postgres = await realPostgres({});
const database = await openDatabase(new PgDatabase(await postgres.createDatabase()));
const [checkpointer] = await database.query<{ pid: number }>(
  `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
);
const postmaster = await parentOf(checkpointer?.pid ?? NaN);
await database.query('CREATE TABLE plain (id uuid PRIMARY KEY, data json NOT NULL)');
const store = new PostgresEventStore(database);
const clock = new FixedClock('2020-10-05T05:00:00.000Z');
const figures = new Figures('certificates');
const PLAIN = 'P: plain insert, 64 writers';

const plain = async (): Promise<void> => {
  const row = JSON.stringify({ contract: randomUUID(), on: '2020-10-01' });
  const inserted = await rate(64, SECONDS, async () => {
    await database.query('INSERT INTO plain VALUES ($1, $2)', [randomUUID(), row]);
    return 1;
  });
  figures.rate(PLAIN, inserted);
};

const placesOf = (): Ledger<Limit, LimitEvent> =>
  new Ledger<Limit, LimitEvent>(store, clock, limitKind, new StoredStreamCache(database));

const places = async (): Promise<void> => {
  const group = { id: 'general', name: 'Дети', nominal: kopecks(190_000), countLimit: null, sumLimit: null };
  const stream = 'limit-large' as StreamId;
  const on = calendarDate('2020-10-05');
  const limits = placesOf();
  const take = async (n: number): Promise<number> => {
    const holder = newId();
    const decision = (limit: Limit) => ok(takePlace(limit, holder, group, on)?.events ?? []);
    await limits.handle(stream, { commandId: `take ${n}` }, decision, [holder]);
    return 1;
  };
  const few = await rate(64, SECONDS, take);
  figures.rate('one limit: places taken, 64 takers, the first', few, PLAIN);
  for (let taken = few.tookMs.length; taken < PLACES; taken += TAKERS)
    await Promise.all(Array.from({ length: TAKERS }, (_, n) => take(taken + n)));
  figures.rate(`one limit: places taken, 64 takers, behind ${PLACES}`, await rate(64, SECONDS, take), PLAIN);
  const before = heapMiB();
  const since = performance.now();
  const another = placesOf();
  const { state } = await another.load(stream, ['nobody']);
  figures.measure(`one limit: a process loads ${state.lastOrdinal} places`, performance.now() - since, 'ms');
  figures.measure('one limit: heap of it', heapMiB() - before, 'MiB');
};

/** An account with so many contracts. */
const withContracts = async (contracts: number): Promise<string> => {
  const holder = newId();
  let [account, events]: [Account, readonly AccountEvent[]] = [emptyAccount, []];
  for (let n = 0; n < contracts; n++) {
    const more = enrolled(`24${holder.slice(-8)}`, account);
    account = more.reduce(evolve, account);
    events = [...events, ...more];
  }
  await store.appendEach([firstAppend(streams.account(holder), events)]);
  return holder;
};

const reads = async (service: RunningCertificates): Promise<void> => {
  await service.app.listen(0, '127.0.0.1');
  const url = await service.app.getUrl();
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const ask = (path: string): Promise<number> =>
    new Promise((resolve, reject) => {
      get(url + path, { agent }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve(1) : reject(new Error(`${path}: ${response.statusCode}`)),
        );
      }).on('error', reject);
    });
  const [small, twenty] = [await withContracts(1), await withContracts(20)];
  await service.caughtUp();
  figures.rate('GET account, 1 contract, 64 at once', await rate(64, SECONDS, () => ask(`/accounts/${small}`)), PLAIN);
  figures.rate(
    'GET account, 20 contracts, 64 at once',
    await rate(64, SECONDS, () => ask(`/accounts/${twenty}`)),
    PLAIN,
  );
  const statement = `/accounts/${twenty}/statement?programme=${programmeId(region)}`;
  figures.rate('GET statement, 20 contracts, 64 at once', await rate(64, SECONDS, () => ask(statement)), PLAIN);
  agent.destroy();
  const reader = service.app.get(AccountReader);
  for (const contracts of [5, 50, 500]) {
    const holder = await withContracts(contracts);
    const count = (await store.read(streams.account(holder))).length;
    const raw = `raw read of ${count} events`;
    figures.rate(raw, await rate(4, 2, async () => (await store.read(streams.account(holder)), 1)));
    const whole = await rate(4, 2, async () => {
      const found = await reader.read(holder);
      if (found)
        evolveAll(
          emptyAccount,
          found.log.map(({ event }) => event),
        );
      return 1;
    });
    figures.rate(`account of ${count} events`, whole, raw);
  }
};

/** The log as the store asks for it, by COPY, and JSON.parse of each row: nobody who reads it in JavaScript is faster. */
const COPIED = `COPY (
  SELECT json_build_array(position, stream, revision, id, type, version, data, meta, recorded_at, hash)
  FROM event_store.events WHERE stream ^@ 'account-' ORDER BY position
) TO STDOUT`;

const replay = async (): Promise<void> => {
  const [here] = await database.query<{ name: string }>('SELECT current_database() AS name');
  const limit = 'COPY and JSON.parse of the same rows';
  const url = Object.assign(new URL(postgres.url), { pathname: here?.name }).href;
  figures.rate(limit, await timed(() => copyOut(url, COPIED, (row) => void JSON.parse(row))));
  const balances = await timed(async () => {
    let count = 0;
    const open = new Map<string, AccountDraft>();
    for await (const event of store.readAll('start', { streamPrefixes: ['account-'] })) {
      const account = open.get(event.stream) ?? draftOf(emptyAccount);
      if (event.revision === 0) open.set(event.stream, account);
      evolveDraft(account, accountCodec.decode(event));
      count += 1;
    }
    return count;
  });
  figures.rate('replay into balances', balances, limit);
};

const start = async (): Promise<void> => {
  const [row] = await database.query<{ count: number }>('SELECT count(*) AS count FROM event_store.events');
  const since = performance.now();
  const service = await RunningCertificates.open(database, store);
  const answered = await service.get('/financing-programmes');
  if (answered.status !== 200) throw new Error(`the service answers ${answered.status}`);
  figures.measure(`start of a service on ${row?.count} events, to the first answer`, performance.now() - since, 'ms');
  await service.close();
};

await plain();
const service = await RunningCertificates.open(database, store);
await service.register(region);
await reads(service);
await service.close();
await places();
await bulk({ database, store, figures, postmaster }, ACCOUNTS);
await new BalanceProjection(database, store, (error) => console.error(error)).caughtUp();
await replay();
await start();
await figures.end();
await store.close();
await database.close();
await postgres.stop();
