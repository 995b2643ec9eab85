import { addDays, earlierOf, isWithinAges, type AgeBounds, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { Child } from '../../child/domain/child.js';
import type { StudyGroup } from '../../group/domain/group.js';
import type { CertificateGroupAges, FinancingProgramme } from '../../programme/domain/programme.js';

/**
 * What an application was submitted on, and keeps whatever becomes of its group and of its child (docs/rules.md §2,
 * terms). Amounts are for the whole module; both days are the group's.
 */
export type Terms = {
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly priceKopecks: Kopecks;
  readonly normativeCostKopecks: Kopecks;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
  readonly direction: string;
  readonly providerId: string;
  readonly municipality: number;
  readonly financingProgramme: string;
  /** Of the child's category; where the child has a certificate of the period already it is no term. */
  readonly certificateGroup: string;
};

/** A term that is not what it was, with both values. */
export type TermChange = {
  readonly term: keyof Terms;
  readonly submitted: string | number;
  readonly present: string | number;
};

export const termsOf = (group: StudyGroup, child: Child, programme: FinancingProgramme): Terms => ({
  firstDay: group.firstDay,
  lastDay: group.lastDay,
  priceKopecks: group.priceKopecks,
  normativeCostKopecks: group.normativeCostKopecks,
  ageMinMonths: group.ageMinMonths,
  ageMaxMonths: group.ageMaxMonths,
  direction: group.direction,
  providerId: group.providerId,
  municipality: child.municipality,
  financingProgramme: programme.id,
  certificateGroup: certificateGroupOf(child.category, programme),
});

const OF_GROUP = [
  'firstDay',
  'lastDay',
  'priceKopecks',
  'normativeCostKopecks',
  'ageMinMonths',
  'ageMaxMonths',
  'direction',
  'providerId',
] as const satisfies readonly (keyof Terms)[];

/** Terms that tell something about the child: a category can be a diagnosis, so a provider never sees their values. */
export const OF_CHILD = ['municipality', 'certificateGroup'] as const satisfies readonly (keyof Terms)[];

/** Every term of which the application has another value than there is at present, in their declared order. */
export const changesOf = (own: Terms, present: Terms, hasCertificate: boolean): readonly TermChange[] =>
  [...OF_GROUP, ...OF_CHILD]
    .filter((term) => own[term] !== present[term] && !(term === 'certificateGroup' && hasCertificate))
    .map((term) => ({ term, submitted: own[term], present: present[term] }));

/** The certificate group of a category: the one of that id, else `general` (docs/rules.md §2; no alias is guessed). */
export const certificateGroupOf = (category: string, { certificateGroups }: FinancingProgramme): string => {
  const id = category.trim().normalize('NFKC');
  return certificateGroups.find((group) => group.trim().normalize('NFKC') === id) ?? 'general';
};

/** Check 5: the programme's bounds of age, then those of the certificate group, on the day of the start (docs/rules.md §2). */
export const ageRefusal = (
  { birthDate, start }: { readonly birthDate: CalendarDate; readonly start: CalendarDate },
  terms: Pick<Terms, 'ageMinMonths' | 'ageMaxMonths' | 'certificateGroup'>,
  ages: readonly CertificateGroupAges[],
): 'age-not-suitable' | 'certificate-age' | undefined => {
  const ofProgramme = { min: terms.ageMinMonths, max: terms.ageMaxMonths };
  if (!isWithinAges(birthDate, start, ofProgramme)) return 'age-not-suitable';
  const ofGroup = ages.find(({ id }) => id === terms.certificateGroup);
  return ofGroup && !isWithinAges(birthDate, start, boundsOf(ofGroup)) ? 'certificate-age' : undefined;
};

const boundsOf = ({ ageMonthsMin, ageMonthsMax }: CertificateGroupAges): AgeBounds => ({
  min: ageMonthsMin,
  max: ageMonthsMax,
});

/** The contract ends with its group or with the period, whichever is first (docs/rules.md §3). */
export const contractLastDay = (
  { lastDay }: Pick<Terms, 'lastDay'>,
  { toExclusive }: Pick<FinancingProgramme, 'toExclusive'>,
): CalendarDate => earlierOf(lastDay, addDays(toExclusive, -1));
