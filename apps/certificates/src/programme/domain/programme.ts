import { kopecks, type CalendarDate, type Kopecks, type Rounding, type TimeZone } from '@lib/kernel';

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
};

export type ProgrammeGroup = {
  readonly id: string;
  readonly name: string;
  readonly nominalKopecks: Kopecks;
  /** null: no limit. */
  readonly countLimit: number | null;
  readonly sumLimitKopecks: Kopecks | null;
};

/** Municipality + period + certificate groups + settings. */
export type FinancingProgramme = {
  readonly region: string;
  readonly name: string;
  readonly timeZone: TimeZone;
  readonly municipality: { readonly id: number; readonly name: string };
  readonly certificateNumber: { readonly prefix: string; readonly length: number };
  readonly period: { readonly id: string; readonly from: CalendarDate; readonly toExclusive: CalendarDate };
  readonly rules: ProgrammeRules;
  readonly groups: readonly ProgrammeGroup[];
};

export type ProgrammeEvent = {
  readonly type: 'ProgrammeRegistered';
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

/** The number of the n-th certificate of the programme: the prefix, then zeros, then n. */
export const certificateNumber = (settings: FinancingProgramme, ordinal: number): string => {
  const { prefix, length } = settings.certificateNumber;
  const digits = String(ordinal);
  if (prefix.length + digits.length > length)
    throw new RangeError(`the number pattern has no room for certificate ${ordinal}`);
  return prefix + digits.padStart(length - prefix.length, '0');
};

/** How many certificates the number pattern can tell apart. */
export const certificatesMax = ({
  certificateNumber: { prefix, length },
}: Pick<FinancingProgramme, 'certificateNumber'>): number =>
  Math.min(10 ** (length - prefix.length) - 1, Number.MAX_SAFE_INTEGER);

/** The group of a child's category; an unknown category counts as `general` (docs/rules.md §3). */
export const groupFor = (settings: FinancingProgramme, category: string): ProgrammeGroup | undefined =>
  settings.groups.find((group) => group.id === category) ?? settings.groups.find((group) => group.id === 'general');

/** The defaults are the rules of the two launch regions. */
export const launchRules: ProgrammeRules = {
  reserveAt: 'enrolment',
  split: 'calendar-days',
  rounding: 'down',
  terminationTakesEffect: 'end-of-month',
  releaseAt: 'notice',
  refundAt: 'report',
  minBalanceKopecks: kopecks(100),
};
