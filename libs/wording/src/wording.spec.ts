import { expect, test } from '@jest/globals';
import { audit } from './audit.js';
import { catalog } from './catalog.js';
import { certificates } from './certificates.js';
import { demo } from './demo.js';
import { enrollment } from './enrollment.js';
import { http } from './http.js';
import { messaging } from './messaging.js';
import { statement } from './statement.js';
import { localeOf, phrase } from './index.js';
import type { Phrases } from './phrases.js';

const areas: Readonly<Record<string, Phrases>> = {
  http,
  catalog,
  enrollment,
  certificates,
  statement,
  messaging,
  demo,
  audit,
};
const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted((a, b) => a.localeCompare(b));

test('both languages of a phrase take the same parameters', () => {
  for (const [key, { ru, en }] of Object.values(areas).flatMap((area) => Object.entries(area))) {
    expect([key, placeholdersOf(en)]).toEqual([key, placeholdersOf(ru)]);
  }
});

test('no key is written in two areas', () => {
  const keys = Object.values(areas).flatMap((area) => Object.keys(area));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('parameters are filled in, an unknown key is answered with itself', () => {
  expect(phrase('ru', 'fault.too-long', { max: 5 })).toBe('не длиннее 5 знаков');
  expect(phrase('en', 'fault.too-long', { max: 5 })).toBe('must have at most 5 characters');
  expect(phrase('en', 'fault.too-long')).toBe('must have at most {max} characters');
  expect(phrase('ru', 'toString')).toBe('toString');
  expect(phrase('en', 'problem.already-reported', { month: '2020-10' })).toContain('October 2020');
  expect(phrase('ru', 'problem.already-reported', { month: '2020-10' })).toContain('за октябрь 2020');
});

test.each([
  [undefined, 'ru'],
  ['ru,en;q=0.8', 'ru'],
  ['en', 'en'],
  ['en-US,ru;q=0.5', 'en'],
  ['ens', 'ru'],
  ['de', 'ru'],
])('Accept-Language: %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale);
});
