import { plus, type CalendarDate, type Kopecks, type Month } from '@lib/kernel';
import type { AccountEvent, Returns } from '../../account/domain/events.js';
import type { ReserveAt } from '../../programme/domain/programme.js';

/** Who made an entry happen. `unknown`: the event does not say, and it may have been more than one of them. */
export const CAUSED_BY = ['family', 'provider', 'operator', 'calendar', 'unknown'] as const;
type CausedBy = (typeof CAUSED_BY)[number];

/** Who and why; `why` is a code that has words. */
export type EntryCause = { readonly by: CausedBy; readonly why: string };

/** What an entry's own event does not say of it. */
type About = {
  /** The party whose step reserves money in the entry's programme: the one that the certificate and its reserves come from. */
  readonly reserving: CausedBy;
  /** The entry's contract has been concluded. */
  readonly isConcluded: boolean;
};

/** A part of an entry's text: the name of a phrase, and what stands in it before it is written for a reader. */
export type Part = readonly [string, Readonly<Record<string, Shown>>];
type Shown =
  | string
  | number
  | { readonly amount: Kopecks }
  | { readonly month: Month }
  | { readonly date: CalendarDate }
  | { readonly reason: string };

type Entry<Event extends AccountEvent> = {
  /**
   * Who caused it. Persons are not recorded here: it is the party whose step it is (docs/rules.md §2, §4); enrolling is
   * the provider's.
   */
  readonly cause: (event: Event, about: About) => EntryCause;
  /** The parts of its text; what they say is joined by commas. An amount of nothing is not said. */
  readonly says: (event: Event, about: About) => readonly (Part | undefined)[];
  /** What it takes back or corrects, and what a later entry may take back of it (docs/rules.md §8). */
  readonly answers?: (event: Event) => string;
  readonly answerable?: (event: Event) => string;
};

/** How an account's events stand in a statement. */
export const entryOf = (event: AccountEvent): Entry<AccountEvent> => ENTRIES[event.type] as Entry<AccountEvent>;

/** The party whose step reserves. */
export const reservingParty = (reserveAt: ReserveAt | undefined): CausedBy =>
  reserveAt === undefined ? 'unknown' : STEP_OF[reserveAt];

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

const notice = ({ contract }: { readonly contract: string }): string => `notice ${contract}`;
const expiry = ({ financingProgramme }: { readonly financingProgramme: string }): string =>
  `expiry ${financingProgramme}`;
const lessons = ({ contract, month }: { readonly contract: string; readonly month: Month }): string =>
  `lessons ${contract} ${month}`;
const correction = (event: { readonly contract: string; readonly correction: string }): string =>
  `correction ${event.contract} ${event.correction}`;

const clause = (name: string, amount: Kopecks): Part | undefined =>
  amount > 0 ? [`clause.${name}`, { amount: { amount } }] : undefined;
const returned = (amount: Kopecks, to: Returns): Part | undefined => clause(`returned-${to}`, amount);
const givenBack = (event: {
  readonly released: Kopecks;
  readonly refunded: Kopecks;
  readonly returnsTo: Returns;
}): readonly (Part | undefined)[] => [
  returned(plus(event.released, event.refunded), event.returnsTo),
  clause('of-it-debited', event.refunded),
];

/** The phrase of an event that has one amount, or the one for no amount. */
const orNothing = (name: string, parameter: string, amount: Kopecks, shown: Part[1] = {}): readonly Part[] => [
  amount > 0 ? [name, { ...shown, [parameter]: { amount } }] : [`${name}.nothing`, shown],
];

const ENTRIES = {
  CertificateIssued: {
    cause: (_, { reserving }) => ({ by: reserving, why: 'first-reserve' }),
    says: ({ number, nominal }) => [
      nominal > 0
        ? ['CertificateIssued', { number, nominal: { amount: nominal } }]
        : ['CertificateIssued.empty', { number }],
    ],
  },
  FundsReserved: {
    cause: (_, { reserving }) => ({ by: reserving, why: 'contract' }),
    says: ({ share, coPayment }) => {
      const paid = { share: { amount: share } };
      const added = { coPayment: { amount: coPayment } };
      if (share > 0)
        return [coPayment > 0 ? ['FundsReserved', { ...paid, ...added }] : ['FundsReserved.covered', paid]];
      return [coPayment > 0 ? ['FundsReserved.unpaid', added] : ['FundsReserved.free', {}]];
    },
  },
  ReservationRefused: {
    cause: ({ reason }, { reserving }) => ({
      by: reason === 'request-discarded' ? 'operator' : reserving,
      why: reason,
    }),
    says: ({ reason }) => [['ReservationRefused', { reason: { reason } }]],
  },
  ContractConcluded: {
    cause: () => ({ by: 'provider', why: 'enrolled' }),
    says: () => [['ContractConcluded', {}]],
  },
  MonthDebited: {
    cause: () => ({ by: 'calendar', why: 'month-due' }),
    says: (event) => [
      ...orNothing('MonthDebited', 'debited', event.debited, { month: { month: event.month } }),
      returned(event.returned, event.returnsTo),
    ],
  },
  LessonsReported: {
    cause: () => ({ by: 'provider', why: 'lessons-reported' }),
    says: ({ month, held, planned, ...event }) => [
      ['LessonsReported', { month: { month }, held, planned }],
      returned(event.returned, event.returnsTo),
    ],
    answerable: lessons,
  },
  ContractTerminated: {
    cause: ({ by }) => ({ by, why: by === 'operator' ? 'certificate-closed' : 'notice' }),
    says: (event) => [[`ContractTerminated.${event.by}`, { lastDay: { date: event.lastDay } }], ...givenBack(event)],
    answerable: notice,
  },
  ReservationReleased: {
    cause: ({ reason }, { isConcluded }) => {
      if (reason !== 'withdrawn') return { by: RELEASED_BY[reason] ?? 'unknown', why: reason };
      // Before the start a notice is a withdrawal, whoever gives it.
      return isConcluded ? { by: 'unknown', why: 'notice' } : { by: 'family', why: 'withdrawn' };
    },
    says: (event, { isConcluded }) => [
      event.reason === 'withdrawn'
        ? [isConcluded ? 'ReservationReleased.before-start' : 'ReservationReleased.withdrawn', {}]
        : ['ReservationReleased', { reason: { reason: event.reason } }],
      ...givenBack(event),
    ],
    answerable: notice,
  },
  PeriodExpired: {
    cause: () => ({ by: 'calendar', why: 'period-over' }),
    says: (event) => orNothing('PeriodExpired', 'expired', event.expired),
    answerable: expiry,
  },
  ExpiryReversed: {
    cause: (_, { reserving }) => ({ by: reserving, why: 'late-request' }),
    says: (event) => orNothing('ExpiryReversed', 'reversed', event.reversed),
    answers: expiry,
  },
  NoticeRevoked: {
    cause: () => ({ by: 'operator', why: 'entered-by-mistake' }),
    says: ({ noticeOn, lastDay, reserved, debited }) => [
      ['NoticeRevoked', { noticeOn: { date: noticeOn }, lastDay: { date: lastDay } }],
      clause('reserved-again', reserved),
      clause('debited-again', debited),
    ],
    answers: notice,
  },
  NoticeRevocationRefused: {
    cause: ({ reason }) => ({ by: 'operator', why: reason }),
    says: ({ reason }) => [['NoticeRevocationRefused', { reason: { reason } }]],
  },
  // A provider corrects its own slip, an operator what an inspection found: the account is told neither.
  LessonsCorrectionHeld: {
    cause: () => ({ by: 'unknown', why: 'lessons-correction' }),
    says: ({ month, setAside }) => orNothing('LessonsCorrectionHeld', 'amount', setAside, { month: { month } }),
    answerable: correction,
  },
  LessonsCorrectionRefused: {
    cause: () => ({ by: 'unknown', why: 'insufficient-funds' }),
    says: ({ month, missing }) => [['LessonsCorrectionRefused', { month: { month }, missing: { amount: missing } }]],
  },
  LessonsCorrected: {
    cause: ({ reason }) => ({ by: 'unknown', why: reason }),
    says: ({ month, held, planned, before, ...event }) => [
      ['LessonsCorrected', { month: { month }, held, planned, heldBefore: before.held, plannedBefore: before.planned }],
      clause('debited-more', event.debited),
      returned(plus(event.returned, event.released), event.returnsTo),
    ],
    answers: lessons,
    answerable: lessons,
  },
  LessonsCorrectionDropped: {
    cause: () => ({ by: 'unknown', why: 'correction-refused-elsewhere' }),
    says: ({ month, setAside }) => orNothing('LessonsCorrectionDropped', 'amount', setAside, { month: { month } }),
    answers: correction,
  },
  CertificateClosed: {
    cause: ({ reason }) => ({ by: 'operator', why: reason }),
    says: ({ reason, expired }) => orNothing('CertificateClosed', 'expired', expired, { reason: { reason } }),
  },
  AnswerRepeated: {
    cause: () => ({ by: 'calendar', why: 'answer-lost' }),
    says: () => [['AnswerRepeated', {}]],
  },
} as const satisfies { readonly [Type in AccountEvent['type']]: Entry<Extract<AccountEvent, { type: Type }>> };
