import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogGroups, enrollmentContracts, type WireMessage } from '@lib/contracts';
import { PgDatabase, migrate, type Database, type PgliteDatabase } from '@lib/database';
import { MemoryEventStore, type JsonObject, type StreamId } from '@lib/event-store';
import { instant, newId } from '@lib/kernel';
import { Logger } from '@nestjs/common';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { Consumer, labels, messages, start, until } from '../contract/fixtures.testing.js';
import { SeverableDatabase } from '../contract/severable-database.testing.js';
import {
  EventStoreLog,
  Inbox,
  LocalTransport,
  Outbox,
  messagingMigrations,
  outboxMigrations,
  type MessageLog,
} from '../index.js';
import { transportContract, type TransportUnderTest } from '../testing.js';

const SCHEMA = 'enrollment';
const TOPICS = [enrollmentContracts, catalogGroups];
const PACE = {
  attempts: { attemptsMax: 3, firstMs: 1, maxMs: 2 },
  outage: { firstMs: 2, maxMs: 10 },
  pollMs: 1_000,
};

/** A log under test: how a process opens it, and how raw messages get into it. */
type Source = {
  readonly open: (database: Database) => MessageLog;
  readonly publish: TransportUnderTest['publish'];
};

beforeAll(() => Logger.overrideLogger(false));

describe('LocalTransport on PGlite', () => {
  let database: PgliteDatabase;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());

  transportContract('from an outbox', () => underTest(database, outboxSource(database)));
  transportContract('from an event store', () => underTest(database, eventStoreSource()));

  it('outlives an outage of its own database', async () => {
    const reach = new SeverableDatabase(database);
    const setup = { transport: await underTest(reach, outboxSource(database)), consumer: new Consumer() };
    const { transport, consumer } = setup;
    await start(setup);
    await transport.publish(messages('anna', 0, 2));
    await transport.idle();
    reach.sever();
    await transport.publish(messages('anna', 2, 3));
    await until(() => reach.refusals > 3);
    reach.mend();
    await transport.idle();
    expect(consumer.handled).toEqual(labels('anna', 0, 5));
    await transport.close();
  });
});

describe('LocalTransport on a server', () => {
  let server: RealPostgres;
  let database: PgDatabase;
  beforeAll(async () => {
    server = await realPostgres();
    database = new PgDatabase(await server.createDatabase());
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });

  transportContract('from an outbox', () => underTest(database, outboxSource(database)));
});

const underTest = async (database: Database, source: Source): Promise<TransportUnderTest> => {
  await database.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
  await migrate(database, SCHEMA, [...outboxMigrations(SCHEMA), ...messagingMigrations(SCHEMA)]);
  const processes: { readonly reach: SeverableDatabase; readonly transport: LocalTransport }[] = [];
  const current = (): (typeof processes)[number] => processes.at(-1)!;
  return {
    publish: source.publish,
    start: async (handlers) => {
      const reach = new SeverableDatabase(database);
      const logs = [source.open(reach)];
      const transport = new LocalTransport({ consumer: 'contract', database: reach, schema: SCHEMA, logs, pace: PACE });
      for (const [topic, handle] of Object.entries(handlers)) transport.addHandler(topic, handle, true);
      transport.listen(() => undefined);
      processes.push({ reach, transport });
    },
    crash: () => current().reach.sever(),
    idle: () => current().transport.idle(),
    catchesUp: (topic, withinMs) => current().transport.catchesUp(topic, withinMs),
    discard: (id, reason) => current().transport.discard(id, reason),
    retry: (topic, key) => current().transport.retry(topic, key),
    get parking() {
      return current().transport.parking;
    },
    get database() {
      return processes.at(-1)?.reach ?? database;
    },
    inbox: new Inbox(SCHEMA),
    close: async () => {
      await Promise.all(processes.map(({ transport }) => transport.close()));
    },
  };
};

const outboxSource = (database: Database): Source => ({
  open: (reach) => new Outbox(reach, SCHEMA, TOPICS),
  // Not by `enqueue`, which refuses what is malformed.
  publish: async (wires) => {
    await database.query(
      `WITH written AS (
         INSERT INTO ${SCHEMA}.outbox (topic, key, sequence, headers, value)
         SELECT m.topic, m.key,
                coalesce((SELECT max(o.sequence) FROM ${SCHEMA}.outbox o WHERE o.topic = m.topic AND o.key = m.key), -1)
                  + row_number() OVER (PARTITION BY m.topic, m.key ORDER BY m.n),
                m.headers::json, m.value
         FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS m (topic, key, headers, value, n)
         ORDER BY m.n
       )
       SELECT pg_notify('${SCHEMA}_outbox', '')`,
      [
        wires.map(({ topic }) => topic),
        wires.map(({ key }) => key),
        wires.map(({ headers }) => JSON.stringify(headers)),
        wires.map(({ value }) => value),
      ],
    );
  },
});

/** Each publication is one event with many messages. */
const eventStoreSource = (): Source => {
  const store = new MemoryEventStore();
  return {
    open: () =>
      new EventStoreLog({
        name: 'events',
        store,
        filter: { streamPrefixes: ['published-'] },
        topics: TOPICS,
        toMessages: (event) => (event.data as { messages: readonly WireMessage[] }).messages,
      }),
    publish: async (wires) => {
      const data = { messages: wires } as unknown as JsonObject;
      const event = {
        id: newId(),
        type: 'published',
        version: 1,
        data,
        meta: {},
        recordedAt: instant('2026-09-01T06:00:00Z'),
      };
      await store.append(`published-${newId()}` as StreamId, 'no-stream', [event]);
    },
  };
};
