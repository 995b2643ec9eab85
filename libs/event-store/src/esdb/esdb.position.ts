import type { Position } from '../event-store.js';
import { partsOf, positionAt } from '../position.js';

/**
 * A place in the log of EventStoreDB, unsigned 64-bit numbers as the protocol has them, and the beginning of the hash of the
 * event there, where it is known.
 */
export type LogPlace = { readonly commit: bigint; readonly prepare: bigint; readonly hash?: string | undefined };

export const positionOf = ({ commit, prepare, hash }: LogPlace): Position => positionAt(`${commit}/${prepare}`, hash);

/** @throws RangeError when EventStoreDB cannot have issued the position. */
export const placeOf = (position: Position): LogPlace => {
  const { place: text, hash } = partsOf(position);
  const [, commit = '', prepare = ''] = FORM.exec(text) ?? [];
  const place = { commit: BigInt(commit), prepare: BigInt(prepare), hash };
  if (positionOf(place) !== position || place.commit > LAST || place.prepare > place.commit)
    throw new RangeError(`not a position of EventStoreDB: ${position}`);
  return place;
};

/** Below 0 when a comes before b. */
export const comparePlaces = (a: LogPlace, b: LogPlace): number => Number(a.commit - b.commit || a.prepare - b.prepare);

const FORM = /^(\d{1,19})\/(\d{1,19})$/;
const LAST = 2n ** 63n - 1n;
