import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { PgDatabase } from './pg.database.js';

/** Stands between a client and the server, and can be away. */
const gate = async (url: URL) => {
  const open = new Set<Socket>();
  const state = { isAway: false, refused: 0, onRefused: (): void => undefined };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (state.isAway) {
      state.refused += 1;
      socket.destroy();
      return state.onRefused();
    }
    const there = connect(Number(url.port || 5432), url.hostname);
    there.on('error', () => socket.destroy());
    socket.pipe(there).pipe(socket);
    for (const one of [socket, there]) {
      open.add(one);
      one.once('close', () => open.delete(one));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  return {
    state,
    url: through.href,
    sever: (): void => {
      state.isAway = true;
      for (const socket of open) socket.destroy();
    },
    close: (): void => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
};

// A refused connection both rejects and ends, and each looked for another: with the server away for seconds one listener
// became hundreds, and when it came back they took all its connections.
it('a listener whose server goes away is looked for by one loop, and hears again', async () => {
  const direct = process.env['TEST_DATABASE_URL'] ?? '';
  const between = await gate(new URL(direct));
  const database = new PgDatabase(between.url);
  const sender = new PgDatabase(direct);
  let heard = 0;
  let onHeard: () => void = () => undefined;
  const stop = await database.listen('listen_spec', () => {
    heard += 1;
    onHeard();
  });
  const refusedEnough = new Promise<void>((resolve) => {
    between.state.onRefused = () => {
      if (between.state.refused === 6) resolve();
    };
  });
  const severed = performance.now();
  between.sever();
  await refusedEnough;
  // Six attempts of one loop take longer than this by its pauses alone; those that multiply are there in half the time.
  expect(performance.now() - severed).toBeGreaterThan(3_000);
  const back = new Promise<void>((resolve) => (onHeard = resolve));
  between.state.isAway = false;
  await back;
  const [row] = await sender.query<{ count: number }>(
    `SELECT count(*) AS count FROM pg_stat_activity WHERE query = 'LISTEN "listen_spec"'`,
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
