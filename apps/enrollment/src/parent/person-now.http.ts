import { callerNow } from '@lib/access';
import { ProblemError, isUuid } from '@lib/http';
import { derivedId } from '@lib/kernel';

/**
 * The id of the person who asks, derived from its login. A program that was given the role of a parent is one by its name.
 * @throws ProblemError 403 `not-allowed`, where nobody has logged in
 */
export const personNow = (): string => {
  const name = callerNow()?.name;
  if (name === undefined) throw new ProblemError(403, 'not-allowed');
  return isUuid(name) ? name : derivedId('program', name);
};
