import type { Position } from './event-store.js';

/**
 * A position tells the place of an event in its log and, behind an `@`, the beginning of the event's hash: where another
 * event stands at the place, the log is another one. Those that earlier versions stored have no hash.
 */
export const positionAt = (place: number | string, hash: string | undefined): Position =>
  (hash === undefined ? String(place) : `${place}@${hash.slice(0, SHOWN)}`) as Position;

/** @throws RangeError for what is no position of any store */
export const partsOf = (position: Position): { readonly place: string; readonly hash: string | undefined } => {
  const [, place, hash] = FORM.exec(position) ?? [];
  if (place === undefined) throw new RangeError(`not a position: ${position}`);
  return { place, hash };
};

/** Whether the event that has this hash, if there is one, is the one that a position tells of. */
export const isThatVery = (known: string | undefined, hash: string | undefined): boolean =>
  hash !== undefined && (known === undefined || hash.startsWith(known));

/**
 * The log has no such event at the position: it is another log, or has lost its end, by a failover or by the restore of an
 * older backup. Whoever goes on from there would miss events, so it stands still until a person has looked.
 */
export class AnotherLog extends RangeError {
  constructor(what: string) {
    super(`${what}: it is another one, or has lost what was told of it`);
    this.name = 'AnotherLog';
  }
}

/** A position of the stores that number the log; place 0 is the start, the first event stands at 1. */
export type Mark = { readonly place: number; readonly hash: string | undefined };

export const START: Mark = { place: 0, hash: undefined };

/** @throws RangeError when this store cannot have issued the position. */
export const markOf = (position: Position | 'start'): Mark => {
  if (position === 'start') return START;
  const { place: text, hash } = partsOf(position);
  const place = Number(text);
  if (!Number.isSafeInteger(place) || place < 1 || String(place) !== text)
    throw new RangeError(`not a position of this store: ${position}`);
  return { place, hash };
};

const SHOWN = 16;
const FORM = /^([^@]+)(?:@([0-9a-f]{16}))?$/;
