import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '@lib/kernel';
import { phrase } from '@lib/wording';
import type { AnswerHeaders } from './answer-headers.js';

/** For whoever has sent more than is read, and would lose the answer if the connection were reset at once. */
const LINGER_MS = 1_000;

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what is not HTTP, has more in its first lines than Node reads, or does not come to its end in time: it never
 * becomes a request that the filter could answer. The connection ends, whatever the other side does.
 */
export const unreadableHandler =
  (headers: AnswerHeaders) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const status = STATUSES[error.code ?? ''] ?? 400;
    const body = JSON.stringify({
      type: '/problems/malformed-request',
      title: phrase('ru', 'problem.malformed-request'),
      status,
      instance: `urn:uuid:${newId()}`,
    });
    const lines = Object.entries({
      ...headers,
      connection: 'close',
      'content-length': Buffer.byteLength(body),
      'content-type': 'application/problem+json; charset=utf-8',
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
