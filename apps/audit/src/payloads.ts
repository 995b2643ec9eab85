import type { LedgerEvent } from './ledger-event.js';

// What the stored events of an account say, and the only place that knows their fields. A new version of an event is a new
// line of SHAPES; what becomes of the money is the same.

/** The amounts that an event may name. Those it does not name are 0. */
const AMOUNTS = [
  'nominal',
  'share',
  'debited',
  'returned',
  'released',
  'refunded',
  'reserved',
  'setAside',
  'expired',
  'reversed',
] as const;
type Amount = (typeof AMOUNTS)[number];

/** What happened, whatever the event was called. */
type Kind =
  | 'issued'
  | 'reserved'
  | 'concluded'
  | 'debited'
  | 'lessons-reported'
  | 'ended'
  | 'end-revoked'
  | 'correction-held'
  | 'correction-dropped'
  | 'lessons-corrected'
  | 'expired'
  | 'expiry-reversed'
  /** An answer that moves nothing. */
  | 'answered';

export type Fact = Readonly<Record<Amount, number>> & {
  readonly kind: Kind;
  readonly programme: string;
  readonly contract: string;
  readonly month: string;
  /** The last day of an ended contract; empty: none of its months remain. */
  readonly lastDay: string;
  /** Where money goes that comes back. */
  readonly back: 'available' | 'expired';
  readonly lessons: { readonly held: number; readonly planned: number };
  readonly parts: readonly { readonly month: string; readonly share: number }[];
};

type Shape = {
  readonly kind: Kind;
  readonly amounts: readonly Amount[];
  /** The name of the field with the financing programme. */
  readonly programme: string;
  /** The name of the field with an amount. */
  readonly field: (amount: Amount) => string;
};

/** As the first version wrote it: an amount could only be kopecks, and said so in its name. */
const first = (kind: Kind, ...amounts: readonly Amount[]): Shape => ({
  kind,
  amounts,
  programme: 'programme',
  field: (amount) => `${amount}Kopecks`,
});

/** As it is written today. */
const today = (kind: Kind, ...amounts: readonly Amount[]): Shape => ({
  kind,
  amounts,
  programme: 'financingProgramme',
  field: (amount) => amount,
});

/** By type and version. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'CertificateIssued 1': first('issued', 'nominal'),
  'FundsReserved 1': first('reserved', 'share'),
  'ContractOpened 1': first('concluded'),
  'MonthDebited 1': first('debited', 'debited', 'returned'),
  'CompletenessReported 1': first('lessons-reported', 'returned'),
  'ContractShortened 1': first('ended', 'released', 'refunded'),
  'ReservationReleased 1': first('ended', 'released', 'refunded'),
  'PeriodExpired 1': first('expired', 'expired'),
  'ExpiryReversed 1': first('expiry-reversed', 'reversed'),
  'ReservationRefused 1': first('answered'),
  'CertificateIssued 2': today('issued', 'nominal'),
  'FundsReserved 2': today('reserved', 'share'),
  'ContractConcluded 2': today('concluded'),
  'MonthDebited 2': today('debited', 'debited', 'returned'),
  'LessonsReported 2': today('lessons-reported', 'returned'),
  'ContractTerminated 2': today('ended', 'released', 'refunded'),
  'ReservationReleased 2': today('ended', 'released', 'refunded'),
  'PeriodExpired 2': today('expired', 'expired'),
  'ExpiryReversed 2': today('expiry-reversed', 'reversed'),
  'ReservationRefused 2': today('answered'),
  'ReservationRefused 3': today('answered'),
  'NoticeRevoked 1': today('end-revoked', 'reserved', 'debited'),
  'LessonsCorrectionHeld 1': today('correction-held', 'setAside'),
  'LessonsCorrectionDropped 1': today('correction-dropped', 'setAside'),
  'LessonsCorrected 1': today('lessons-corrected', 'debited', 'returned', 'released'),
  'CertificateClosed 1': today('expired', 'expired'),
  'NoticeRevocationRefused 1': today('answered'),
  'LessonsCorrectionRefused 1': today('answered'),
  'AnswerRepeated 1': today('answered'),
  'AnswerRepeated 2': today('answered'),
};

/** The releases of reservations name no last day: nothing of the contract remains. */
const WHOLLY_ENDED = /^ReservationReleased /;

/** What an event of an account says. @throws Error for a type or version that is not known, and for what does not read */
export const factOf = ({ type, version, data }: LedgerEvent): Fact => {
  const name = `${type} ${version}`;
  const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
  if (!shape) throw new Error(`an event of the unknown type ${type} in version ${version}`);
  const fields = data as Readonly<Record<string, unknown>>;
  const amounts = Object.fromEntries(
    AMOUNTS.map((amount) => [amount, shape.amounts.includes(amount) ? amountIn(fields, shape.field(amount)) : 0]),
  ) as Record<Amount, number>;
  return {
    ...amounts,
    kind: shape.kind,
    programme: textIn(fields, shape.programme),
    contract: textIn(fields, 'contract', ''),
    month: textIn(fields, 'month', ''),
    lastDay: WHOLLY_ENDED.test(name) ? '' : textIn(fields, 'lastDay', ''),
    back: textIn(fields, 'returnsTo', 'available') === 'expired' ? 'expired' : 'available',
    lessons: { held: amountIn(fields, 'held', 0), planned: amountIn(fields, 'planned', 0) },
    parts: listIn(fields, 'parts').map((part) => ({
      month: textIn(part, 'month'),
      share: amountIn(part, shape.field('share')),
    })),
  };
};

/** Whether a fact names any kopecks. A place that costs nothing is reserved where no certificate is. */
export const namesMoney = (fact: Fact): boolean => AMOUNTS.some((amount) => fact[amount] > 0);

type Fields = Readonly<Record<string, unknown>>;

const textIn = (fields: Fields, name: string, missing?: string): string => {
  const value = fields[name] ?? missing;
  if (typeof value !== 'string') throw new Error(`${name} is no text`);
  return value;
};

const amountIn = (fields: Fields, name: string, missing?: number): number => {
  const value = fields[name] ?? missing;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Error(`${name} is no amount`);
  return value;
};

const listIn = (fields: Fields, name: string): readonly Fields[] => {
  const value = fields[name] ?? [];
  if (!Array.isArray(value)) throw new Error(`${name} is no list`);
  return value as readonly Fields[];
};
