import type { CalendarDate, Kopecks, Month } from '@lib/kernel';

/** The part of a contract that falls into one calendar month. */
export type Part = { readonly month: Month; readonly share: Kopecks; readonly coPayment: Kopecks };

/** What binds a contract to the catalogue; fixed at the reserve. */
export type Terms = {
  readonly financingProgramme: string;
  readonly group: string;
  readonly module: string;
  readonly provider: string;
  readonly direction: string;
  readonly start: CalendarDate;
};

/** Where money goes that a contract gives back: to the certificate, or to the budget once the period is over. */
export type Returns = 'available' | 'expired';

/**
 * Everything that can happen to an account. `on` is the business date in the region; amounts are whole kopecks.
 * The fields are the stored form: they change only with a new version in event-catalogue.ts.
 */
export type AccountEvent =
  | {
      readonly type: 'CertificateIssued';
      readonly on: CalendarDate;
      readonly financingProgramme: string;
      readonly certificateGroup: string;
      readonly number: string;
      /** What all amounts of the certificate count. */
      readonly unit: 'kopeck';
      readonly nominal: Kopecks;
      readonly from: CalendarDate;
      readonly toExclusive: CalendarDate;
    }
  | ({
      readonly type: 'FundsReserved';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly lastDay: CalendarDate;
      readonly fullPrice: Kopecks;
      readonly fullNorm: Kopecks;
      readonly share: Kopecks;
      readonly coPayment: Kopecks;
      readonly parts: readonly Part[];
    } & Terms)
  | ({
      readonly type: 'ReservationRefused';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly reason: RefusalReason;
      /** What the parent would pay, where that is more than the family has consented to. */
      readonly coPayment?: Kopecks | undefined;
    } & Terms)
  | {
      readonly type: 'ContractConcluded';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly financingProgramme: string;
    }
  | ({
      readonly type: 'MonthDebited';
      /** The due date: the 1st of the month, or the conclusion if that is later. */
      readonly on: CalendarDate;
      readonly month: Month;
      readonly debited: Kopecks;
      /** What incomplete lessons left of the part. */
      readonly returned: Kopecks;
    } & OfContract)
  | ({
      readonly type: 'LessonsReported';
      readonly on: CalendarDate;
      readonly month: Month;
      readonly held: number;
      readonly planned: number;
      /** Given back of a month that had been debited before the report. */
      readonly returned: Kopecks;
    } & OfContract)
  | ({
      readonly type: 'ContractTerminated';
      readonly on: CalendarDate;
      readonly by: NoticeBy;
      readonly lastDay: CalendarDate;
      /** Of months not yet debited. */
      readonly released: Kopecks;
      /** Of months after the last day that had been debited before the notice was known. */
      readonly refunded: Kopecks;
    } & OfContract)
  | ({
      readonly type: 'ReservationReleased';
      readonly on: CalendarDate;
      readonly reason: string;
      readonly released: Kopecks;
      readonly refunded: Kopecks;
    } & OfContract)
  | {
      readonly type: 'PeriodExpired';
      readonly on: CalendarDate;
      readonly financingProgramme: string;
      readonly expired: Kopecks;
    }
  | {
      readonly type: 'ExpiryReversed';
      readonly on: CalendarDate;
      readonly financingProgramme: string;
      readonly reversed: Kopecks;
      /** The contract whose late request this answers. */
      readonly contract: string;
    }
  /** A notice, or a withdrawal after the conclusion, was entered by mistake: what it gave back is bound again (docs/rules.md §4). */
  | ({
      readonly type: 'NoticeRevoked';
      readonly on: CalendarDate;
      /** Which revocation of the contract, from 0. */
      readonly revocation: number;
      /** The date of the notice that this takes back. */
      readonly noticeOn: CalendarDate;
      /** The contract's last day before the notice and again. */
      readonly lastDay: CalendarDate;
      /** Back into the reserve. */
      readonly reserved: Kopecks;
      /** Spent again. */
      readonly debited: Kopecks;
    } & OfContract)
  | {
      readonly type: 'NoticeRevocationRefused';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly financingProgramme: string;
      readonly revocation: number;
      readonly reason: RevocationRefusal;
    }
  /** The first half of a correction of a lessons report: what it will take is set aside, so that all of it happens or nothing. */
  | ({
      readonly type: 'LessonsCorrectionHeld';
      readonly on: CalendarDate;
      readonly correction: string;
      readonly month: Month;
      readonly held: number;
      readonly planned: number;
      /** What the corrected month costs above what it was debited; 0 when it costs less. */
      readonly setAside: Kopecks;
    } & OfContract)
  /** The certificate does not have what the correction would take from it. */
  | ({
      readonly type: 'LessonsCorrectionRefused';
      readonly on: CalendarDate;
      readonly correction: string;
      readonly month: Month;
      readonly missing: Kopecks;
    } & OfContract)
  | ({
      readonly type: 'LessonsCorrected';
      readonly on: CalendarDate;
      readonly correction: string;
      readonly reason: string;
      readonly month: Month;
      readonly held: number;
      readonly planned: number;
      /** What was reported before, which this corrects. */
      readonly before: { readonly held: number; readonly planned: number; readonly reportedOn: CalendarDate };
      /** Of what was set aside, spent. */
      readonly debited: Kopecks;
      /** Of the month's debit, given back. */
      readonly returned: Kopecks;
      /** Of what was set aside, given back: the contract was ended meanwhile. */
      readonly released: Kopecks;
    } & OfContract)
  /** The correction was refused for another certificate: what was set aside goes back where it came from. */
  | ({
      readonly type: 'LessonsCorrectionDropped';
      readonly on: CalendarDate;
      readonly correction: string;
      readonly month: Month;
      readonly setAside: Kopecks;
    } & OfContract)
  /** An operator closed the certificate: what is left and what comes back later is expired (docs/rules.md §6). */
  | {
      readonly type: 'CertificateClosed';
      readonly on: CalendarDate;
      readonly financingProgramme: string;
      readonly reason: ClosingReason;
      readonly expired: Kopecks;
    }
  /** A request was sent again because its answer was lost; the answer stands as it was given. */
  | {
      readonly type: 'AnswerRepeated';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly financingProgramme: string;
      /** Which request of the contract, where it was not the first. */
      readonly request?: number | undefined;
      /** Which repetition of the request, from 1. */
      readonly attempt: number;
      readonly answer: RepeatedAnswer;
      /** Why it was refused. */
      readonly reason?: RefusalReason | RevocationRefusal | undefined;
      /** What the parent pays, or would pay, where that was answered. */
      readonly coPayment?: Kopecks | undefined;
      /** Which notice of the contract was asked to be taken back, from 0. */
      readonly notice?: number | undefined;
    };

/** To a request for money, or to take a notice back. */
export const REPEATED_ANSWERS = ['reserved', 'refused', 'notice-revoked', 'notice-revocation-refused'] as const;
type RepeatedAnswer = (typeof REPEATED_ANSWERS)[number];

/** Who ends a contract by notice; the operator does by closing the certificate. */
export type NoticeBy = 'family' | 'provider' | 'operator';

/** Why a notice cannot be taken back. */
export const REVOCATION_REFUSALS = ['insufficient-funds', 'notice-not-revocable', 'request-discarded'] as const;
export type RevocationRefusal = (typeof REVOCATION_REFUSALS)[number];

/** Why an operator closes a certificate (docs/rules.md §6). */
export const CLOSING_REASONS = ['moved', 'data-error', 'refused-by-family', 'age'] as const;
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** What every event of a contract that moves its money says about it. */
export type OfContract = {
  readonly contract: string;
  readonly financingProgramme: string;
  readonly provider: string;
  readonly returnsTo: Returns;
};

/** Why money is not reserved, in the order in which it is checked (docs/rules.md §3). */
export const REFUSAL_REASONS = [
  'terms-impossible',
  'contract-period-over',
  'certificate-elsewhere',
  'certificate-closed',
  'no-certificate-place',
  'insufficient-funds',
  'terms-changed',
  'request-discarded',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

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

const move = (from: LedgerAccount, to: LedgerAccount, amount: Kopecks): readonly Posting[] =>
  amount > 0
    ? [
        { account: from, kopecks: 0 - amount },
        { account: to, kopecks: amount },
      ]
    : NOTHING;

const NOTHING: readonly Posting[] = [];

const givenBack = (event: {
  readonly released: Kopecks;
  readonly refunded: Kopecks;
  readonly returnsTo: Returns;
}): readonly Posting[] => [
  ...move('reserved', event.returnsTo, event.released),
  ...move('payable', event.returnsTo, event.refunded),
];

const none = (): readonly Posting[] => NOTHING;

/** What each event books. */
const BOOKED = {
  CertificateIssued: ({ nominal }) => move('budget', 'available', nominal),
  FundsReserved: ({ share }) => move('available', 'reserved', share),
  ReservationRefused: none,
  ContractConcluded: none,
  MonthDebited: ({ debited, returned, returnsTo }) => [
    ...move('reserved', 'payable', debited),
    ...move('reserved', returnsTo, returned),
  ],
  LessonsReported: ({ returned, returnsTo }) => move('payable', returnsTo, returned),
  ContractTerminated: (event) => givenBack(event),
  ReservationReleased: (event) => givenBack(event),
  PeriodExpired: ({ expired }) => move('available', 'expired', expired),
  ExpiryReversed: ({ reversed }) => move('expired', 'available', reversed),
  NoticeRevoked: ({ returnsTo, reserved, debited }) => [
    ...move(returnsTo, 'reserved', reserved),
    ...move(returnsTo, 'payable', debited),
  ],
  NoticeRevocationRefused: none,
  LessonsCorrectionHeld: ({ returnsTo, setAside }) => move(returnsTo, 'reserved', setAside),
  LessonsCorrectionRefused: none,
  LessonsCorrected: ({ returnsTo, debited, released, returned }) => [
    ...move('reserved', 'payable', debited),
    ...move('reserved', returnsTo, released),
    ...move('payable', returnsTo, returned),
  ],
  LessonsCorrectionDropped: ({ returnsTo, setAside }) => move('reserved', returnsTo, setAside),
  CertificateClosed: ({ expired }) => move('available', 'expired', expired),
  AnswerRepeated: none,
} as const satisfies {
  readonly [Type in AccountEvent['type']]: (event: Extract<AccountEvent, { type: Type }>) => readonly Posting[];
};
