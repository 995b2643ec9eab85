import type { Urls } from '@lib/client';
import { startLedger, urlsOf, type Environment, type Program } from './built-program.js';
import { post, type Answered } from './http-client.js';

export type Started = { readonly ledger: Program; readonly urls: Required<Urls> };

/** main.js on free ports, when it takes requests. */
export const start = async (environment: Environment): Promise<Started> => {
  const ledger = startLedger(environment);
  return { ledger, urls: await urlsOf(ledger) };
};

/** Applies for a place, and waits for what becomes of it. */
export const apply = (urls: Urls, key: string, childId: string, groupId: string, startDay: string): Promise<Answered> =>
  post(`${urls.enrollment}/applications`, key, { childId, groupId, start: startDay }, { prefer: 'wait=30' });
