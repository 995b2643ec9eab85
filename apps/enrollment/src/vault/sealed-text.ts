import type { Sql } from '@lib/database';
import type { Vault } from './vault.js';

/** Words sealed under a person's key. Null: who was erased meanwhile has no key any more, and words about nobody are not kept. */
export const sealedText = async (tx: Sql, vault: Vault, holderId: string, words: string): Promise<Buffer | null> => {
  const [person] = await tx.query<{ key: Uint8Array }>('SELECT key FROM enrollment.people WHERE holder_id = $1', [
    holderId,
  ]);
  return person ? vault.sealText(holderId, person.key, words) : null;
};
