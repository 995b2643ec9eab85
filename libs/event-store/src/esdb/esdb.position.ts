import type { Position } from '../event-store.js';

/** A place in the log of EventStoreDB; both parts are unsigned 64-bit numbers in decimal, as the protocol has them. */
export type LogPlace = { readonly commit: bigint; readonly prepare: bigint };

export const positionOf = ({ commit, prepare }: LogPlace): Position => `${commit}/${prepare}` as Position;

/** @throws RangeError when EventStoreDB cannot have issued the position. */
export const placeOf = (position: Position): LogPlace => {
  const [, commit = '', prepare = ''] = FORM.exec(position) ?? [];
  const place = { commit: BigInt(commit), prepare: BigInt(prepare) };
  if (positionOf(place) !== position || place.commit > LAST || place.prepare > place.commit)
    throw new RangeError(`not a position of EventStoreDB: ${position}`);
  return place;
};

/** Below 0 when a comes before b. */
export const comparePlaces = (a: LogPlace, b: LogPlace): number => Number(a.commit - b.commit || a.prepare - b.prepare);

const FORM = /^(\d{1,19})\/(\d{1,19})$/;
const LAST = 2n ** 63n - 1n;
