import { isCalendarDate, isTimeZone, type CalendarDate, type Kopecks, type TimeZone } from '@lib/kernel';
import { z } from 'zod';
import { certificatesMax, launchRules, type FinancingProgramme } from './domain/programme.js';

const word = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    // PostgreSQL text has no NUL, and half a surrogate pair has no UTF-8.
    .refine((text) => !text.includes('\0') && text.isWellFormed(), { params: { code: 'forbidden-characters' } });
const identifier = z
  .string()
  .refine((text) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/.test(text), { params: { code: 'not-a-latin-code', max: 50 } });
const date = z.custom<CalendarDate>(isCalendarDate, { params: { code: 'not-a-date' } });
const amount = z.custom<Kopecks>((value) => Number.isSafeInteger(value) && (value as number) >= 0, {
  params: { code: 'not-kopecks' },
});

/** Known to the rules of the field, but this version computes only the values listed; another one is refused, never ignored. */
const setting = <Value extends string>(
  available: readonly Value[],
  later: readonly string[],
  byDefault: NoInfer<Value>,
) =>
  z
    .string()
    .superRefine((value, context) => {
      if (available.some((known) => known === value)) return;
      context.addIssue({
        code: 'custom',
        params: {
          code: later.includes(value) ? 'setting-not-available' : 'not-one-of',
          values: available.join(', '),
        },
      });
    })
    .transform((value) => value as Value)
    .prefault(byDefault);

const group = z.strictObject({
  id: identifier,
  name: word(200),
  nominalKopecks: amount,
  countLimit: z.int().nonnegative().nullable().default(null),
  sumLimitKopecks: amount.nullable().default(null),
});

/** A region file: one financing programme with its settings. Unknown or contradictory settings are faults (docs/rules.md §9). */
export const regionFile = z
  .strictObject({
    region: identifier,
    name: word(200),
    timeZone: z.custom<TimeZone>(isTimeZone, { params: { code: 'not-a-time-zone' } }),
    municipality: z.strictObject({ id: z.int().nonnegative(), name: word(200) }),
    certificateNumber: z
      .strictObject({
        prefix: z.string().refine((text) => /^\d{1,10}$/.test(text), { params: { code: 'not-digits' } }),
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
      minBalanceKopecks: amount.default(launchRules.minBalanceKopecks),
    }),
    groups: z
      .array(group)
      .min(1)
      .max(100)
      .superRefine((groups, context) => {
        const seen = new Set<string>();
        groups.forEach(({ id }, index) => {
          if (seen.has(id))
            context.addIssue({ code: 'custom', path: [index, 'id'], params: { code: 'duplicate-group' } });
          seen.add(id);
        });
      }),
  })
  .superRefine((file, context) => {
    const limited = file.groups.reduce((sum, { countLimit }) => sum + (countLimit ?? 0), 0);
    if (certificatesMax(file) > 0 && limited > certificatesMax(file))
      context.addIssue({ code: 'custom', path: ['certificateNumber', 'length'], params: { code: 'too-few-numbers' } });
  }) satisfies z.ZodType<FinancingProgramme>;
