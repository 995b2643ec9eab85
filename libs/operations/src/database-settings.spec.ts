import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '@lib/database';
import { databaseAddress, databaseLimits } from './database-settings.js';
import { Environment } from './environment.js';
import { eventStoreSettings } from './installation-store.js';

const AUTHORITY = fileURLToPath(new URL('../../../test/esdb/tls/authority.pem', import.meta.url));
const DATABASE_URL = 'postgres://ledger:s3cret@db/ledger?sslmode=verify-full';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole({ database: databaseAddress(env), events: eventStoreSettings(env).url });
};

describe('where PostgreSQL is', () => {
  it('whom to trust goes with every address that asks for TLS', () => {
    const trusted = `${DATABASE_URL}&sslrootcert=${encodeURIComponent(AUTHORITY)}`;
    expect(read({ DATABASE_URL, DATABASE_CA_FILE: AUTHORITY, EVENT_STORE_URL: DATABASE_URL })).toEqual({
      database: trusted,
      events: trusted,
    });
    expect(read({ DATABASE_URL, EVENT_STORE_URL: 'postgres://events/a' })).toEqual({
      database: DATABASE_URL,
      events: 'postgres://events/a',
    });
  });

  it.each<[Record<string, string>, string]>([
    [{ DATABASE_URL: 'postgres://a:s3cret@db/a?sslmode=require' }, 'DATABASE_URL: sslmode is verify-full or disable'],
    [{ EVENT_STORE_URL: 'postgres://a:s3cret@db/a?ssl=true' }, 'EVENT_STORE_URL: there is no option ssl'],
    [{ DATABASE_URL, DATABASE_CA_FILE: '/none.pem' }, 'DATABASE_CA_FILE: /none.pem cannot be read: ENOENT'],
    [{ DATABASE_URL, DATABASE_CA_FILE: fileURLToPath(import.meta.url) }, 'holds no certificate'],
    [{ DATABASE_URL: 'postgres://db/a', DATABASE_CA_FILE: AUTHORITY }, 'DATABASE_CA_FILE: has no effect'],
  ])('%j is refused', (variables, said) => {
    expect(() => read(variables)).toThrow(said);
    expect(() => read(variables)).not.toThrow('s3cret');
  });
});

const limits = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole(databaseLimits(env));
};

it('the limits of the database can be left out, be said in seconds, and not be lifted', () => {
  expect(limits({})).toEqual(LIMITS);
  expect(limits({ DATABASE_STATEMENT_SECONDS: '5', DATABASE_IDLE_SECONDS: '2' })).toEqual({
    ...LIMITS,
    statementMs: 5_000,
    idleMs: 2_000,
  });
  expect(() => limits({ DATABASE_LOCK_SECONDS: '0' })).toThrow('DATABASE_LOCK_SECONDS: a whole number from 1, not "0"');
});
