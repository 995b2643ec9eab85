import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';

export type TransactionPooler = { readonly url: string; close(): Promise<void> };

/**
 * Does what PgBouncer does in transaction mode: a client has a session of the server from its first message to the end of
 * that transaction, and the next time another. It logs in for everybody, and names a session that is not the server's.
 */
export const transactionPooler = async (server: string): Promise<TransactionPooler> => {
  const sessions: Session[] = [];
  const take = async (): Promise<Session> => {
    const free = sessions.filter((session) => !session.isTaken);
    // Another than the last time, as with many clients.
    const session = free.length > 1 ? free[0] : undefined;
    if (session) sessions.push(...sessions.splice(sessions.indexOf(session), 1));
    else sessions.push(await Session.open(server));
    const taken = session ?? sessions.at(-1);
    if (!taken) throw new Error('there is no session');
    taken.isTaken = true;
    return taken;
  };
  const clients = new Set<Socket>();
  const pooler = createServer((client) => {
    clients.add(client);
    client.on('error', () => undefined).once('close', () => clients.delete(client));
    client.once('data', () => {
      client.write(WELCOME);
      let session: Session | undefined;
      let turn: Promise<void> = Promise.resolve();
      client.on('data', (bytes: Buffer) => {
        if (bytes[0] === GOODBYE) return void client.end();
        const before = turn;
        turn = (async () => {
          await before;
          session ??= await take();
          session.relay(bytes, client, () => (session = undefined));
        })();
      });
    });
  });
  pooler.listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  const { port } = pooler.address() as AddressInfo;
  return {
    url: Object.assign(new URL(server), { hostname: '127.0.0.1', port: String(port) }).href,
    close: async () => {
      clients.forEach((client) => client.destroy());
      sessions.forEach((session) => session.end());
      pooler.close();
    },
  };
};

class Session {
  isTaken = false;
  private client: Socket | undefined;
  private onFree: () => void = () => undefined;
  private left = Buffer.alloc(0);

  private constructor(private readonly stream: Socket) {
    stream.on('error', () => undefined).on('data', (bytes: Buffer) => this.hear(bytes));
  }

  static async open(server: string): Promise<Session> {
    const login = new pg.Client({ connectionString: server });
    login.on('error', () => undefined);
    await login.connect();
    const { connection } = login as unknown as { readonly connection: { readonly stream: Socket } };
    connection.stream.removeAllListeners('data');
    return new Session(connection.stream);
  }

  relay(bytes: Buffer, client: Socket, onFree: () => void): void {
    this.client = client;
    this.onFree = onFree;
    this.stream.write(bytes);
  }

  end(): void {
    this.stream.destroy();
  }

  private hear(bytes: Buffer): void {
    this.left = Buffer.concat([this.left, bytes]);
    while (this.left.length >= 5 && this.left.length > this.left.readInt32BE(1)) {
      const size = this.left.readInt32BE(1) + 1;
      const message = this.left.subarray(0, size);
      this.left = this.left.subarray(size);
      this.client?.write(message);
      // ReadyForQuery outside a transaction.
      if (message.toString('latin1') === 'Z\0\0\0\x05I') {
        this.client = undefined;
        this.isTaken = false;
        this.onFree();
      }
    }
  }
}

const GOODBYE = 'X'.charCodeAt(0);
const WELCOME = Buffer.from('R\0\0\0\x08\0\0\0\0K\0\0\0\x0c\x7f\xff\xff\xff\0\0\0\0Z\0\0\0\x05I', 'latin1');
