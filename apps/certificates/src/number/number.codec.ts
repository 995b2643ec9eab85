import type { JsonObject } from '@lib/event-store';
import { z } from 'zod';
import { codecOf, stored, versionOne } from '../ledger/event-codec.js';
import type { StreamKind } from '../ledger/stream-kind.js';
import { evolveNumbers, keptKey, notBegun, type NumberEvent, type Numbers } from './domain/number.js';

const pattern = { prefix: z.string(), length: z.int() };

/** Stored JSON ⇄ number event, every version ever written. */
export const numberCodec = codecOf<NumberEvent>({
  NumberingBegun: versionOne(
    z.object({ on: stored.date, issued: z.array(z.object({ ...pattern, lastOrdinal: z.int() })) }),
  ),
  NumberAssigned: versionOne(z.object({ on: stored.date, holder: z.string(), ...pattern, ordinal: z.int() })),
  NumberKept: versionOne(z.object({ on: stored.date, holder: z.string(), number: z.string() })),
});

/** A region has a number for every child; the rest of its numbering stays small. */
export const numberKind: StreamKind<Numbers, NumberEvent> = {
  codec: numberCodec,
  initial: notBegun,
  evolve: evolveNumbers,
  entries: {
    keysOf: (event) => {
      if (!('holder' in event)) return [];
      return event.type === 'NumberKept' ? [event.holder, keptKey(event.number)] : [event.holder];
    },
    of: ({ held }) => held,
    with: (numbers, held) => ({ ...numbers, held: held as ReadonlyMap<string, string | null> }),
    write: ({ isBegun, before, strays, counted }) => ({ isBegun, before, strays, counted }) satisfies JsonObject,
    read: (rest) => ({ ...(rest as unknown as Omit<Numbers, 'held'>), held: new Map() }),
  },
};
