import { z } from 'zod';
import { codecOf, stored, versionOne } from '../ledger/event-codec.js';
import type { NumberEvent } from './domain/number.js';

const pattern = { prefix: z.string(), length: z.int() };

/** Stored JSON ⇄ number event, every version ever written. */
export const numberCodec = codecOf<NumberEvent>({
  NumberingBegun: versionOne(
    z.object({ on: stored.date, issued: z.array(z.object({ ...pattern, lastOrdinal: z.int() })) }),
  ),
  NumberAssigned: versionOne(z.object({ on: stored.date, holder: z.string(), ...pattern, ordinal: z.int() })),
  NumberKept: versionOne(z.object({ on: stored.date, holder: z.string(), number: z.string() })),
});
