import { kopecks, plus, unreachable, zero, type CalendarDate, type Kopecks } from '@lib/kernel';

/** A certificate group of a financing programme; null means no limit (docs/rules.md §3). */
export type CertificateGroup = {
  readonly id: string;
  readonly name: string;
  readonly nominal: Kopecks;
  readonly countLimit: number | null;
  readonly sumLimit: Kopecks | null;
};

export type LimitEvent =
  | {
      readonly type: 'CertificatePlaceTaken';
      readonly on: CalendarDate;
      readonly holder: string;
      readonly certificateGroup: string;
      readonly nominal: Kopecks;
      /** Counts the places of the whole programme from 1; never used twice. Certificates were numbered by it once. */
      readonly ordinal: number;
    }
  | {
      readonly type: 'CertificatePlaceGivenBack';
      readonly on: CalendarDate;
      readonly holder: string;
      readonly reason: string;
    };

type Taken = Extract<LimitEvent, { type: 'CertificatePlaceTaken' }>;

/** The places taken in one financing programme: how many certificates and how much money per group. */
export type Limit = {
  readonly places: ReadonlyMap<string, Taken>;
  readonly issued: ReadonlyMap<string, { readonly count: number; readonly sum: Kopecks }>;
  readonly lastOrdinal: number;
};

export const untouched: Limit = { places: new Map(), issued: new Map(), lastOrdinal: 0 };

const issuedIn = (limit: Limit, group: string): { readonly count: number; readonly sum: Kopecks } =>
  limit.issued.get(group) ?? { count: 0, sum: zero };

/** The place of this holder, taken before or now; undefined when the limits have none left. Taking twice is taking once. */
export const takePlace = (
  limit: Limit,
  holder: string,
  group: CertificateGroup,
  on: CalendarDate,
): { readonly place: Taken; readonly events: readonly LimitEvent[] } | undefined => {
  const known = limit.places.get(holder);
  if (known) return { place: known, events: [] };
  const { count, sum } = issuedIn(limit, group.id);
  // More than a safe integer of kopecks cannot be granted by all groups together, limit or no limit.
  const granted = [...limit.issued.values()].reduce((all, issued) => all + issued.sum, 0);
  if (granted + group.nominal > Number.MAX_SAFE_INTEGER) return undefined;
  if (group.countLimit !== null && count + 1 > group.countLimit) return undefined;
  if (group.sumLimit !== null && plus(sum, group.nominal) > group.sumLimit) return undefined;
  const place: Taken = {
    type: 'CertificatePlaceTaken',
    on,
    holder,
    certificateGroup: group.id,
    nominal: group.nominal,
    ordinal: limit.lastOrdinal + 1,
  };
  return { place, events: [place] };
};

/** Gives a place back that no certificate came to use. */
export const giveBackPlace = (limit: Limit, holder: string, on: CalendarDate, reason: string): readonly LimitEvent[] =>
  limit.places.has(holder) ? [{ type: 'CertificatePlaceGivenBack', on, holder, reason }] : [];

// The maps of this state grow with the programme, so they are changed in place: a copy for every certificate
// issued would make issuing n of them cost n². The ledger hands a stream's state to one command at a time.
export const evolveLimit = (limit: Limit, event: LimitEvent): Limit => {
  const places = (limit === untouched ? new Map() : limit.places) as Map<string, Taken>;
  const issued = (limit === untouched ? new Map() : limit.issued) as Map<string, { count: number; sum: Kopecks }>;
  switch (event.type) {
    case 'CertificatePlaceTaken': {
      if (places.has(event.holder) || event.ordinal <= limit.lastOrdinal)
        throw new TypeError('a place taken twice, or an ordinal used twice');
      const { count, sum } = issuedIn(limit, event.certificateGroup);
      issued.set(event.certificateGroup, { count: count + 1, sum: plus(sum, event.nominal) });
      places.set(event.holder, event);
      return { places, issued, lastOrdinal: event.ordinal };
    }
    case 'CertificatePlaceGivenBack': {
      const place = places.get(event.holder);
      if (!place) throw new TypeError('a place given back that was not taken');
      const { count, sum } = issuedIn(limit, place.certificateGroup);
      issued.set(place.certificateGroup, { count: count - 1, sum: kopecks(sum - place.nominal) });
      places.delete(event.holder);
      return { places, issued, lastOrdinal: limit.lastOrdinal };
    }
    default:
      return unreachable(event);
  }
};
