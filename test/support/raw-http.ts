import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it came, byte by byte. */
export type RawAnswer = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
};

/** A connection to a service on 127.0.0.1, to send what no client would. */
export const connection = async (url: string): Promise<Socket> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  // A service may well hang up on it.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

/** What comes on a connection until the other side ends it; undefined when that is nothing. */
export const answerOn = async (socket: Socket): Promise<RawAnswer | undefined> => {
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
  if (!socket.destroyed && !socket.readableEnded) await firstOf(socket, ['end', 'close']);
  socket.destroy();
  if (heard === '') return undefined;
  const [head = '', ...rest] = Buffer.from(heard, 'latin1').toString('utf8').split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: new Map(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    ),
    body: rest.join('\r\n\r\n'),
  };
};

/** Sends bytes as they are, and resolves to what comes until the other side ends the connection. */
export const exchange = async (url: string, bytes: string | Buffer): Promise<RawAnswer | undefined> => {
  const socket = await connection(url);
  socket.write(bytes);
  return answerOn(socket);
};

/** The first lines of a request; the connection is to end with its answer. */
export const head = (
  line: string,
  headers: Readonly<Record<string, string>> = {},
  standing: Readonly<Record<string, string>> = { host: 'ledger', connection: 'close' },
): string =>
  `${line} HTTP/1.1\r\n${Object.entries({ ...standing, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** Keeps a connection busy with a byte at a time, until it is closed. */
export const dribble = (socket: Socket, byte: string): void => {
  const timer = setInterval(() => socket.write(byte), DRIBBLE_MS);
  socket.once('close', () => clearInterval(timer));
  socket.once('end', () => clearInterval(timer));
};
const DRIBBLE_MS = 20;

/** Sends the same bytes again and again, as fast as they are taken, until there are so many or the other side hangs up. */
export const pour = async (socket: Socket, bytes: Buffer, total: number): Promise<void> => {
  for (let sent = 0; sent < total && socket.writable; sent += bytes.length)
    if (!socket.write(bytes)) await firstOf(socket, ['drain', 'close']);
};

/** Resolves at the first of these events; an error is none, for the connection closes after it. */
const firstOf = (socket: Socket, events: readonly string[]): Promise<void> =>
  new Promise((resolve) => {
    const come = (): void => {
      for (const event of events) socket.off(event, come);
      resolve();
    };
    for (const event of events) socket.once(event, come);
  });
