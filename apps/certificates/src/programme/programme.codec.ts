import { z } from 'zod';
import { codecOf } from '../ledger/event-codec.js';
import type { ProgrammeEvent } from './domain/programme.js';
import { regionFile } from './region-file.js';

/** Stored JSON ⇄ programme event, every version ever written. */
export const programmeCodec = codecOf<ProgrammeEvent>({
  ProgrammeRegistered: z.object({ programme: z.string(), settings: regionFile }),
});
