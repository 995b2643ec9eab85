import { reachNow } from '@lib/access';
import type { Sql } from '@lib/database';
import { problemFrom } from '@lib/http';
import type { Vault } from '../vault/vault.js';
import { childProblems } from './child.problems.js';
import { reachableChild } from './child.reach.js';

/**
 * Whoever reaches every child may name one that is not there: that is an answer of the rules.
 * @throws ProblemError 404 `unknown-child`, for a child of somebody else as for none
 */
export const mustReachChild = async (sql: Sql, vault: Vault, childId: string): Promise<void> => {
  const reach = reachNow();
  if (reach.isEverything || (await reachableChild(sql, vault, reach, { childId }))) return;
  throw problemFrom(childProblems, { reason: 'unknown-child' as const });
};
