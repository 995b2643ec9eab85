import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCalendarDate, isTimeZone, type CalendarDate, type TimeZone } from '@lib/kernel';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** One line of a season, in order of arrival. */
export type Step = {
  readonly line: number;
  readonly date: CalendarDate;
  readonly action: 'apply' | 'accept' | 'refuse' | 'withdraw' | 'conclude' | 'terminate' | 'lessons';
  readonly application: string;
  readonly child: string;
  readonly group: string;
  readonly start: string;
  readonly detail: string;
};

/** A region's season as a folder: region.json, programs.json, children.csv, timeline.csv (samples/README.md). */
export type RegionFolder = {
  /** Handed to the services as they are: these judge their content. */
  readonly region: string;
  readonly programs: string;
  readonly children: string;
  readonly season: { readonly timeZone: TimeZone; readonly periodEnd: CalendarDate };
  readonly steps: readonly Step[];
  readonly childIds: readonly string[];
};

/** The folder cannot be played; every fault is named. */
export class FolderFaults extends Error {
  constructor(
    folder: string,
    readonly faults: readonly string[],
  ) {
    super(`${folder} cannot be played:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const FILES = ['region.json', 'programs.json', 'children.csv', 'timeline.csv'] as const;
const COLUMNS = ['date', 'action', 'application', 'child', 'group', 'start', 'detail'];
const FAULTS_SHOWN_MAX = 50;

const line = z.object({
  date: z.custom<CalendarDate>(isCalendarDate, 'not a date of the calendar'),
  action: z.enum(['apply', 'accept', 'refuse', 'withdraw', 'conclude', 'terminate', 'lessons']),
  application: z.string(),
  child: z.string(),
  group: z.string(),
  start: z.string(),
  detail: z.string(),
});

const calendar = z.object({
  timeZone: z.custom<TimeZone>(isTimeZone, 'not an IANA time zone'),
  period: z.object({ toExclusive: z.custom<CalendarDate>(isCalendarDate, 'not a date of the calendar') }),
});

/** Reads a folder. @throws FolderFaults */
export const readRegionFolder = async (folder: string): Promise<RegionFolder> => {
  const faults: string[] = [];
  const [region = '', programs = '', children = '', timeline = ''] = await Promise.all(
    FILES.map((name) =>
      readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        faults.push(`${name}: ${error.code === 'ENOENT' ? 'is missing' : error.message}`);
        return '';
      }),
    ),
  );
  if (faults.length > 0) throw new FolderFaults(folder, faults);
  const season = seasonOf(region, faults);
  const steps = stepsOf(timeline, faults);
  const childIds = rowsOf('children.csv', children, faults).flatMap(({ record }) =>
    record['childId'] ? [record['childId']] : [],
  );
  if (faults.length > 0 || !season) throw new FolderFaults(folder, faults);
  return { region, programs, children, season, steps, childIds };
};

const seasonOf = (region: string, faults: string[]): RegionFolder['season'] | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(region);
  } catch (error) {
    faults.push(`region.json: ${(error as Error).message}`);
    return undefined;
  }
  const parsed = calendar.safeParse(json);
  if (parsed.success) return { timeZone: parsed.data.timeZone, periodEnd: parsed.data.period.toExclusive };
  faults.push(...parsed.error.issues.map((issue) => `region.json: ${issue.path.join('.')}: ${issue.message}`));
  return undefined;
};

const stepsOf = (timeline: string, faults: string[]): readonly Step[] => {
  const steps: Step[] = [];
  for (const { line: number, record } of rowsOf('timeline.csv', timeline, faults, COLUMNS)) {
    if (faults.length >= FAULTS_SHOWN_MAX) break;
    const parsed = line.safeParse(record);
    const before = steps.at(-1);
    if (!parsed.success)
      faults.push(
        ...parsed.error.issues.map((issue) => `timeline.csv line ${number}: ${issue.path.join('.')}: ${issue.message}`),
      );
    else if (before && parsed.data.date < before.date)
      faults.push(`timeline.csv line ${number}: ${parsed.data.date} stands after ${before.date}`);
    else steps.push({ line: number, ...parsed.data });
  }
  return steps;
};

const rowsOf = (
  name: string,
  text: string,
  faults: string[],
  columns: readonly string[] = [],
): readonly { readonly line: number; readonly record: Record<string, string> }[] => {
  try {
    const rows = parse(text, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true }) as {
      info: { lines: number };
      record: Record<string, string>;
    }[];
    const missing = rows[0] ? columns.filter((column) => !(column in (rows[0]?.record ?? {}))) : [];
    if (missing.length > 0) faults.push(`${name}: no column ${missing.join(', ')}`);
    return missing.length > 0 ? [] : rows.map(({ info, record }) => ({ line: info.lines, record }));
  } catch (error) {
    faults.push(`${name}: ${(error as Error).message}`);
    return [];
  }
};
