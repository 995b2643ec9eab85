import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FolderFaults, readRegionFolder } from './region-folder.js';

const region = JSON.stringify({
  timeZone: 'Asia/Krasnoyarsk',
  period: { from: '2020-10-01', toExclusive: '2021-01-01' },
});
const HEADER = 'date,action,application,child,group,start,detail';
const SOUND = {
  'region.json': region,
  'programs.json': '[]',
  'children.csv': 'childId,birthDate,municipality,category\n',
  'timeline.csv': `${HEADER}\n`,
};

const folders: string[] = [];
const folderOf = async (files: Readonly<Record<string, string | Buffer>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'region-folder-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
};
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

const faultsOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const refused = await readRegionFolder(await folderOf(files)).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refused instanceof FolderFaults)) throw new TypeError('the folder was read', { cause: refused });
  return refused.faults;
};

describe('catalogues and registers of later dates', () => {
  it('come by their dates, the catalogue of a date before its register', async () => {
    const { imports } = await readRegionFolder(
      await folderOf({
        ...SOUND,
        'children-2020-11-17.csv': 'childId\n',
        'programs-2020-11-17.json': '[1]',
        'children-2020-10-05.csv': 'childId\n',
        'programs-2020-12-31.json': '[2]',
        'expected.json': '{}',
        'programs.json.bak': '',
        'children.txt': '',
      }),
    );
    expect(imports.map(({ name, date, of }) => [name, date, of])).toEqual([
      ['children-2020-10-05.csv', '2020-10-05', 'children'],
      ['programs-2020-11-17.json', '2020-11-17', 'programs'],
      ['children-2020-11-17.csv', '2020-11-17', 'children'],
      ['programs-2020-12-31.json', '2020-12-31', 'programs'],
    ]);
  });

  it('are named with every fault, beside the faults of the other files', async () => {
    const { 'children.csv': _, ...without } = SOUND;
    const faults = await faultsOf({
      ...without,
      'programs-2020-11-31.json': '[]',
      'Programs-2020-11-30.json': '[]',
      'programs-2020-11-30.csv': '',
      'children-2020-1-5.csv': '',
      'children_2020-10-05.csv': '',
      'children 2020-10-05 (1).csv': '',
      'programs-2021-01-01.json': '[]',
      'programs-2002-11-21.json': '[]',
      'children-2020-10-06.csv': 'childId\n"x\n',
      'timeline.csv': `${HEADER}\n2020-10-01,vanish,A1,,,,\n`,
    });
    expect(faults.map((fault) => fault.slice(0, fault.indexOf(':'))).sort()).toEqual([
      'Programs-2020-11-30.json',
      'children 2020-10-05 (1).csv',
      'children-2020-1-5.csv',
      'children-2020-10-06.csv',
      'children.csv',
      'children_2020-10-05.csv',
      'programs-2002-11-21.json',
      'programs-2020-11-30.csv',
      'programs-2020-11-31.json',
      'programs-2021-01-01.json',
      'timeline.csv line 2',
    ]);
  });

  it('are handed on byte by byte: an office writes windows-1251', async () => {
    const office = Buffer.concat([Buffer.from('childId;category\nx;'), Buffer.of(0xce, 0xc2, 0xc7)]);
    const folder = await readRegionFolder(
      await folderOf({ ...SOUND, 'children.csv': office, 'children-2020-10-05.csv': office }),
    );
    expect([folder.children.equals(office), folder.imports[0]?.file.equals(office)]).toEqual([true, true]);
  });
});

describe('a column that is named twice', () => {
  it('is a fault: one of the two would be read for the other', async () => {
    expect(await faultsOf({ ...SOUND, 'timeline.csv': `${HEADER},start\n` })).toEqual([
      'timeline.csv: column start twice',
    ]);
  });
});
