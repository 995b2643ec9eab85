import type { CalendarDate, Kopecks, TimeZone } from '@lib/kernel';

/** The step at which the certificate's money is reserved: a setting of the financing programme (docs/rules.md §9). */
export const STEPS = ['application', 'acceptance', 'enrolment'] as const;
export type Step = (typeof STEPS)[number];

/** A study group as the catalogue tells it. */
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
  /** Takes no new applications: its programme is archived, or no longer in the catalogue. */
  readonly closed: boolean;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
};

/** A child as the register has it. */
export type Child = {
  readonly holderId: string;
  readonly municipality: number;
  readonly birthDate: CalendarDate;
  readonly category: string;
};

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
