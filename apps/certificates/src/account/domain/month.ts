import { kopecks, minus, plus, unreachable, zero, type CalendarDate, type Kopecks, type Month } from '@lib/kernel';
import type { AccountEvent, Part } from './events.js';

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
  readonly completeness: Lessons | undefined;
  readonly reportedOn: CalendarDate | undefined;
  /** A correction of the report for which money is set aside. */
  readonly correcting: (Lessons & { readonly correction: string; readonly heldKopecks: Kopecks }) | undefined;
  /** Corrections that were applied, dropped or refused: each is answered once. */
  readonly corrections: readonly string[];
};

export type Lessons = { readonly held: number; readonly planned: number };

/** The month of a contract before anything has happened to it. */
export const monthOfPart = ({ month, shareKopecks, coPaymentKopecks }: Part): MonthState => ({
  month,
  share: shareKopecks,
  coPayment: coPaymentKopecks,
  status: shareKopecks === 0 ? 'free' : 'reserved',
  debited: zero,
  completeness: undefined,
  reportedOn: undefined,
  correcting: undefined,
  corrections: [],
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
      if (!isUndebited(part) || part.share !== event.debitedKopecks + event.returnedKopecks) throw impossible();
      return { ...part, status: 'debited', debited: event.debitedKopecks };
    case 'CompletenessReported':
      if (part.status === 'returned' || part.completeness || event.returnedKopecks > part.debited) throw impossible();
      return {
        ...part,
        debited: minus(part.debited, event.returnedKopecks),
        completeness: { held: event.held, planned: event.planned },
        reportedOn: event.on,
      };
    case 'LessonsCorrectionHeld': {
      const { correction, held, planned, heldKopecks } = event;
      if (part.correcting) throw impossible();
      return { ...part, correcting: { correction, held, planned, heldKopecks } };
    }
    case 'LessonsCorrectionRefused':
      return answered(part, event.correction);
    case 'LessonsCorrectionDropped':
      if (part.correcting?.correction !== event.correction || part.correcting.heldKopecks !== event.heldKopecks)
        throw impossible();
      return { ...answered(part, event.correction), correcting: undefined };
    case 'LessonsCorrected':
      if (event.returnedKopecks > part.debited || event.debitedKopecks > (part.correcting?.heldKopecks ?? 0))
        throw impossible();
      return {
        ...answered(part, event.correction),
        debited: kopecks(part.debited + event.debitedKopecks - event.returnedKopecks),
        completeness: { held: event.held, planned: event.planned },
        reportedOn: part.reportedOn ?? event.on,
        correcting: undefined,
      };
    default:
      return unreachable(event);
  }
};

const answered = (part: MonthState, correction: string): MonthState => ({
  ...part,
  corrections: [...part.corrections, correction],
});

/** What of a contract's months has this status, in kopecks: net where debited, else the part. */
export const total = (months: readonly MonthState[], status: MonthState['status']): Kopecks =>
  plus(
    ...months
      .filter((part) => part.status === status)
      .map((part) => (status === 'debited' ? part.debited : part.share)),
  );
