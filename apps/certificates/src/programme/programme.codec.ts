import type { TimeZone } from '@lib/kernel';
import { z } from 'zod';
import { codecOf, stored, versionOne } from '../ledger/event-codec.js';
import type { PeriodEvent } from './domain/period.js';
import { launchRules, type FinancingProgramme, type ProgrammeEvent } from './domain/programme.js';

const { date, kopecks, unit } = stored;
const text = z.string();

// Not the schema of an upload: what is refused today was registered by earlier versions, and stays what it was.
const settings = {
  region: text,
  name: text,
  timeZone: z.custom<TimeZone>((value) => typeof value === 'string'),
  municipality: z.object({ id: z.int(), name: text }),
  certificateNumber: z.object({ prefix: text, length: z.int() }),
  period: z.object({ id: text, from: date, toExclusive: date }),
};
const rules = {
  reserveAt: z.enum(['application', 'acceptance', 'enrolment']),
  split: z.literal('calendar-days'),
  rounding: z.enum(['down', 'up']),
  terminationTakesEffect: z.literal('end-of-month'),
  releaseAt: z.literal('notice'),
  refundAt: z.literal('report'),
};
const group = { id: text, name: text, countLimit: z.int().nullable() };

/** Settings as the first version stored them: it knew no late notices and no ages of certificates. */
const firstSettings = z.object({
  ...settings,
  rules: z.object({ ...rules, minBalanceKopecks: kopecks }),
  groups: z.array(z.object({ ...group, nominalKopecks: kopecks, sumLimitKopecks: kopecks.nullable() })),
});

/** The second version states the unit of its amounts once. */
const secondSettings = z.object({
  ...settings,
  unit,
  rules: z.object({ ...rules, minBalance: kopecks, lateEntryDays: z.int() }),
  groups: z.array(
    z.object({
      ...group,
      nominal: kopecks,
      sumLimit: kopecks.nullable(),
      ageMonthsMin: z.int().optional(),
      ageMonthsMax: z.int().optional(),
    }),
  ),
});
type Settings = z.output<typeof secondSettings>;

const upgraded = ({ rules: { minBalanceKopecks, ...rest }, groups, ...others }: z.output<typeof firstSettings>) => ({
  ...others,
  unit: 'kopeck' as const,
  rules: { ...rest, minBalance: minBalanceKopecks, lateEntryDays: launchRules.lateEntryDays },
  groups: groups.map(({ nominalKopecks, sumLimitKopecks, ...of }) => ({
    ...of,
    nominal: nominalKopecks,
    sumLimit: sumLimitKopecks,
  })),
});

const second = z.object({ financingProgramme: text, settings: secondSettings });
type Second = z.output<typeof second>;
type Registered = { readonly programme: string; readonly settings: FinancingProgramme };

const inMemory = ({ financingProgramme, settings: inUnits }: Second): Registered => {
  const { unit: _, rules: own, groups, ...rest } = inUnits;
  const { minBalance, ...others } = own;
  return {
    programme: financingProgramme,
    settings: {
      ...rest,
      rules: { ...others, minBalanceKopecks: minBalance },
      groups: groups.map(({ nominal, sumLimit, ...of }) => ({
        ...of,
        nominalKopecks: nominal,
        sumLimitKopecks: sumLimit,
      })),
    },
  };
};

const inStore = ({ programme, settings: { rules: own, groups, ...rest } }: Registered): Second => {
  const { minBalanceKopecks, ...others } = own;
  const settingsInStore: Settings = {
    ...rest,
    unit: 'kopeck',
    rules: { ...others, minBalance: minBalanceKopecks },
    groups: groups.map(({ nominalKopecks, sumLimitKopecks, ...of }) => ({
      ...of,
      nominal: nominalKopecks,
      sumLimit: sumLimitKopecks,
    })),
  };
  return { financingProgramme: programme, settings: settingsInStore };
};

/** Stored JSON ⇄ programme event: every version ever written is read, the last is written. */
export const programmeCodec = codecOf<ProgrammeEvent>({
  FinancingProgrammeRegistered: versionOne(
    z.object({ programme: text, settings: firstSettings }),
    'ProgrammeRegistered',
  )
    .now(second, ({ programme, settings: first }) => ({ financingProgramme: programme, settings: upgraded(first) }))
    .as(inMemory, inStore),
});

/** Stored JSON ⇄ period event, every version ever written. */
export const periodCodec = codecOf<PeriodEvent>({
  PeriodClaimed: versionOne(second).as(inMemory, inStore),
});
