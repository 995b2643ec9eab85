import { monthsBetween, type Day } from './calendar.js';
import type { Group, GroupTerms } from './model-catalogue.js';
import type { CertificateGroup, Child, Season } from './region-files.js';

/** What an application was submitted on, or confirmed on since (docs/rules.md §2, Terms). */
export type Terms = GroupTerms & {
  readonly municipality: string;
  /** Of the child's category; it is a term as long as the child has no certificate. */
  readonly certificateGroup: string;
};

/** The terms as catalogue and register have them now. */
export const presentTerms = (group: Group, child: Child, season: Season): Terms => ({
  first: group.first,
  last: group.last,
  price: group.price,
  norm: group.norm,
  ageMinMonths: group.ageMinMonths,
  ageMaxMonths: group.ageMaxMonths,
  direction: group.direction,
  provider: group.provider,
  municipality: child.municipality,
  certificateGroup: season.certificateGroups.has(child.category) ? child.category : 'general',
});

/** The names of the terms in which two differ. */
export const differing = (one: Terms, other: Terms, hasCertificate: boolean): readonly string[] =>
  (Object.keys(one) as (keyof Terms)[]).filter(
    (name) => one[name] !== other[name] && !(name === 'certificateGroup' && hasCertificate),
  );

/** Check 5: the ages of the programme, then those of the certificate group. @returns the reason. */
export const ageObstacle = (
  birth: Day,
  start: Day,
  terms: Pick<Terms, 'ageMinMonths' | 'ageMaxMonths'>,
  group: CertificateGroup | undefined,
): string | undefined => {
  const months = monthsBetween(birth, start);
  if (!isWithin(months, terms.ageMinMonths, terms.ageMaxMonths)) return 'age-not-suitable';
  return group && !isWithin(months, group.ageMinMonths, group.ageMaxMonths) ? 'certificate-age' : undefined;
};

const YEAR = 12;

/** An upper bound in whole years holds to the day before the next birthday, any other to the day before the next month. */
const isWithin = (months: number, min: number | null, max: number | null): boolean => {
  if (min !== null && months < min) return false;
  if (max === null) return true;
  return max % YEAR === 0 ? Math.floor(months / YEAR) <= max / YEAR : months <= max;
};
