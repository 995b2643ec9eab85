import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  addMonths,
  firstDayOf,
  isCalendarDate,
  isTimeZone,
  monthOf,
  type CalendarDate,
  type TimeZone,
} from '@lib/kernel';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** One line of a season, in order of arrival. */
export type Step = {
  readonly line: number;
  readonly date: CalendarDate;
  readonly action: (typeof ACTIONS)[number];
  readonly application: string;
  readonly child: string;
  readonly group: string;
  readonly start: string;
  readonly detail: string;
};

type Bytes = Buffer<ArrayBuffer>;

/** A catalogue or a register of children, imported on a date of the season. */
export type LaterImport = {
  readonly name: string;
  readonly date: CalendarDate;
  readonly of: 'programs' | 'children';
  readonly file: Bytes;
};

/** A region's season as a folder: region.json, programs.json, children.csv, timeline.csv (samples/README.md). */
export type RegionFolder = {
  /** Handed to the services as they are, byte by byte: these judge their content. */
  readonly region: Bytes;
  readonly programs: Bytes;
  readonly children: Bytes;
  /** By their dates; of one date the catalogue first. */
  readonly imports: readonly LaterImport[];
  readonly season: Season;
  readonly steps: readonly Step[];
};

type Season = {
  readonly timeZone: TimeZone;
  readonly periodStart: CalendarDate | undefined;
  readonly periodEnd: CalendarDate;
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
const LATER = /^(?:programs-(?<programs>.{10})\.json|children-(?<children>.{10})\.csv)$/;
/** Whoever named a file like this wanted it imported; `programs.json.bak` is somebody's own. */
const LIKE_LATER = /^(programs|children)(.*\d|.*\.(json|csv)$)/i;
/** A catalogue of the years before is not imported in between: it is a slip of the pen. */
const MONTHS_BEFORE_PERIOD = 12;
const ACTIONS = [
  'apply',
  'accept',
  'refuse',
  'withdraw',
  'conclude',
  'confirm',
  'terminate',
  'lessons',
  'correct',
] as const;
const COLUMNS = ['date', 'action', 'application', 'child', 'group', 'start', 'detail'];
const FAULTS_SHOWN_MAX = 50;

const date = z.custom<CalendarDate>(isCalendarDate, 'not a date of the calendar');

const line = z.object({
  date,
  action: z.enum(ACTIONS),
  application: z.string(),
  child: z.string(),
  group: z.string(),
  start: z.string(),
  detail: z.string(),
});

const calendar = z.object({
  timeZone: z.custom<TimeZone>(isTimeZone, 'not an IANA time zone'),
  // Of the first day the service says what is wrong with it.
  period: z.object({ from: date.optional().catch(undefined), toExclusive: date }),
});

/** Reads a folder. @throws FolderFaults */
export const readRegionFolder = async (folder: string): Promise<RegionFolder> => {
  const faults: string[] = [];
  const read = (name: string): Promise<Bytes | undefined> =>
    readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      faults.push(`${name}: ${error.code === 'ENOENT' ? 'is missing' : error.message}`);
      return undefined;
    });
  const [region, programs, children, timeline] = await Promise.all(FILES.map(read));
  const imports: LaterImport[] = [];
  for (const named of laterNames(await readdir(folder).catch(() => []), faults)) {
    const file = await read(named.name);
    if (file) imports.push({ ...named, file });
  }
  const season = region && seasonOf(region.toString(), faults);
  const steps = timeline && stepsOf(timeline.toString(), faults);
  if (children) rowsOf('children.csv', children.toString('latin1'), faults);
  for (const { name, of, file } of imports) if (of === 'children') rowsOf(name, file.toString('latin1'), faults);
  if (season) faults.push(...imports.flatMap((named) => outside(named, season)));
  if (faults.length > 0 || !region || !programs || !children || !season || !steps)
    throw new FolderFaults(folder, faults);
  return { region, programs, children, imports, season, steps };
};

/** The later catalogues and registers by date, the catalogue of a date before its register. */
const laterNames = (names: readonly string[], faults: string[]): readonly Omit<LaterImport, 'file'>[] =>
  names
    .filter((name) => !FILES.some((known) => known === name) && LIKE_LATER.test(name))
    .flatMap((name) => {
      const { programs, children } = LATER.exec(name)?.groups ?? {};
      const parsed = date.safeParse(programs ?? children);
      if (parsed.success) return [{ name, date: parsed.data, of: programs ? 'programs' : 'children' } as const];
      faults.push(
        `${name}: named neither programs-YYYY-MM-DD.json nor children-YYYY-MM-DD.csv, by a date of the calendar`,
      );
      return [];
    })
    .sort((a, b) => (a.date === b.date ? (a.of === 'programs' ? -1 : 1) : a.date < b.date ? -1 : 1));

const outside = ({ name, date: on }: LaterImport, { periodStart, periodEnd }: Season): readonly string[] => {
  const earliest = firstDayOf(addMonths(monthOf(periodStart ?? periodEnd), -MONTHS_BEFORE_PERIOD));
  return on < earliest || on >= periodEnd ? [`${name}: not between ${earliest} and the period's end ${periodEnd}`] : [];
};

const seasonOf = (region: string, faults: string[]): Season | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(region);
  } catch (error) {
    faults.push(`region.json: ${(error as Error).message}`);
    return undefined;
  }
  const parsed = calendar.safeParse(json);
  if (parsed.success) {
    const { timeZone, period } = parsed.data;
    return { timeZone, periodStart: period.from, periodEnd: period.toExclusive };
  }
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

/** The columns of a header. @throws Error when one is named twice: it would hide the other. */
const distinct = (header: readonly string[]): string[] => {
  const doubled = header.filter((name, index) => name !== '' && header.indexOf(name) < index);
  if (doubled.length > 0) throw new Error(`column ${doubled.join(', ')} twice`);
  return [...header];
};

const rowsOf = (
  name: string,
  text: string,
  faults: string[],
  columns: readonly string[] = [],
): readonly { readonly line: number; readonly record: Record<string, string> }[] => {
  try {
    const delimiter = /^[^\n,]*;/.test(text) ? ';' : ',';
    const rows = parse(text, {
      bom: true,
      columns: distinct,
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as {
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
