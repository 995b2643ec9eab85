import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decode, enrollmentContracts, type EnrollmentContractsMessage, type WireMessage } from '@lib/contracts';
import { PgDatabase, migrate, type Database, type PgliteDatabase } from '@lib/database';
import { instant } from '@lib/kernel';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { TOPIC, labels, labelOf, message, messages, until } from '../contract/fixtures.testing.js';
import { Inbox, OrderedDelivery, Parking, messagingMigrations, pruneInbox, pruneParked } from '../index.js';

// Nothing was ever deleted: an inbox row for every message, a row for every message that had ever been parked.
const SCHEMA = 'enrollment';
const CONSUMER = 'some';
const TOMORROW = instant(new Date(Date.now() + 86_400_000));
const YESTERDAY = instant(new Date(Date.now() - 86_400_000));

const read = (wire: WireMessage): EnrollmentContractsMessage => {
  const decoded = decode(enrollmentContracts, wire);
  if (!decoded.ok) throw new Error('not a message');
  return decoded.value;
};
const withHeaders = (wire: WireMessage, headers: Readonly<Record<string, string>>): WireMessage => ({
  ...wire,
  headers: { ...wire.headers, ...headers },
});

const pruningContract = (database: () => Database): void => {
  const inbox = new Inbox(SCHEMA);
  beforeEach(async () => {
    await database().query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    await migrate(database(), SCHEMA, messagingMigrations(SCHEMA));
  });

  const once = (wire: WireMessage): Promise<boolean> =>
    database().transaction((tx) => inbox.once(tx, CONSUMER, enrollmentContracts, read(wire)));
  const count = async (table: string): Promise<number> =>
    (await database().query(`SELECT FROM ${SCHEMA}.${table}`)).length;

  describe('an inbox', () => {
    it('is pruned of what is old enough, so many rows at a time', async () => {
      for (const wire of [...messages('anna', 0, 5), ...messages('boris', 0, 2)]) await once(wire);
      expect(await pruneInbox(database(), SCHEMA, instant('2026-09-01T06:00:01Z'), 10)).toBe(0);
      expect(await pruneInbox(database(), SCHEMA, TOMORROW, 4)).toBe(4);
      expect(await count('inbox')).toBe(3);
      expect(await pruneInbox(database(), SCHEMA, TOMORROW, 4)).toBe(3);
      expect(await count('inbox')).toBe(0);
      expect(await count('settled_keys')).toBe(2);
    });

    // A consumer group that was reset, and a Kafka that was made anew, bring everything again, however old it is.
    it('still knows every message that was pruned, and takes the next one of the key', async () => {
      const had = messages('anna', 0, 3);
      for (const wire of had) expect(await once(wire)).toBe(true);
      await pruneInbox(database(), SCHEMA, TOMORROW, 2);
      for (const wire of had) expect(await once(wire)).toBe(false);
      await pruneInbox(database(), SCHEMA, TOMORROW, 10);
      for (const wire of had) expect(await once(wire)).toBe(false);
      expect(await once(message('anna', 3))).toBe(true);
      expect(await once(message('boris', 0))).toBe(true);
    });

    it('takes a message that was recorded later under a number that was there: its sender was restored', async () => {
      await once(message('anna', 5));
      await pruneInbox(database(), SCHEMA, TOMORROW, 10);
      expect(await once(message('anna', 4))).toBe(false);
      expect(await once(withHeaders(message('anna', 4), { ce_recordedtime: '2026-09-02T00:00:00Z' }))).toBe(true);
    });

    it('keeps a row that does not know its key', async () => {
      await database().query(`INSERT INTO ${SCHEMA}.inbox (consumer, message_id) VALUES ('${CONSUMER}', 'early')`);
      expect(await pruneInbox(database(), SCHEMA, TOMORROW, 10)).toBe(0);
      expect(await count('inbox')).toBe(1);
    });
  });

  describe('parked messages', () => {
    const poison = new Set<string>();
    let handled: string[];
    let delivery: OrderedDelivery;
    let parking: Parking;
    beforeEach(() => {
      poison.clear();
      handled = [];
      parking = new Parking(database(), SCHEMA, CONSUMER);
      delivery = new OrderedDelivery({
        parking,
        handle: async (wire) => {
          if (poison.has(labelOf(wire))) throw new Error('poison');
          handled.push(labelOf(wire));
        },
        isUnavailable: () => false,
        attempts: { attemptsMax: 1, firstMs: 1, maxMs: 1 },
        onParked: () => undefined,
      });
    });
    const deliver = (wires: readonly WireMessage[]): Promise<number> =>
      delivery.deliver(
        wires.map((wire) => ({ origin: `log ${labelOf(wire)}`, message: wire })),
        new AbortController().signal,
      );
    const discardFirst = async (): Promise<void> => {
      const [first] = await parking.list();
      expect(await delivery.discard(first?.id ?? 0, 'entered by hand')).toBe(true);
    };

    it('that are done are pruned when they are old enough, so many at a time; the others stay', async () => {
      poison.add('anna 0').add('boris 0');
      await deliver([...messages('anna', 0, 3), ...messages('boris', 0, 2)]);
      poison.delete('anna 0');
      await delivery.retry(TOPIC, 'anna');
      expect(await pruneParked(database(), SCHEMA, YESTERDAY, 10)).toBe(0);
      expect(await pruneParked(database(), SCHEMA, TOMORROW, 2)).toBe(2);
      expect(await pruneParked(database(), SCHEMA, TOMORROW, 2)).toBe(1);
      expect((await parking.list()).map(({ message: wire }) => labelOf(wire))).toEqual(labels('boris', 0, 2));
      expect(await delivery.retry(TOPIC, 'boris')).toMatchObject({ released: 0 });
      poison.clear();
      expect(await delivery.retry(TOPIC, 'boris')).toMatchObject({ released: 2 });
    });

    it('that were discarded do not come again after it, and the key goes on', async () => {
      poison.add('anna 1');
      await deliver(messages('anna', 0, 2));
      await discardFirst();
      expect(await pruneParked(database(), SCHEMA, TOMORROW, 10)).toBe(1);
      expect(await count('parked_messages')).toBe(0);
      poison.clear();
      handled = [];
      await deliver(messages('anna', 0, 4));
      expect(handled).toEqual(labels('anna', 2, 2));
    });

    // What was kept of a discarded message said that its key was dealt with up to there, and those before it were not.
    it('that were discarded stay while others of their key are parked', async () => {
      poison.add('anna 0');
      await deliver(messages('anna', 0, 3));
      const last = (await parking.list()).at(-1);
      await delivery.discard(last?.id ?? 0, 'entered by hand');
      expect(await pruneParked(database(), SCHEMA, TOMORROW, 10)).toBe(0);
      poison.clear();
      await delivery.retry(TOPIC, 'anna');
      expect(handled).toEqual(labels('anna', 0, 2));
      expect(await pruneParked(database(), SCHEMA, TOMORROW, 10)).toBe(3);
    });

    it('that were discarded stay when nobody has numbered or dated them', async () => {
      const [first, second] = messages('anna', 0, 2);
      poison.add('anna x').add('anna 1');
      await deliver([
        withHeaders(first!, { ce_sequence: 'x' }),
        withHeaders(second!, { ce_recordedtime: 'yesterday' }),
      ]);
      await discardFirst();
      await discardFirst();
      expect(await pruneParked(database(), SCHEMA, TOMORROW, 10)).toBe(0);
    });
  });
};

describe('pruning on PGlite', () => {
  let database: PgliteDatabase;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  pruningContract(() => database);
});

describe('pruning on a server', () => {
  let server: RealPostgres;
  let url: string;
  let database: PgDatabase;
  beforeAll(async () => {
    server = await realPostgres();
    url = await server.createDatabase();
    database = new PgDatabase(url);
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  pruningContract(() => database);

  // One statement sees what was there when it began: it would find neither the row, whose deletion it has waited for, nor
  // what the deletion left.
  it('leaves no moment in which a message that comes again is taken for a new one', async () => {
    const inbox = new Inbox(SCHEMA);
    const wire = message('anna', 0);
    const once = (): Promise<boolean> =>
      database.transaction((tx) => inbox.once(tx, CONSUMER, enrollmentContracts, read(wire)));
    expect(await once()).toBe(true);
    let again = Promise.resolve(true);
    const other = new PgDatabase(url);
    await database.transaction(async (tx) => {
      expect(await pruneInbox(tx, SCHEMA, TOMORROW, 10)).toBe(1);
      again = other.transaction((theirs) => inbox.once(theirs, CONSUMER, enrollmentContracts, read(wire)));
      const waiting =
        'SELECT FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_locks WHERE database = $1)';
      const [here] = await tx.query<{ oid: number }>(
        'SELECT oid::int FROM pg_database WHERE datname = current_database()',
      );
      await until(async () => (await tx.query(waiting, [here?.oid])).length > 0);
    });
    expect(await again).toBe(false);
    await other.close();
  });

  it('waits for nobody: what another transaction holds is left for later', async () => {
    const inbox = new Inbox(SCHEMA);
    const other = new PgDatabase(url);
    for (const wire of messages('anna', 0, 2))
      await database.transaction((tx) => inbox.once(tx, CONSUMER, enrollmentContracts, read(wire)));
    await database.transaction(async (tx) => {
      await tx.query(`SELECT FROM ${SCHEMA}.inbox WHERE message_id = $1 FOR UPDATE`, [
        (await tx.query<{ id: string }>(`SELECT min(message_id) AS id FROM ${SCHEMA}.inbox`))[0]?.id,
      ]);
      expect(await pruneInbox(other, SCHEMA, TOMORROW, 10)).toBe(1);
    });
    await other.close();
  });
});
