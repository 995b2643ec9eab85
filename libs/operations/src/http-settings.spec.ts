import { expect, it } from '@jest/globals';
import { Environment } from './environment.js';
import { httpSettings } from './http-settings.js';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole(httpSettings(env));
};

it('a request has ten seconds for its first lines and two minutes for the whole, and HTTPS is not promised', () => {
  expect(read({})).toEqual({ headersMs: 10_000, requestMs: 120_000, bodiesBytes: 128 * 2 ** 20, hstsDays: undefined });
});

it('all of it can be set', () => {
  const set = { HTTP_HEADERS_SECONDS: '2', HTTP_REQUEST_SECONDS: '3', HTTP_BODIES_MIB: '64', HSTS_DAYS: '365' };
  expect(read(set)).toEqual({ headersMs: 2_000, requestMs: 3_000, bodiesBytes: 64 * 2 ** 20, hstsDays: 365 });
});

it('the first lines cannot have longer than the whole', () => {
  expect(() => read({ HTTP_REQUEST_SECONDS: '5' })).toThrow('HTTP_HEADERS_SECONDS: not more than the 5');
});
