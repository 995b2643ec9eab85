import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  catalogGroups,
  decode,
  enrollmentContracts,
  type CatalogGroupsOutgoing,
  type EnrollmentContractsOutgoing,
} from '@lib/contracts';
import { PgDatabase, migrate, type Database, type PgliteDatabase } from '@lib/database';
import { instant, newId } from '@lib/kernel';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { accepted, labelOf } from '../contract/fixtures.testing.js';
import { LAG_MAX, Outbox, outboxMigrations, type LoggedMessage } from '../index.js';

const outboxContract = (database: () => Database): void => {
  let outbox: Outbox;
  beforeEach(async () => {
    await database().query('DROP SCHEMA IF EXISTS enrollment CASCADE');
    await migrate(database(), 'enrollment', [...outboxMigrations('enrollment')]);
    outbox = new Outbox(database(), 'enrollment', [enrollmentContracts, catalogGroups]);
  });
  const send = (...messages: readonly EnrollmentContractsOutgoing[]): Promise<void> =>
    database().transaction((tx) => outbox.enqueue(tx, enrollmentContracts, messages));

  it('numbers the messages of each key from 0 without a gap, over transactions and inside one', async () => {
    await send(accepted('anna'), accepted('boris'), accepted('anna'));
    await send(accepted('boris'), accepted('anna'));
    expect(labelsOf(await outbox.read('start', 10))).toEqual(['anna 0', 'boris 0', 'anna 1', 'boris 1', 'anna 2']);
  });

  it('numbers each topic by itself', async () => {
    await send(accepted('anna'));
    await database().transaction((tx) => outbox.enqueue(tx, catalogGroups, [group('anna')]));
    expect(labelsOf(await outbox.read('start', 10))).toEqual(['anna 0', 'anna 0']);
  });

  it('leaves no number and no message of a transaction that is rolled back', async () => {
    await send(accepted('anna'));
    const rolledBack = database().transaction(async (tx) => {
      await outbox.enqueue(tx, enrollmentContracts, [accepted('anna')]);
      throw new Error('refused after all');
    });
    await expect(rolledBack).rejects.toThrow('refused after all');
    await send(accepted('anna'));
    expect(labelsOf(await outbox.read('start', 10))).toEqual(['anna 0', 'anna 1']);
  });

  it('gives back what the contract decodes to what was sent', async () => {
    const sent = {
      ...accepted('anna'),
      causationId: newId(),
      traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    };
    await send(sent);
    const [logged] = await outbox.read('start', 1);
    expect(logged && decode(enrollmentContracts, logged.message)).toEqual({
      ok: true,
      value: { ...sent, source: '/enrollment', sequence: 0 },
    });
  });

  it('reads on behind a cursor, page by page', async () => {
    await send(...['a', 'b', 'c', 'd', 'e'].map(accepted));
    const first = await outbox.read('start', 2);
    const second = await outbox.read(first[1]!.cursor, 2);
    const third = await outbox.read(second[1]!.cursor, 2);
    expect([first, second, third].map(labelsOf)).toEqual([['a 0', 'b 0'], ['c 0', 'd 0'], ['e 0']]);
    expect(await outbox.read(third[0]!.cursor, 2)).toEqual([]);
  });

  it('counts what is behind a cursor, up to the cap', async () => {
    expect(await outbox.lag('start')).toBe(0);
    await send(...Array.from({ length: LAG_MAX + 1 }, (_, index) => accepted(`key-${index}`)));
    const page = await outbox.read('start', 4);
    expect(await outbox.lag(page[3]!.cursor)).toBe(LAG_MAX - 3);
    expect(await outbox.lag('start')).toBe(LAG_MAX);
  });

  it('tells of news when they can be read', async () => {
    const news = Promise.withResolvers<readonly LoggedMessage[]>();
    const stop = await outbox.onNews(() => void outbox.read('start', 1).then(news.resolve, news.reject));
    await send(accepted('anna'));
    expect(labelsOf(await news.promise)).toEqual(['anna 0']);
    await stop();
  });

  it('refuses data that break the schema, and a topic that is not its own, and writes nothing', async () => {
    const broken = { ...accepted('anna'), data: { contract: 'no id' } } as unknown as EnrollmentContractsOutgoing;
    await expect(send(accepted('anna'), broken)).rejects.toMatchObject({ name: 'ZodError' });
    const other = new Outbox(database(), 'enrollment', [catalogGroups]);
    const misplaced = database().transaction((tx) => other.enqueue(tx, enrollmentContracts, [accepted('anna')]));
    await expect(misplaced).rejects.toThrow('enrollment.outbox does not carry enrollment.contracts.v1');
    expect(await outbox.read('start', 1)).toEqual([]);
  });

  describe('is pruned', () => {
    const LATE = instant('2026-12-01T00:00:00Z');
    const state = (...keys: readonly string[]): Promise<void> =>
      database().transaction((tx) => outbox.enqueue(tx, catalogGroups, keys.map(group)));
    const kept = async (): Promise<readonly string[]> => labelsOf(await outbox.read('start', 100));
    const cursorAfter = async (count: number): Promise<string> => (await outbox.read('start', count)).at(-1)!.cursor;

    // Every price that a group ever had stayed.
    it('of the states that were replaced, and of nothing else', async () => {
      await state('art', 'music', 'art', 'art');
      await send(accepted('anna'), accepted('anna'));
      await state('music');
      const end = await cursorAfter(100);
      expect(await outbox.prune([end], LATE, 100)).toEqual({ pruned: 3, isDone: true });
      expect(await kept()).toEqual(['art 2', 'anna 0', 'anna 1', 'music 1']);
      await state('art', 'music');
      expect((await kept()).slice(-2)).toEqual(['art 3', 'music 2']);
    });

    it('no further than the slowest of its readers, and never of the row at its place', async () => {
      await state('art', 'art', 'art', 'art');
      const [second, end] = [await cursorAfter(2), await cursorAfter(4)];
      expect(await outbox.prune([end, 'start'], LATE, 100)).toEqual({ pruned: 0, isDone: true });
      expect(await outbox.prune([], LATE, 100)).toEqual({ pruned: 0, isDone: true });
      expect(await outbox.prune([end, second], LATE, 100)).toEqual({ pruned: 1, isDone: true });
      expect(await kept()).toEqual(['art 1', 'art 2', 'art 3']);
      expect(labelsOf(await outbox.read(second, 10))).toEqual(['art 2', 'art 3']);
    });

    it('of what is old enough', async () => {
      await state('art', 'art');
      const readers = [await cursorAfter(2)];
      expect(await outbox.prune(readers, instant('2026-09-01T06:00:00Z'), 100)).toMatchObject({ pruned: 0 });
      expect(await outbox.prune(readers, LATE, 100)).toMatchObject({ pruned: 1 });
    });

    it('a bounded part at a time, from its beginning to its end and then anew', async () => {
      await state('art', 'music', 'art', 'music', 'art', 'music');
      const readers = [await cursorAfter(6)];
      expect(await outbox.prune(readers, LATE, 2)).toEqual({ pruned: 2, isDone: false });
      expect(await outbox.prune(readers, LATE, 2)).toEqual({ pruned: 2, isDone: false });
      expect(await outbox.prune(readers, LATE, 2)).toEqual({ pruned: 0, isDone: true });
      await state('art');
      expect(await outbox.prune([await cursorAfter(3)], LATE, 2)).toEqual({ pruned: 1, isDone: false });
    });
  });

  it('shows a reader that tails it everything, in the order of each key, under 16 senders at once', async () => {
    const [senders, transactions, keys] = [16, 25, ['anna', 'boris', 'vera', 'gleb', 'dina']];
    let isSending = true;
    const sending = Promise.all(
      Array.from({ length: senders }, async (_, sender) => {
        for (let turn = 0; turn < transactions; turn++)
          await send(...keys.slice(0, 1 + ((sender + turn) % keys.length)).map(accepted));
      }),
    ).finally(() => (isSending = false));
    const seen: LoggedMessage[] = [];
    const tail = async (): Promise<void> => {
      const page = await outbox.read(seen.at(-1)?.cursor ?? 'start', 7);
      seen.push(...page);
    };
    while (isSending) await tail();
    await sending;
    for (let before = -1; before < seen.length;) {
      before = seen.length;
      await tail();
    }
    expect(seen).toEqual(await outbox.read('start', 10_000));
    for (const key of keys) {
      const ofKey = seen.filter(({ message }) => message.key === key);
      expect(labelsOf(ofKey)).toEqual(ofKey.map((_, index) => `${key} ${index}`));
    }
    expect(seen.filter(({ message }) => message.key === 'anna')).toHaveLength(senders * transactions);
  });
};

describe('Outbox on PGlite', () => {
  let database: PgliteDatabase;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  outboxContract(() => database);
});

describe('Outbox on a server', () => {
  let server: RealPostgres;
  let database: PgDatabase;
  beforeAll(async () => {
    server = await realPostgres();
    database = new PgDatabase(await server.createDatabase(), { connectionsMax: 18 });
  });

  // From its message to its COMMIT every sender held the lock of the whole outbox: what a disk takes to write one commit
  // was what a service could do, whatever the machine.
  it('no sender waits for another, and no reader passes over the one who is late', async () => {
    const outbox = new Outbox(database, 'enrollment', [enrollmentContracts]);
    const [written, others] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late = database.transaction(async (tx) => {
      await outbox.enqueue(tx, enrollmentContracts, [accepted('anna')]);
      written.resolve();
      await others.promise;
      await outbox.enqueue(tx, enrollmentContracts, [accepted('boris')]);
    });
    await written.promise;
    await database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, [accepted('boris'), accepted('vera')]));
    const before = await outbox.read('start', 10);
    expect(labelsOf(before)).toEqual(['boris 0', 'vera 0']);
    others.resolve();
    await late;
    expect(await outbox.lag(before[1]!.cursor)).toBe(2);
    expect(await outbox.ahead(before[1]!.cursor, 10)).toHaveLength(2);
    expect(labelsOf(await outbox.read(before[1]!.cursor, 10))).toEqual(['anna 0', 'boris 1']);
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  outboxContract(() => database);
});

const group = (key: string): CatalogGroupsOutgoing => ({
  ...accepted(key),
  type: 'group-changed',
  data: {
    groupId: key,
    moduleId: 'module',
    programmeId: 'programme',
    providerId: 'provider',
    municipality: 1,
    direction: 'art',
    unit: 'kopeck',
    price: 100,
    normativeCost: 100,
    firstDay: '2026-09-01',
    lastDay: '2027-05-31',
    places: 10,
    payable: true,
    ageMinMonths: 60,
    ageMaxMonths: 120,
  },
});

const labelsOf = (page: readonly LoggedMessage[]): readonly string[] => page.map(({ message }) => labelOf(message));
