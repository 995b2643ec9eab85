import type { Position } from './event-store.js';

/** A position of the stores that number the log: decimal, above 0. */
export const positionOf = (place: number): Position => String(place) as Position;

/** @throws RangeError when this store cannot have issued the position. */
export const placeOf = (position: Position | 'start'): number => {
  if (position === 'start') return 0;
  const place = Number(position);
  if (!Number.isSafeInteger(place) || place < 1 || positionOf(place) !== position)
    throw new RangeError(`not a position of this store: ${position}`);
  return place;
};
