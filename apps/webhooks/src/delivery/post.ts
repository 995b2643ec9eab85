import { Agent as HttpAgent, request as askByHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as askByHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Address } from '../address/addresses.js';
import type { Sent } from './domain/outcome.js';

export type Posted = {
  readonly url: URL;
  /** All that may be connected to. */
  readonly addresses: readonly Address[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type PostSettings = {
  /** From the first step of the connection to the headers of the answer. */
  readonly deadlineMs: number;
  /** Authorities that are trusted, in PEM; undefined: those of Node. */
  readonly ca: readonly string[] | undefined;
  /** Ends it before. */
  readonly signal?: AbortSignal;
  /** Connections that may be used again; undefined: a connection of its own. */
  readonly agent?: HttpAgent | HttpsAgent;
};

const ANSWER_HEADERS_MAX = 16_384;
/** So much of the body of an answer is read, and no longer than this; the status has said by then what it came to. */
const ANSWER_BYTES = 1_024;
const ANSWER_MS = 2_000;
/** So much of it is kept. */
const ANSWER_CHARACTERS = 300;

/**
 * Sends one request, to the addresses given and no other: no name is resolved here, no redirect followed, no proxy of the
 * environment used. A connection that was kept and has ended meanwhile is no failure: the request goes out on a new one.
 * Never rejects.
 */
export const post = async (posted: Posted, { agent, ...settings }: PostSettings): Promise<Sent> => {
  const timeout = AbortSignal.timeout(settings.deadlineMs);
  const deadline = settings.signal ? AbortSignal.any([timeout, settings.signal]) : timeout;
  const own = posted.url.protocol === 'https:' ? HttpsAgent : HttpAgent;
  const first = await attempt(posted, { ...settings, deadline, agent: agent ?? new own({ keepAlive: false }) });
  if (first !== 'connection-ended') return first;
  const second = await attempt(posted, { ...settings, deadline, agent: new own({ keepAlive: false }) });
  return second === 'connection-ended' ? { failure: 'unreachable' } : second;
};

type Attempt = Pick<PostSettings, 'ca'> & { readonly deadline: AbortSignal; readonly agent: HttpAgent | HttpsAgent };

const attempt = (posted: Posted, { ca, deadline, agent }: Attempt): Promise<Sent | 'connection-ended'> =>
  new Promise((resolve) => {
    const { url, addresses, headers, body } = posted;
    const isTls = url.protocol === 'https:';
    const options: RequestOptions & { readonly rejectUnauthorized: true } = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent,
      lookup: always(addresses),
      maxHeaderSize: ANSWER_HEADERS_MAX,
      // Whatever the environment says of certificates.
      rejectUnauthorized: true,
      ...(isTls && ca ? { ca: [...ca] } : {}),
    };
    const request = (isTls ? askByHttps : askByHttp)(url, options);
    const stop = (): void => void request.destroy();
    const end = (sent: Sent | 'connection-ended', keepsConnection = false): void => {
      deadline.removeEventListener('abort', stop);
      resolve(sent);
      if (!keepsConnection) stop();
    };
    // What happens to an answer after its status changes nothing.
    let hasStatus = false;
    const fail = (failure: Failure): void => {
      if (hasStatus) return;
      if (deadline.aborted) end({ failure: 'timeout' });
      else end(request.reusedSocket && failure === 'unreachable' ? 'connection-ended' : { failure });
    };
    if (deadline.aborted) stop();
    deadline.addEventListener('abort', stop);
    request.on('error', (error) => fail(failureOf(error)));
    // Also where neither an answer nor an error came.
    request.on('close', () => fail('unreachable'));
    request.on('upgrade', () => fail('answer-invalid'));
    request.on('response', (answer) => {
      hasStatus = true;
      deadline.removeEventListener('abort', stop);
      const { statusCode: status = 0, headers: said } = answer;
      void beginningOf(answer).then((text) =>
        end({ status, retryAfter: said['retry-after'], text }, answer.readableEnded && answer.complete),
      );
    });
    request.end(body);
  });

/** In place of a resolver: what was checked is what is connected to. */
const always =
  (addresses: readonly Address[]): LookupFunction =>
  (_host, { all }, answer) => {
    const [first] = addresses;
    if (!first) return answer(new Error('no address'), '', 4);
    if (all) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };

/** The first characters of an answer, as they can be stored and shown. Never rejects. */
const beginningOf = (answer: IncomingMessage): Promise<string> =>
  new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const end = (): void => {
      clearTimeout(timer);
      answer.off('data', take);
      const text = Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString('utf8');
      resolve(
        text
          .replaceAll(/[^\P{C}\n\t]/gu, '\uFFFD')
          .slice(0, ANSWER_CHARACTERS)
          .toWellFormed(),
      );
    };
    const take = (part: Buffer): void => {
      parts.push(part);
      length += part.length;
      if (length >= ANSWER_BYTES) end();
    };
    const timer = setTimeout(end, ANSWER_MS);
    answer.on('data', take);
    for (const event of ['end', 'error', 'close']) answer.once(event, end);
  });

const failureOf = (error: Error): Failure => {
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('HPE_')) return 'answer-invalid';
  return TLS_FAULT.test(code) ? 'tls' : 'unreachable';
};

type Failure = 'unreachable' | 'tls' | 'answer-invalid';

/** The names of OpenSSL and Node for a handshake that failed, or a certificate that does not hold. */
const TLS_FAULT = /^(ERR_SSL_|ERR_TLS_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_|INVALID_|EPROTO$)/;
