import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migrate, type PgliteDatabase } from '@lib/database';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { until } from '../contract/fixtures.testing.js';
import { SeverableDatabase } from '../contract/severable-database.testing.js';
import { Leases, leasesMigration } from './leases.js';

describe('a lease', () => {
  let database: PgliteDatabase;
  beforeAll(async () => {
    database = await freshPglite();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.query('DROP SCHEMA IF EXISTS leasing CASCADE');
    await migrate(database, 'leasing', [leasesMigration('leasing')]);
  });

  const leases = (ttlMs: number, reach: PgliteDatabase | SeverableDatabase = database): Leases =>
    new Leases(reach, 'leasing', ttlMs);

  it('is one process’s until it lets go', async () => {
    const mine = await leases(60_000).take('a right');
    expect(mine?.isHeld).toBe(true);
    expect(await leases(60_000).take('a right')).toBeUndefined();
    const another = await leases(60_000).take('another right');
    await mine?.release();
    const next = await leases(60_000).take('a right');
    expect(next?.isHeld).toBe(true);
    await Promise.all([next?.release(), another?.release()]);
  });

  it('is renewed while its process lives', async () => {
    const mine = await leases(9_000).take('a right');
    const ends = async (): Promise<string> => {
      const [row] = await database.query<{ at: string }>('SELECT expires_at::text AS at FROM leasing.leases');
      return row?.at ?? '';
    };
    const first = await ends();
    await until(async () => (await ends()) > first);
    expect(mine?.isHeld).toBe(true);
    expect(await leases(1_000).take('a right')).toBeUndefined();
    await mine?.release();
  });

  it('passes on when its process cannot be heard, which knows it, and can store nothing any more', async () => {
    const reach = new SeverableDatabase(database);
    const mine = await leases(500, reach).take('a right');
    reach.sever();
    const taken: unknown[] = [];
    await until(async () => {
      const lease = await leases(60_000).take('a right');
      if (lease) taken.push(lease);
      return lease !== undefined;
    });
    expect(mine?.isHeld).toBe(false);
    reach.mend();
    expect(await database.transaction((tx) => mine!.confirm(tx))).toBe(false);
    await mine?.release();
    expect(await leases(60_000).take('a right')).toBeUndefined();
    for (const lease of taken) await (lease as { release(): Promise<void> }).release();
  });
});
