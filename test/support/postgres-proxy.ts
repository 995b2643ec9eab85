import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type PostgresProxy = {
  /** Of the proxy, for whoever should go through it. */
  readonly url: string;
  /** How many connections are open now. */
  readonly open: () => number;
  /** How many were refused while it was away. */
  readonly refused: () => number;
  /** Ends every connection and refuses new ones. */
  sever(): void;
  /** Takes connections, and not a byte goes through them. */
  silence(): void;
  /** Relays again: also what was held back. */
  mend(): void;
  /** From now on leads to another server; who is connected is cut off. */
  leadTo(url: string): void;
  /** Resolves when that is so; looked at whenever a connection comes or goes. */
  until(isSo: () => boolean): Promise<void>;
  close(): void;
};

/** Stands between a client and a PostgreSQL server, and can fail as a network does. */
export const postgresProxy = async (server: string): Promise<PostgresProxy> => {
  let target = new URL(server);
  let state: 'relays' | 'away' | 'silent' = 'relays';
  let refused = 0;
  const clients = new Set<Socket>();
  const sockets = new Set<Socket>();
  const waiting = new Set<() => void>();
  const tell = (): void => waiting.forEach((look) => look());

  const proxy = createServer((client) => {
    client.on('error', () => undefined);
    if (state === 'away') {
      refused += 1;
      client.destroy();
      return tell();
    }
    const there = connect(Number(target.port || 5432), target.hostname);
    clients.add(client);
    client.pipe(there).pipe(client);
    for (const [one, other] of [
      [client, there],
      [there, client],
    ] as const) {
      if (state === 'silent') one.pause();
      sockets.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        sockets.delete(one);
        clients.delete(one);
        other.destroy();
        tell();
      });
    }
    tell();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  const cutOff = (): void => sockets.forEach((socket) => socket.destroy());

  return {
    url: Object.assign(new URL(server), { hostname: '127.0.0.1', port: String(port) }).href,
    open: () => clients.size,
    refused: () => refused,
    sever: () => {
      state = 'away';
      cutOff();
    },
    silence: () => {
      state = 'silent';
      for (const socket of sockets) socket.pause();
    },
    mend: () => {
      state = 'relays';
      for (const socket of sockets) socket.resume();
    },
    leadTo: (url) => {
      target = new URL(url);
      state = 'relays';
      cutOff();
    },
    until: async (isSo) => {
      while (!isSo())
        await new Promise<void>((resolve) => {
          const look = (): void => {
            waiting.delete(look);
            resolve();
          };
          waiting.add(look);
        });
    },
    close: () => {
      cutOff();
      proxy.close();
    },
  };
};
