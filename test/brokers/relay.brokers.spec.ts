import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PgDatabase } from '@lib/database';
import { until } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { complete, enqueue, keysOf } from './effects.js';
import { Program, endAll } from './program.js';
import { Reader } from './reader.js';
import { SCHEMA, brokersOfThisRun, clusterOf, freshPrefix, freshTables, freshTopics } from './test-cluster.js';
import { openTables } from './tables.js';

const BATCH = 500;

describe('two relays of one log', () => {
  let database: PgDatabase;
  let url: string;
  let close: () => Promise<void>;
  let prefix: string;
  let reader: Reader;
  let relays: readonly [Program, Program];
  beforeAll(async () => {
    Logger.overrideLogger(false);
    ({ database, url, close } = await openTables());
  });
  afterAll(() => close());

  beforeEach(async () => {
    await freshTables(database);
    prefix = freshPrefix();
    const cluster = clusterOf(prefix);
    await freshTopics(cluster);
    reader = await Reader.start(cluster);
    const first = start();
    await until(async () => (await holder()) !== undefined);
    relays = [first, start()];
    await relays[1].says('started');
  });
  afterEach(async () => {
    await endAll();
    await reader.close();
  });

  const start = (more: Readonly<Record<string, string>> = {}): Program =>
    new Program('relay', { DATABASE: url, BROKERS: brokersOfThisRun().join(','), PREFIX: prefix, ...more });
  const holder = async (): Promise<string | undefined> => {
    const [row] = await database.query<{ holder: string }>(
      `SELECT holder FROM ${SCHEMA}.leases WHERE expires_at > clock_timestamp()`,
    );
    return row?.holder;
  };

  it('of which the active one is killed: the other goes on when its lease ends, in 2 s at most, without a gap, each key in order', async () => {
    const keys = keysOf(50);
    const before = enqueue(database, keys, 60);
    await until(() => reader.distinct > 300);
    await relays[0].end('SIGKILL');
    const [lease] = await database.query<{ isShort: boolean }>(
      `SELECT bool_and(expires_at <= clock_timestamp() + interval '2 s') AS "isShort" FROM ${SCHEMA}.leases`,
    );
    expect(lease).toEqual({ isShort: true });
    await before;
    const seen = reader.distinct;
    await until(() => reader.distinct > seen);
    await until(() => reader.distinct === 3_000);
    expect(reader.sequences).toEqual(complete(keys, 60));
  });

  it('of which the active one stands still and goes on: it sends no more than its batch in hand', async () => {
    const keys = keysOf(50);
    const sending = enqueue(database, keys, 60);
    await until(() => reader.distinct > 300);
    const owner = await holder();
    relays[0].signal('SIGSTOP');
    await sending;
    await until(async () => ![undefined, owner].includes(await holder()));
    await until(() => reader.distinct === 3_000);
    relays[0].signal('SIGCONT');
    await enqueue(database, keys, 20);
    await until(() => reader.distinct === 4_000);
    await relays[0].end('SIGTERM');
    expect(reader.sequences).toEqual(complete(keys, 80));
    expect(reader.seen.length - 4_000).toBeLessThanOrEqual(BATCH);
  });

  // Messages of new processes have no place while an earlier version leads (docs/adr/0034): that must end with it, however it ends.
  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'of which the active one is of a version that places nothing, and ends by %s: what has waited goes out',
    async (signal) => {
      for (const relay of relays) await relay.end('SIGTERM');
      const earlier = start({ PLACES_NOTHING: 'yes' });
      await until(async () => (await holder()) !== undefined);
      await start().says('started');
      const keys = keysOf(50);
      await enqueue(database, keys, 20);
      expect(await database.query(`SELECT FROM ${SCHEMA}.outbox`)).toEqual([]);
      await earlier.end(signal);
      await until(() => reader.distinct === 1_000);
      expect(reader.sequences).toEqual(complete(keys, 20));
    },
  );
});
