import { isCalendarDate, isKopecks, isTimeZone, type CalendarDate, type Kopecks, type TimeZone } from '@lib/kernel';
import { z } from 'zod';
import { contradictionsOf } from './contradictions.js';
import { launchRules, type FinancingProgramme } from './domain/programme.js';

/** A text of 1 to `max` characters that can be stored. */
export const word = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    // PostgreSQL text has no NUL, and half a surrogate pair has no UTF-8.
    .refine((text) => !text.includes('\0') && text.isWellFormed(), { params: { code: 'forbidden-characters' } });
/** Stands in the names of streams and in addresses. */
const identifier = z
  .string()
  .refine((text) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/.test(text), { params: { code: 'not-a-latin-code', max: 50 } })
  // What is checked by code is said in `meta`, for the description of the endpoint.
  .meta({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$' });
/** The category of a child, as offices write it: letters of any alphabet. What looks alike is written alike (NFKC). */
const groupId = z
  .string()
  .refine(
    (text) =>
      /^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]{0,49}$/u.test(text) &&
      // Letters that nobody sees.
      !/\p{Default_Ignorable_Code_Point}/u.test(text) &&
      text === text.normalize('NFKC'),
    { params: { code: 'not-a-group-code', max: 50 } },
  )
  .meta({ pattern: '^[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}._-]{0,49}$' });
const date = z
  .custom<CalendarDate>(isCalendarDate, { params: { code: 'not-a-date' } })
  .meta({ type: 'string', format: 'date' });
/** At most so much that whatever is summed over a programme stays a safe integer. */
const amount = (max: number) =>
  z
    .custom<Kopecks>(isKopecks, {
      params: { code: 'not-kopecks' },
    })
    .refine((value) => value <= max, { params: { code: 'too-large', max } })
    .meta({ type: 'integer', format: 'int64', minimum: 0, maximum: max });
/** Ten million roubles for one child. */
const NOMINAL_MAX = 1_000_000_000;
/** A hundred milliard roubles for one group, of which a programme has a hundred at most. */
const SUM_MAX = 10_000_000_000_000;
const ageMonths = z.int().min(0).max(1200).optional();

/** Known to the rules of the field, but this version computes only the values listed; another one is refused, never ignored. */
const setting = <Value extends string>(
  available: readonly Value[],
  later: readonly string[],
  byDefault: NoInfer<Value>,
) => {
  const value = z
    .string()
    .superRefine((text, context) => {
      if (available.some((known) => known === text)) return;
      context.addIssue({
        code: 'custom',
        params: { code: later.includes(text) ? 'setting-not-available' : 'not-one-of', values: available.join(', ') },
      });
    })
    .meta({ enum: [...available] });
  return (value as z.ZodType<string, string> as z.ZodType<Value, string>).prefault(byDefault);
};

/** null: no limit. */
export const limitFields = {
  countLimit: z.int().nonnegative().nullable(),
  sumLimitKopecks: amount(SUM_MAX).nullable(),
};

const group = z.strictObject({
  id: groupId,
  name: word(200),
  nominalKopecks: amount(NOMINAL_MAX),
  countLimit: limitFields.countLimit.default(null),
  sumLimitKopecks: limitFields.sumLimitKopecks.default(null),
  ageMonthsMin: ageMonths,
  ageMonthsMax: ageMonths,
});

/** The settings of a region file, each for itself. */
export const regionSettings = z.strictObject({
  region: identifier,
  name: word(200),
  timeZone: z
    .custom<TimeZone>(isTimeZone, { params: { code: 'not-a-time-zone' } })
    .meta({ type: 'string', examples: ['Asia/Krasnoyarsk'] }),
  municipality: z.strictObject({ id: z.int().nonnegative(), name: word(200) }),
  certificateNumber: z
    .strictObject({
      prefix: z
        .string()
        .refine((text) => /^\d{1,10}$/.test(text), { params: { code: 'not-digits' } })
        .meta({ pattern: '^\\d{1,10}$' }),
      length: z.int().min(4).max(20),
    })
    .refine(({ prefix, length }) => prefix.length < length, {
      path: ['prefix'],
      params: { code: 'prefix-leaves-no-digits' },
    }),
  period: z
    .strictObject({ id: identifier, from: date, toExclusive: date })
    .refine(({ from, toExclusive }) => from < toExclusive, {
      path: ['toExclusive'],
      params: { code: 'period-ends-before-it-begins' },
    }),
  rules: z.strictObject({
    reserveAt: setting(['application', 'acceptance', 'enrolment'], [], launchRules.reserveAt),
    split: setting(['calendar-days'], ['equal-months', 'planned-hours'], launchRules.split),
    rounding: setting(['down', 'up'], [], launchRules.rounding),
    terminationTakesEffect: setting(['end-of-month'], ['notice-day'], launchRules.terminationTakesEffect),
    releaseAt: setting(['notice'], ['next-month'], launchRules.releaseAt),
    refundAt: setting(['report'], ['invoice-paid'], launchRules.refundAt),
    minBalanceKopecks: amount(NOMINAL_MAX).default(launchRules.minBalanceKopecks),
    lateEntryDays: z.int().min(0).max(366).default(launchRules.lateEntryDays),
  }),
  groups: z.array(group).min(1).max(100),
});

/** All that a region file may have. */
export const regionFields = regionSettings.extend({
  portal: z.looseObject({}).optional().meta({
    description:
      'What the region says of itself in the cabinet, which reads it: whom to call, a notice, a guide. It may change; it is no setting and not recorded.',
  }),
});

type RawIssue = z.core.$RefinementCtx['issues'][number];

/** A region file: one financing programme with its settings. Unknown or contradictory settings are faults (docs/rules.md §9). */
export const regionFile = z.unknown().transform((file, context): FinancingProgramme => {
  const parsed = regionFields.safeParse(file, { reportInput: true });
  for (const issue of parsed.error?.issues ?? []) context.issues.push({ ...issue, input: issue.input } as RawIssue);
  for (const { path, code, params } of contradictionsOf(file))
    context.addIssue({ code: 'custom', path: [...path], params: { code, ...params } });
  if (!parsed.data) return z.NEVER;
  const { portal: _, ...settings } = parsed.data;
  return settings;
});
