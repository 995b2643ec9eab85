import { isCalendarDate, isMonth, isTimeZone, type CalendarDate, type Kopecks, type Month } from '@lib/kernel';
import { z } from 'zod';

const branded = <T extends string>(pattern: string, is: (value: unknown) => value is T) =>
  z.string().regex(new RegExp(pattern)).refine(is, { error: 'not of the calendar' });

/** The schemas of single fields. They carry their pattern into the published JSON Schema. */
export const field = {
  date: branded<CalendarDate>('^\\d{4}-\\d{2}-\\d{2}$', isCalendarDate).meta({
    format: 'date',
    description: 'A calendar date of the region.',
  }),
  month: branded<Month>('^\\d{4}-\\d{2}$', isMonth).describe('A calendar month of the region, YYYY-MM.'),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'not an IANA time zone' })
    .describe('A time zone of the IANA database.'),
  unit: z.literal('kopeck').describe('What the amounts of the message count: whole kopecks, 1/100 of a rouble.'),
  amount: z
    .int()
    .nonnegative()
    .transform((value) => value as Kopecks)
    .describe('A whole number of `unit`.'),
  kopecks: z
    .int()
    .nonnegative()
    .transform((value) => value as Kopecks)
    .describe('Whole kopecks, 1/100 of a rouble.'),
  uuid: z.uuid(),
  code: z.string().min(1).max(100),
  count: z.int().nonnegative(),
};
