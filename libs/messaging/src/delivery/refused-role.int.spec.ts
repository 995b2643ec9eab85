import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { enrollmentContracts } from '@lib/contracts';
import { PgDatabase, migrate } from '@lib/database';
import { Logger } from '@nestjs/common';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { accepted, until } from '../contract/fixtures.testing.js';
import { LocalTransport, Outbox, messagingMigrations, outboxMigrations } from '../index.js';

const PACE = { attempts: { attemptsMax: 3, firstMs: 1, maxMs: 2 }, outage: { firstMs: 2, maxMs: 10 }, pollMs: 20 };
const said: string[] = [];

let server: RealPostgres;
let owner: PgDatabase;
let service: PgDatabase;
let role: string;
let transport: LocalTransport;
beforeAll(async () => {
  const say = (text: string): void => void said.push(text);
  Logger.overrideLogger({ log: () => undefined, warn: say, error: say });
  server = await realPostgres();
  const url = await server.createDatabase();
  owner = new PgDatabase(url);
  await migrate(owner, 'enrollment', [...outboxMigrations('enrollment'), ...messagingMigrations('enrollment')]);
  const address = await server.asFreshUser(url);
  role = new URL(address).username;
  service = new PgDatabase(address);
  await owner.query(`
    CREATE TABLE enrollment.effects (key text);
    GRANT USAGE ON SCHEMA enrollment TO ${role};
    GRANT ALL ON ALL TABLES IN SCHEMA enrollment TO ${role}`);
});
afterAll(async () => {
  Logger.overrideLogger(false);
  await service.close();
  await owner.query(`DROP OWNED BY ${role}`);
  await owner.close();
  await server.stop();
});
beforeEach(async () => {
  said.length = 0;
  await owner.query(
    'TRUNCATE enrollment.effects, enrollment.outbox, enrollment.outbox_arrivals, enrollment.consumer_cursors',
  );
  const outbox = new Outbox(service, 'enrollment', [enrollmentContracts]);
  transport = new LocalTransport({
    consumer: 'reader',
    database: service,
    schema: 'enrollment',
    logs: [outbox],
    pace: PACE,
  });
  const effect = ({ key }: { readonly key: string }): Promise<unknown> =>
    service.query('INSERT INTO enrollment.effects VALUES ($1)', [key]);
  transport.addHandler(enrollmentContracts.name, effect, true);
  transport.listen(() => undefined);
});
afterEach(() => transport.close());

const publish = (...keys: readonly string[]): Promise<void> =>
  owner.transaction((tx) =>
    new Outbox(owner, 'enrollment', [enrollmentContracts]).enqueue(tx, enrollmentContracts, keys.map(accepted)),
  );
const effects = async (): Promise<readonly unknown[]> =>
  (await owner.query('SELECT DISTINCT key FROM enrollment.effects ORDER BY key')).map(({ key }) => key);

// A right that was taken away by mistake was taken for a fault of whatever message came: they were parked, one key after the
// other, and stayed so when it had been given back.
it.each([
  [
    'may not write any more',
    '42501',
    () => owner.query(`REVOKE INSERT ON enrollment.effects FROM ${role}`),
    () => owner.query(`GRANT INSERT ON enrollment.effects TO ${role}`),
  ],
  [
    'may not log in any more',
    '28000',
    () =>
      owner.query(
        `ALTER ROLE ${role} NOLOGIN; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`,
      ),
    () => owner.query(`ALTER ROLE ${role} LOGIN`),
  ],
])('messages for a role that %s wait, and go on when the right is given back', async (_, code, take, give) => {
  await publish('a');
  await until(async () => (await effects()).length === 1);
  await take();
  await publish('b', 'c', 'd');
  await until(() => said.filter((text) => text.includes(code)).length > 5);
  expect(await effects()).toEqual(['a']);
  expect(await owner.query('SELECT * FROM enrollment.parked_messages')).toEqual([]);
  await give();
  await until(async () => (await effects()).length === 4);
  expect(await owner.query('SELECT * FROM enrollment.parked_messages')).toEqual([]);
});
