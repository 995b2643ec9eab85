import { z } from 'zod';
import { codecOf, stored, versionOne } from '../ledger/event-codec.js';
import type { LimitEvent } from './domain/limit.js';

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
