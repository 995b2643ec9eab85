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
  financingProgramme: '4705-2019-autumn',
  from: day('2019-09-01'),
  toExclusive: day('2020-01-01'),
  rounding: 'down',
  minBalance: kopecks(100),
};

/** The group of docs/examples.md 1.1, entered on 10 September. */
export const chess: Terms & GroupTerms = {
  financingProgramme: autumn.financingProgramme,
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
  financingProgramme: chess.financingProgramme,
  group: chess.group,
  module: chess.module,
  provider: chess.provider,
  direction: chess.direction,
  start: chess.start,
};
const of = { contract: 'c1', financingProgramme: chess.financingProgramme, provider: chess.provider };

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
  type: 'Conclude',
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
export const terminate = (on: string, lastDay: string, contract = 'c1'): AccountCommand => ({
  type: 'Terminate',
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
  type: 'ReportLessons',
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
): Extract<AccountCommand, { type: 'HoldLessonsCorrection' }> => ({
  type: 'HoldLessonsCorrection',
  ...correcting(on, completeness, correction, contract),
});
export const apply = (
  on: string,
  completeness: Completeness,
  correction = 'x1',
  contract = 'c1',
): Extract<AccountCommand, { type: 'DecideLessonsCorrection' }> => ({
  type: 'DecideLessonsCorrection',
  outcome: 'apply',
  ...correcting(on, completeness, correction, contract),
});
export const drop = (
  on: string,
  completeness: Completeness,
  correction = 'x1',
  contract = 'c1',
): Extract<AccountCommand, { type: 'DecideLessonsCorrection' }> => ({
  ...apply(on, completeness, correction, contract),
  outcome: 'drop',
});
export const settle = (on: string): AccountCommand => ({ type: 'Settle', on: day(on) });

// Events.
type Event<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>;

export const issued = (on: string, nominal: Kopecks): Event<'CertificateIssued'> => ({
  type: 'CertificateIssued',
  on: day(on),
  financingProgramme: autumn.financingProgramme,
  certificateGroup: 'general',
  number: '4700000001',
  unit: 'kopeck',
  nominal,
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
  fullPrice: rub('7,423.35'),
  fullNorm: rub('6,681.02'),
  share: rub('5,000.00'),
  coPayment: rub('2,423.35'),
  parts: [
    { month: month('2019-09'), share: rub('929.21'), coPayment: rub('450.37') },
    ...['2019-10', '2019-11', '2019-12'].map((m) => ({
      month: month(m),
      share: rub('1,356.93'),
      coPayment: rub('657.66'),
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
export const concluded = (on: string): Event<'ContractConcluded'> => ({
  type: 'ContractConcluded',
  on: day(on),
  contract: 'c1',
  financingProgramme: autumn.financingProgramme,
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
  debited: amount,
  returned: returned,
});
export const reported = (
  on: string,
  completeness: Completeness,
  returned: Kopecks,
  to: Returns = 'available',
): Event<'LessonsReported'> => ({
  type: 'LessonsReported',
  on: day(on),
  ...of,
  returnsTo: to,
  ...completeness,
  returned: returned,
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
  setAside: amount,
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
  missing: missing,
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
  debited: moved.debits ?? rub('0'),
  returned: moved.returns ?? rub('0'),
  released: moved.releases ?? rub('0'),
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
  setAside: amount,
});
type Back = { readonly releases: Kopecks; readonly refunds?: Kopecks; readonly to?: Returns };
export const terminated = (on: string, lastDay: string, back: Back): Event<'ContractTerminated'> => ({
  type: 'ContractTerminated',
  on: day(on),
  ...of,
  returnsTo: back.to ?? 'available',
  by: 'family',
  lastDay: day(lastDay),
  released: back.releases,
  refunded: back.refunds ?? rub('0'),
});
export const released = (on: string, back: Back, reason = 'withdrawn'): Event<'ReservationReleased'> => ({
  type: 'ReservationReleased',
  on: day(on),
  ...of,
  returnsTo: back.to ?? 'available',
  reason,
  released: back.releases,
  refunded: back.refunds ?? rub('0'),
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
  reserved: again.reserves,
  debited: again.debits ?? rub('0'),
});
export const revocationRefused = (
  on: string,
  reason: RevocationRefusal,
  revocation = 0,
): Event<'NoticeRevocationRefused'> => ({
  type: 'NoticeRevocationRefused',
  on: day(on),
  contract: 'c1',
  financingProgramme: autumn.financingProgramme,
  revocation,
  reason,
});
export const answerRepeated = (
  on: string,
  attempt: number,
  answer: { readonly coPayment?: Kopecks; readonly request?: number } & (
    { readonly answer: 'reserved' } | { readonly answer: 'refused'; readonly reason: RefusalReason }
  ),
): Event<'AnswerRepeated'> => ({
  type: 'AnswerRepeated',
  on: day(on),
  contract: 'c1',
  financingProgramme: autumn.financingProgramme,
  attempt,
  ...answer,
});
export const expired = (amount: Kopecks, on = '2020-01-01'): Event<'PeriodExpired'> => ({
  type: 'PeriodExpired',
  on: day(on),
  financingProgramme: autumn.financingProgramme,
  expired: amount,
});
export const closed = (on: string, amount: Kopecks, reason: ClosingReason = 'moved'): Event<'CertificateClosed'> => ({
  type: 'CertificateClosed',
  on: day(on),
  financingProgramme: autumn.financingProgramme,
  reason,
  expired: amount,
});
export const expiryReversed = (amount: Kopecks, contract: string): Event<'ExpiryReversed'> => ({
  type: 'ExpiryReversed',
  on: autumn.toExclusive,
  financingProgramme: autumn.financingProgramme,
  reversed: amount,
  contract,
});

/** A certificate's available, reserved, spent and expired. */
export const balances = (account: Account, financingProgramme = autumn.financingProgramme): readonly number[] => {
  const {
    available,
    reserved: bound,
    spent,
    expired: lapsed,
  } = account.certificates.get(financingProgramme) as Certificate;
  return [available, bound, spent, lapsed];
};
