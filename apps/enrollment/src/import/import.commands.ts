import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '@lib/database';
import { newId, type CalendarDate, type Instant } from '@lib/kernel';
import { foundBy } from '../child/found-by.js';
import {
  insertChildren,
  lockRegister,
  storedChildren,
  updateChildren,
  type StoredChild,
} from '../child/child.store.js';
import type { PersonalData, Vault } from '../vault/vault.js';
import type { ChildRow } from './children-file.js';
import { touchedBy, type Moved, type Touched } from '../application/touched.query.js';

/** A child as a register has it. A register that says who it is says all of that. */
export type RegisteredChild = Omit<ChildRow, 'line'> & {
  readonly identity?: Omit<PersonalData, 'childId' | 'birthDate' | 'category'> | undefined;
};

export type Changed = { readonly created: number; readonly updated: number; readonly unchanged: number };

/** A file of 64 MiB has more than a million children: they are written in parts, so that other requests are answered in between. */
const PART = 5000;

/**
 * Takes children over from a register: each id once, whatever is known of it already. The same rows again change nothing.
 * `touched` names the applications whose terms that changes.
 */
export const importChildren = async (
  tx: Sql,
  vault: Vault,
  rows: readonly RegisteredChild[],
  { now, today }: { readonly now: Instant; readonly today: CalendarDate },
): Promise<{ readonly changed: Changed; readonly touched: Touched }> => {
  await lockRegister(tx);
  let created = 0;
  const moved: Moved[] = [];
  for (let from = 0; from < rows.length; from += PART) {
    const part = await importPart(tx, vault, rows.slice(from, from + PART), now);
    created += part.created;
    for (const child of part.moved) moved.push(child);
  }
  return {
    changed: { created, updated: moved.length, unchanged: rows.length - created - moved.length },
    touched: await touchedBy(tx, vault, moved, today),
  };
};

const importPart = async (
  tx: Sql,
  vault: Vault,
  rows: readonly RegisteredChild[],
  now: Instant,
): Promise<{ readonly created: number; readonly moved: readonly Moved[] }> => {
  const childIds = rows.map((row) => row.childId);
  const known = await storedChildren(tx, vault, childIds);
  const created: StoredChild[] = [];
  const updated: StoredChild[] = [];
  const moved: Moved[] = [];
  for (const { childId, birthDate, municipality, category, identity } of rows) {
    const child = known.get(childId);
    const holderId = child?.holderId ?? newId();
    const { kek, key } = child ?? vault.newKey(holderId);
    const before = child && vault.open(child.holderId, child.key, child.sealed);
    const person = { ...(identity ?? keptOf(before, category)), childId, birthDate, category };
    if (before) {
      if (child.municipality === municipality && isDeepStrictEqual(before, person)) continue;
      moved.push({ holderId, birthDate: before.birthDate !== birthDate });
    }
    const row = { holderId, index: vault.indexOf(childId), municipality, kek, key, ...foundBy(vault, person) };
    (child ? updated : created).push({ ...row, sealed: vault.seal(holderId, key, person) });
  }
  await insertChildren(tx, created, now);
  await updateChildren(tx, updated, now);
  return { created: created.length, moved };
};

/** A file says nothing of who a child is, so that stays; the paper for its category goes with that category. */
const keptOf = (before: PersonalData | undefined, category: string): Partial<PersonalData> => {
  if (before === undefined || before.category === category) return before ?? {};
  const { categoryBasis: _categoryBasis, ...kept } = before;
  return kept;
};
