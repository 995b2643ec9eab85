import type { Reach } from '@lib/access';
import type { Bind } from '@lib/database';

/**
 * The certificates that somebody reaches among those of all programmes, as a condition on `certificates.programmes`
 * under the alias `p`: a municipality those that its programmes pay (docs/access.md). Families ask for one account.
 */
export const certificatesWithin = (reach: Reach, bind: Bind): string =>
  reach.isEverything ? 'true' : `p.municipality = ANY(${bind(reach.municipalities)}::bigint[])`;
