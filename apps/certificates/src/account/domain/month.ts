import { unreachable, zero, type CalendarDate, type Kopecks, type Month } from '@lib/kernel';
import type { AccountEvent, Part } from './events.js';
import { costOfMonth } from './schedule.js';

/** One calendar month of a contract, as its facts make it. */
export type MonthState = {
  readonly month: Month;
  readonly share: Kopecks;
  readonly coPayment: Kopecks;
  /** `free`: the certificate pays nothing of it, so it never falls due. */
  readonly status: 'free' | 'reserved' | 'debited' | 'returned';
  /** Net of what was given back. */
  readonly debited: Kopecks;
  /** The debit is booked; a notice may have given the month back since. */
  readonly isDebitBooked: boolean;
  /** The report in force, and since when it is. */
  readonly completeness: Lessons | undefined;
  readonly reportedOn: CalendarDate | undefined;
  /** The reports that were corrected, the first of them first. */
  readonly corrected: readonly Reported[];
  /** A correction of the report that is not decided yet, and what is set aside for it. Until then the month is not debited. */
  readonly correcting: Correcting | undefined;
};

export type Lessons = { readonly held: number; readonly planned: number };
export type Reported = Lessons & { readonly reportedOn: CalendarDate };
type Correcting = Lessons & {
  readonly correction: string;
  readonly on: CalendarDate;
  readonly setAside: Kopecks;
};

/** The month of a contract before anything has happened to it. */
export const monthOfPart = ({ month, share, coPayment }: Part): MonthState => ({
  month,
  share,
  coPayment,
  status: share === 0 ? 'free' : 'reserved',
  debited: zero,
  isDebitBooked: false,
  completeness: undefined,
  reportedOn: undefined,
  corrected: [],
  correcting: undefined,
});

/** An event about one month of one contract. */
export type OfMonth = Extract<AccountEvent, { contract: string; month: Month }>;

/** What one more event says of its month. */
export const monthWith = (part: MonthState, event: OfMonth): MonthState => {
  switch (event.type) {
    case 'MonthDebited':
      return { ...part, isDebitBooked: true };
    case 'LessonsReported':
      return { ...part, completeness: { held: event.held, planned: event.planned }, reportedOn: event.on };
    case 'LessonsCorrectionHeld': {
      const { correction, on, held, planned, setAside } = event;
      return { ...part, correcting: { correction, on, held, planned, setAside } };
    }
    case 'LessonsCorrectionRefused':
      return part;
    case 'LessonsCorrectionDropped':
      return { ...part, correcting: undefined };
    case 'LessonsCorrected': {
      const { on, held, planned, before } = event;
      return {
        ...part,
        completeness: { held, planned },
        reportedOn: on,
        corrected: [...part.corrected, before],
        correcting: undefined,
      };
    }
    default:
      return unreachable(event);
  }
};

/** The money of a month by what is known of it: what is debited is what its lessons cost (docs/rules.md §4). */
export const settled = (part: MonthState, isReturned: boolean): MonthState => {
  const status = isReturned ? 'returned' : part.isDebitBooked ? 'debited' : part.share === 0 ? 'free' : 'reserved';
  return { ...part, status, debited: status === 'debited' ? costOfMonth(part.share, part.completeness) : zero };
};

/**
 * A month that a revoked notice binds again. A correction that was asked for after the notice has set nothing aside: with
 * all of the month in the reserve, the debit that follows the decision finds what it needs.
 */
export const boundAgain = (part: MonthState): MonthState => {
  const { share, completeness, correcting } = part;
  const isShort =
    correcting !== undefined && costOfMonth(share, correcting) > costOfMonth(share, completeness) + correcting.setAside;
  return isShort ? { ...part, isDebitBooked: false } : part;
};

/** Whether this was ever reported of the month, also if it was corrected since: its message may come again. */
export const wasReported = ({ completeness, corrected }: MonthState, { held, planned }: Lessons): boolean =>
  [completeness, ...corrected].some((report) => report?.held === held && report.planned === planned);
