import type { Urls } from '@lib/client';
import { authorizationFor } from './login.js';

export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the text says as JSON; undefined when it is none. */
  readonly json: any;
};

/** One request, as it is, and the whole answer. */
export const call = async (url: string, init: RequestInit = {}): Promise<Answered> => {
  const response = await fetch(url, {
    ...init,
    headers: { ...(await authorizationFor(url)), ...(init.headers as Readonly<Record<string, string>>) },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
};

/** A POST with its key. */
export const post = (
  url: string,
  key: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> =>
  call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export const setClock = (urls: Urls, now: string): Promise<Answered> =>
  call(`${urls.enrollment}/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ now }),
  });

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
