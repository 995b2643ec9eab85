import { isIP } from 'node:net';
import { HTTP_SETTINGS, RATE_SETTINGS, type HttpSettings, type RateSettings } from '@lib/http';
import type { Environment } from './environment.js';

const MEBIBYTE = 1024 * 1024;

/**
 * What a service takes from whoever asks it: HTTP_HEADERS_SECONDS, HTTP_REQUEST_SECONDS, HTTP_BODIES_MIB, HTTP_AT_ONCE, HTTP_AT_ONCE_OF_LOGIN, HTTP_RATE_…,
 * HTTP_PROXIES, and HSTS_DAYS.
 */
export const httpSettings = (env: Environment): HttpSettings => {
  const headersMs = env.count('HTTP_HEADERS_SECONDS', HTTP_SETTINGS.headersMs / 1000) * 1000;
  const requestMs = env.count('HTTP_REQUEST_SECONDS', HTTP_SETTINGS.requestMs / 1000) * 1000;
  if (headersMs > requestMs)
    env.wrong('HTTP_HEADERS_SECONDS', `not more than the ${requestMs / 1000} of HTTP_REQUEST_SECONDS`, undefined);
  return {
    headersMs,
    requestMs,
    bodiesBytes: env.count('HTTP_BODIES_MIB', HTTP_SETTINGS.bodiesBytes / MEBIBYTE) * MEBIBYTE,
    atOnce: env.count('HTTP_AT_ONCE', HTTP_SETTINGS.atOnce),
    atOnceOfLogin: env.count('HTTP_AT_ONCE_OF_LOGIN', HTTP_SETTINGS.atOnceOfLogin),
    rates: rateSettings(env),
    proxies: proxiesIn(env),
    hstsDays: env.text('HSTS_DAYS') === undefined ? undefined : env.count('HSTS_DAYS', 1),
  };
};

const rateSettings = (env: Environment): RateSettings => ({
  perMinute: env.count('HTTP_RATE_PER_MINUTE', RATE_SETTINGS.perMinute, 0),
  anonymousPerMinute: env.count('HTTP_RATE_ANONYMOUS_PER_MINUTE', RATE_SETTINGS.anonymousPerMinute, 0),
  clients: clientsIn(env),
});

/** `register=20000,cabinet=0` */
const clientsIn = (env: Environment): ReadonlyMap<string, number> => {
  const parts = listed(env, 'HTTP_RATE_CLIENTS');
  const clients = new Map<string, number>();
  const odd = parts.filter((part) => {
    const [, name, perMinute] = /^([A-Za-z0-9][\w.-]{0,49})=(0|[1-9]\d{0,4})$/.exec(part) ?? [];
    if (name === undefined || clients.has(name)) return true;
    clients.set(name, Number(perMinute));
    return false;
  });
  if (odd.length === 0) return clients;
  return env.wrong('HTTP_RATE_CLIENTS', `CLIENT=NUMBER, each client once, not "${odd.join('", "')}"`, clients);
};

/** Addresses, and networks such as `10.0.0.0/8`. */
const proxiesIn = (env: Environment): readonly string[] => {
  const parts = listed(env, 'HTTP_PROXIES');
  const odd = parts.filter((part) => !isNetwork(part));
  return odd.length === 0
    ? parts
    : env.wrong('HTTP_PROXIES', `addresses or networks such as 10.0.0.0/8, not "${odd.join('", "')}"`, []);
};

const isNetwork = (text: string): boolean => {
  const [, address = '', bits = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
};

const listed = (env: Environment, name: string): readonly string[] =>
  (env.text(name) ?? '').split(',').flatMap((part) => part.trim() || []);
