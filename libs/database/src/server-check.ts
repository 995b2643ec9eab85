import type { Row } from './database.js';
import { neededBehindPooler } from './session.js';

/** The server is not what this code can run on; every fault is named. */
export class UnfitServer extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the PostgreSQL server of the address cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'UnfitServer';
  }
}

/** Of an error that says so: that there is no TLS, or what is wrong with the certificate. */
export const whyUntrusted = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? ` (${String(error.code)})` : '';
  return `it is not the one to trust: ${error.message}${code}; its authority is named by DATABASE_CA_FILE`;
};

/** What a server says of itself. */
export type ServerSettings = {
  readonly values: ReadonlyMap<string, string>;
  /** What a session begins with, before it sets anything itself. */
  readonly beginnings: ReadonlyMap<string, string>;
  /** Its answer comes from another session than the one this process has logged in to. */
  readonly isBehindPooler: boolean;
};

export const SERVER_SETTINGS =
  'SELECT lower(name) AS name, setting, reset_val, pg_backend_pid() AS pid FROM pg_settings';

/** @param pid of the session that the server, or a pooler in its place, named at the login */
export const serverSettings = (rows: readonly Row[], pid: number): ServerSettings => ({
  values: new Map(rows.map((row) => [String(row['name']), String(row['setting'])])),
  beginnings: new Map(rows.map((row) => [String(row['name']), String(row['reset_val'])])),
  isBehindPooler: rows.some((row) => row['pid'] !== pid),
});

const OLDEST_VERSION = 150_000;

/** What cannot be set by a session and makes the server unusable. */
export const faultsOf = ({ values, beginnings, isBehindPooler }: ServerSettings): readonly string[] => {
  const faults: string[] = [];
  if (Number(values.get('server_version_num')) < OLDEST_VERSION)
    faults.push(`server_version is ${values.get('server_version')}: 15 or later is needed`);
  if (values.get('server_encoding') !== 'UTF8')
    faults.push(`server_encoding is ${values.get('server_encoding')}: a database with ENCODING 'UTF8' is needed`);
  if (values.get('session_replication_role') !== 'origin')
    faults.push(
      `session_replication_role is ${values.get('session_replication_role')}: triggers and references would not hold`,
    );
  if (!isBehindPooler) return faults;
  for (const [name, needed] of Object.entries(neededBehindPooler)) {
    const there = beginnings.get(name);
    if (there !== needed)
      faults.push(
        `${name} is ${there}, and behind a pooler it cannot be set by us: ALTER ROLE … SET ${name} = '${needed}'`,
      );
  }
  if (beginnings.get('synchronous_commit') === 'off')
    faults.push(
      `synchronous_commit is off, and behind a pooler it cannot be set by us: ALTER ROLE … SET synchronous_commit = on`,
    );
  return faults;
};

/** What an operator should know of, and may have wanted. */
export const warningsOf = ({ values, isBehindPooler }: ServerSettings): readonly string[] => [
  ...['fsync', 'full_page_writes']
    .filter((name) => values.get(name) === 'off')
    .map(
      (name) =>
        `${name} is off on the PostgreSQL server: when its machine fails, what was confirmed may be lost or damaged`,
    ),
  ...(isBehindPooler
    ? [
        'a pooler stands before PostgreSQL: a single statement has no time limit on the server unless the role has one ' +
          '(ALTER ROLE … SET statement_timeout, lock_timeout)',
      ]
    : []),
];
