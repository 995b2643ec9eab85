import { setTimeout as pause } from 'node:timers/promises';
import type { Login } from './login.js';

/** How long a request is sent again: after a pause when its connection broke, else when the service says. */
export type Patience = {
  readonly totalMs: number;
  readonly pauseMs: number;
  /** A sending that is not answered after so long counts as broken; undefined: it takes as long as it takes. */
  readonly answerMs?: number;
};

export type Reply = { readonly status: number; readonly headers: Headers; readonly body: unknown };

/**
 * Sends a request until it is answered. What it needs may be away, the first sending of its key may still be at work, or
 * the process that had it may have died: `url` is asked before every sending, so that another instance may answer.
 * @param login whose token goes with every sending; one that is not taken any more is replaced once
 * @param init whose signal ends it all
 * @throws the last error of the connection when the patience is over
 */
export const sendPatiently = async (
  url: () => string,
  init: Omit<RequestInit, 'headers'> & { readonly headers: Readonly<Record<string, string>> },
  patience: Patience,
  login?: Login,
): Promise<Reply> => {
  let isRenewed = false;
  const ended = init.signal ?? undefined;
  for (const since = performance.now(); ;) {
    const isPatient = (): boolean => performance.now() - since < patience.totalMs && ended?.aborted !== true;
    try {
      const to = url();
      const token = await login?.token();
      const headers = { ...init.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
      const response = await fetch(to, { ...init, headers, signal: signalOf(ended, patience.answerMs) });
      const body = await bodyOf(response);
      if (response.status === 401 && login && token !== undefined && !isRenewed) {
        login.forget(token);
        isRenewed = true;
        continue;
      }
      const retryAfter = Number(response.headers.get('retry-after') ?? 0);
      if (!(retryAfter > 0 && isPatient())) return { status: response.status, headers: response.headers, body };
      await pause(retryAfter * 1000, undefined, { signal: ended });
    } catch (error) {
      if (!isPatient()) throw error;
      await pause(patience.pauseMs, undefined, { signal: ended });
    }
  }
};

const signalOf = (ended: AbortSignal | undefined, answerMs: number | undefined): AbortSignal | null => {
  const signals = [...(ended ? [ended] : []), ...(answerMs === undefined ? [] : [AbortSignal.timeout(answerMs)])];
  return signals.length === 0 ? null : AbortSignal.any(signals);
};

/** JSON as what it says, a text as it is, and what is neither, such as a workbook, as its bytes. */
const bodyOf = async (response: Response): Promise<unknown> => {
  const type = response.headers.get('content-type') ?? '';
  if (type !== '' && !/^text\/|json\b/.test(type)) return response.blob();
  const text = await response.text();
  if (text === '') return undefined;
  return type.startsWith('text/') ? text : (JSON.parse(text) as unknown);
};
