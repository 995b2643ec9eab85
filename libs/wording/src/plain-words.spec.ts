import { describe, expect, it } from '@jest/globals';
import { catalog } from './catalog.js';
import { certificates } from './certificates.js';
import { enrollment } from './enrollment.js';
import { people } from './people.js';
import { hasPhrase, phrase } from './index.js';
import { http } from './http.js';
import { statement } from './statement.js';

// Families took «группа» of the certificates' limits for their study group, «такого сертификата нет» for a lost
// certificate and «по этому модулю» for nothing at all; an operator was told of spaces where Russian letters were at fault.
describe('words that are understood at once', () => {
  it.each([
    ['refusal.no-certificate-place', 'лимит сертификатов исчерпан'],
    ['problem.unknown-account', 'Сертификат ещё не выдан'],
    ['refusal.already-in-module', 'ребёнок уже записан в этот кружок'],
    ['fault.not-a-code', 'код: от 1 до 100 знаков, буквы любого алфавита, цифры и знаки, без пробелов по краям'],
    [
      'fault.not-a-latin-code',
      'код: от 1 до 100 знаков, латинские буквы, цифры, точка, дефис и подчёркивание, сначала буква или цифра',
    ],
  ])('%s: %s', (key, words) => {
    expect(phrase('ru', key, key.startsWith('fault.') ? { max: 100 } : {}).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it('name the provider by one word, «организация»', () => {
    const texts = Object.values({ ...http, ...catalog, ...enrollment, ...people, ...certificates, ...statement }).map(
      ({ ru }) => ru,
    );
    expect(texts.filter((text) => /поставщик|исполнител/i.test(text))).toEqual([]);
  });
});

describe('what the world can do to an application or a certificate has words', () => {
  it.each([
    'refusal.terms-impossible',
    'refusal.certificate-elsewhere',
    'refusal.certificate-closed',
    'refusal.terms-changed',
    'refusal.request-discarded',
    'refusal.certificate-age',
    'refusal.group-closed',
    'refusal.by-operator',
    'refusal.notice-not-revocable',
    'problem.terms-changed',
    'problem.not-known-yet',
    'problem.terms-not-seen',
    'problem.notice-date-not-possible',
    'problem.notice-place-taken',
    'closing.moved',
    'closing.data-error',
    'closing.refused-by-family',
    'closing.age',
  ])('%s', (key) => {
    expect(hasPhrase(key)).toBe(true);
  });
});
