import { err, kopecks, ok, plus, unreachable, zero, type CalendarDate, type Kopecks, type Result } from '@lib/kernel';

/** How many certificates, and how much money, a group may issue; null means no limit (docs/rules.md §3). */
export type GroupLimits = { readonly countLimit: number | null; readonly sumLimit: Kopecks | null };

/** A certificate group of a financing programme, with the limits of its region file. */
export type CertificateGroup = GroupLimits & { readonly id: string; readonly name: string; readonly nominal: Kopecks };

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
    }
  | ({
      readonly type: 'LimitChangeAsked';
      readonly on: CalendarDate;
      readonly change: string;
      readonly certificateGroup: string;
      /** The municipality's act: its number and date. */
      readonly act: string;
      readonly by: string;
    } & GroupLimits)
  | ({ readonly type: 'LimitChangeApproved' } & Decision)
  | ({ readonly type: 'LimitChangeDropped' } & Decision);

type Decision = { readonly on: CalendarDate; readonly change: string; readonly by: string };

/** Limits of a group that one person asks for and another one puts in force (docs/rules.md §3). */
export type LimitChange = Omit<Extract<LimitEvent, { type: 'LimitChangeAsked' }>, 'type'> & {
  readonly state: 'waiting' | 'approved' | 'dropped';
  readonly decided?: { readonly on: CalendarDate; readonly by: string };
};

type Taken = Extract<LimitEvent, { type: 'CertificatePlaceTaken' }>;

/** The places taken in one financing programme: how many certificates and how much money per group; and its changed limits. */
export type Limit = {
  /** By holder, as far as they are in hand: null where the holder has none. */
  readonly places: ReadonlyMap<string, Taken | null>;
  readonly issued: ReadonlyMap<string, { readonly count: number; readonly sum: Kopecks }>;
  readonly lastOrdinal: number;
  /** By their ids, in the order in which they were asked for. */
  readonly changes: ReadonlyMap<string, LimitChange>;
};

export const untouched: Limit = { places: new Map(), issued: new Map(), lastOrdinal: 0, changes: new Map() };

/** What is in force for a group: the last change of its limits that was approved, else its region file. */
export const limitsOf = (
  limit: Limit,
  group: Pick<CertificateGroup, 'id' | 'countLimit' | 'sumLimit'>,
): GroupLimits => {
  const inForce = [...limit.changes.values()].findLast(
    ({ certificateGroup, state }) => certificateGroup === group.id && state === 'approved',
  );
  const { countLimit, sumLimit } = inForce ?? group;
  return { countLimit, sumLimit };
};

/** What a group has issued: how many certificates, and the sum of their nominals. */
export const issuedIn = (limit: Limit, group: string): { readonly count: number; readonly sum: Kopecks } =>
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
  const { countLimit, sumLimit } = limitsOf(limit, group);
  if (countLimit !== null && count + 1 > countLimit) return undefined;
  if (sumLimit !== null && plus(sum, group.nominal) > sumLimit) return undefined;
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
  limit.places.get(holder) ? [{ type: 'CertificatePlaceGivenBack', on, holder, reason }] : [];

export type LimitChangeRejection =
  | { readonly reason: 'limit-unchanged' | 'limit-change-waiting' }
  | { readonly reason: 'limit-below-issued'; readonly count: number; readonly sumKopecks: Kopecks };

export type LimitDecisionRejection =
  | { readonly reason: 'unknown-limit-change' | 'limit-change-decided' | 'second-person-needed' }
  | Extract<LimitChangeRejection, { reason: 'limit-below-issued' }>;

const belowIssued = (
  limit: Limit,
  group: string,
  { countLimit, sumLimit }: GroupLimits,
): Extract<LimitChangeRejection, { reason: 'limit-below-issued' }> | undefined => {
  const { count, sum } = issuedIn(limit, group);
  const isBelow = (countLimit !== null && countLimit < count) || (sumLimit !== null && sumLimit < sum);
  return isBelow ? { reason: 'limit-below-issued', count, sumKopecks: sum } : undefined;
};

/** One person asks for other limits of a group; nothing changes before a second one agrees. Asking twice is asking once. */
export const askLimitChange = (
  limit: Limit,
  group: CertificateGroup,
  asked: Omit<Extract<LimitEvent, { type: 'LimitChangeAsked' }>, 'type' | 'certificateGroup'>,
): Result<readonly LimitEvent[], LimitChangeRejection> => {
  if (limit.changes.has(asked.change)) return ok([]);
  const { countLimit, sumLimit } = limitsOf(limit, group);
  if (asked.countLimit === countLimit && asked.sumLimit === sumLimit) return err({ reason: 'limit-unchanged' });
  const waits = [...limit.changes.values()].some(
    ({ certificateGroup, state }) => certificateGroup === group.id && state === 'waiting',
  );
  if (waits) return err({ reason: 'limit-change-waiting' });
  const below = belowIssued(limit, group.id, asked);
  return below ? err(below) : ok([{ type: 'LimitChangeAsked', certificateGroup: group.id, ...asked }]);
};

/**
 * A second person puts the limits in force, or either drops them. Judged by what is issued at that moment; the same
 * decision of the same person again is one.
 */
export const decideLimitChange = (
  limit: Limit,
  decision: Decision & { readonly verdict: 'approved' | 'dropped' },
): Result<readonly LimitEvent[], LimitDecisionRejection> => {
  const { change, verdict, on, by } = decision;
  const known = limit.changes.get(change);
  if (!known) return err({ reason: 'unknown-limit-change' });
  if (known.state === verdict && known.decided?.by === by) return ok([]);
  if (known.state !== 'waiting') return err({ reason: 'limit-change-decided' });
  if (verdict === 'dropped') return ok([{ type: 'LimitChangeDropped', on, change, by }]);
  if (known.by === by) return err({ reason: 'second-person-needed' });
  const below = belowIssued(limit, known.certificateGroup, known);
  return below ? err(below) : ok([{ type: 'LimitChangeApproved', on, change, by }]);
};

// The places in hand are changed in place: a copy for every certificate issued would make issuing n of them cost n². The ledger
// hands a stream's state to one command at a time.
export const evolveLimit = (limit: Limit, event: LimitEvent): Limit => {
  const places = (limit.places === untouched.places ? new Map() : limit.places) as Map<string, Taken | null>;
  const issuing = (group: string, count: number, sum: Kopecks): Limit['issued'] =>
    new Map([...limit.issued, [group, { count, sum }]]);
  switch (event.type) {
    case 'CertificatePlaceTaken': {
      if (places.get(event.holder) || event.ordinal <= limit.lastOrdinal)
        throw new TypeError('a place taken twice, or an ordinal used twice');
      const { count, sum } = issuedIn(limit, event.certificateGroup);
      const issued = issuing(event.certificateGroup, count + 1, plus(sum, event.nominal));
      places.set(event.holder, event);
      return { ...limit, places, issued, lastOrdinal: event.ordinal };
    }
    case 'CertificatePlaceGivenBack': {
      const place = places.get(event.holder);
      if (!place) throw new TypeError('a place given back that was not taken');
      const { count, sum } = issuedIn(limit, place.certificateGroup);
      const issued = issuing(place.certificateGroup, count - 1, kopecks(sum - place.nominal));
      places.set(event.holder, null);
      return { ...limit, places, issued };
    }
    case 'LimitChangeAsked': {
      const { type: _type, ...asked } = event;
      return { ...limit, changes: new Map([...limit.changes, [event.change, { ...asked, state: 'waiting' }]]) };
    }
    case 'LimitChangeApproved':
    case 'LimitChangeDropped': {
      const change = limit.changes.get(event.change);
      if (change?.state !== 'waiting') throw new TypeError('a change of limits decided that did not wait');
      const state = event.type === 'LimitChangeApproved' ? 'approved' : 'dropped';
      const decided: LimitChange = { ...change, state, decided: { on: event.on, by: event.by } };
      return { ...limit, changes: new Map([...limit.changes, [event.change, decided]]) };
    }
    default:
      return unreachable(event);
  }
};
