import type { Sql } from '@lib/database';
import { err, newId, ok, type Instant, type Result } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import {
  forgetParent,
  insertParent,
  lockParent,
  parentOf,
  updateParent,
  type KnownParent,
  type Parent,
} from './parent.store.js';

export type TellRefused = { readonly reason: 'version-needed' } | { readonly reason: 'version-not-seen' };
export type EraseRefused = { readonly reason: 'unknown-parent' };

/** Which version is to be replaced: one of those named, whatever is there (`*`), or none at all. */
export type Replaces = { readonly versions: readonly string[] } | 'nothing' | undefined;

/**
 * A parent says who it is, in place of what it has said before, of which it must have seen the last version. `isNew`: it
 * had said nothing.
 */
export const tellOfParent = async (
  tx: Sql,
  vault: Vault,
  { person, said, replaces }: { readonly person: string; readonly said: Parent; readonly replaces: Replaces },
  now: Instant,
): Promise<Result<KnownParent & { readonly isNew: boolean }, TellRefused>> => {
  await lockParent(tx, person);
  const known = await parentOf(tx, vault, person);
  const refused = notReplaced(known?.version, replaces);
  if (refused) return err(refused);
  const version = newId();
  await (known ? updateParent : insertParent)(tx, vault, { person, said, version }, now);
  return ok({ view: { ...said, toldAt: now }, version, isNew: known === undefined });
};

/**
 * What a person has said of itself is erased at once, for it is its own to keep or to take back. Its children,
 * guardianships and registrations stay, and so does the ledger.
 */
export const eraseParent = async (tx: Sql, person: string): Promise<Result<undefined, EraseRefused>> => {
  await lockParent(tx, person);
  return (await forgetParent(tx, person)) ? ok(undefined) : err({ reason: 'unknown-parent' });
};

const notReplaced = (version: string | undefined, replaces: Replaces): TellRefused | undefined => {
  if (replaces === undefined) return version === undefined ? undefined : { reason: 'version-needed' };
  const isSeen =
    replaces === 'nothing'
      ? version === undefined
      : version !== undefined && replaces.versions.some((one) => one === '*' || one === version);
  return isSeen ? undefined : { reason: 'version-not-seen' };
};
