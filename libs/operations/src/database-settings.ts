import { LIMITS, type Limits } from '@lib/database';
import type { Environment } from './environment.js';

/**
 * How long a service and its PostgreSQL server wait, in whole seconds: DATABASE_CONNECT_SECONDS, DATABASE_STATEMENT_SECONDS,
 * DATABASE_LOCK_SECONDS, DATABASE_IDLE_SECONDS (inside a transaction), DATABASE_LONG_SECONDS (of a migration or an import).
 */
export const databaseLimits = (env: Environment): Limits => {
  const limit = (name: string, byDefaultMs: number): number => env.count(name, byDefaultMs / 1000) * 1000;
  return {
    connectMs: limit('DATABASE_CONNECT_SECONDS', LIMITS.connectMs),
    statementMs: limit('DATABASE_STATEMENT_SECONDS', LIMITS.statementMs),
    lockMs: limit('DATABASE_LOCK_SECONDS', LIMITS.lockMs),
    idleMs: limit('DATABASE_IDLE_SECONDS', LIMITS.idleMs),
    longMs: limit('DATABASE_LONG_SECONDS', LIMITS.longMs),
  };
};
