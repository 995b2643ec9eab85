import { expect, it } from '@jest/globals';
import { Environment } from './environment.js';
import { httpSettings } from './http-settings.js';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole(httpSettings(env));
};

it('a request has ten seconds for its first lines and two minutes for the whole, and HTTPS is not promised', () => {
  expect(read({})).toEqual({
    headersMs: 10_000,
    requestMs: 120_000,
    bodiesBytes: 128 * 2 ** 20,
    atOnce: 1_000,
    atOnceOfLogin: 64,
    rates: { perMinute: 6_000, anonymousPerMinute: 6_000, clients: new Map() },
    proxies: [],
    hstsDays: undefined,
  });
});

it('all of it can be set', () => {
  const set = {
    HTTP_HEADERS_SECONDS: '2',
    HTTP_REQUEST_SECONDS: '3',
    HTTP_BODIES_MIB: '64',
    HTTP_AT_ONCE: '50',
    HTTP_AT_ONCE_OF_LOGIN: '5',
    HTTP_RATE_PER_MINUTE: '100',
    HTTP_RATE_ANONYMOUS_PER_MINUTE: '0',
    HTTP_RATE_CLIENTS: 'register=20000, cabinet=0',
    HTTP_PROXIES: '10.1.2.3, fd00::/8',
    HSTS_DAYS: '365',
  };
  expect(read(set)).toEqual({
    headersMs: 2_000,
    requestMs: 3_000,
    bodiesBytes: 64 * 2 ** 20,
    atOnce: 50,
    atOnceOfLogin: 5,
    rates: {
      perMinute: 100,
      anonymousPerMinute: 0,
      clients: new Map([
        ['register', 20_000],
        ['cabinet', 0],
      ]),
    },
    proxies: ['10.1.2.3', 'fd00::/8'],
    hstsDays: 365,
  });
});

it('the first lines cannot have longer than the whole', () => {
  expect(() => read({ HTTP_REQUEST_SECONDS: '5' })).toThrow('HTTP_HEADERS_SECONDS: not more than the 5');
});

it('every rate and every proxy that is none is named', () => {
  const wrong = {
    HTTP_RATE_PER_MINUTE: '-1',
    HTTP_RATE_ANONYMOUS_PER_MINUTE: 'many',
    HTTP_RATE_CLIENTS: 'register=2,register=3,cabinet,=5,a b=1,c=1e3,d=100000',
    HTTP_PROXIES: 'proxy.example,10.0.0.0/33,::/129,10.0.0.1/,10.0.0.1',
  };
  expect(() => read(wrong)).toThrow(
    [
      'the environment is wrong:',
      '  HTTP_RATE_PER_MINUTE: a whole number from 0, not "-1"',
      '  HTTP_RATE_ANONYMOUS_PER_MINUTE: a whole number from 0, not "many"',
      '  HTTP_RATE_CLIENTS: CLIENT=NUMBER, each client once, not "register=3", "cabinet", "=5", "a b=1", "c=1e3", "d=100000"',
      '  HTTP_PROXIES: addresses or networks such as 10.0.0.0/8, not "proxy.example", "10.0.0.0/33", "::/129", "10.0.0.1/"',
    ].join('\n'),
  );
});
