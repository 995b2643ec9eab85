import { LIMITS, type Limits } from '@lib/database';
import type { Environment } from './environment.js';

/** How long a service and its PostgreSQL server wait, in whole seconds; what each is, `Limits` says. */
export const databaseLimits = (env: Environment): Limits => ({
  connectMs: env.count('DATABASE_CONNECT_SECONDS', LIMITS.connectMs / 1000) * 1000,
  statementMs: env.count('DATABASE_STATEMENT_SECONDS', LIMITS.statementMs / 1000) * 1000,
  lockMs: env.count('DATABASE_LOCK_SECONDS', LIMITS.lockMs / 1000) * 1000,
  idleMs: env.count('DATABASE_IDLE_SECONDS', LIMITS.idleMs / 1000) * 1000,
  longMs: env.count('DATABASE_LONG_SECONDS', LIMITS.longMs / 1000) * 1000,
});
