import { expect, test } from '@jest/globals';
import { audit } from './audit.js';
import { catalog } from './catalog.js';
import { certificates } from './certificates.js';
import { demo } from './demo.js';
import { enrollment } from './enrollment.js';
import { people } from './people.js';
import { exports } from './exports.js';
import { http } from './http.js';
import { messaging } from './messaging.js';
import { statement } from './statement.js';
import { localeOf, phrase } from './index.js';
import { messageOf } from './message.js';
import type { Phrases } from './phrases.js';

const areas: Readonly<Record<string, Phrases>> = {
  http,
  catalog,
  enrollment,
  people,
  certificates,
  statement,
  exports,
  messaging,
  demo,
  audit,
};
test('both languages of a phrase take the same parameters', () => {
  for (const [key, { ru, en }] of Object.values(areas).flatMap((area) => Object.entries(area))) {
    expect([key, messageOf('en', en).parameters]).toEqual([key, messageOf('ru', ru).parameters]);
  }
});

test('no key is written in two areas', () => {
  const keys = Object.values(areas).flatMap((area) => Object.keys(area));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('parameters are filled in, an unknown key is answered with itself', () => {
  expect(phrase('ru', 'fault.not-one-of', { values: '{a}, <b>' })).toBe('ожидается одно из: {a}, <b>');
  expect(phrase('ru', 'toString')).toBe('toString');
  expect(phrase('en', 'problem.already-reported', { month: '2020-10' })).toContain('October\u00a02020');
  expect(phrase('ru', 'problem.already-reported', { month: '2020-10' })).toContain('за октябрь\u00a02020');
});

test.each([
  [1, 'не длиннее 1 знака', 'must have at most 1 character'],
  [3, 'не длиннее 3 знаков', 'must have at most 3 characters'],
  [21, 'не длиннее 21 знака', 'must have at most 21 characters'],
  [10_000, 'не длиннее 10 000 знаков', 'must have at most 10,000 characters'],
])('the words around %d agree with it', (max, ru, en) => {
  expect(phrase('ru', 'fault.too-long', { max }).replaceAll('\u00a0', ' ')).toBe(ru);
  expect(phrase('en', 'fault.too-long', { max })).toBe(en);
});

test('an amount in a phrase is exact', () => {
  const min = Number.MAX_SAFE_INTEGER;
  expect(phrase('en', 'fault.nominal-below-minimum', { min })).toContain('(₽90,071,992,547,409.91)');
});

test('a parameter that is missing, and one too many, are told', () => {
  const message = messageOf('en', '{min, number} to {max, plural, one {# item of {kind}} other {# items of {kind}}}');
  expect(message.mistakeIn({ min: 1, max: 2, kind: 'text' })).toBeUndefined();
  expect(message.mistakeIn({ min: 1, most: 2 })).toEqual({ missing: ['max', 'kind'], surplus: ['most'] });
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
