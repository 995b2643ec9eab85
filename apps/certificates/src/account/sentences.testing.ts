import { calendarDate, kopecks, month, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { Account, Certificate } from './domain/account.js';
import type {
  AccountCommand,
  AccountRules,
  CertificatePlace,
  Completeness,
  Correction,
  Reserve,
} from './domain/commands.js';
import type { AccountEvent, ClosingReason, RefusalReason, Returns, RevocationRefusal, Terms } from './domain/events.js';
import type { GroupTerms } from './domain/schedule.js';

export const day = (date: string): CalendarDate => calendarDate(date);

/** `rub('1,356.93')`: the examples are written in roubles. */
export const rub = (roubles: string): Kopecks => {
  const [whole = '', part = ''] = roubles.replaceAll(',', '').split('.');
  return kopecks(Number(whole + part.padEnd(2, '0')));
};

/** The programme of docs/examples.md 1.1: the period ends on 31 December 2019. */
export const autumn: AccountRules = {
  programme: '4705-2019-autumn',
  from: day('2019-09-01'),
  toExclusive: day('2020-01-01'),
  rounding: 'down',
  minBalance: kopecks(100),
};

/** The group of docs/examples.md 1.1, entered on 10 September. */
export const chess: Terms & GroupTerms = {
  programme: autumn.programme,
  group: '700000',
  module: '900000',
  provider: '22003',
  direction: 'technical',
  start: day('2019-09-10'),
  groupFirstDay: day('2019-09-01'),
  groupLastDay: day('2020-05-31'),
  price: rub('18,000'),
  normativeCost: rub('16,200'),
};
/** The same place at a price of its own: the group lasts from the start of the contract to the end of the period. */
export const costing = (price: Kopecks): Terms & GroupTerms => ({
  ...chess,
  groupFirstDay: chess.start,
  groupLastDay: day('2019-12-31'),
  price,
  normativeCost: price,
});
const terms: Terms = {
  programme: chess.programme,
  group: chess.group,
  module: chess.module,
  provider: chess.provider,
  direction: chess.direction,
  start: chess.start,
};
const of = { contract: 'c1', programme: chess.programme, provider: chess.provider };

export const placeWorth = (nominal: Kopecks): CertificatePlace => ({
  certificateGroup: 'general',
  number: '4700000001',
  nominal,
});

// Commands.
export const reserve = (on: string, more: Partial<Reserve> = {}): Reserve => ({
  type: 'Reserve',
  on: day(on),
  contract: 'c1',
  terms: chess,
  rules: autumn,
  place: placeWorth(rub('5,000')),
  ...more,
});
export const open = (on: string, completeness: readonly Completeness[] = [], contract = 'c1'): AccountCommand => ({
  type: 'Open',
  on: day(on),
  contract,
  completeness,
});
export const release = (on: string, contract = 'c1', reason = 'withdrawn'): AccountCommand => ({
  type: 'Release',
  on: day(on),
  contract,
  reason,
});
/** Notice by the family. */
export const shorten = (on: string, lastDay: string, contract = 'c1'): AccountCommand => ({
  type: 'Shorten',
  on: day(on),
  contract,
  by: 'family',
  lastDay: day(lastDay),
});
/** The family's first notice, or another one, is taken back. */
export const revoke = (on: string, lastDay: string, revocation = 0): AccountCommand => ({
  type: 'RevokeNotice',
  on: day(on),
  contract: 'c1',
  revocation,
  lastDay: day(lastDay),
});
export const lessons = (inMonth: string, held: number, planned: number): Completeness => ({
  month: month(inMonth),
  held,
  planned,
});
export const report = (on: string, completeness: Completeness, contract = 'c1'): AccountCommand => ({
  type: 'ReportCompleteness',
  on: day(on),
  contract,
  ...completeness,
});
/** A correction of the report 0/8 of 2019-10-31, unless the contract has heard of another. */
const correcting = (on: string, completeness: Completeness, correction: string, contract: string): Correction => ({
  on: day(on),
  contract,
  correction,
  reason: 'typing-error',
  corrects: { held: 0, planned: 8, reportedOn: day('2019-10-31') },
  ...completeness,
});
export const hold = (
  on: string,
  completeness: Completeness,
  correction = 'x1',
  contract = 'c1',
): Extract<AccountCommand, { type: 'HoldCorrection' }> => ({
  type: 'HoldCorrection',
  ...correcting(on, completeness, correction, contract),
});
export const apply = (
  on: string,
  completeness: Completeness,
  correction = 'x1',
  contract = 'c1',
): Extract<AccountCommand, { type: 'DecideCorrection' }> => ({
  type: 'DecideCorrection',
  outcome: 'apply',
  ...correcting(on, completeness, correction, contract),
});
export const drop = (
  on: string,
  completeness: Completeness,
  correction = 'x1',
  contract = 'c1',
): Extract<AccountCommand, { type: 'DecideCorrection' }> => ({
  ...apply(on, completeness, correction, contract),
  outcome: 'drop',
});
export const settle = (on: string): AccountCommand => ({ type: 'Settle', on: day(on) });

// Events.
type Event<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>;

export const issued = (on: string, nominal: Kopecks): Event<'CertificateIssued'> => ({
  type: 'CertificateIssued',
  on: day(on),
  programme: autumn.programme,
  certificateGroup: 'general',
  number: '4700000001',
  nominalKopecks: nominal,
  from: autumn.from,
  toExclusive: autumn.toExclusive,
});
/** Contract c1 of example 1.1, rounded down: 929.21 for September, 1,356.93 for each month after it. */
export const reserved = (on: string): Event<'FundsReserved'> => ({
  type: 'FundsReserved',
  on: day(on),
  contract: 'c1',
  ...terms,
  lastDay: day('2019-12-31'),
  fullPriceKopecks: rub('7,423.35'),
  fullNormKopecks: rub('6,681.02'),
  shareKopecks: rub('5,000.00'),
  coPaymentKopecks: rub('2,423.35'),
  parts: [
    { month: month('2019-09'), shareKopecks: rub('929.21'), coPaymentKopecks: rub('450.37') },
    ...['2019-10', '2019-11', '2019-12'].map((m) => ({
      month: month(m),
      shareKopecks: rub('1,356.93'),
      coPaymentKopecks: rub('657.66'),
    })),
  ],
});
export const refused = (on: string, reason: RefusalReason, contract = 'c1'): Event<'ReservationRefused'> => ({
  type: 'ReservationRefused',
  on: day(on),
  contract,
  reason,
  ...terms,
});
export const opened = (on: string): Event<'ContractOpened'> => ({
  type: 'ContractOpened',
  on: day(on),
  contract: 'c1',
  programme: autumn.programme,
});
export const debited = (
  on: string,
  m: string,
  amount: Kopecks,
  { returned = rub('0'), to = 'available' }: { readonly returned?: Kopecks; readonly to?: Returns } = {},
): Event<'MonthDebited'> => ({
  type: 'MonthDebited',
  on: day(on),
  ...of,
  returnsTo: to,
  month: month(m),
  debitedKopecks: amount,
  returnedKopecks: returned,
});
export const reported = (
  on: string,
  completeness: Completeness,
  returned: Kopecks,
  to: Returns = 'available',
): Event<'CompletenessReported'> => ({
  type: 'CompletenessReported',
  on: day(on),
  ...of,
  returnsTo: to,
  ...completeness,
  returnedKopecks: returned,
});
export const held = (
  on: string,
  completeness: Completeness,
  amount: Kopecks,
  { correction = 'x1', to = 'available' }: { readonly correction?: string; readonly to?: Returns } = {},
): Event<'LessonsCorrectionHeld'> => ({
  type: 'LessonsCorrectionHeld',
  on: day(on),
  ...of,
  returnsTo: to,
  correction,
  ...completeness,
  heldKopecks: amount,
});
export const correctionRefused = (
  on: string,
  inMonth: string,
  missing: Kopecks,
  to: Returns = 'available',
): Event<'LessonsCorrectionRefused'> => ({
  type: 'LessonsCorrectionRefused',
  on: day(on),
  ...of,
  returnsTo: to,
  correction: 'x1',
  month: month(inMonth),
  missingKopecks: missing,
});
type Moved = {
  readonly debits?: Kopecks;
  readonly returns?: Kopecks;
  readonly releases?: Kopecks;
  readonly correction?: string;
  readonly to?: Returns;
};
export const corrected = (
  on: string,
  completeness: Completeness,
  before: Event<'LessonsCorrected'>['before'],
  moved: Moved = {},
): Event<'LessonsCorrected'> => ({
  type: 'LessonsCorrected',
  on: day(on),
  ...of,
  returnsTo: moved.to ?? 'available',
  correction: moved.correction ?? 'x1',
  reason: 'typing-error',
  ...completeness,
  before,
  debitedKopecks: moved.debits ?? rub('0'),
  returnedKopecks: moved.returns ?? rub('0'),
  releasedKopecks: moved.releases ?? rub('0'),
});
export const correctionDropped = (
  on: string,
  inMonth: string,
  amount: Kopecks,
  to: Returns = 'available',
): Event<'LessonsCorrectionDropped'> => ({
  type: 'LessonsCorrectionDropped',
  on: day(on),
  ...of,
  returnsTo: to,
  correction: 'x1',
  month: month(inMonth),
  heldKopecks: amount,
});
type Back = { readonly releases: Kopecks; readonly refunds?: Kopecks; readonly to?: Returns };
export const shortened = (on: string, lastDay: string, back: Back): Event<'ContractShortened'> => ({
  type: 'ContractShortened',
  on: day(on),
  ...of,
  returnsTo: back.to ?? 'available',
  by: 'family',
  lastDay: day(lastDay),
  releasedKopecks: back.releases,
  refundedKopecks: back.refunds ?? rub('0'),
});
export const released = (on: string, back: Back, reason = 'withdrawn'): Event<'ReservationReleased'> => ({
  type: 'ReservationReleased',
  on: day(on),
  ...of,
  returnsTo: back.to ?? 'available',
  reason,
  releasedKopecks: back.releases,
  refundedKopecks: back.refunds ?? rub('0'),
});
/** The notice of example 2, taken back. */
export const noticeRevoked = (
  on: string,
  noticeOn: string,
  again: { readonly reserves: Kopecks; readonly debits?: Kopecks; readonly from?: Returns },
): Event<'NoticeRevoked'> => ({
  type: 'NoticeRevoked',
  on: day(on),
  ...of,
  returnsTo: again.from ?? 'available',
  revocation: 0,
  noticeOn: day(noticeOn),
  lastDay: day('2019-12-31'),
  reservedKopecks: again.reserves,
  debitedKopecks: again.debits ?? rub('0'),
});
export const revocationRefused = (
  on: string,
  reason: RevocationRefusal,
  revocation = 0,
): Event<'NoticeRevocationRefused'> => ({
  type: 'NoticeRevocationRefused',
  on: day(on),
  contract: 'c1',
  programme: autumn.programme,
  revocation,
  reason,
});
export const answerRepeated = (
  on: string,
  attempt: number,
  answer: { readonly answer: 'reserved' } | { readonly answer: 'refused'; readonly reason: RefusalReason },
): Event<'AnswerRepeated'> => ({
  type: 'AnswerRepeated',
  on: day(on),
  contract: 'c1',
  programme: autumn.programme,
  attempt,
  ...answer,
});
export const expired = (amount: Kopecks, on = '2020-01-01'): Event<'PeriodExpired'> => ({
  type: 'PeriodExpired',
  on: day(on),
  programme: autumn.programme,
  expiredKopecks: amount,
});
export const closed = (on: string, amount: Kopecks, reason: ClosingReason = 'moved'): Event<'CertificateClosed'> => ({
  type: 'CertificateClosed',
  on: day(on),
  programme: autumn.programme,
  reason,
  expiredKopecks: amount,
});
export const expiryReversed = (amount: Kopecks, contract: string): Event<'ExpiryReversed'> => ({
  type: 'ExpiryReversed',
  on: autumn.toExclusive,
  programme: autumn.programme,
  reversedKopecks: amount,
  contract,
});

/** A certificate's available, reserved, spent and expired. */
export const balances = (account: Account, programme = autumn.programme): readonly number[] => {
  const { available, reserved: bound, spent, expired: lapsed } = account.certificates.get(programme) as Certificate;
  return [available, bound, spent, lapsed];
};
