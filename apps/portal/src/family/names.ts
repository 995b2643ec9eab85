import { KnownUntil } from '@lib/access';
import type { LedgerClient } from '@lib/client';
import { found } from '../page/answers.js';
import type { Session } from '../session/login.js';

/** So long a name is not asked for again: each look into the vault is recorded, and a family leafs through many pages. */
const KNOWN_MS = 15 * 60_000;
const KNOWN_MAX = 20_000;

/** What the vault calls a child. */
export type ChildName = { readonly lastName: string; readonly firstName: string; readonly middleName: string };

/**
 * The names of children, for whoever acts for them: asked for with the visitor's own token, so that the vault decides and
 * records who looks. They are kept in memory alone, for a while, and for that login alone.
 */
export class ChildNames {
  private readonly known = new KnownUntil<{ readonly name: ChildName | undefined }>(KNOWN_MAX);

  /** Undefined: nobody has told the vault, or the child is out of reach. @throws Refused */
  async nameOf({ session, ledger }: Asker, childId: string): Promise<ChildName | undefined> {
    if (!session) return undefined;
    const key = `${childId} ${session.token}`;
    const kept = this.known.get(key, performance.now());
    if (kept) return kept.name;
    const name = await nameIn(ledger, childId);
    this.known.keep(key, { name }, performance.now() + KNOWN_MS);
    return name;
  }
}

type Asker = { readonly session: Session | undefined; readonly ledger: LedgerClient };

const nameIn = async (ledger: LedgerClient, childId: string): Promise<ChildName | undefined> => {
  const card = found(await ledger.enrollment.call('GET /children/{childId}/card', { path: { childId } }));
  if (card?.firstName === undefined || card.lastName === undefined) return undefined;
  return { lastName: card.lastName, firstName: card.firstName, middleName: card.middleName ?? '' };
};
