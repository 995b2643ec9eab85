import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DayRunner } from '@lib/clock';
import type { Database } from '@lib/database';
import { EventStoreUnavailable, type EventStore, type StreamId } from '@lib/event-store';
import { calendarDate, timeZone } from '@lib/kernel';
import { BalanceProjection } from '../balance/balance.projection.js';
import { accountCodec } from '../account/event-catalogue.js';
import { emptyAccount, evolve, type Account } from '../account/domain/account.js';
import type { AccountEvent } from '../account/domain/events.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';
import { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';
import { programmeId } from '../programme/domain/programme.js';
import { DueRun, type AccountLeftOut } from './due.run.js';

// One account that could not be followed failed the run of its municipality's day, again and again: the days of every later
// municipality did not come, and reports of lessons waited behind them. Nothing named the account. The test before had one
// municipality and let the run fail.
describe('the run of a day', () => {
  const november = calendarDate('2020-11-01');
  const settings = aRegion();
  const programme = programmeId(settings);
  let database: Database;
  let service: RunningCertificates;
  let leftOut: AccountLeftOut[];
  let due: DueRun;

  beforeEach(async () => {
    database = await openDatabase();
    service = await RunningCertificates.open(database);
    await service.register(settings);
    leftOut = [];
    for (const child of ['anna', 'boris', 'vera']) await service.enrol(child, settings);
    await service.caughtUp();
    due = runOn(service.store);
  });
  afterEach(async () => {
    await service.close();
    await database.close();
  });

  const runOn = (store: RunningCertificates['store']): DueRun => {
    const accounts = new Ledger<Account, AccountEvent>(store, service.clock, {
      codec: accountCodec,
      initial: emptyAccount,
      evolve,
    });
    const projection = new BalanceProjection(database, store, () => undefined);
    return new DueRun(database, projection, accounts, (account) => void leftOut.push(account));
  };
  const debitedOn = async (stream: StreamId): Promise<readonly string[]> =>
    (await service.store.read(stream)).flatMap(({ type, data }) =>
      type === 'MonthDebited' ? [(data as { month: string }).month] : [],
    );
  /** An event that no account can have there, as a faulty build might have written it. */
  const corrupt = async (child: string): Promise<void> => {
    const stream = streams.account(holderOf(child));
    const last = (await service.store.read(stream)).at(-1);
    const { type, version, data } = last!;
    await service.store.append(stream, { revision: last!.revision, hash: last!.hash }, [
      { id: holderOf(`${child} again`), type, version, data, meta: {}, recordedAt: service.clock.now() },
    ]);
  };

  it('leaves an account out that cannot be followed, names it, and books all others', async () => {
    await corrupt('boris');
    await due.run(programme, november);
    expect(leftOut.map(({ message }) => message)).toStrictEqual([expect.stringContaining(holderOf('boris'))]);
    for (const child of ['anna', 'vera'])
      expect(await debitedOn(streams.account(holderOf(child)))).toContain('2020-11');
  });

  it('fails as a whole while the store is away, and books all of them when it comes again', async () => {
    const store = Object.create(service.store) as EventStore;
    store.readEach = async () => {
      throw new EventStoreUnavailable('away');
    };
    await expect(runOn(store).run(programme, november)).rejects.toThrow('away');
    expect(leftOut).toStrictEqual([]);
    await due.run(programme, november);
    for (const child of ['anna', 'boris', 'vera'])
      expect(await debitedOn(streams.account(holderOf(child)))).toContain('2020-11');
  });

  // Of every part all accounts were joined and sorted again: of twice as many, four times the work.
  it('visits each of very many accounts once, in the order of their certificates, two of one number too', async () => {
    await database.query(
      `WITH due AS (
         INSERT INTO certificates.accounts SELECT gen_random_uuid(), 0, '2020-11-01' FROM generate_series(1, 1200) RETURNING holder
       )
       INSERT INTO certificates.certificates
       SELECT holder, $1, row_number() OVER () / 2, 'general', 0, 0, 0, 0, 0, false FROM due`,
      [programme],
    );
    await database.query(
      `INSERT INTO certificates.certificates SELECT gen_random_uuid(), 'another', 7, 'general', 0, 0, 0, 0, 0, false`,
    );
    const visited: StreamId[] = [];
    const store = Object.create(service.store) as EventStore;
    store.readEach = async (asked) => {
      visited.push(...asked.map(({ stream }) => stream));
      return service.store.readEach(asked);
    };
    await runOn(store).run(programme, calendarDate('2020-10-31'));
    expect(visited).toStrictEqual([]);
    await runOn(store).run(programme, november);
    expect(new Set(visited).size).toBe(1203);
    expect(visited).toHaveLength(1203);
  });

  it('of one municipality does not wait for another whose jobs fail', async () => {
    const run: string[] = [];
    const municipalities = ['1', '2', '3'].map((id) => ({ id, timeZone: timeZone('Asia/Krasnoyarsk') }));
    const days = new DayRunner(
      database,
      service.clock,
      {
        service: 'test',
        programmes: async () => municipalities,
        run: async (id) => {
          if (id === '2') throw new Error('the jobs of 2 fail');
          run.push(id);
        },
      },
      () => undefined,
    );
    await expect(days.runAll()).rejects.toThrow('the jobs of 2 fail');
    expect(run).toStrictEqual(['1', '3']);
  });
});
