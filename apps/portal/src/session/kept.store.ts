import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '@lib/database';
import { opened, sealed } from '@lib/sealing';

const SECRET_BYTES = 32;
/** What has ended goes with the next that begins, so many at a time. */
const PRUNED_AT_ONCE = 100;

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
  async keep(content: Content, seconds: number): Promise<string> {
    const secret = randomBytes(SECRET_BYTES);
    const box = sealed(this.part(secret, 'key'), this.kind, Buffer.from(JSON.stringify(content)));
    await this.database.query(
      'INSERT INTO portal.kept (id, kind, sealed, until) VALUES ($1, $2, $3, now() + make_interval(secs => $4))',
      [this.part(secret, 'id'), this.kind, box, seconds],
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

  async giveUp(given: string | undefined): Promise<void> {
    const secret = secretIn(given);
    if (secret) await this.database.query('DELETE FROM portal.kept WHERE id = $1', [this.part(secret, 'id')]);
  }

  private part(secret: Buffer, of: 'id' | 'key'): Buffer {
    return createHmac('sha256', secret).update(`${this.kind} ${of}`).digest();
  }
}

const secretIn = (given: string | undefined): Buffer | undefined => {
  const secret = Buffer.from(given ?? '', 'base64url');
  return secret.length === SECRET_BYTES ? secret : undefined;
};
