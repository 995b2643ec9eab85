import { kopecks, minus, plus, unreachable, zero, type CalendarDate, type Kopecks, type Month } from '@lib/kernel';
import type { AccountEvent, Part } from './events.js';
import { costOfMonth } from './schedule.js';

/** A history that cannot have happened. A stopped account is better than an invented balance. */
export class CorruptHistory extends Error {}

export type MonthState = {
  readonly month: Month;
  readonly share: Kopecks;
  readonly coPayment: Kopecks;
  /** `free`: the certificate pays nothing of it, so it never falls due. */
  readonly status: 'free' | 'reserved' | 'debited' | 'returned';
  /** Net of what was given back. */
  readonly debited: Kopecks;
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
  share: share,
  coPayment: coPayment,
  status: share === 0 ? 'free' : 'reserved',
  debited: zero,
  completeness: undefined,
  reportedOn: undefined,
  corrected: [],
  correcting: undefined,
});

// An early version debited free months too, with 0 kopecks.
const isUndebited = ({ status }: MonthState): boolean => status === 'reserved' || status === 'free';

/** An event about one month of one contract. */
export type OfMonth = Extract<AccountEvent, { contract: string; month: Month }>;

/** The month after one more event. @throws CorruptHistory */
export const evolveMonth = (part: MonthState, event: OfMonth): MonthState => {
  const impossible = (): CorruptHistory =>
    new CorruptHistory(`${event.type} cannot follow for ${event.month} of contract ${event.contract}`);
  switch (event.type) {
    case 'MonthDebited':
      if (!isUndebited(part) || part.share !== event.debited + event.returned) throw impossible();
      return { ...part, status: 'debited', debited: event.debited };
    case 'LessonsReported':
      if (part.completeness || event.returned > part.debited) throw impossible();
      return {
        ...part,
        debited: minus(part.debited, event.returned),
        completeness: { held: event.held, planned: event.planned },
        reportedOn: event.on,
      };
    case 'LessonsCorrectionHeld': {
      const { correction, on, held, planned, setAside } = event;
      if (part.correcting) throw impossible();
      return { ...part, correcting: { correction, on, held, planned, setAside } };
    }
    case 'LessonsCorrectionRefused':
      return part;
    case 'LessonsCorrectionDropped':
      if (part.correcting?.correction !== event.correction || part.correcting.setAside !== event.setAside)
        throw impossible();
      return { ...part, correcting: undefined };
    case 'LessonsCorrected': {
      const { correction, on, held, planned, before, debited, returned, released } = event;
      const corrected = part.debited + debited - returned;
      const isPending = part.correcting?.correction === correction;
      if (!isPending || part.correcting.setAside !== debited + released) throw impossible();
      if (corrected !== (part.status === 'debited' ? costOfMonth(part.share, { held, planned }) : 0))
        throw impossible();
      return {
        ...part,
        debited: kopecks(corrected),
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

/** What of a contract's months has this status, in kopecks: net where debited, else the part. */
export const total = (months: readonly MonthState[], status: MonthState['status']): Kopecks =>
  plus(
    ...months
      .filter((part) => part.status === status)
      .map((part) => (status === 'debited' ? part.debited : part.share)),
  );

/** Whether this was ever reported of the month, also if it was corrected since: its message may come again. */
export const wasReported = ({ completeness, corrected }: MonthState, { held, planned }: Lessons): boolean =>
  [completeness, ...corrected].some((report) => report?.held === held && report.planned === planned);

/** The report that was in force on the evening of a date. */
export const reportOn = (
  { completeness, reportedOn, corrected }: MonthState,
  date: CalendarDate,
): Lessons | undefined =>
  reportedOn !== undefined && reportedOn <= date
    ? completeness
    : corrected.findLast((report) => report.reportedOn <= date);
