import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What the server answers to a statement: a boolean in a column of that name, nothing, or an error. */
export type FakeAnswer = { readonly column: string } | { readonly code: string } | undefined;

export type FakePostgres = { readonly url: string; close(): void };

/** Bytes that end a session, in the form of the protocol. */
export const fatal = (code: string): Buffer =>
  message('E', `SFATAL\0VFATAL\0C${code}\0Mterminating connection due to administrator command\0\0`);

/**
 * A server that speaks just enough of the protocol to be wrong in it. Everybody may log in.
 * @param afterLogin what it sends in one packet with the end of the login; it then ends the connection
 */
export const fakePostgres = async (
  answer: (statement: string) => FakeAnswer,
  afterLogin?: Buffer,
): Promise<FakePostgres> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    let left = Buffer.alloc(0);
    let statement: string | undefined;
    let isIn = false;
    socket.on('data', (bytes: Buffer) => {
      left = Buffer.concat([left, bytes]);
      for (let size = sizeOf(left, isIn); size <= left.length; size = sizeOf(left, isIn)) {
        const [said, kind] = [left.subarray(0, size), isIn ? String.fromCharCode(left[0] ?? 0) : 'startup'];
        left = left.subarray(size);
        if (kind === 'startup') {
          isIn = true;
          socket.write(Buffer.concat([WELCOME, READY, afterLogin ?? Buffer.alloc(0)]));
          if (afterLogin) socket.end();
        } else if (kind === 'Q') socket.write(Buffer.concat([told(answer(said.toString('utf8', 5, size - 1))), READY]));
        else if (kind === 'P') statement = said.toString('utf8', 6, said.indexOf(0, 6));
        else if (kind === 'S') socket.write(Buffer.concat([told(answer(statement ?? '')), READY]));
        else if (kind === 'X') socket.end();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `postgres://anybody@127.0.0.1:${(server.address() as AddressInfo).port}/anything`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

/** Of the first message in the bytes; Infinity when its length has not come yet. */
const sizeOf = (bytes: Buffer, hasKind: boolean): number => {
  const from = hasKind ? 1 : 0;
  return bytes.length < from + 4 ? Infinity : from + bytes.readInt32BE(from);
};

const message = (kind: string, body: string | Buffer): Buffer => {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeInt32BE(bytes.length + 4, 1);
  return Buffer.concat([head, bytes]);
};

const BOOLEAN = 16;
const numbers = (...values: readonly (readonly [bits: 16 | 32, value: number])[]): Buffer =>
  Buffer.concat(
    values.map(([bits, value]) => {
      const bytes = Buffer.alloc(bits / 8);
      bytes.writeIntBE(value, 0, bits / 8);
      return bytes;
    }),
  );

const WELCOME = Buffer.concat([message('R', numbers([32, 0])), message('K', numbers([32, 1], [32, 1]))]);
const READY = message('Z', 'I');

const told = (answer: FakeAnswer): Buffer => {
  if (answer === undefined) return message('C', 'OK\0');
  if ('code' in answer) return message('E', `SERROR\0VERROR\0C${answer.code}\0Mrefused\0\0`);
  const about = numbers([32, 0], [16, 0], [32, BOOLEAN], [16, 1], [32, -1], [16, 0]);
  return Buffer.concat([
    message('T', Buffer.concat([numbers([16, 1]), Buffer.from(`${answer.column}\0`), about])),
    message('D', Buffer.concat([numbers([16, 1], [32, 1]), Buffer.from('f')])),
    message('C', 'SELECT 1\0'),
  ]);
};
