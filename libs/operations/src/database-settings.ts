import { LIMITS, asksForTls, pgAddressFault, trusting, type Limits } from '@lib/database';
import type { Environment } from './environment.js';

/** How long a service and its PostgreSQL server wait, in whole seconds; what each is, `Limits` says. */
export const databaseLimits = (env: Environment): Limits => ({
  connectMs: env.count('DATABASE_CONNECT_SECONDS', LIMITS.connectMs / 1000) * 1000,
  statementMs: env.count('DATABASE_STATEMENT_SECONDS', LIMITS.statementMs / 1000) * 1000,
  lockMs: env.count('DATABASE_LOCK_SECONDS', LIMITS.lockMs / 1000) * 1000,
  idleMs: env.count('DATABASE_IDLE_SECONDS', LIMITS.idleMs / 1000) * 1000,
  longMs: env.count('DATABASE_LONG_SECONDS', LIMITS.longMs / 1000) * 1000,
});

const SCHEMES = ['postgres', 'postgresql'] as const;

/** Where the service's database is, DATABASE_URL with DATABASE_PASSWORD; a server's own authority in DATABASE_CA_FILE. */
export const databaseAddress = (env: Environment): string | undefined => {
  const url = env.hiddenAddress('DATABASE_URL', SCHEMES, 'DATABASE_PASSWORD');
  if (env.text('DATABASE_CA_FILE') !== undefined && url !== undefined && !asksForTls(url))
    env.wrong('DATABASE_CA_FILE', 'has no effect without ?sslmode=verify-full in DATABASE_URL', undefined);
  return secured(env, 'DATABASE_URL', url);
};

/** An address of PostgreSQL that says whom to trust; one that would trust anybody is a fault. */
export const secured = (env: Environment, name: string, url: string | undefined): string | undefined => {
  if (url === undefined) return undefined;
  const fault = pgAddressFault(url);
  if (fault !== undefined) return env.wrong(name, fault, undefined);
  const file = env.text('DATABASE_CA_FILE');
  if (file === undefined || !asksForTls(url)) return url;
  if (env.readable('DATABASE_CA_FILE')?.includes('-----BEGIN CERTIFICATE-----') === false)
    env.wrong('DATABASE_CA_FILE', `${file} holds no certificate (PEM)`, undefined);
  return trusting(url, file);
};
