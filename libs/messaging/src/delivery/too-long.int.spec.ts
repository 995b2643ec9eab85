import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import { LIMITS, PgDatabase, migrate } from '@lib/database';
import { Logger } from '@nestjs/common';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { accepted, until } from '../contract/fixtures.testing.js';
import { LocalTransport, Outbox, messagingMigrations, outboxMigrations } from '../index.js';
import { TOO_LONG_MAX } from './too-long.js';

const PACE = { attempts: { attemptsMax: 3, firstMs: 1, maxMs: 2 }, outage: { firstMs: 2, maxMs: 10 }, pollMs: 20 };

let server: RealPostgres;
let owner: PgDatabase;
let service: PgDatabase;
let transport: LocalTransport;
let logs: readonly Outbox[];
let calls: string[];
beforeAll(async () => {
  Logger.overrideLogger(false);
  server = await realPostgres();
  const url = await server.createDatabase();
  owner = new PgDatabase(url);
  service = new PgDatabase(url, { limits: { ...LIMITS, statementMs: 1_000 } });
  await migrate(owner, 'enrollment', [...outboxMigrations('enrollment'), ...messagingMigrations('enrollment')]);
  await owner.query(`
    CREATE TABLE enrollment.slow (key text);
    CREATE TABLE enrollment.effects (key text);
    CREATE FUNCTION enrollment.take_long() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(3600) FROM enrollment.slow WHERE slow.key = NEW.key; RETURN NEW; END $$;
    CREATE TRIGGER take_long BEFORE INSERT ON enrollment.effects FOR EACH ROW EXECUTE FUNCTION enrollment.take_long()`);
});
afterAll(async () => {
  await service.close();
  await owner.close();
  await server.stop();
});
beforeEach(async () => {
  calls = [];
  await owner.query('TRUNCATE enrollment.effects, enrollment.slow, enrollment.outbox, enrollment.consumer_cursors');
  await owner.query('TRUNCATE enrollment.parked_messages, enrollment.slow_messages');
  logs = [new Outbox(service, 'enrollment', [enrollmentContracts])];
  transport = started();
});
afterEach(() => transport.close());

/** One process of the consumer. */
const started = (): LocalTransport => {
  const one = new LocalTransport({ consumer: 'reader', database: service, schema: 'enrollment', logs, pace: PACE });
  const effect = async ({ key }: { readonly key: string }): Promise<void> => {
    calls.push(key);
    await service.query('INSERT INTO enrollment.effects VALUES ($1)', [key]);
  };
  one.addHandler(enrollmentContracts.name, effect, true);
  return one;
};

const publish = (...keys: readonly string[]): Promise<void> =>
  owner.transaction((tx) =>
    new Outbox(owner, 'enrollment', [enrollmentContracts]).enqueue(tx, enrollmentContracts, keys.map(accepted)),
  );
const handled = async (): Promise<readonly unknown[]> =>
  (await owner.query('SELECT DISTINCT key FROM enrollment.effects ORDER BY key')).map(({ key }) => key);

// A message whose statement never ended within its limit (57014) was taken for a database that is away: it was tried for
// ever, and nothing behind it in its log or partition was ever dealt with.
describe('a message whose statement exceeds its time limit', () => {
  it('each time is parked after ten tries, with the cause, and what is behind it flows', async () => {
    await owner.query(`INSERT INTO enrollment.slow VALUES ('anna')`);
    await publish('anna', 'boris');
    transport.listen(() => undefined);
    await until(async () => (await transport.parking.count()) > 0);
    await publish('vera');
    await transport.idle();
    expect(await handled()).toEqual(['boris', 'vera']);
    expect(await transport.parking.list()).toMatchObject([
      { message: { key: 'anna' }, cause: expect.stringContaining('57014') },
    ]);
    expect(calls.filter((key) => key === 'anna')).toHaveLength(TOO_LONG_MAX);
  });

  // Each process counted for itself, from nothing at each start: one that ended before its tenth try, as by the same outage,
  // left the next one to wait as long again, and what was behind the message waited for ever.
  it('is parked after ten tries in all, whichever process has tried', async () => {
    await owner.query(`INSERT INTO enrollment.slow VALUES ('anna')`);
    await publish('anna');
    const triesLeft = async (): Promise<boolean> => (await transport.parking.count()) === 0;
    for (let processes = 0; await triesLeft(); processes++) {
      const tried = calls.length;
      transport.listen(() => undefined);
      await until(async () => calls.length > tried + 2 || !(await triesLeft()));
      await transport.close();
      transport = started();
      expect(processes).toBeLessThan(TOO_LONG_MAX);
    }
    // The try during which a process is ended is no fault of the statement.
    expect(calls.length).toBeGreaterThanOrEqual(TOO_LONG_MAX);
    expect(await owner.query('SELECT FROM enrollment.slow_messages')).toEqual([]);
  });

  it('for a while is waited for, and not parked', async () => {
    await owner.query(`INSERT INTO enrollment.slow VALUES ('anna')`);
    await publish('anna');
    transport.listen(() => undefined);
    await until(() => calls.length >= 3);
    await owner.query('TRUNCATE enrollment.slow');
    await transport.idle();
    expect(await handled()).toEqual(['anna']);
    expect(await transport.parking.count()).toBe(0);
  });
});
