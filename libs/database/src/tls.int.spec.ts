import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authority, type Authority } from '../../../test/support/authority.js';
import { ownPostgres, type OwnPostgres } from '../../../test/support/own-postgres.js';
import { PgDatabase, UnfitServer, isDatabaseAway, trusting } from './index.js';

/** A start on an address: what it comes to. */
const start = async (url: string): Promise<unknown> => {
  const database = new PgDatabase(url);
  try {
    return await database.check();
  } catch (error) {
    return error;
  } finally {
    await database.close();
  }
};

const unfit = (said: RegExp) =>
  expect.objectContaining({ constructor: UnfitServer, message: expect.stringMatching(said) });

describe('PostgreSQL with TLS', () => {
  let server: OwnPostgres;
  let trusted: Authority;
  let password: string;
  /** The server by a name or address, trusting an authority. */
  const at = (host: string, file = trusted.file): string =>
    trusting(
      `${Object.assign(new URL(server.url), { hostname: host }).href}?application_name=tls-spec&sslmode=verify-full`,
      file,
    );
  beforeAll(async () => {
    [server, trusted] = [await ownPostgres(), await authority()];
    ({ password } = new URL(server.url));
    await server.secure(await trusted.sign(['DNS:localhost', 'IP:127.0.0.1']));
  });
  afterAll(() => server.stop());

  it.each(['localhost', '127.0.0.1'])(
    'is spoken to by %s, on every connection, also that of notifications',
    async (host) => {
      const database = new PgDatabase(at(host));
      await database.check();
      const stop = await database.listen('tls_spec', () => undefined);
      const sessions = await database.query<{ ssl: boolean; query: string }>(
        `SELECT t.ssl, a.query FROM pg_stat_ssl t JOIN pg_stat_activity a USING (pid) WHERE a.application_name = 'tls-spec'`,
      );
      expect(sessions.length).toBeGreaterThanOrEqual(2);
      expect(sessions.filter(({ ssl }) => !ssl)).toEqual([]);
      await stop();
      await database.close();
    },
  );

  it('is refused when nobody known has signed its certificate', async () => {
    const another = await authority();
    const refused = unfit(/not the one to trust: .*(self-signed|unable to verify|unable to get).*DATABASE_CA_FILE/i);
    expect(await start(at('localhost', another.file))).toEqual(refused);
    expect(await start(at('localhost').replace(/&sslrootcert.*/, ''))).toEqual(refused);
  });

  it('is refused with a certificate for another host, or one that has run out; a process that runs waits', async () => {
    const running = new PgDatabase(at('localhost'));
    await running.check();
    for (const [identity, said] of [
      [await trusted.sign(['DNS:db.example', 'IP:10.0.0.1']), /altnames.*ERR_TLS_CERT_ALTNAME_INVALID/],
      [await trusted.sign(['DNS:localhost'], -1), /CERT_HAS_EXPIRED/],
    ] as const) {
      await server.secure(identity);
      expect(await start(at('localhost'))).toEqual(unfit(said));
      const thrown = await running.query('SELECT 1').catch((error: unknown) => error);
      expect([thrown, isDatabaseAway(thrown)]).toEqual([expect.any(Error), true]);
    }
    await server.secure(await trusted.sign(['DNS:localhost', 'IP:127.0.0.1']));
    expect(await running.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await running.close();
  });

  it('that has none is refused, and is told nothing', async () => {
    for (const answer of ['N', 'E', 'SE', 'NR\0\0\0\x08\0\0\0\x03']) {
      const heard: Buffer[] = [];
      const sockets: Socket[] = [];
      const between = createServer((socket) => {
        sockets.push(socket);
        socket
          .on('error', () => undefined)
          .on('data', (bytes: Buffer) => {
            heard.push(bytes);
            socket.write(answer, 'latin1');
          });
      });
      between.listen(0, '127.0.0.1');
      await once(between, 'listening');
      const url = new URL(at('localhost'));
      url.port = String((between.address() as AddressInfo).port);
      expect(await start(url.href)).toEqual(unfit(/SSL connection/));
      // The request for TLS, and not a byte more.
      expect(Buffer.concat(heard)).toEqual(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]));
      expect(Buffer.concat(heard).includes(password)).toBe(false);
      for (const socket of sockets) socket.destroy();
      between.close();
    }
  });
});
