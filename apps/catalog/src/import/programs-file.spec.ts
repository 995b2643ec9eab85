import { readFileSync } from 'node:fs';
import { zodFaults } from '@lib/http';
import { expect, test } from '@jest/globals';
import { aModule, anAnswer } from './api.testing.js';
import { programsFile } from './programs-file.js';

const faultsOf = (file: unknown) => {
  const { error } = programsFile.safeParse(file);
  return error ? zodFaults(error).map(({ pointer, code }) => `${pointer} ${code}`) : [];
};

test.each(['minusinsk-2020', 'vyborg-2019'])('the programmes of %s are well formed', (region) => {
  const file: unknown = JSON.parse(readFileSync(`samples/${region}/programs.json`, 'utf8'));
  expect(programsFile.parse(file).every(({ program }) => program !== undefined)).toBe(true);
});

test('every fault of a file is named', () => {
  const good = anAnswer();
  expect(
    faultsOf([
      good,
      7,
      { data: good.data },
      { ...good, data: null },
      { ...good, data: { program: [] } },
      anAnswer({ id: '1', age_group_min: 1.5 } as never),
      anAnswer({ organization: { id: 1, name: 5, cant_use_certificate: 'no' } } as never),
      anAnswer({}, [aModule({ price: 5028 } as never), { ...aModule(), groups: {} } as never]),
      anAnswer({}, [
        aModule({}, [{ id: -1, name: 'x', date_start: 20201002, date_end: null, max_children: '15' } as never]),
      ]),
    ]),
  ).toEqual([
    '/1 not-an-object',
    '/2/result_code required',
    '/3/data not-an-object',
    '/4/data/program not-an-object',
    '/5/data/program/id not-a-number',
    '/5/data/program/age_group_min not-a-whole-number',
    '/6/data/program/organization/name not-text',
    '/6/data/program/organization/cant_use_certificate not-a-number',
    '/7/data/program/modules/0/price not-text',
    '/7/data/program/modules/1/groups not-a-list',
    '/8/data/program/modules/0/groups/0/id too-small',
    '/8/data/program/modules/0/groups/0/date_start not-text',
    '/8/data/program/modules/0/groups/0/date_end not-text',
    '/8/data/program/modules/0/groups/0/max_children not-a-number',
  ]);
});

test('what is missing is required', () => {
  const { full_name: _, ...program } = anAnswer().data.program;
  expect(faultsOf([{ result_code: 'FLSCS', data: { program } }, { result_code: 'FLSCS' }])).toEqual([
    '/0/data/program/full_name required',
    '/1/data required',
  ]);
});

test.each([[undefined], [null], [{}], ['[]'], [1]])('%j is no file', (file) => {
  expect(faultsOf(file)).toHaveLength(1);
});

test('an unsuccessful answer needs no data, and unknown fields are tolerated', () => {
  expect(
    faultsOf([
      { result_code: 'ERR', data: 'nothing' },
      { ...anAnswer({ level: 3 } as never), extra: 1 },
    ]),
  ).toEqual([]);
});
