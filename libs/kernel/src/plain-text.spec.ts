import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasUnseenSigns, plainId, plainText } from './plain-text.js';

describe('a text as it is compared', () => {
  test.each([
    ['ovz ', 'ovz'],
    ['\u00a0ovz\t', 'ovz'],
    ['ｏｖｚ', 'ovz'],
    ['２４\uff0d１', '24-1'],
    ['и\u0306', 'й'],
    // No alias is guessed.
    ['ОВЗ', 'ОВЗ'],
    ['OVZ', 'OVZ'],
    ['оvz', 'оvz'],
    ['дети с ОВЗ', 'дети с ОВЗ'],
  ])('%j is %j', (text, expected) => expect(plainText(text)).toBe(expected));

  test('stays what it is the second time', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => plainText(plainText(text)) === plainText(text)),
      {
        numRuns: 1000,
      },
    ));
});

describe('an id', () => {
  test.each([
    ['24-000001', '24-000001'],
    [' 24-000001 ', '24-000001'],
    ['２４-０００００１', '24-000001'],
    ['Юлия и\u0306', 'Юлия й'],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('%j is kept as %j', (text, expected) => expect(plainId(text)).toBe(expected));

  test.each([
    '',
    '  ',
    'x'.repeat(101),
    '24\u200b1',
    '24\u00ad1',
    '24\u202e1',
    '24\u00001',
    '24\n1',
    '24\u2028',
    '24\ufe0f1',
    '24\u115f',
    '\ufeff24',
  ])('%j is none', (text) => expect(plainId(text)).toBeUndefined());
});

test.each([
  ['24 1', false],
  ['ОВЗ', false],
  ['24\u200d1', true],
])('%j has unseen signs: %s', (text, expected) => expect(hasUnseenSigns(text)).toBe(expected));
