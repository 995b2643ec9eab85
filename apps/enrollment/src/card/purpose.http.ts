import { reachNow } from '@lib/access';
import { problemFrom } from '@lib/http';
import type { Purpose } from '../reads/read-log.js';
import { cardProblems } from './card.problems.js';

/** @throws ProblemError 422 `purpose-missing`: whoever is not of the family says what for */
export const purposeOf = (why: Purpose | undefined): Purpose => {
  if (reachNow().isOfFamily) return 'family';
  if (why === undefined || why === 'family') throw problemFrom(cardProblems, { reason: 'purpose-missing' as const });
  return why;
};
