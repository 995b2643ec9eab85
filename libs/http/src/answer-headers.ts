import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** How a service's answers may be used, and whether browsers are to ask by HTTPS alone from now on. */
export type AnswerHeaders = Readonly<Record<string, string>>;

const DAY_SECONDS = 86_400;

/**
 * What every answer says. There is no CORS header among them: no page of another origin may read an answer. None may be
 * kept: what a cache holds outlives the right to see it.
 * @param hstsDays for so long browsers ask by HTTPS alone; only where a proxy with a certificate is in front
 */
export const answerHeaders = (hstsDays?: number): AnswerHeaders => ({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  ...(hstsDays === undefined ? {} : { 'strict-transport-security': `max-age=${hstsDays * DAY_SECONDS}` }),
});

// The page runs scripts of this service alone, and asks this service alone. Its styles stand in its elements.
const OF_THE_PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Puts them on an answer; who answers may say otherwise. */
export const setHeaders = (headers: AnswerHeaders, { url }: FastifyRequest, reply: FastifyReply): void => {
  void reply.headers(headers);
  if (/^\/docs(?:[/?]|$)/.test(url)) void reply.header('content-security-policy', OF_THE_PAGE);
};

/** Puts them on every answer that the framework gives. */
export const headEveryAnswer = (fastify: FastifyInstance, headers: AnswerHeaders): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    setHeaders(headers, request, reply);
    done();
  });
};
