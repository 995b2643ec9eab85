import { expect, it } from '@jest/globals';
import { LIMITS } from '@lib/database';
import { databaseLimits } from './database-settings.js';
import { Environment } from './environment.js';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole(databaseLimits(env));
};

it('the limits of the database can be left out, be said in seconds, and not be lifted', () => {
  expect(read({})).toEqual(LIMITS);
  expect(read({ DATABASE_STATEMENT_SECONDS: '5', DATABASE_IDLE_SECONDS: '2' })).toEqual({
    ...LIMITS,
    statementMs: 5_000,
    idleMs: 2_000,
  });
  expect(() => read({ DATABASE_LOCK_SECONDS: '0' })).toThrow('DATABASE_LOCK_SECONDS: a whole number from 1, not "0"');
});
