import { unreachable, type CalendarDate } from '@lib/kernel';
import { numbersMax, type NumberPattern } from '../../programme/domain/number-pattern.js';

export type NumberEvent =
  /** The first thing in a region: these numbers were issued before numbers were counted by region. */
  | {
      readonly type: 'NumberingBegun';
      readonly on: CalendarDate;
      readonly issued: readonly (NumberPattern & { readonly lastOrdinal: number })[];
    }
  | ({
      readonly type: 'NumberAssigned';
      readonly on: CalendarDate;
      readonly holder: string;
      readonly ordinal: number;
    } & NumberPattern)
  /** A number that the child has from before numbers were counted by region. */
  | { readonly type: 'NumberKept'; readonly on: CalendarDate; readonly holder: string; readonly number: string };

/** The certificate numbers of one region: a number belongs to one child for ever. */
export type Numbers = {
  readonly isBegun: boolean;
  /** Numbers by holder, and holders by the key of a number that was kept, as far as they are in hand: null where there is none. */
  readonly held: ReadonlyMap<string, string | null>;
  /** What had been counted of each pattern before: of these numbers only those that were kept are claimed. */
  readonly before: readonly (NumberPattern & { readonly lastOrdinal: number })[];
  /** Numbers that were kept and that no pattern has counted. */
  readonly strays: readonly string[];
  /** What has been counted of each pattern; every ordinal up to it is used up. */
  readonly counted: readonly (NumberPattern & { readonly lastOrdinal: number })[];
};

export const notBegun: Numbers = { isBegun: false, held: new Map(), before: [], strays: [], counted: [] };

/** The key under which it is known who has kept a number; no holder is called so. */
export const keptKey = (number: string): string => `number ${number}`;

/** Whether a child has a number already: it was kept, or counted since the numbering has begun. */
const isClaimed = ({ held, before, strays, counted }: Numbers, number: string): boolean =>
  Boolean(held.get(keptKey(number))) ||
  strays.includes(number) ||
  (isCounted(counted, number) && !isCounted(before, number));

const isCounted = (counted: Numbers['counted'], number: string): boolean =>
  counted.some((pattern) => stepsOutOf(pattern, number) > 0);

/** Numbers as they were issued before are used up, whoever has them. Beginning twice is beginning once. */
export const beginNumbering = (
  numbers: Numbers,
  issued: readonly (NumberPattern & { readonly lastOrdinal: number })[],
  on: CalendarDate,
): readonly NumberEvent[] => (numbers.isBegun ? [] : [{ type: 'NumberingBegun', on, issued: highest(issued) }]);

/**
 * The number of a child: the one it has, else one of `known`, which its account has from before (the best first) and no
 * other child has claimed, else the next of the pattern that is no other number of the region. undefined when the pattern
 * has no number left. Asking twice is asking once.
 */
export const numberFor = (
  numbers: Numbers,
  holder: string,
  pattern: NumberPattern,
  known: readonly string[],
  on: CalendarDate,
): { readonly number: string; readonly events: readonly NumberEvent[] } | undefined => {
  const has = numbers.held.get(holder);
  if (has) return { number: has, events: [] };
  const kept = known.find((number) => !isClaimed(numbers, number));
  if (kept !== undefined) return { number: kept, events: [{ type: 'NumberKept', on, holder, number: kept }] };
  const ordinal = nextOrdinal(numbers, pattern);
  if (ordinal === undefined) return undefined;
  const { prefix, length } = pattern;
  return {
    number: numberOf(pattern, ordinal),
    events: [{ type: 'NumberAssigned', on, holder, prefix, length, ordinal }],
  };
};

// The map of what is in hand is changed in place, as that of the limits is.
export const evolveNumbers = (numbers: Numbers, event: NumberEvent): Numbers => {
  const held = (numbers.held === notBegun.held ? new Map() : numbers.held) as Map<string, string | null>;
  const hold = (holder: string, number: string, isFree: boolean): void => {
    if (!numbers.isBegun || held.get(holder) || !isFree)
      throw new TypeError('a number of two children, or a child of two numbers');
    held.set(holder, number);
  };
  switch (event.type) {
    case 'NumberingBegun':
      if (numbers.isBegun) throw new TypeError('a numbering begun twice');
      return { isBegun: true, held, before: event.issued, strays: [], counted: event.issued };
    case 'NumberAssigned': {
      const { prefix, length, ordinal } = event;
      const number = numberOf(event, ordinal);
      hold(event.holder, number, !isCounted(numbers.counted, number) && !numbers.strays.includes(number));
      return {
        ...numbers,
        held,
        counted: highest([...numbers.counted, { prefix, length, lastOrdinal: ordinal }]),
      };
    }
    case 'NumberKept': {
      const { holder, number } = event;
      hold(holder, number, !isClaimed(numbers, number));
      held.set(keptKey(number), holder);
      const strays = isCounted(numbers.before, number) ? numbers.strays : [...numbers.strays, number];
      return { ...numbers, held, strays };
    }
    default:
      return unreachable(event);
  }
};

/** The number of an ordinal. @throws RangeError when the pattern has no room for it. */
export const numberOf = ({ prefix, length }: NumberPattern, ordinal: number): string => {
  const digits = String(ordinal);
  if (prefix.length + digits.length > length)
    throw new RangeError(`the number pattern has no room for certificate ${ordinal}`);
  return prefix + digits.padStart(length - prefix.length, '0');
};

/** Behind what was counted of the pattern, past what others count of the same numbers (prefix 24 and prefix 240 have some in common). */
const nextOrdinal = ({ counted, strays }: Numbers, pattern: NumberPattern): number | undefined => {
  const max = numbersMax(pattern);
  const mine = counted.find((other) => isSame(other, pattern));
  let ordinal = (mine?.lastOrdinal ?? 0) + 1;
  while (ordinal <= max) {
    const number = numberOf(pattern, ordinal);
    const steps = Math.max(strays.includes(number) ? 1 : 0, ...counted.map((other) => stepsOutOf(other, number)));
    if (steps === 0) return ordinal;
    ordinal += steps;
  }
  return undefined;
};

/** How far it is from a number to the first behind what was counted of a pattern; 0 when the number is none of these. */
const stepsOutOf = ({ prefix, length, lastOrdinal }: Numbers['counted'][number], number: string): number => {
  if (number.length !== length || !number.startsWith(prefix)) return 0;
  const ordinal = Number(number.slice(prefix.length));
  return ordinal >= 1 && ordinal <= lastOrdinal ? lastOrdinal - ordinal + 1 : 0;
};

const isSame = (a: NumberPattern, b: NumberPattern): boolean => a.prefix === b.prefix && a.length === b.length;

/** One entry for each pattern, with its highest ordinal. */
const highest = (counted: Numbers['counted']): Numbers['counted'] =>
  counted.reduce<Numbers['counted']>((all, { prefix, length, lastOrdinal }) => {
    const known = all.find((other) => isSame(other, { prefix, length }));
    const entry = { prefix, length, lastOrdinal: Math.max(lastOrdinal, known?.lastOrdinal ?? 0) };
    return known ? all.map((other) => (other === known ? entry : other)) : [...all, entry];
  }, []);
