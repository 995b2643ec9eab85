import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const inBrotli = promisify(brotliCompress);
const inGzip = promisify(gzip);

/** What is shorter fits into a packet or two anyway. */
const FROM_CHARACTERS = 1_000;
/** Nearly as small as the best, at a tenth of its time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: 1 } };

/**
 * Compresses pages: whole texts of HTML, and nothing that is a stream. A page that another site has made the browser ask for
 * goes as it is: how long it is then says nothing of what it repeats of the address (BREACH).
 */
export const compressPages = (server: FastifyInstance): void => {
  server.addHook('onSend', async (request, reply, payload) => {
    const isPage = typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html');
    if (!isPage || payload.length < FROM_CHARACTERS) return payload;
    void reply.header('vary', 'accept-encoding, sec-fetch-site');
    if (!isAskedHere(request)) return payload;
    const isTaken = (name: string): boolean => takes(request.headers['accept-encoding'], name);
    const encoding = ['br', 'gzip'].find(isTaken);
    if (encoding === undefined) return payload;
    void reply.header('content-encoding', encoding);
    return encoding === 'br' ? inBrotli(payload, BROTLI) : inGzip(payload);
  });
};

/** By a page of ours, by hand, or by a program that is no browser. */
const isAskedHere = ({ headers }: FastifyRequest): boolean =>
  ['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);

/** @param header Accept-Encoding (RFC 9110, section 12.5.3) */
const takes = (header: string | undefined, name: string): boolean =>
  (header ?? '').split(',').some((part) => {
    const [coding = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    return coding === name && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
