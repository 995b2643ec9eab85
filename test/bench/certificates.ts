import { Agent, get } from 'node:http';
import { randomUUID } from 'node:crypto';
import { PgDatabase } from '@lib/database';
import { PostgresEventStore, type Append, type NewEvent, type StreamId } from '@lib/event-store';
import { calendarDate, instant, kopecks, newId, ok } from '@lib/kernel';
import { Logger } from '@nestjs/common';
import { reserveCommand } from '../../apps/certificates/src/account/account.commands.js';
import {
  draftOf,
  emptyAccount,
  evolve,
  evolveAll,
  evolveDraft,
  type Account,
  type AccountDraft,
} from '../../apps/certificates/src/account/domain/account.js';
import { decide } from '../../apps/certificates/src/account/domain/decide.js';
import type { AccountEvent } from '../../apps/certificates/src/account/domain/events.js';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';
import { BalanceProjection } from '../../apps/certificates/src/balance/balance.projection.js';
import { RunningCertificates, aRegion, openDatabase } from '../../apps/certificates/src/certificates.testing.js';
import { DueRun } from '../../apps/certificates/src/due/due.run.js';
import { Ledger } from '../../apps/certificates/src/ledger/ledger.js';
import { StoredStreamCache } from '../../apps/certificates/src/ledger/stream-cache.store.js';
import { FixedClock } from '../../apps/certificates/src/ledger/store.testing.js';
import { streams } from '../../apps/certificates/src/ledger/streams.js';
import { takePlace, type Limit, type LimitEvent } from '../../apps/certificates/src/limit/domain/limit.js';
import { limitKind } from '../../apps/certificates/src/limit/limit.codec.js';
import { programmeId } from '../../apps/certificates/src/programme/domain/programme.js';
import { AccountReader } from '../../apps/certificates/src/statement/account.query.js';
import { realPostgres } from '../support/postgres.js';
import { copyOut } from './copy.js';
import { Figures } from './figures.js';
import { rate, timed } from './rate.js';

// What the service of certificates does near the limit of the machine, on a durable PostgreSQL server.
// `npm run bench:certificates [accounts of the monthly run] [places of the large programme]`
const [ACCOUNTS = 200_000, PLACES = 500_000] = process.argv.slice(2).map(Number);
const SECONDS = 5;
const TAKERS = 256;

Logger.overrideLogger(['error']);
const postgres = await realPostgres({});
const database = await openDatabase(new PgDatabase(await postgres.createDatabase()));
await database.query('CREATE TABLE plain (id uuid PRIMARY KEY, data json NOT NULL)');
const store = new PostgresEventStore(database);
const clock = new FixedClock('2020-10-05T05:00:00.000Z');
const region = aRegion();
const figures = new Figures('certificates');
const PLAIN = 'P: plain insert, 64 writers';
const at = instant('2020-10-05T05:00:00.000Z');

const heapMiB = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

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

/** The first events of a child who has one place from October to December. */
const enrolled = (number: string, account = emptyAccount): readonly AccountEvent[] => {
  const contract = newId();
  const { from } = region.period;
  const on = calendarDate('2020-10-05');
  const terms = {
    financingProgramme: programmeId(region),
    group: '700000',
    module: '900000',
    provider: '22003',
    direction: 'technical' as const,
    start: from,
    groupFirstDay: from,
    groupLastDay: calendarDate('2020-12-31'),
    price: kopecks(300),
    normativeCost: kopecks(200),
  };
  const command = {
    ...reserveCommand({ contract, on, terms }, region),
    place: { certificateGroup: 'general', number, nominal: kopecks(190_000) },
  };
  const reserved = decide(account, command);
  if (!reserved.ok) throw new Error(JSON.stringify(reserved.error));
  const after = reserved.value.reduce(evolve, account);
  const concluded = decide(after, { type: 'Conclude', on, contract, completeness: [] });
  if (!concluded.ok) throw new Error(JSON.stringify(concluded.error));
  return [...reserved.value, ...concluded.value];
};

const firstAppend = (stream: StreamId, events: readonly AccountEvent[]): Append => {
  const [first, ...rest] = events.map((event): NewEvent => ({
    id: randomUUID(),
    ...accountCodec.encode(event),
    meta: {},
    recordedAt: at,
  }));
  if (!first) throw new Error('no events');
  return { stream, expected: 'no-stream', events: [first, ...rest] };
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

const monthlyRun = async (): Promise<void> => {
  for (let n = 0; n < ACCOUNTS; n += 500)
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
  const projecting = await timed(async () => {
    await projection.caughtUp();
    return ACCOUNTS * 3;
  });
  figures.rate('read models: events of new accounts', projecting, limit);
  const accounts = new Ledger<Account, AccountEvent>(store, clock, {
    codec: accountCodec,
    initial: emptyAccount,
    evolve,
  });
  const run = new DueRun(database, projection, accounts, (error) => console.error(error));
  const before = heapMiB();
  const parts = await timed(async () => {
    const [{ last: from } = { last: 0 }] = await database.query<{ last: number }>(
      'SELECT max(position) AS last FROM event_store.events',
    );
    await run.run(programmeId(region), calendarDate('2020-12-31'));
    const [row] = await database.query<{ done: number }>(
      'SELECT count(*) AS done FROM event_store.events WHERE position > $1',
      [from],
    );
    return row?.done ?? 0;
  });
  figures.rate(`monthly run: parts debited of ${ACCOUNTS} accounts`, parts, limit);
  figures.measure('monthly run: heap it added', heapMiB() - before, 'MiB');
  const expiry = await timed(async () => {
    await run.run(programmeId(region), calendarDate('2021-01-01'));
    return ACCOUNTS;
  });
  figures.rate(`expiry of ${ACCOUNTS} certificates at one instant`, expiry, limit);
  figures.measure('expiry: how long', expiry.tookMs[0] ?? 0, 'ms');
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
await monthlyRun();
await new BalanceProjection(database, store, (error) => console.error(error)).caughtUp();
await replay();
await start();
await figures.end();
await store.close();
await database.close();
await postgres.stop();
