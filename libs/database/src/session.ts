import type pg from 'pg';
import { serverLimits, type Limits } from './limits.js';

/**
 * What this code relies on and a server, a database, a role or an address may have set otherwise: how values are written
 * and read, and what a statement outside a transaction sees. Some of it is stored: a fingerprint of a card has dates in it.
 */
const RELIED_ON: Readonly<Record<string, string>> = {
  array_nulls: 'on',
  bytea_output: 'hex',
  client_encoding: 'UTF8',
  datestyle: 'ISO, YMD',
  default_transaction_deferrable: 'off',
  default_transaction_isolation: 'read committed',
  extra_float_digits: '1',
  intervalstyle: 'postgres',
  search_path: 'public',
  standard_conforming_strings: 'on',
  timezone: 'UTC',
  transform_null_equals: 'off',
};

/** PgBouncer keeps the first four for each of its clients; by the others nothing of ours is written or read differently. */
const NEEDS_NO_CARE = new Set([
  'client_encoding',
  'datestyle',
  'standard_conforming_strings',
  'timezone',
  'extra_float_digits',
  'intervalstyle',
  'search_path',
]);

/** What every session must begin with where a pooler hands each transaction to another one. */
export const neededBehindPooler: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(RELIED_ON).filter(([name]) => !NEEDS_NO_CARE.has(name)),
);

/** A standby answers from the past, and refuses what is to be written. */
class IsStandby extends Error {
  readonly code = '25006';
  constructor() {
    super('the server is a standby');
  }
}

/**
 * Makes a fresh connection what this code relies on. A commit that was answered must outlive the server: where it would
 * not wait for the disk it does again, and where it waits for more than that it is left.
 * @throws IsStandby
 */
export const prepare = async (client: pg.ClientBase, limits: Limits): Promise<void> => {
  const settings = {
    ...RELIED_ON,
    ...serverLimits(limits, 'usual'),
    idle_session_timeout: 0,
    // Compiling a statement takes longer than any of ours, and is done again for each.
    jit: 'off',
    synchronous_commit: 'on',
    transaction_timeout: limits.longMs,
  };
  const query = { text: PREPARE, values: [Object.keys(settings), Object.values(settings).map(String)] };
  const asked: pg.QueryConfig & { readonly query_timeout: number } = { ...query, query_timeout: limits.connectMs };
  const { rows } = await client.query<{ isStandby: boolean }>(asked);
  if (rows.some(({ isStandby }) => isStandby)) throw new IsStandby();
};

// By way of the server's own list: an older one does not know all of them.
const PREPARE = `
  SELECT pg_is_in_recovery() AS "isStandby", set_config(s.name, asked.value, false)
  FROM unnest($1::text[], $2::text[]) AS asked (name, value) JOIN pg_settings s ON lower(s.name) = asked.name
  WHERE asked.name <> 'synchronous_commit' OR s.setting = 'off'`;
