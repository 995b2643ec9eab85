import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LiveNews, Asked } from './live-news.js';

const BEAT_MS = 15_000;
/** A browser comes back by itself, and says what it has heard last. */
const LASTS_MS = 10 * 60_000;
const RETRY_MS = 3_000;
/** That the session is over. */
export const ENDED = 'event: ended\ndata:\n\n';
const SEEN = /^[\w-]{1,64}$/;

/**
 * Server-sent events for one page: `changed` with the version that there is now, `ended` when the session is over. What
 * has changed is not among it; the page is read anew. @throws Refused when there are too many
 */
export const streamNews = (
  news: LiveNews,
  login: string,
  asked: Asked,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const { raw } = reply;
  const seen = [request.headers['last-event-id'], (request.query as { readonly seen?: unknown }).seen].find(
    (one): one is string => typeof one === 'string' && SEEN.test(one),
  );
  const send = (text: string): void => void (raw.writableEnded || raw.write(text));
  const stop = news.listen(login, asked, {
    seen: seen ?? '',
    changed: (version) => send(`event: changed\nid: ${version}\ndata:\n\n`),
    end: () => {
      send(ENDED);
      raw.end();
    },
  });
  const headers = reply.getHeaders() as OutgoingHttpHeaders;
  reply.hijack();
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    // Of nginx: each event goes on at once.
    'x-accel-buffering': 'no',
  });
  send(`retry: ${RETRY_MS}\n\n`);
  const beating = setInterval(() => send(': beat\n\n'), BEAT_MS);
  const lasting = setTimeout(() => raw.end(), LASTS_MS);
  raw.once('close', () => {
    clearInterval(beating);
    clearTimeout(lasting);
    stop();
  });
  return reply;
};
