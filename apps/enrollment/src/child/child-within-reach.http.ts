import { reachNow } from '@lib/access';
import type { Sql } from '@lib/database';
import { problemFrom } from '@lib/http';
import { plainId } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import { childProblems } from './child.problems.js';
import { reachableChild, type KnownChild } from './child.reach.js';

/**
 * A child by the id of the register, however it was typed.
 * @throws ProblemError 404 `unknown-child`, for a child of somebody else as for none
 */
export const reachedChild = async (sql: Sql, vault: Vault, given: string): Promise<KnownChild> => {
  const child = await reachableChild(sql, vault, reachNow(), { childId: plainId(given) ?? given });
  if (!child) throw problemFrom(childProblems, { reason: 'unknown-child' as const });
  return child;
};

/**
 * Whoever reaches every child may name one that is not there: that is an answer of the rules.
 * @throws ProblemError 404 `unknown-child`, for a child of somebody else as for none
 */
export const mustReachChild = async (sql: Sql, vault: Vault, childId: string): Promise<void> => {
  if (!reachNow().isEverything) await reachedChild(sql, vault, childId);
};
