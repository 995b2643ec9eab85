import { z } from 'zod';
import { codecOf, stored, versionOne } from '../ledger/event-codec.js';
import type { StreamKind } from '../ledger/stream-kind.js';
import { evolveLimit, untouched, type Limit, type LimitEvent } from './domain/limit.js';

const { date, kopecks } = stored;
const text = z.string();
const decided = z.object({ on: date, change: text, by: text });

/** Stored JSON ⇄ limit event: every version ever written is read, the last is written. */
export const limitCodec = codecOf<LimitEvent>({
  CertificatePlaceTaken: versionOne(
    z.object({ on: date, holder: text, certificateGroup: text, nominalKopecks: kopecks, ordinal: z.int() }),
    'PlaceTaken',
  ).now(
    z.object({ on: date, holder: text, certificateGroup: text, nominal: kopecks, ordinal: z.int() }),
    ({ nominalKopecks, ...taken }) => ({ ...taken, nominal: nominalKopecks }),
  ),
  CertificatePlaceGivenBack: versionOne(z.object({ on: date, holder: text, reason: text }), 'PlaceGivenBack').now(
    z.object({ on: date, holder: text, reason: text }),
    (back) => back,
  ),
  LimitChangeAsked: versionOne(
    z.object({
      on: date,
      change: text,
      certificateGroup: text,
      countLimit: z.int().nullable(),
      sumLimit: kopecks.nullable(),
      act: text,
      by: text,
    }),
  ),
  LimitChangeApproved: versionOne(decided),
  LimitChangeDropped: versionOne(decided),
});

/** A programme has hundreds of thousands of places; the rest of its limits stays small. */
export const limitKind: StreamKind<Limit, LimitEvent> = {
  codec: limitCodec,
  initial: untouched,
  evolve: evolveLimit,
  entries: {
    keysOf: (event) => ('holder' in event ? [event.holder] : []),
    of: ({ places }) => places,
    with: (limit, places) => ({ ...limit, places: places as unknown as Limit['places'] }),
    write: ({ issued, lastOrdinal, changes }) => ({ issued: [...issued], lastOrdinal, changes: [...changes] }),
    read: (rest) => {
      const { issued, lastOrdinal, changes } = rest as unknown as Written;
      return { places: new Map(), issued: new Map(issued), lastOrdinal, changes: new Map(changes) };
    },
  },
};

type EntriesOf<Of> = Of extends ReadonlyMap<string, infer Value> ? readonly (readonly [string, Value])[] : never;
type Written = {
  readonly issued: EntriesOf<Limit['issued']>;
  readonly lastOrdinal: number;
  readonly changes: EntriesOf<Limit['changes']>;
};
