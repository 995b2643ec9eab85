import type { Sql } from '@lib/database';
import type { Vault } from './vault.js';
import { keyOf } from './vault.store.js';

/** Words sealed under a person's key. Null: who was erased meanwhile has no key any more, and words about nobody are not kept. */
export const sealedText = async (tx: Sql, vault: Vault, holderId: string, words: string): Promise<Buffer | null> => {
  const key = await keyOf(tx, holderId);
  return key ? vault.sealText(holderId, key, words) : null;
};
