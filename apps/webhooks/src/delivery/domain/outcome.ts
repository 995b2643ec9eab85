/** What an attempt came to. All but the first is a failure, and the message waits. */
export const OUTCOMES = [
  'delivered',
  'refused',
  'redirected',
  'timeout',
  'unreachable',
  'tls',
  'answer-invalid',
  'address-forbidden',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What came back, or why nothing did. */
export type Sent =
  | { readonly status: number; readonly retryAfter: string | undefined; readonly text: string }
  | { readonly failure: Exclude<Outcome, 'delivered' | 'refused' | 'redirected'> };

/** Only 2xx takes a message. A redirect is not followed: it may lead anywhere. */
export const outcomeOf = (sent: Sent): Outcome => {
  if ('failure' in sent) return sent.failure;
  if (sent.status >= 200 && sent.status < 300) return 'delivered';
  return sent.status >= 300 && sent.status < 400 ? 'redirected' : 'refused';
};

/** The receiver says that it is no more, and will not be. */
export const saysGone = (sent: Sent): boolean => 'status' in sent && sent.status === 410;

/**
 * How long a receiver that is too busy asks us to wait, in milliseconds; undefined where it does not.
 * @param nowMs for a date in place of seconds, Unix time
 */
export const retryAfterMs = (sent: Sent, nowMs: number): number | undefined => {
  if ('failure' in sent || ![429, 503].includes(sent.status) || sent.retryAfter === undefined) return undefined;
  if (/^\d{1,9}$/.test(sent.retryAfter)) return Number(sent.retryAfter) * 1_000;
  const at = HTTP_DATE.test(sent.retryAfter) ? Date.parse(sent.retryAfter) : NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
};

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} /;
