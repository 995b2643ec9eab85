import { describe, expect, it } from '@jest/globals';
import { isDatabaseAway } from './away.js';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('the database is away', () => {
  it.each([
    ...['08006', '53100', '53300', '57P01', '57P03', '58030', '25006'].map(withCode),
    ...['25P03', '25P04', '40001', '40P01', '55P03', '57014'].map(withCode),
    ...['28000', '28P01', '3D000', '42501'].map(withCode),
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].map(withCode),
    ...['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'].map(withCode),
    new Error('The server does not support SSL connections'),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout expired'),
    new Error('Query read timeout'),
    new Error('PGlite is closed'),
    new AggregateError([withCode('ECONNREFUSED')]),
  ])('when it says %s', (error) => expect(isDatabaseAway(error)).toBe(true));

  it.each([
    ...['23505', '22P02', '25P02', '42P01', 'ENOENT'].map(withCode),
    new TypeError('x'),
    'ECONNREFUSED',
    undefined,
  ])('but not when it says %s', (error) => expect(isDatabaseAway(error)).toBe(false));
});
