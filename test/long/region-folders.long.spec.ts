import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { phrase } from '@lib/wording';
import { endAll, run, type Ended, type Environment } from '../support/built-program.js';
import { lastLine } from '../support/demo.js';
import { inLanes } from '../support/lanes.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { tinyFolder, type Change } from '../support/tiny-region.js';

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

let postgres: RealPostgres;
/** Where the database of a demonstration is made in a moment. */
let onServer: Environment;
beforeAll(async () => {
  postgres = await realPostgres();
  onServer = { DATABASE_URL: postgres.url };
});

afterAll(async () => {
  await endAll();
  await removeTempFolders();
  await postgres.stop();
});

/** What is wrong with a folder, and the words by which its owner finds it. */
const faults: Readonly<Record<string, readonly [Change, ...(string | RegExp)[]]>> = {
  'missing files': [{ region: undefined, timeline: undefined }, 'region.json: is missing', 'timeline.csv: is missing'],
  'JSON that ends too early, in region.json': [{ region: (text) => text.slice(0, 100) }, /region\.json: .*line 6/],
  'JSON that ends too early, in programs.json': [
    { programs: (text) => text.slice(0, 500) },
    /programs\.json: 400[^]*malformed-json/,
  ],
  'an open quote in children.csv': [{ children: (text) => `${text}"x,y\n` }, /children\.csv: .*line 5/],
  'an open quote in timeline.csv': [
    { timeline: (text) => `${text}2020-12-03,apply,"A6\n` },
    /timeline\.csv: .*line 18/,
  ],
  'a column by another name': [
    { timeline: (text) => text.replace('detail', 'remark') },
    'timeline.csv: no column detail',
  ],
  'unknown settings and values': [
    {
      region: (text) =>
        text
          .replace('"releaseAt"', '"releasedAt"')
          .replace('"calendar-days"', '"equal-months"')
          .replace('"down"', '"sideways"')
          .replace('"groups"', '"queue": true,\n "groups"'),
    },
    'region.json',
    '/rules/releasedAt',
    'unknown-field',
    '/rules/split',
    'setting-not-available',
    '/rules/rounding',
    'not-one-of',
    '/queue',
  ],
  'negative and broken kopecks': [
    {
      region: (text) =>
        text.replace('500000', '-1').replace('900000', '0.5').replace('Kopecks": 100', 'Kopecks": "100"'),
    },
    'region.json',
    '/groups/0/nominalKopecks',
    '/groups/1/nominalKopecks',
    '/rules/minBalanceKopecks',
    'not-kopecks',
  ],
  'a period that begins on no date': [
    { region: (text) => text.replace('2020-10-01', '2020-02-30') },
    'region.json',
    '/period/from',
    'not-a-date',
  ],
  'a period that ends on no date': [
    { region: (text) => text.replace('2021-01-01', '2021-02-29') },
    'region.json: period.toExclusive: not a date of the calendar',
  ],
  'a time zone of another planet': [
    { region: (text) => text.replace('Asia/Krasnoyarsk', 'Mars/Phobos') },
    /region\.json[^]*timeZone/,
  ],
  'actions on no date': [
    { timeline: (text) => text.replace('2020-09-26', '2020-02-30').replace('2020-11-03', '03.11.2020') },
    'timeline.csv line 4: date: not a date of the calendar',
    'timeline.csv line 13: date: not a date of the calendar',
  ],
  'actions out of order': [
    { timeline: (text) => text.replace('2020-12-02,withdraw', '2020-12-01,withdraw') },
    'timeline.csv line 17: 2020-12-01 stands after 2020-12-02',
  ],
  'an unknown action': [
    { timeline: (text) => text.replace('conclude', 'enrol') },
    /timeline\.csv line 4: action: .*conclude/,
  ],
};

describe('a region folder that cannot be played', () => {
  const ended = new Map<string, Ended>();
  beforeAll(async () => {
    await inLanes(Object.entries(faults), 2, async ([name, [change]]) => {
      ended.set(name, await run('demo', ['--json', '--input', await tinyFolder(change)], onServer));
    });
  });

  it('is named when it is not there', async () => {
    const { code, stdout, stderr } = await run('demo', ['--input', join(await tempFolder(), 'nowhere')], onServer);
    expect([code, stdout]).toEqual([1, '']);
    for (const file of ['region.json', 'programs.json', 'children.csv', 'timeline.csv'])
      expect(stderr).toContain(`${file}: is missing`);
  });

  it.each(Object.entries(faults))('is refused with every fault: %s', (name, [, ...words]) => {
    const { code, stdout, stderr } = ended.get(name)!;
    expect([code, stdout]).toEqual([1, '']);
    for (const word of words) expect(stderr).toMatch(word);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('a region folder of which a part cannot be taken', () => {
  it('refuses the application for a group that nobody knows, and plays on', async () => {
    const folder = await tinyFolder({ timeline: (text) => text.replace('t-3,110', 't-3,999') });
    const ended = await run('demo', ['--json', '--input', folder], onServer);
    expect(ended.code).toBe(0);
    expect(lastLine(ended).applications).toMatchObject({ submitted: 5, refused: { 'unknown-group': 1 } });
  });

  it.each<[string, Change, readonly RegExp[]]>([
    [
      'a price with a part of a kopeck, and a negative one',
      { programs: (text) => text.replace('"9200.00"', '"9200.005"').replace('"4600.00"', '"-4600.00"') },
      [
        /\/0\/data\/program\/modules\/0\/price\b/,
        /\/0\/data\/program\/modules\/0\/normative_price\b/,
        /rows refused \.+1$/,
      ],
    ],
    [
      'a price that is a number',
      { programs: (text) => text.replace('"9200.00"', '9200') },
      [/\/0\/data\/program\/modules\/0\/price\b/, /rows refused \.+1$/],
    ],
    [
      'a group that ends on no date',
      { programs: (text) => text.replace('2020-12-31', '2020-12-32') },
      [/\/0\/data\/program\/modules\/0\/groups\/0\/date_end\b/],
    ],
    [
      'a child born on no date',
      { children: (text) => text.replace('2010-03-01', '2010-02-30') },
      [
        new RegExp(literally(phrase('ru', 'refusal.not-a-birth-date', { form: phrase('ru', 'date-form.yyyy-mm-dd') }))),
        /rows refused \.+1$/,
      ],
    ],
  ])('names the row that is left out: %s', async (_, change, lines) => {
    const { code, stderr } = await run('demo', ['--json', '--input', await tinyFolder(change)], onServer);
    expect(code).toBe(0);
    for (const line of lines) expect(stderr.split('\n')).toContainEqual(expect.stringMatching(line));
  });
});
