import { KnownUntil, noteAccount, reachNow, tokenNow, type Reach } from '@lib/access';
import type { Database } from '@lib/database';
import { PeerAway, ProblemError, type Peer } from '@lib/http';
import { z } from 'zod';

const ASK_WITHIN_MS = 5_000;
/** So long a family that was let in is not asked after again: a guardianship that ends is felt that much later at most. */
const KNOWN_MS = 5_000;
const KNOWN_MAX = 10_000;

/**
 * Whose account a request reaches. A municipality reaches the accounts that have a certificate of its programmes. Who acts
 * for a child is known to enrolment alone, which is asked on behalf of the same person: nothing of families is kept here.
 */
export class HolderReach {
  private readonly known = new KnownUntil<true>(KNOWN_MAX);

  constructor(
    private readonly database: Database,
    private readonly enrollment: Peer,
  ) {}

  /** @throws ProblemError 404 `unknown-account`, for one of somebody else as for none; PeerAway */
  async mustReach(holder: string): Promise<void> {
    noteAccount(holder);
    if (!(await this.reaches(holder))) throw new ProblemError(404, 'unknown-account', { holder });
  }

  /** Those of them that the request reaches. @throws PeerAway */
  async amongThem<Of extends { readonly holder: string }>(all: readonly Of[]): Promise<readonly Of[]> {
    const reached = await Promise.all(all.map(({ holder }) => this.reaches(holder)));
    const found = all.filter((_, index) => reached[index]);
    for (const { holder } of found) noteAccount(holder);
    return found;
  }

  /**
   * Whether enrolment itself asks this on behalf of the same caller, who may know the answer without reaching the account.
   * @throws PeerAway
   */
  async isVouched(voucher: string, question: string): Promise<boolean> {
    const path = `/quotes/vouchers/${encodeURIComponent(voucher)}?question=${question}`;
    const { status, body } = await this.enrollment.get(path, ASK_WITHIN_MS);
    if (status >= 400 && status < 500) return false;
    if (status !== 200) throw new PeerAway('/quotes/vouchers');
    return z.object({ holds: z.boolean() }).parse(body).holds;
  }

  private async reaches(holder: string): Promise<boolean> {
    const reach = reachNow();
    return reach.isEverything || (await this.isOfMunicipality(reach, holder)) || (await this.isOfFamily(reach, holder));
  }

  private async isOfMunicipality({ municipalities }: Reach, holder: string): Promise<boolean> {
    if (municipalities.length === 0) return false;
    const found = await this.database.query(
      `SELECT 1 FROM certificates.certificates c JOIN certificates.programmes p ON p.id = c.programme
       WHERE c.holder = $1 AND p.municipality = ANY($2::bigint[]) LIMIT 1`,
      [holder, municipalities],
    );
    return found.length > 0;
  }

  private async isOfFamily({ persons }: Reach, holder: string): Promise<boolean> {
    if (persons.length === 0) return false;
    const asked = `${holder} ${tokenNow() ?? ''}`;
    if (this.known.get(asked, performance.now())) return true;
    const { status } = await this.enrollment.get(`/children?holderId=${holder}`, ASK_WITHIN_MS);
    if (status >= 400 && status < 500) return false;
    if (status !== 200) throw new PeerAway('/children');
    this.known.keep(asked, true, performance.now() + KNOWN_MS);
    return true;
  }
}
