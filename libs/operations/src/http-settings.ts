import { HTTP_SETTINGS, type HttpSettings } from '@lib/http';
import type { Environment } from './environment.js';

const MEBIBYTE = 1024 * 1024;

/** What a service takes from whoever asks it: HTTP_HEADERS_SECONDS, HTTP_REQUEST_SECONDS, HTTP_BODIES_MIB, and HSTS_DAYS. */
export const httpSettings = (env: Environment): HttpSettings => {
  const headersMs = env.count('HTTP_HEADERS_SECONDS', HTTP_SETTINGS.headersMs / 1000) * 1000;
  const requestMs = env.count('HTTP_REQUEST_SECONDS', HTTP_SETTINGS.requestMs / 1000) * 1000;
  if (headersMs > requestMs)
    env.wrong('HTTP_HEADERS_SECONDS', `not more than the ${requestMs / 1000} of HTTP_REQUEST_SECONDS`, undefined);
  return {
    headersMs,
    requestMs,
    bodiesBytes: env.count('HTTP_BODIES_MIB', HTTP_SETTINGS.bodiesBytes / MEBIBYTE) * MEBIBYTE,
    hstsDays: env.text('HSTS_DAYS') === undefined ? undefined : env.count('HSTS_DAYS', 1),
  };
};
