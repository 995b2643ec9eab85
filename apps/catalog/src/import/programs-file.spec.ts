import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { anAnswer } from '../catalog-api.testing.js';
import { normalise } from './normalise.js';
import { programsFile } from './programs-file.js';

const faultsOf = (body: unknown) => {
  const file = programsFile(body);
  return file.ok ? [] : file.error.map(({ pointer, code }) => `${pointer} ${code}`);
};

test.each(['minusinsk-2020', 'vyborg-2019'])('the programmes of %s are well formed', (region) => {
  const file = programsFile(JSON.parse(readFileSync(`samples/${region}/programs.json`, 'utf8')));
  expect(file.ok && normalise(file.value).refused).toEqual([]);
});

test('whatever is in an answer, the file is one of answers', () => {
  expect(faultsOf([anAnswer(), {}, { result_code: 7 }, anAnswer({ id: null })])).toEqual([]);
});

test('every place is named where there is no answer at all', () => {
  expect(faultsOf([anAnswer(), 7, [], null, 'x'])).toEqual([
    '/1 not-an-object',
    '/2 not-an-object',
    '/3 not-an-object',
    '/4 not-an-object',
  ]);
});

test.each([
  [undefined, 'required'],
  [null, 'not-a-list'],
  [{}, 'not-a-list'],
  ['[]', 'not-a-list'],
  [1, 'not-a-list'],
])('%j is no file: %s', (file, code) => {
  expect(faultsOf(file)).toEqual([` ${code}`]);
});

test('a file of other things is refused with as many faults as a person can use', () => {
  expect(faultsOf(Array.from({ length: 5000 }, () => 1))).toHaveLength(1000);
});
