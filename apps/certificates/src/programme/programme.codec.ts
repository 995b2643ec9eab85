import type { TimeZone } from '@lib/kernel';
import { z } from 'zod';
import { codecOf, stored } from '../ledger/event-codec.js';
import type { PeriodEvent } from './domain/period.js';
import { launchRules, type ProgrammeEvent } from './domain/programme.js';

const text = z.string();

// Not the schema of an upload: what is refused today was registered by earlier versions, and stays what it was.
const settings = z.object({
  region: text,
  name: text,
  timeZone: z.custom<TimeZone>((value) => typeof value === 'string'),
  municipality: z.object({ id: z.int(), name: text }),
  certificateNumber: z.object({ prefix: text, length: z.int() }),
  period: z.object({ id: text, from: stored.date, toExclusive: stored.date }),
  rules: z.object({
    reserveAt: z.enum(['application', 'acceptance', 'enrolment']),
    split: z.literal('calendar-days'),
    rounding: z.enum(['down', 'up']),
    terminationTakesEffect: z.literal('end-of-month'),
    releaseAt: z.literal('notice'),
    refundAt: z.literal('report'),
    minBalanceKopecks: stored.kopecks,
    // Not written by the first version, whose notices could not be late.
    lateEntryDays: z.int().default(launchRules.lateEntryDays),
  }),
  groups: z.array(
    z.object({
      id: text,
      name: text,
      nominalKopecks: stored.kopecks,
      countLimit: z.int().nullable(),
      sumLimitKopecks: stored.kopecks.nullable(),
      ageMonthsMin: z.int().optional(),
      ageMonthsMax: z.int().optional(),
    }),
  ),
});

/** Stored JSON ⇄ programme event, every version ever written. */
export const programmeCodec = codecOf<ProgrammeEvent>({
  ProgrammeRegistered: z.object({ programme: text, settings }),
});

/** Stored JSON ⇄ period event, every version ever written. */
export const periodCodec = codecOf<PeriodEvent>({
  PeriodClaimed: z.object({ programme: text, settings }),
});
