import type { ReadRow } from '../reads/reads.query.js';
import type { ReadView } from './card.dto.js';

/** A copy is no log: whoever wants all of it asks for it. */
export const READS_IN_COPY = 100;

/** A family sees what kind of person looked; who it was, an operator tells it. */
export const readViewFor = ({ at, what, why, kind, roles, name }: ReadRow, isOfFamily: boolean): ReadView => ({
  at,
  what,
  why,
  by: {
    kind,
    roles: roles.split(' ').filter((role) => role !== ''),
    ...(isOfFamily ? {} : { name }),
  },
});
