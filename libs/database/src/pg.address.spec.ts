import { describe, expect, it } from '@jest/globals';
import { asksForTls, pgAddressFault, trusting } from './pg.address.js';

describe('the address of PostgreSQL', () => {
  it.each([
    'postgres://ledger:s3cret@127.0.0.1/ledger',
    'postgres://ledger:s3cret@db:5432/ledger?sslmode=disable',
    'postgres://ledger:s3cret@db.example/ledger?sslmode=verify-full',
    'postgres://ledger:s3cret@db.example/ledger?application_name=a&sslmode=verify-full&sslrootcert=/ca.pem',
    'postgres://ledger:s3cret@10.0.0.1/ledger?sslmode=verify-full',
    'postgres://ledger@db.example/ledger?sslmode=verify-full&sslcert=/a.pem&sslkey=/a.key',
    'postgres://ledger:s3cret@/ledger?host=/var/run/postgresql',
  ])('%s is taken', (url) => expect(pgAddressFault(url)).toBeUndefined());

  it.each([
    ['postgres://ledger:s3cret@db/ledger?sslmode=require', 'verify-full or disable'],
    ['postgres://ledger:s3cret@db/ledger?sslmode=prefer', 'verify-full or disable'],
    ['postgres://ledger:s3cret@db/ledger?sslmode=no-verify', 'verify-full or disable'],
    ['postgres://ledger:s3cret@db/ledger?sslmode=verify-ca', 'verify-full or disable'],
    ['postgres://ledger:s3cret@db/ledger?sslmode=verify-full&sslmode=no-verify', 'verify-full or disable'],
    ['postgres://ledger:s3cret@db/ledger?ssl=true', 'there is no option ssl'],
    ['postgres://ledger:s3cret@db/ledger?uselibpqcompat=true&sslmode=verify-full', 'there is no option uselibpqcompat'],
    ['postgres://ledger:s3cret@db/ledger?sslrootcert=/ca.pem', 'sslrootcert has no effect'],
    ['postgres://ledger:s3/cret@db/ledger', 'percent-encoded'],
    ['postgres://ledger:s3cret@db:99999/ledger', 'percent-encoded'],
    ['postgres://ledger:s3cret@', 'percent-encoded'],
    ['postgres://ledger:s3cret@/ledger?host=/run&sslmode=verify-full', 'a host is needed'],
  ])('%s is refused, and no secret repeated', (url, said) => {
    expect(pgAddressFault(url)).toContain(said);
    expect(pgAddressFault(url)).not.toMatch(/s3|cret/);
  });

  it('names whom to trust', () => {
    const url = 'postgres://db/ledger?sslmode=verify-full';
    expect(trusting(url, '/certs/a b.pem')).toBe(`${url}&sslrootcert=%2Fcerts%2Fa%20b.pem`);
    expect(asksForTls(trusting(url, '/ca.pem'))).toBe(true);
    expect(asksForTls('postgres://db/ledger')).toBe(false);
  });
});
