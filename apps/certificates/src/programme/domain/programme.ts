import { kopecks, type CalendarDate, type Kopecks, type Rounding, type TimeZone } from '@lib/kernel';
import type { NumberPattern } from './number-pattern.js';

/** When the certificate's money is bound (docs/rules.md §2). */
export type ReserveAt = 'application' | 'acceptance' | 'enrolment';

/** The settings of a financing programme that this version computes (docs/rules.md §9). */
export type ProgrammeRules = {
  readonly reserveAt: ReserveAt;
  readonly split: 'calendar-days';
  readonly rounding: Rounding;
  readonly terminationTakesEffect: 'end-of-month';
  readonly releaseAt: 'notice';
  readonly refundAt: 'report';
  readonly minBalanceKopecks: Kopecks;
  /** How many days the date of a notice may lie before its entry (docs/rules.md §4). */
  readonly lateEntryDays: number;
};

export type ProgrammeGroup = {
  readonly id: string;
  readonly name: string;
  readonly nominalKopecks: Kopecks;
  /** null: no limit. */
  readonly countLimit: number | null;
  readonly sumLimitKopecks: Kopecks | null;
  /** Bounds of age in completed months, each may be missing (docs/rules.md §2, check 5). */
  readonly ageMonthsMin?: number | undefined;
  readonly ageMonthsMax?: number | undefined;
};

/** Municipality + period + certificate groups + settings. */
export type FinancingProgramme = {
  readonly region: string;
  readonly name: string;
  readonly timeZone: TimeZone;
  readonly municipality: { readonly id: number; readonly name: string };
  readonly certificateNumber: NumberPattern;
  readonly period: { readonly id: string; readonly from: CalendarDate; readonly toExclusive: CalendarDate };
  readonly rules: ProgrammeRules;
  readonly groups: readonly ProgrammeGroup[];
};

export type ProgrammeEvent = {
  readonly type: 'FinancingProgrammeRegistered';
  readonly programme: string;
  readonly settings: FinancingProgramme;
};

export type ProgrammeState = { readonly programme: string; readonly settings: FinancingProgramme } | undefined;

export const evolveProgramme = (state: ProgrammeState, event: ProgrammeEvent): ProgrammeState => {
  if (state) throw new TypeError('a programme registered twice');
  return { programme: event.programme, settings: event.settings };
};

/** One programme per municipality and period. */
export const programmeId = (settings: FinancingProgramme): string =>
  `${settings.municipality.id}-${settings.period.id}`;

/** The group of children without a category of their own. */
export const GENERAL = 'general';

/**
 * The group of a child's category, which is compared after trimming and NFKC; an unknown one counts as `general`
 * (docs/rules.md §2 and §3).
 */
export const groupFor = (settings: FinancingProgramme, category: string): ProgrammeGroup | undefined => {
  const known = category.trim().normalize('NFKC');
  return settings.groups.find(({ id }) => id === known) ?? settings.groups.find(({ id }) => id === GENERAL);
};

/** The defaults are the rules of the two launch regions. */
export const launchRules: ProgrammeRules = {
  reserveAt: 'enrolment',
  split: 'calendar-days',
  rounding: 'down',
  terminationTakesEffect: 'end-of-month',
  releaseAt: 'notice',
  refundAt: 'report',
  minBalanceKopecks: kopecks(100),
  lateEntryDays: 31,
};
