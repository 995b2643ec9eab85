import { createHmac, randomBytes } from 'node:crypto';
import type { Database, Sql } from '@lib/database';
import { opened, sealed } from '@lib/sealing';

const SECRET_BYTES = 32;
/** What has ended goes with the next that begins, so many at a time. */
const PRUNED_AT_ONCE = 100;

/** By which what is kept is found again without its secret: hashes, of which a table tells nobody anything. */
export type Names = { readonly subject?: Buffer | undefined; readonly issuerSession?: Buffer | undefined };

/**
 * Keeps something for a browser for a while. The browser gets a secret; here lies only what the secret opens, so that
 * neither the table nor a copy of it gives away a session.
 */
export class Kept<Content extends object> {
  constructor(
    private readonly database: Database,
    private readonly kind: string,
  ) {}

  /** Resolves to the secret. */
  async keep(content: Content, seconds: number, names: Names = {}): Promise<string> {
    const secret = randomBytes(SECRET_BYTES);
    await this.database.query(
      `INSERT INTO portal.kept (id, kind, sealed, until, subject, issuer_session)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4), $5, $6)`,
      [
        this.part(secret, 'id'),
        this.kind,
        this.boxOf(secret, content),
        seconds,
        names.subject ?? null,
        names.issuerSession ?? null,
      ],
    );
    await this.database.query(
      'DELETE FROM portal.kept WHERE id IN (SELECT id FROM portal.kept WHERE until < now() ORDER BY until LIMIT $1)',
      [PRUNED_AT_ONCE],
    );
    return secret.toString('base64url');
  }

  /** Undefined: it has ended, was given up, or never was. */
  async find(given: string | undefined): Promise<Content | undefined> {
    const secret = secretIn(given);
    if (!secret) return undefined;
    const [row] = await this.database.query<{ sealed: Uint8Array }>(
      'SELECT sealed FROM portal.kept WHERE id = $1 AND kind = $2 AND until > now()',
      [this.part(secret, 'id'), this.kind],
    );
    if (!row) return undefined;
    return JSON.parse(opened(this.part(secret, 'key'), this.kind, row.sealed).toString()) as Content;
  }

  /** Puts something else in its place, until the same time; where it has ended, nothing. */
  async renew(given: string, content: Content): Promise<void> {
    const secret = secretIn(given);
    if (!secret) return;
    const id = this.part(secret, 'id');
    // No row is ever changed: the role of the cabinet may not.
    await this.database.transaction(async (tx) => {
      const [gone] = await tx.query<{ until: string }>(
        'DELETE FROM portal.kept WHERE id = $1 AND kind = $2 RETURNING until',
        [id, this.kind],
      );
      if (gone)
        await tx.query('INSERT INTO portal.kept (id, kind, sealed, until) VALUES ($1, $2, $3, $4)', [
          id,
          this.kind,
          this.boxOf(secret, content),
          gone.until,
        ]);
    });
  }

  async giveUp(given: string | undefined): Promise<void> {
    const secret = secretIn(given);
    if (secret) await this.database.query('DELETE FROM portal.kept WHERE id = $1', [this.part(secret, 'id')]);
  }

  /** Gives up all that has these names, those that are said. */
  async giveUpNamed({ subject, issuerSession }: Names, sql: Sql = this.database): Promise<void> {
    if (issuerSession)
      await sql.query(
        `DELETE FROM portal.kept
         WHERE kind = $1 AND issuer_session = $2 AND ($3::bytea IS NULL OR subject = $3::bytea)`,
        [this.kind, issuerSession, subject ?? null],
      );
    else if (subject) await sql.query('DELETE FROM portal.kept WHERE kind = $1 AND subject = $2', [this.kind, subject]);
  }

  private boxOf(secret: Buffer, content: Content): Uint8Array {
    return sealed(this.part(secret, 'key'), this.kind, Buffer.from(JSON.stringify(content)));
  }

  private part(secret: Buffer, of: 'id' | 'key'): Buffer {
    return createHmac('sha256', secret).update(`${this.kind} ${of}`).digest();
  }
}

/** Whether this is the first time that it is said, within so many seconds. */
export const isFirst = async (sql: Sql, id: Buffer, seconds: number): Promise<boolean> => {
  const added = await sql.query(
    `INSERT INTO portal.kept (id, kind, sealed, until) VALUES ($1, 'told', ''::bytea, now() + make_interval(secs => $2))
     ON CONFLICT (id) DO NOTHING RETURNING kind`,
    [id, seconds],
  );
  return added.length > 0;
};

const secretIn = (given: string | undefined): Buffer | undefined => {
  const secret = Buffer.from(given ?? '', 'base64url');
  return secret.length === SECRET_BYTES ? secret : undefined;
};
