import type { CalendarDate, TimeZone } from '@lib/kernel';

/** The step at which the certificate's money is reserved: a setting of the financing programme (docs/rules.md §9). */
export const STEPS = ['application', 'acceptance', 'enrolment'] as const;
export type Step = (typeof STEPS)[number];

/** A financing programme as certificates tells it. */
export type FinancingProgramme = {
  readonly id: string;
  readonly timeZone: TimeZone;
  readonly from: CalendarDate;
  readonly toExclusive: CalendarDate;
  readonly reserveAt: Step;
  readonly certificateGroups: readonly string[];
  readonly certificateGroupAges: readonly CertificateGroupAges[];
  /** How many days a notice may be older than its entry (docs/rules.md §4). */
  readonly lateEntryDays: number;
};

/** The bounds of age of a certificate group in months; either may be missing. */
export type CertificateGroupAges = {
  readonly id: string;
  readonly ageMonthsMin?: number | undefined;
  readonly ageMonthsMax?: number | undefined;
};
