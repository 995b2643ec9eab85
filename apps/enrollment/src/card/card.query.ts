import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { SealedChild } from '../child/child.query.js';
import type { Vault } from '../vault/vault.js';
import type { CardView } from './card.dto.js';

/** What the vault holds of a child. */
export const cardOf = async (sql: Sql, vault: Vault, holderId: string): Promise<CardView | undefined> => {
  const [row] = await sql.query<SealedChild & { readonly registeredAt: Instant | null }>(
    `SELECT c.holder_id AS "holderId", c.municipality, p.key, c.sealed, c.registered_at AS "registeredAt"
     FROM enrollment.children c JOIN enrollment.people p USING (holder_id) WHERE c.holder_id = $1`,
    [holderId],
  );
  if (!row) return undefined;
  const { municipality, key, sealed, registeredAt } = row;
  return { holderId, municipality, registeredAt, ...vault.open(holderId, key, sealed) };
};
