import { err, ok, type CalendarDate, type Result } from '@lib/kernel';
import type { Child } from '../../child/domain/child.js';
import type { StudyGroup } from '../../group/domain/group.js';
import type { FinancingProgramme } from '../../programme/domain/programme.js';
import { isFull, isInModule, type Other } from './days.js';
import { ageRefusal, contractLastDay, termsOf, type Terms } from './terms.js';

/** Why a family's application is refused at once. In order of precedence (docs/rules.md §2); the spec lists them in this order. */
export const ADMISSION_REFUSALS = [
  'unknown-group',
  'unknown-child',
  'no-financing-programme',
  'group-closed',
  'provider-not-payable',
  'start-outside-group',
  'start-outside-period',
  'age-not-suitable',
  'certificate-age',
  'already-in-module',
  'group-full',
] as const;
export type AdmissionRefusal = (typeof ADMISSION_REFUSALS)[number];

export type Admission = {
  readonly start: CalendarDate;
  readonly group: StudyGroup | undefined;
  readonly child: Child | undefined;
  /** The programme of the child's municipality whose period contains the start; else its latest one; else none. */
  readonly programme: FinancingProgramme | undefined;
  /** Live applications of the child in the group's module, and of everybody in the group. */
  readonly others: readonly Other[];
};
export type Admitted = {
  readonly group: StudyGroup;
  readonly child: Child;
  readonly programme: FinancingProgramme;
  readonly terms: Terms;
  /** The contract's last day: min(group's last day, period's last day). */
  readonly lastDay: CalendarDate;
};

/** The checks 1–7 of an application; the first that fails is the reason. */
export const admit = ({ start, group, child, programme, others }: Admission): Result<Admitted, AdmissionRefusal> => {
  if (!group) return err('unknown-group');
  if (!child) return err('unknown-child');
  if (!programme) return err('no-financing-programme');
  if (group.closed) return err('group-closed');
  const admitted = onTerms(start, group, child, programme);
  if (!admitted.ok) return admitted;
  const days = { first: start, last: admitted.value.lastDay };
  if (isInModule(days, others)) return err('already-in-module');
  return isFull(days, others, group.places) ? err('group-full') : admitted;
};

/** The checks 2–5, on the present terms. */
export const onTerms = (
  start: CalendarDate,
  group: StudyGroup,
  child: Child,
  programme: FinancingProgramme,
): Result<Admitted, AdmissionRefusal> => {
  if (!group.payable) return err('provider-not-payable');
  if (start < group.firstDay || start >= group.lastDay) return err('start-outside-group');
  if (start < programme.from || start >= programme.toExclusive) return err('start-outside-period');
  const terms = termsOf(group, child, programme);
  const tooYoungOrOld = ageRefusal({ birthDate: child.birthDate, start }, terms, programme.certificateGroupAges);
  if (tooYoungOrOld) return err(tooYoungOrOld);
  return ok({ group, child, programme, terms, lastDay: contractLastDay(terms, programme) });
};
