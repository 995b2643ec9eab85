import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '@lib/wording';

const YEAR_SECONDS = 365 * 24 * 3600;

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

/** Whether a request that changes something comes from a page of ours: another site cannot say so. */
export const isOwn = (request: FastifyRequest): boolean => {
  const { origin, host } = request.headers;
  if (request.headers['sec-fetch-site'] !== undefined && request.headers['sec-fetch-site'] !== 'same-origin')
    return false;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
};

/** A place of the portal to go back to: never another site. */
export const placeIn = (given: string | null | undefined): string => {
  const base = 'http://portal.invalid';
  if (!given || !URL.canParse(given, base)) return '/';
  const { origin, pathname, search } = new URL(given, base);
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
};

/** Of everything that browsers get. */
export const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

export const setHeaders = (reply: FastifyReply): void => void reply.headers(HEADERS);
