import { describe, expect, it } from '@jest/globals';
import { calendarDate, hasUnseenSigns } from '@lib/kernel';
import { documentText, nameText } from './identity.js';

describe('a document', () => {
  const plain = documentText({ kind: 'birth-certificate', number: 'II-БА № 123456' });

  it.each(['II-БА №123456', 'ii-ба 123456', ' IIБА123456', 'II‑БА№ 12 34 56', 'ІІ-БA 123456', 'ＩＩ-БА 123456'])(
    'is the same however its number is typed: %j',
    (number) => expect(documentText({ kind: 'birth-certificate', number })).toBe(plain),
  );

  it.each([
    ['birth-certificate', 'II-БА 123457'],
    ['birth-certificate', 'III-БА 123456'],
    ['passport', 'II-БА 123456'],
  ])('is another one: %s %s', (kind, number) => expect(documentText({ kind, number })).not.toBe(plain));
});

describe('a name with a birth date', () => {
  const birthDate = calendarDate('2012-06-26');
  const plain = nameText({ lastName: 'Королёва', firstName: 'Анна-Мария', birthDate });

  it.each([
    ['королева', 'АННА МАРИЯ'],
    [' КОРОЛЁВА ', 'Анна – Мария'],
    ['Короле\u0308ва', 'Анна  Мария'],
  ])('is the same however it is typed: %j %j', (lastName, firstName) =>
    expect(nameText({ lastName, firstName, birthDate })).toBe(plain),
  );

  it('is another one on another day, or under another name', () => {
    expect(nameText({ lastName: 'Королёва', firstName: 'Анна', birthDate })).not.toBe(plain);
    const later = calendarDate('2012-06-27');
    expect(nameText({ lastName: 'Королёва', firstName: 'Анна-Мария', birthDate: later })).not.toBe(plain);
    // What stands in one field does not pass into the next.
    expect(nameText({ lastName: 'Королёва Анна', firstName: 'Мария', birthDate })).not.toBe(plain);
  });

  it('is no document and no id of a child', () => {
    // A register that names a child so is not taken: nobody sees the sign.
    expect(hasUnseenSigns(plain)).toBe(true);
    expect(hasUnseenSigns(documentText({ kind: 'passport', number: '1' }))).toBe(true);
  });
});
