import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '@lib/wording';
import type { SentForm } from '../session/login.js';

/** Of a form that outlives its session, in characters. */
const FORM_MAX = 32_768;
const DAY_SECONDS = 24 * 3600;
const YEAR_SECONDS = 365 * DAY_SECONDS;

/** The cookies of the portal. Over HTTPS their names make sure that no other host has set them. */
export class Cookies {
  constructor(private readonly isSecure: boolean) {}

  session(request: FastifyRequest): string | undefined {
    return request.cookies[this.named('session')];
  }

  login(request: FastifyRequest): string | undefined {
    return request.cookies[this.named('login')];
  }

  locale(request: FastifyRequest): Locale {
    return request.cookies[this.named('language')] === 'en' ? 'en' : 'ru';
  }

  /** @param seconds undefined: forgotten with the browser's window */
  set(reply: FastifyReply, name: 'session' | 'login', value: string, seconds?: number): void {
    void reply.setCookie(this.named(name), value, {
      ...this.kind(),
      httpOnly: true,
      ...(seconds === undefined ? {} : { maxAge: seconds }),
    });
  }

  setLocale(reply: FastifyReply, locale: Locale): void {
    void reply.setCookie(this.named('language'), locale, { ...this.kind(), maxAge: YEAR_SECONDS });
  }

  forget(reply: FastifyReply, name: 'session' | 'login'): void {
    void reply.clearCookie(this.named(name), this.kind());
  }

  private kind() {
    return { path: '/', sameSite: 'lax', secure: this.isSecure } as const;
  }

  private named(name: string): string {
    return this.isSecure ? `__Host-${name}` : name;
  }
}

/**
 * Whether a request that changes something comes from a page of ours: another site cannot say so.
 * @param url where browsers find the portal; undefined: where they asked
 */
export const isOwn = (request: FastifyRequest, url: string | undefined): boolean => {
  const { origin, host } = request.headers;
  if (request.headers['sec-fetch-site'] !== undefined && request.headers['sec-fetch-site'] !== 'same-origin')
    return false;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return url === undefined ? new URL(origin).host === host : new URL(origin).origin === new URL(url).origin;
};

/** A place of the portal to go back to: never another site. */
export const placeIn = (given: string | null | undefined): string => {
  const base = 'http://portal.invalid';
  if (!given || !URL.canParse(given, base)) return '/';
  const { origin, pathname, search } = new URL(given, base);
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
};

/**
 * What goes with every answer.
 * @param issuer to which a logout goes on: browsers hold a form to be sent wherever its answer leads
 * @param hstsDays undefined: not said
 */
export const headersFor = (issuer: string, hstsDays: number | undefined): Readonly<Record<string, string>> => ({
  'content-security-policy': `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self' ${new URL(issuer).origin}; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  ...(hstsDays === undefined ? {} : { 'strict-transport-security': `max-age=${hstsDays * DAY_SECONDS}` }),
});

/** The form of a request; undefined: it has none, or one too long to be kept. */
export const sentIn = ({ body, url }: FastifyRequest): SentForm | undefined => {
  const fields = body instanceof URLSearchParams ? body.toString() : undefined;
  return fields !== undefined && fields.length <= FORM_MAX ? { to: url, fields } : undefined;
};

/** Empty where a request has none. */
export const formOf = ({ body }: FastifyRequest): URLSearchParams =>
  body instanceof URLSearchParams ? body : new URLSearchParams();

/** The page to go back to after the login; of a form the page it stands on. */
export const backFrom = (request: FastifyRequest): string =>
  request.method === 'GET' ? request.url : placeIn(pathOf(request.headers.referer));

const pathOf = (url = '/'): string => (URL.canParse(url) ? new URL(url).pathname : '/');
