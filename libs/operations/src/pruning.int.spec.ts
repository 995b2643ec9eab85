import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import { PgDatabase, migrate, type Database } from '@lib/database';
import { idempotencyMigrations } from '@lib/http';
import { SystemClock, instant, type Instant } from '@lib/kernel';
import { Leases, Outbox, messagingMigrations, outboxMigrations } from '@lib/messaging';
import { Metrics } from '@lib/telemetry';
import { Logger } from '@nestjs/common';
import { freshPglite } from '../../../test/support/fresh-store.js';
import { realPostgres, type RealPostgres } from '../../../test/support/postgres.js';
import { PRUNING, Pruning, type PruneSettings } from './index.js';

const SCHEMA = 'enrollment';

/** Forty days on: whatever was written just now is old. */
class LaterClock extends SystemClock {
  fault: Error | undefined;
  override now(): Instant {
    if (this.fault) throw this.fault;
    return instant(new Date(Date.now() + 40 * 86_400_000));
  }
}

const pruningContract = (database: () => Database): void => {
  let clock: LaterClock;
  let metrics: Metrics;
  let warnings: string[];
  beforeEach(async () => {
    [clock, metrics, warnings] = [new LaterClock(), new Metrics('some'), []];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((text: unknown) => void warnings.push(String(text)));
    await database().query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    const steps = [...outboxMigrations(SCHEMA), ...messagingMigrations(SCHEMA), ...idempotencyMigrations(SCHEMA)];
    await migrate(database(), SCHEMA, steps);
  });
  afterEach(() => void jest.restoreAllMocks());

  const pruning = (settings: Partial<PruneSettings> = {}): Pruning =>
    new Pruning({
      database: database(),
      schema: SCHEMA,
      clock,
      settings: { ...PRUNING, ...settings },
      log: new Outbox(database(), SCHEMA, [enrollmentContracts]),
      readers: () => Promise.resolve([]),
      metrics,
    });
  const receive = (count: number): Promise<unknown> =>
    database().query(
      `INSERT INTO ${SCHEMA}.inbox (consumer, message_id, topic, key, sequence, recorded_at)
       SELECT 'some', n, 'topic', n % 7, n, now() FROM generate_series(1, $1::int) AS n`,
      [count],
    );
  const answer = (count: number): Promise<unknown> =>
    database().query(
      `INSERT INTO ${SCHEMA}.idempotency_keys (key, request_hash, status, answer, passing)
       SELECT n, '', 200, 'null', true FROM generate_series(1, $1::int) AS n`,
      [count],
    );
  const left = async (table: string): Promise<number> =>
    (await database().query(`SELECT FROM ${SCHEMA}.${table}`)).length;
  const told = async (name: string): Promise<readonly string[]> =>
    (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

  it('takes so many rows a run, so many a statement, and tells how many and whether some are left', async () => {
    await receive(25);
    const statements = jest.spyOn(database(), 'query');
    const bounded = pruning({ rowsMax: 20, batchMax: 8 });
    expect(await bounded.run()).toBe(true);
    const limits = statements.mock.calls.filter(([text]) => text.includes(`DELETE FROM ${SCHEMA}.inbox`));
    expect(limits.map(([, values]) => values?.[1])).toEqual([8, 8, 4]);
    expect(await left('inbox')).toBe(5);
    expect(await told('pruned_rows_total{service="some",table="inbox"')).toEqual([
      'pruned_rows_total{service="some",table="inbox"} 20',
    ]);
    expect(await told('prune_rows_left{service="some",table="inbox"')).toEqual([
      'prune_rows_left{service="some",table="inbox"} 1',
    ]);
    await bounded.run();
    expect(await left('inbox')).toBe(0);
    expect(await left('settled_keys')).toBe(7);
    expect(await told('prune_rows_left{service="some",table="inbox"')).toEqual([
      'prune_rows_left{service="some",table="inbox"} 0',
    ]);
    const [last = ''] = await told('prune_last_run_timestamp_seconds');
    expect(Number(last.split(' ')[1])).toBeGreaterThan(1_700_000_000);
  });

  it('goes on with the other tables when one cannot be pruned, and says so', async () => {
    await receive(3);
    await answer(4);
    await database().query(`ALTER TABLE ${SCHEMA}.settled_keys RENAME TO elsewhere`);
    expect(await pruning().run()).toBe(true);
    expect(await left('inbox')).toBe(3);
    expect(await left('idempotency_keys')).toBe(0);
    expect(warnings).toEqual([
      'enrollment is not pruned (inbox): error: database error 42P01',
      'enrollment is not pruned (parked_messages): error: database error 42P01',
    ]);
    expect(await told('prune_failures_total{service="some",table="inbox"')).toEqual([
      'prune_failures_total{service="some",table="inbox"} 1',
    ]);
  });

  it('takes tables of the service’s own, within the same bounds', async () => {
    const asked: number[] = [];
    const more = [{ name: 'messages', prune: async (rowsMax: number) => asked.push(rowsMax) && Math.min(rowsMax, 8) }];
    const readers = () => Promise.resolve([]);
    const settings = { ...PRUNING, rowsMax: 20, batchMax: 8 };
    const parts = { database: database(), schema: SCHEMA, clock, settings, log: undefined, readers, more, metrics };
    expect(await new Pruning(parts).run()).toBe(true);
    expect(asked).toEqual([8, 8, 4]);
    expect(await told('pruned_rows_total{service="some",table="messages"')).toEqual([
      'pruned_rows_total{service="some",table="messages"} 20',
    ]);
  });

  it('is one process’s work at a time', async () => {
    await receive(3);
    const lease = await new Leases(database(), SCHEMA, 10_000).take('prune');
    expect(await pruning().run()).toBe(false);
    expect(await left('inbox')).toBe(3);
    await lease?.release();
    expect(await pruning().run()).toBe(true);
    expect(await left('inbox')).toBe(0);
  });

  it('deletes nothing by a clock that is not believed', async () => {
    await receive(3);
    clock.fault = new Error('the clocks differ');
    await pruning().run();
    expect(await left('inbox')).toBe(3);
    expect(warnings[0]).toBe('enrollment is not pruned (inbox): Error: the clocks differ');
  });

  it('deletes nothing that is younger than its days', async () => {
    await receive(3);
    await answer(3);
    await pruning({ inboxDays: 41, answersDays: 41 }).run();
    expect([await left('inbox'), await left('idempotency_keys')]).toEqual([3, 3]);
  });
};

describe('the pruning of a service on PGlite', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  pruningContract(() => database);
});

describe('the pruning of a service on a server', () => {
  let server: RealPostgres;
  let database: Database;
  beforeAll(async () => {
    server = await realPostgres();
    database = new PgDatabase(await server.createDatabase());
  });
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  pruningContract(() => database);
});
