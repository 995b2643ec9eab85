const WAIT_MAX_S = 30;

/** `Prefer: wait=N` (RFC 7240), N in seconds, as milliseconds; 0 when absent or unreadable, at most 30 s. */
export const waitOf = (prefer: string | undefined): number => {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:$|[,;])/i.exec(prefer ?? '')?.[1];
  return Math.min(Number(seconds ?? 0), WAIT_MAX_S) * 1000;
};
