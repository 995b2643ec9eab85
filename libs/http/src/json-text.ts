import { step, type Fault } from './problem.js';
import { DEPTH_MAX, FAULTS_MAX, storable } from './request-guard.js';

/**
 * Reads JSON and minds what `JSON.parse` lets pass. A key that stands twice in one object is a fault, however it is
 * escaped. A number whose literal rounds to a whole number without being one (`190000.000000000001`) is read as a
 * number that is not whole, so that no integer field takes it and any other field takes a value next to it.
 * Nesting deeper than a request may have is not read at all.
 * @throws SyntaxError
 */
export const readJson = (text: string): { readonly value: unknown; readonly faults: readonly Fault[] } => {
  const { faults, isTooDeep, isInexact } = look(text, undefined);
  if (isTooDeep) return { value: undefined, faults };
  const value: unknown = JSON.parse(text);
  // Rare, and worth another look: only now is there a value to put right.
  if (isInexact) look(text, { value });
  return { value, faults };
};

/** An object or list that is open where the reader stands. */
type Frame = {
  /** The parsed container, when there is one to put right. */
  readonly container: unknown;
  /** The keys so far; a list has none. */
  readonly keys: Set<string> | undefined;
  at: string | number;
  isKeyNext: boolean;
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const MINUS = 0x2d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** One pass over the text, about as long as `JSON.parse` takes. What it says of a text that is no JSON means nothing. */
const look = (
  text: string,
  parsed: { readonly value: unknown } | undefined,
): { readonly faults: readonly Fault[]; readonly isTooDeep: boolean; readonly isInexact: boolean } => {
  const faults = new Map<string, Fault>();
  const frames: Frame[] = [];
  let frame: Frame | undefined;
  let isInexact = false;
  const note = (code: string, params?: Fault['params']): void => {
    if (faults.size === FAULTS_MAX) return;
    const pointer = frames.map(({ at }) => step(storable(String(at)))).join('');
    faults.set(pointer, { pointer, code, ...(params === undefined ? {} : { params }) });
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      const end = endOfText(text, at);
      if (frame?.isKeyNext && frame.keys) {
        frame.at = textBetween(text, at, end);
        frame.isKeyNext = false;
        if (frame.keys.has(frame.at)) note('key-twice');
        frame.keys.add(frame.at);
      }
      at = end;
    } else if (sign === OPEN_OBJECT || sign === OPEN_LIST) {
      if (frames.length === DEPTH_MAX) {
        note('too-deep', { max: DEPTH_MAX });
        return { faults: [...faults.values()], isTooDeep: true, isInexact };
      }
      const isObject = sign === OPEN_OBJECT;
      const container = frame ? inside(frame) : parsed?.value;
      frame = { container, keys: isObject ? new Set() : undefined, at: 0, isKeyNext: isObject };
      frames.push(frame);
    } else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) {
      frames.pop();
      frame = frames.at(-1);
    } else if (sign === COMMA && frame) {
      if (frame.keys) frame.isKeyNext = true;
      else frame.at = Number(frame.at) + 1;
    } else if (sign === MINUS || isDigit(sign)) {
      const digitsEnd = endOfDigits(text, at + 1);
      const end = isOfNumber(text.charCodeAt(digitsEnd)) ? endOfNumber(text, digitsEnd) : digitsEnd;
      // Whole numbers are the most by far, and what they are needs no second look.
      if (end > digitsEnd && !isExact(text.slice(at, end))) {
        isInexact = true;
        if (frame && parsed) replace(frame, Number(text.slice(at, end)));
      }
      at = end - 1;
    }
  }
  return { faults: [...faults.values()], isTooDeep: false, isInexact };
};

const isDigit = (sign: number): boolean => sign >= 0x30 && sign <= 0x39;

/** Digits, `.`, `e`, `E`, `+` and `-`. */
const isOfNumber = (sign: number): boolean =>
  isDigit(sign) || sign === 0x2e || sign === 0x65 || sign === 0x45 || sign === 0x2b || sign === MINUS;

/** Where the text that begins at a quote ends: its closing quote, or the last character. */
const endOfText = (text: string, start: number): number => {
  for (let end = start; ;) {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
};

const textBetween = (text: string, start: number, end: number): string => {
  const raw = text.slice(start + 1, end);
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
};

const endOfDigits = (text: string, start: number): number => {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
};

const endOfNumber = (text: string, start: number): number => {
  let end = start;
  while (isOfNumber(text.charCodeAt(end))) end += 1;
  return end;
};

/** Whether a literal is its number, as far as integer fields go: one that rounds to a safe integer must be that integer. */
export const isExact = (literal: string): boolean => {
  if (!/[.eE]/.test(literal) || !Number.isSafeInteger(Number(literal))) return true;
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  let last = digits.length - 1;
  while (last >= 0 && (digits[last] === '0' || digits[last] === '-')) last -= 1;
  // Digits behind the point that are not zero, a negative number when the whole part ends in zeros.
  const behind = last + 1 - whole.length;
  return last < 0 || behind <= Number(exponent);
};

const inside = ({ container, at }: Frame): unknown =>
  typeof container === 'object' && container !== null && Object.hasOwn(container, at)
    ? (container as Record<string | number, unknown>)[at]
    : undefined;

/** Puts a number next to `value` that is not whole in its place; where there is none so large, NaN. */
const replace = (frame: Frame, value: number): void => {
  // Under a key that stands twice the text and the value are not the same things; the request is refused all the same.
  if (inside(frame) !== value) return;
  const near = value === 0 ? Number.MIN_VALUE : value * (1 + Number.EPSILON);
  (frame.container as Record<string | number, unknown>)[frame.at] = Number.isInteger(near) ? Number.NaN : near;
};
