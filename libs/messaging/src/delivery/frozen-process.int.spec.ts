import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LIMITS, PgDatabase, isDatabaseAway, migrate } from '@lib/database';
import { enrollmentContracts } from '@lib/contracts';
import { connectionTo } from '../../../../test/support/postgres-connection.js';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { accepted, labelOf, until } from '../contract/fixtures.testing.js';
import { Outbox, messagingMigrations, outboxMigrations } from '../index.js';
import { Leases } from './leases.js';

let server: RealPostgres;
let url: string;
let database: PgDatabase;
beforeAll(async () => {
  server = await realPostgres();
  url = await server.createDatabase();
  database = new PgDatabase(url, { limits: { ...LIMITS, lockMs: 200, idleMs: 1_000 } });
  await migrate(database, 'enrollment', [...outboxMigrations('enrollment'), ...messagingMigrations('enrollment')]);
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

/** Asks again as long as the database is away. */
const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (;;)
    try {
      return await ask();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
    }
};

/** Resolves when nobody else is inside a transaction that stands still. */
const untilNoOther = (): Promise<void> =>
  until(async () => {
    const still = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
    );
    return still.length === 0;
  });

/** A sender as a process of its own; `says` resolves when it has said so. */
const startSender = () => {
  const support = (name: string): string => fileURLToPath(new URL(`../../../../test/support/${name}`, import.meta.url));
  const child = spawn(process.execPath, ['--import', support('typescript.js'), support('sender.program.ts')], {
    env: { PATH: process.env['PATH'], DATABASE: url },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  let hasEnded = false;
  let news = Promise.withResolvers<void>();
  const tell = (): void => {
    news.resolve();
    news = Promise.withResolvers<void>();
  };
  // From the start: what is said while nobody waits would be lost, and waited for for ever.
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    tell();
  });
  // On a busy machine it may have ended before it is told to commit.
  child.stdin.on('error', () => undefined);
  child.once('close', () => {
    hasEnded = true;
    tell();
  });
  return {
    child,
    says: async (text: string): Promise<void> => {
      while (!said.includes(text)) {
        if (hasEnded) throw new Error(`it ended after: ${said}`);
        await news.promise;
      }
    },
  };
};

// A process that was stopped (a suspended machine, a debugger, a paused container) between its message and its COMMIT held
// the outbox for as long as it stood still, and with it every sender of the service. The tests killed processes, whose
// connections end at once; they stopped none.
it('a process that stands still between its message and its COMMIT does not stop the others', async () => {
  const outbox = new Outbox(database, 'enrollment', [enrollmentContracts]);
  const { child, says } = startSender();
  await says('sent');
  child.kill('SIGSTOP');
  await database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, [accepted('anna')]));
  expect((await outbox.read('start', 10)).map(({ message }) => labelOf(message))).toEqual(['anna 0']);
  // The server ends what stands still.
  await untilNoOther();
  child.kill('SIGCONT');
  child.stdin.end('commit');
  await says('away');
  expect((await outbox.read('start', 10)).map(({ message }) => labelOf(message))).toEqual(['anna 0']);
});

it('a lease that was confirmed in a transaction which stands still passes to another', async () => {
  const short = new Leases(database, 'enrollment', 500);
  const mine = await short.take('a right');
  const never = Promise.withResolvers<void>();
  const confirmed = Promise.withResolvers<void>();
  const frozen = database.transaction(async (tx) => {
    await mine?.confirm(tx);
    confirmed.resolve();
    await never.promise;
  });
  await confirmed.promise;
  const next = await patiently(async () => {
    for (;;) {
      const lease = await new Leases(database, 'enrollment', 60_000).take('a right');
      if (lease) return lease;
    }
  });
  expect(mine?.isHeld).toBe(false);
  await next.release();
  never.resolve();
  await expect(frozen.catch((error: unknown) => isDatabaseAway(error))).resolves.toBe(true);
});

it('whoever waits too long for a lock is told to come again', async () => {
  const holder = await connectionTo(url);
  await holder.query('BEGIN');
  await holder.query(`SELECT pg_advisory_xact_lock(hashtext('enrollment.outbox'))`);
  const outbox = new Outbox(database, 'enrollment', [enrollmentContracts]);
  await database.transaction((tx) => outbox.enqueue(tx, enrollmentContracts, [accepted('anna')]));
  await expect(outbox.read('start', 10)).rejects.toMatchObject({ code: '55P03' });
  await holder.end();
});
