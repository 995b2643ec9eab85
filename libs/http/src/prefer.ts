import type { FastifyReply } from 'fastify';

const WAIT_MAX_S = 30;

/** How long a request may wait for its answer, in milliseconds, and whether its client has gone before that. */
type Wait = { readonly ms: number; readonly gone: AbortSignal };

/** `Prefer: wait=N` (RFC 7240), N in seconds; no time when absent or unreadable, at most 30 s. */
export const waitOf = (prefer: string | undefined, { raw }: Pick<FastifyReply, 'raw'>): Wait => {
  const going = new AbortController();
  raw.once('close', () => going.abort());
  return { ms: waitMsOf(prefer), gone: going.signal };
};

const waitMsOf = (prefer: string | undefined): number => {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:$|[,;])/i.exec(prefer ?? '')?.[1];
  return Math.min(Number(seconds ?? 0), WAIT_MAX_S) * 1000;
};
