import { randomBytes } from 'node:crypto';
import { isRefused } from './away.js';
import { PgDatabase } from './pg.database.js';

/** The server does not answer, or does not let this role make a database. */
export class NoFreshDatabase extends Error {
  constructor(override readonly cause: unknown) {
    super(`no database of its own can be made there: ${reasonOf(cause)}`);
    this.name = 'NoFreshDatabase';
  }
}

/** A database of its own on a server: what else is there is not touched. */
export class FreshDatabase {
  private role: string | undefined;
  private dropping: Promise<void> | undefined;

  private constructor(
    private readonly server: string,
    readonly name: string,
    /** Of the fresh database; with the password, where the server's has one. */
    readonly url: string,
  ) {}

  /**
   * @param server the URL of any database on it; its role makes the fresh one
   * @param prefix what the name begins with; lower-case letters and `_`
   * @throws NoFreshDatabase
   */
  static async create(server: string, prefix: string): Promise<FreshDatabase> {
    const name = `${prefix}_${randomBytes(8).toString('hex')}`;
    try {
      const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
      await on(server, `CREATE DATABASE ${name}`);
      return new FreshDatabase(server, name, url);
    } catch (error) {
      throw new NoFreshDatabase(error);
    }
  }

  /** The URL for a role that owns nothing; undefined where the server does not let its role make one. */
  async forService(): Promise<string | undefined> {
    const [role, password] = [`${this.name}_service`, randomBytes(16).toString('hex')];
    try {
      await on(this.server, `CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
    } catch (error) {
      if (isRefused(error)) return undefined;
      throw error;
    }
    this.role = role;
    return Object.assign(new URL(this.url), { username: role, password }).href;
  }

  /** Also while others are connected to it. */
  drop(): Promise<void> {
    this.dropping ??= this.dropAll();
    return this.dropping;
  }

  private async dropAll(): Promise<void> {
    await on(this.server, `DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
    if (this.role !== undefined) await on(this.server, `DROP ROLE IF EXISTS ${this.role}`);
  }
}

const on = async (server: string, statement: string): Promise<void> => {
  const database = new PgDatabase(server, { connectionsMax: 1 });
  try {
    await database.query(statement);
  } finally {
    await database.close();
  }
};

// Of several addresses of one name none may answer; then only the parts have messages.
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
};
