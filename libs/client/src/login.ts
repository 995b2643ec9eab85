/** Where a client has its access tokens from. */
export type Login = {
  /** A token that is valid for a while. @throws Error when none can be had */
  token(): Promise<string>;
  /** A service does not take this one any more: the next is another. */
  forget(token: string): void;
};

export type ProgramLogin = {
  /** The OpenID Connect issuer that the installation trusts. A function where it may come to be another. */
  readonly issuer: string | (() => string);
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the program asks for; undefined: all that it may. */
  readonly scope?: string | undefined;
};

type Held = { readonly issuer: string; readonly token: string; readonly until: number };

/** A token is not used in its last moments: it must hold as long as the request that it goes with. */
const SPARE_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;

/** Logs a program in by its client credentials (RFC 6749, section 4.4). A token is used for as long as it holds. */
export const programLogin = ({ issuer, clientId, clientSecret, scope }: ProgramLogin): Login => {
  let held: Held | undefined;
  let asked: Promise<Held> | undefined;
  const now = typeof issuer === 'string' ? () => issuer : issuer;
  const isGood = (): boolean => held !== undefined && held.issuer === now() && held.until > performance.now();
  const ask = async (): Promise<Held> => {
    const from = now();
    const credentials = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
    const answer = await json(await tokenEndpointOf(from), {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }),
    });
    const { access_token: token, expires_in: seconds = 60 } = answer as { access_token?: unknown; expires_in?: number };
    if (typeof token !== 'string') throw new Error('the issuer gave no token');
    return { issuer: from, token, until: performance.now() + Math.max(seconds * 1000 - SPARE_MS, 1_000) };
  };
  return {
    token: async () => {
      if (!isGood()) {
        asked ??= ask().finally(() => (asked = undefined));
        held = await asked;
      }
      return held?.token ?? '';
    },
    forget: (token) => {
      if (held?.token === token) held = undefined;
    },
  };
};

/** OpenID Connect Discovery 1.0. */
const tokenEndpointOf = async (issuer: string): Promise<string> => {
  const { token_endpoint: endpoint } = (await json(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    {},
  )) as { token_endpoint?: unknown };
  if (typeof endpoint !== 'string') throw new Error(`${issuer} is no OpenID Connect issuer`);
  return endpoint;
};

const json = async (url: string, init: RequestInit): Promise<object> => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const text = await response.text();
  if (!response.ok) throw new Error(`the issuer answered ${response.status} ${text.slice(0, 200)}`);
  return JSON.parse(text) as object;
};
