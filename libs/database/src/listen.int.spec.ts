import { expect, it } from '@jest/globals';
import { postgresProxy } from '../../../test/support/postgres-proxy.js';
import { PgDatabase } from './pg.database.js';

// A refused connection both rejects and ends, and each looked for another: with the server away for seconds one listener
// became hundreds, and when it came back they took all its connections.
it('a listener whose server goes away is looked for by one loop, and hears again', async () => {
  const direct = process.env['TEST_DATABASE_URL'] ?? '';
  const between = await postgresProxy(direct);
  const database = new PgDatabase(between.url);
  const sender = new PgDatabase(direct);
  let heard = 0;
  let onHeard: () => void = () => undefined;
  const stop = await database.listen('listen_spec', () => {
    heard += 1;
    onHeard();
  });
  const severed = performance.now();
  between.sever();
  await between.until(() => between.refused() >= 6);
  // Six attempts of one loop take longer than this by its pauses alone; those that multiply are there in half the time.
  expect(performance.now() - severed).toBeGreaterThan(3_000);
  const back = new Promise<void>((resolve) => (onHeard = resolve));
  between.mend();
  await back;
  const [row] = await sender.query<{ count: number }>(
    `SELECT count(*) AS count FROM pg_stat_activity WHERE query LIKE 'LISTEN "listen_spec"%'`,
  );
  expect(row?.count).toBe(1);
  const before = heard;
  const again = new Promise<void>((resolve) => (onHeard = resolve));
  await sender.query(`SELECT pg_notify('listen_spec', '')`);
  await again;
  expect(heard).toBe(before + 1);
  await stop();
  await database.close();
  await sender.close();
  between.close();
});
