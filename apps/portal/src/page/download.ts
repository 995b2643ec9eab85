import type { Urls } from '@lib/client';
import type { FastifyReply } from 'fastify';
import { Refused } from './answers.js';
import type { Download, Visit } from './visit.js';

const HANDED_ON = ['content-type', 'content-disposition', 'content-language'];

/** Until a file begins to come. How long it then takes is up to whoever takes it. */
const BEGINS_WITHIN_MS = 60_000;

/**
 * Hands a file of a service on as it comes, asked for with the visitor's token, which the browser never sees. Who goes away
 * ends the asking. @throws Refused
 */
export const handOn = async (
  urls: Urls,
  { session, words }: Pick<Visit, 'session' | 'words'>,
  { service, path }: Download,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const late = setTimeout(() => gone.abort(), BEGINS_WITHIN_MS);
  const answer = await fetch(`${urls[service]}${path}`, {
    headers: {
      'accept-language': words.locale,
      ...(session ? { authorization: `Bearer ${session.token}` } : {}),
    },
    signal: gone.signal,
  }).finally(() => clearTimeout(late));
  if (!answer.ok || !answer.body) throw new Refused(answer.status, await answer.json().catch(() => undefined));
  for (const name of HANDED_ON) {
    const value = answer.headers.get(name);
    if (value !== null) void reply.header(name, value);
  }
  return reply.send(answer.body);
};
