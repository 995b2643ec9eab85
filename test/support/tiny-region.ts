import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempFolder } from './temp-folder.js';

/** The four files of a region folder (samples/README.md), as text. */
export type RegionText = {
  readonly region: string;
  readonly programs: string;
  readonly children: string;
  readonly timeline: string;
};

/** What somebody did to a file; undefined: the file is missing. */
export type Change = { readonly [File in keyof RegionText]?: ((text: string) => string) | undefined };

const region = {
  region: '24',
  name: 'A small region',
  timeZone: 'Asia/Krasnoyarsk',
  municipality: { id: 2442, name: 'A town' },
  certificateNumber: { prefix: '24', length: 10 },
  period: { id: '2020-autumn', from: '2020-10-01', toExclusive: '2021-01-01' },
  rules: {
    reserveAt: 'enrolment',
    split: 'calendar-days',
    rounding: 'down',
    terminationTakesEffect: 'end-of-month',
    releaseAt: 'notice',
    refundAt: 'report',
    minBalanceKopecks: 100,
  },
  groups: [
    { id: 'general', name: 'All', nominalKopecks: 500_000, countLimit: 10, sumLimitKopecks: null },
    { id: 'special', name: 'Some', nominalKopecks: 900_000, countLimit: null, sumLimitKopecks: null },
  ],
};

const group = (id: number, days: readonly [string, string], places: number) => ({
  id,
  name: `Group ${id}`,
  date_start: days[0],
  date_end: days[1],
  max_children: places,
});

const program = {
  id: 1,
  full_name: 'Chess',
  short_name: 'Chess',
  direction_id: 4,
  mun: 2442,
  age_group_min: 60,
  age_group_max: 216,
  organization: { id: 7, name: 'A school', inn: '7757961674', cant_use_certificate: 0, address: { name: 'A street' } },
  modules: [
    {
      id: 10,
      name: 'Module 1',
      hours: 48,
      price: '9200.00',
      normative_price: '4600.00',
      groups: [group(100, ['2020-10-01', '2020-12-31'], 2), group(101, ['2020-11-01', '2021-05-31'], 15)],
    },
    {
      id: 11,
      name: 'Module 2',
      hours: 12,
      price: '1234.56',
      normative_price: '1234.56',
      groups: [group(110, ['2020-10-15', '2020-12-15'], 5)],
    },
  ],
};

const CHILDREN = `childId,birthDate,municipality,category
t-1,2010-03-01,2442,general
t-2,2009-07-15,2442,special
t-3,2011-12-31,2442,nobody-knows
`;

const TIMELINE = `date,action,application,child,group,start,detail
2020-09-25,apply,A1,t-1,100,2020-10-01,
2020-09-25,accept,A1,,,,
2020-09-26,conclude,A1,,,,
2020-10-05,apply,A2,t-2,100,2020-10-15,
2020-10-05,apply,A3,t-3,100,2020-10-15,
2020-10-05,accept,A2,,,,
2020-10-06,conclude,A2,,,,
2020-10-06,conclude,A2,,,,
2020-10-20,apply,A4,t-3,110,2020-10-20,
2020-10-20,accept,A4,,,,
2020-10-20,conclude,A4,,,,
2020-11-03,lessons,,,100,2020-10,3/4
2020-11-03,lessons,,,100,2020-10,4/4
2020-11-05,terminate,A1,,,,family
2020-12-02,apply,A5,t-1,101,2020-12-03,
2020-12-02,withdraw,A5,,,,
`;

/** A season of three children in which a little of everything happens. */
export const tinyRegion: RegionText = {
  region: JSON.stringify(region, null, 1),
  programs: JSON.stringify([{ data: { program }, result_code: 'FLSCS', result_message: 'ok' }], null, 1),
  children: CHILDREN,
  timeline: TIMELINE,
};

const FILES = {
  region: 'region.json',
  programs: 'programs.json',
  children: 'children.csv',
  timeline: 'timeline.csv',
} as const;

/** Writes a region into a fresh folder; what is undefined is missing there. `later`: files of later dates, by their names. */
export const regionFolder = async (
  files: Partial<RegionText> & { readonly later?: Readonly<Record<string, string>> },
): Promise<string> => {
  const folder = await tempFolder();
  for (const [name, file] of Object.entries(FILES) as [keyof RegionText, string][]) {
    const text = files[name];
    if (text !== undefined) await writeFile(join(folder, file), text);
  }
  for (const [name, text] of Object.entries(files.later ?? {})) await writeFile(join(folder, name), text);
  return folder;
};

/** The tiny region in a fresh folder, changed. */
export const tinyFolder = (change: Change = {}): Promise<string> =>
  regionFolder(
    Object.fromEntries(
      (Object.keys(FILES) as (keyof RegionText)[]).flatMap((name) => {
        const text = name in change ? change[name]?.(tinyRegion[name]) : tinyRegion[name];
        return text === undefined ? [] : [[name, text]];
      }),
    ),
  );
