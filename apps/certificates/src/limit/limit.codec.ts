import { z } from 'zod';
import { codecOf, stored } from '../ledger/event-codec.js';
import type { LimitEvent } from './domain/limit.js';

/** Stored JSON ⇄ limit event, every version ever written. */
export const limitCodec = codecOf<LimitEvent>({
  PlaceTaken: z.object({
    on: stored.date,
    holder: z.string(),
    certificateGroup: z.string(),
    nominalKopecks: stored.kopecks,
    ordinal: z.int(),
  }),
  PlaceGivenBack: z.object({ on: stored.date, holder: z.string(), reason: z.string() }),
});
