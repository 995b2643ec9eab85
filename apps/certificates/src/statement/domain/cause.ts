import { unreachable } from '@lib/kernel';
import type { AccountEvent } from '../../account/domain/events.js';
import type { ReserveAt } from '../../programme/domain/programme.js';

/** Who made an entry happen. `unknown`: the event does not say, and it may have been more than one of them. */
export const CAUSED_BY = ['family', 'provider', 'operator', 'calendar', 'unknown'] as const;
type CausedBy = (typeof CAUSED_BY)[number];

/** Who and why; `why` is a code that has words. */
export type EntryCause = { readonly by: CausedBy; readonly why: string };

/**
 * What an event tells of who caused it. Persons are not recorded: it is the party whose step it is (docs/rules.md §2, §4),
 * for money that is reserved the party of the step at which the programme reserves; enrolling is the provider's.
 */
export const causeOf = (
  event: AccountEvent,
  { reserveAt, isConcluded }: { readonly reserveAt: ReserveAt | undefined; readonly isConcluded: boolean },
): EntryCause => {
  const by = reserveAt === undefined ? 'unknown' : STEP_OF[reserveAt];
  switch (event.type) {
    case 'CertificateIssued':
      return { by, why: 'first-reserve' };
    case 'FundsReserved':
      return { by, why: 'contract' };
    case 'ReservationRefused':
      return { by: event.reason === 'request-discarded' ? 'operator' : by, why: event.reason };
    case 'ContractConcluded':
      return { by: 'provider', why: 'enrolled' };
    case 'MonthDebited':
      return { by: 'calendar', why: 'month-due' };
    case 'LessonsReported':
      return { by: 'provider', why: 'lessons-reported' };
    case 'ContractTerminated':
      return { by: event.by, why: event.by === 'operator' ? 'certificate-closed' : 'notice' };
    case 'ReservationReleased':
      if (event.reason === 'withdrawn')
        // Before the start a notice is a withdrawal, whoever gives it.
        return isConcluded ? { by: 'unknown', why: 'notice' } : { by: 'family', why: 'withdrawn' };
      return { by: RELEASED_BY[event.reason] ?? 'unknown', why: event.reason };
    case 'PeriodExpired':
      return { by: 'calendar', why: 'period-over' };
    case 'ExpiryReversed':
      return { by, why: 'late-request' };
    case 'NoticeRevoked':
      return { by: 'operator', why: 'entered-by-mistake' };
    case 'NoticeRevocationRefused':
      return { by: 'operator', why: event.reason };
    // A provider corrects its own slip, an operator what an inspection found: the account is told neither.
    case 'LessonsCorrectionHeld':
      return { by: 'unknown', why: 'lessons-correction' };
    case 'LessonsCorrectionRefused':
      return { by: 'unknown', why: 'insufficient-funds' };
    case 'LessonsCorrected':
      return { by: 'unknown', why: event.reason };
    case 'LessonsCorrectionDropped':
      return { by: 'unknown', why: 'correction-refused-elsewhere' };
    case 'CertificateClosed':
      return { by: 'operator', why: event.reason };
    case 'AnswerRepeated':
      return { by: 'calendar', why: 'answer-lost' };
    default:
      return unreachable(event);
  }
};

const STEP_OF = {
  application: 'family',
  acceptance: 'provider',
  enrolment: 'provider',
} as const satisfies Record<ReserveAt, CausedBy>;

const RELEASED_BY: Readonly<Record<string, CausedBy>> = {
  'by-provider': 'provider',
  'start-too-old': 'calendar',
  'period-over': 'calendar',
  'contract-period-over': 'calendar',
  'provider-not-payable': 'operator',
  'certificate-closed': 'operator',
  'by-operator': 'operator',
};
