import { createHash, randomBytes } from 'node:crypto';
import { ledgerAt, programLogin, type LedgerClient, type LedgerOptions, type Login, type Urls } from '@lib/client';
import { DEMO_APPROVER, DEMO_PROGRAM } from '@lib/demo-issuer';

const issuers = new Map<string, string>();
const logins = new Map<string, Login>();

/** Whoever is asked at one of these addresses takes the tokens of this issuer. */
export const trusts = (urls: Readonly<Record<string, string | readonly string[]>>, issuer: string): void => {
  for (const url of Object.values(urls).flat()) if (url !== '') issuers.set(new URL(url).origin, issuer);
};

/** The same, of a system that starts. */
export const trusting = async <
  System extends { readonly urls: Readonly<Record<string, string>>; readonly issuer: string },
>(
  starting: Promise<System>,
): Promise<System> => {
  const system = await starting;
  trusts(system.urls, system.issuer);
  return system;
};

/** The demo's program at the issuer of an address; undefined where none is known. */
const loginFor = (url: string): Login | undefined => {
  const issuer = issuerOf(url);
  if (issuer === '') return undefined;
  const known = logins.get(issuer) ?? programLogin({ issuer, ...DEMO_PROGRAM });
  logins.set(issuer, known);
  return known;
};

/** A client of services that log the demo's program in. */
export const ledgerOf = (urls: () => Urls, options: LedgerOptions = {}): LedgerClient =>
  loggedIn(DEMO_PROGRAM, urls, options);

/** The same for the second program, which approves what the first has proposed. */
export const approverOf = (urls: () => Urls, options: LedgerOptions = {}): LedgerClient =>
  loggedIn(DEMO_APPROVER, urls, options);

const loggedIn = (
  program: typeof DEMO_PROGRAM | typeof DEMO_APPROVER,
  urls: () => Urls,
  options: LedgerOptions,
): LedgerClient =>
  ledgerAt(urls, { ...options, login: programLogin({ issuer: () => issuerOf(urls().certificates), ...program }) });

/** How an audit of services logs in, as its environment. */
export const auditorOf = (urls: Urls): Readonly<Record<string, string>> => ({
  OIDC_ISSUER: issuerOf(urls.certificates),
  OIDC_CLIENT_ID: DEMO_PROGRAM.clientId,
  OIDC_CLIENT_SECRET: DEMO_PROGRAM.clientSecret,
});

const issuerOf = (url: string): string => issuers.get(new URL(url).origin) ?? '';

const people = new Map<string, Promise<string>>();

/**
 * The header of a person who logs in at the demo issuer of an address as somebody with a browser does: authorization code
 * with PKCE, through its pages.
 */
export const asPerson = async (url: string, name: string): Promise<Readonly<Record<string, string>>> => {
  const issuer = issuerOf(url);
  const known = people.get(`${issuer} ${name}`) ?? personToken(issuer, name);
  people.set(`${issuer} ${name}`, known);
  return { authorization: `Bearer ${await known}` };
};

const BACK = 'http://127.0.0.1:1/callback';

const personToken = async (issuer: string, name: string): Promise<string> => {
  const verifier = randomBytes(32).toString('base64url');
  const cookies = new Map<string, string>();
  const visit = async (to: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const sent = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    const page = await fetch(new URL(to, issuer), { redirect: 'manual', headers: { cookie }, ...sent });
    for (const set of page.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(key, value);
    }
    return page;
  };
  const asked = new URLSearchParams({
    client_id: 'demo-cabinet',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: BACK,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  let page = await visit(`/auth?${asked.toString()}`);
  for (let steps = 0; steps < 10; steps++) {
    const to = page.headers.get('location') ?? '';
    const code = to.startsWith(BACK) ? new URL(to).searchParams.get('code') : undefined;
    if (code) {
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'demo-cabinet',
        redirect_uri: BACK,
        code_verifier: verifier,
        code,
      });
      const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
      return ((await answer.json()) as { access_token: string }).access_token;
    }
    const form = to === '' ? /action="([^"]+)"/.exec(await page.text())?.[1] : undefined;
    page = form ? await visit(form, { prompt: 'login', login: name, password: 'none' }) : await visit(to);
  }
  throw new Error(`${name} could not log in`);
};

/** The header of a request to an address, where its issuer is known. */
export const authorizationFor = async (url: string): Promise<Readonly<Record<string, string>>> => {
  const token = await loginFor(url)?.token();
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
};
