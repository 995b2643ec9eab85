import type { AccountEvent } from './events.js';

/**
 * The ledger accounts of the double entry. `budget` is the programme's money outside certificates, `payable` what
 * providers are owed, `expired` what certificates gave back to the budget. There is no other place for money to go.
 */
export type LedgerAccount = 'budget' | 'available' | 'reserved' | 'payable' | 'expired';

/** One line of an entry: whole kopecks, negative leaves the account. The lines of an event sum to zero. */
export type Posting = { readonly account: LedgerAccount; readonly kopecks: number };

/** The entries of an event; none when it moves no money. */
export const postings = (event: AccountEvent): readonly Posting[] =>
  (BOOKED[event.type] as (booked: AccountEvent) => readonly Posting[])(event);

const move = (from: LedgerAccount, to: Partial<Record<LedgerAccount, number>>): readonly Posting[] =>
  Object.entries(to)
    .filter(([, amount]) => amount > 0)
    .flatMap(([account, amount]) => [
      { account: from, kopecks: -amount },
      { account: account as LedgerAccount, kopecks: amount },
    ]);

const givenBack = (event: {
  readonly released: number;
  readonly refunded: number;
  readonly returnsTo: 'available' | 'expired';
}): readonly Posting[] => [
  ...move('reserved', { [event.returnsTo]: event.released }),
  ...move('payable', { [event.returnsTo]: event.refunded }),
];

const returning = (
  from: LedgerAccount,
  debited: number,
  returned: number,
  returnsTo: 'available' | 'expired',
): readonly Posting[] => [...move(from, { payable: debited }), ...move(from, { [returnsTo]: returned })];

const none = (): readonly Posting[] => [];

/** What each event books. */
const BOOKED = {
  CertificateIssued: ({ nominal }) => move('budget', { available: nominal }),
  FundsReserved: ({ share }) => move('available', { reserved: share }),
  ReservationRefused: none,
  ContractConcluded: none,
  MonthDebited: ({ debited, returned, returnsTo }) => returning('reserved', debited, returned, returnsTo),
  LessonsReported: ({ returned, returnsTo }) => move('payable', { [returnsTo]: returned }),
  ContractTerminated: (event) => givenBack(event),
  ReservationReleased: (event) => givenBack(event),
  PeriodExpired: ({ expired }) => move('available', { expired }),
  ExpiryReversed: ({ reversed }) => move('expired', { available: reversed }),
  NoticeRevoked: ({ returnsTo, reserved, debited }) => [
    ...move(returnsTo, { reserved }),
    ...move(returnsTo, { payable: debited }),
  ],
  NoticeRevocationRefused: none,
  LessonsCorrectionHeld: ({ returnsTo, setAside }) => move(returnsTo, { reserved: setAside }),
  LessonsCorrectionRefused: none,
  LessonsCorrected: ({ returnsTo, debited, released, returned }) => [
    ...move('reserved', { payable: debited, [returnsTo]: released }),
    ...move('payable', { [returnsTo]: returned }),
  ],
  LessonsCorrectionDropped: ({ returnsTo, setAside }) => move('reserved', { [returnsTo]: setAside }),
  CertificateClosed: ({ expired }) => move('available', { expired }),
  AnswerRepeated: none,
} as const satisfies {
  readonly [Type in AccountEvent['type']]: (event: Extract<AccountEvent, { type: Type }>) => readonly Posting[];
};
