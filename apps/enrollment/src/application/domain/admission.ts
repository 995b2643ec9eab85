import {
  addDays,
  completedYears,
  earlierOf,
  err,
  ok,
  type CalendarDate,
  type Kopecks,
  type Result,
  type TimeZone,
} from '@lib/kernel';
import type { Step } from './application.js';

export type StudyGroup = {
  readonly groupId: string;
  readonly moduleId: string;
  readonly providerId: string;
  readonly direction: string;
  readonly priceKopecks: Kopecks;
  readonly normativeCostKopecks: Kopecks;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly places: number;
  readonly payable: boolean;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
};
export type Child = { readonly holderId: string; readonly birthDate: CalendarDate; readonly category: string };
export type FinancingProgramme = {
  readonly id: string;
  readonly timeZone: TimeZone;
  readonly from: CalendarDate;
  readonly toExclusive: CalendarDate;
  readonly reserveAt: Step;
  readonly certificateGroups: readonly string[];
};

/** Why a family's application is refused at once. In order of precedence (docs/rules.md §2); the spec lists them in this order. */
export const ADMISSION_REFUSALS = [
  'unknown-group',
  'unknown-child',
  'no-financing-programme',
  'provider-not-payable',
  'start-outside-group',
  'start-outside-period',
  'age-not-suitable',
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
  readonly live: { readonly ofChildInModule: number; readonly inGroup: number };
};
export type Admitted = {
  readonly group: StudyGroup;
  readonly child: Child;
  readonly programme: FinancingProgramme;
  /** The contract's last day: min(group's last day, period's last day). */
  readonly lastDay: CalendarDate;
  readonly certificateGroup: string;
};

/** The checks 1–7 of an application; the first that fails is the reason. */
export const admit = ({ start, group, child, programme, live }: Admission): Result<Admitted, AdmissionRefusal> => {
  if (!group) return err('unknown-group');
  if (!child) return err('unknown-child');
  if (!programme) return err('no-financing-programme');
  if (!group.payable) return err('provider-not-payable');
  if (start < group.firstDay || start >= group.lastDay) return err('start-outside-group');
  if (start < programme.from || start >= programme.toExclusive) return err('start-outside-period');
  // Years against bounds in months, years = months / 12: compared as twelfths, so nothing is rounded.
  const ageTwelfths = completedYears(child.birthDate, start) * 12;
  if (ageTwelfths < group.ageMinMonths || ageTwelfths > group.ageMaxMonths) return err('age-not-suitable');
  if (live.ofChildInModule > 0) return err('already-in-module');
  if (live.inGroup >= group.places) return err('group-full');
  return ok({
    group,
    child,
    programme,
    lastDay: earlierOf(group.lastDay, addDays(programme.toExclusive, -1)),
    certificateGroup: programme.certificateGroups.includes(child.category) ? child.category : 'general',
  });
};
