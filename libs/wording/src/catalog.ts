import type { Phrases } from './phrases.js';

/** The catalogue's problems, and why a row of a registry was refused. */
export const catalog = {
  'problem.unknown-group': { ru: 'Такой группы нет в каталоге', en: 'The catalogue has no such study group' },
  'problem.malformed-programs-file': {
    ru: 'Файл не состоит из ответов API каталога, ничего не изменено',
    en: 'The file is not made of answers of the catalogue API; nothing was changed',
  },

  'refusal.answer-not-success': {
    ru: 'API ответил ошибкой: код результата не FLSCS',
    en: 'the API answer is not a success (its result code is not FLSCS)',
  },
  'refusal.direction-unknown': { ru: 'нет такой направленности', en: 'there is no such direction' },
  'refusal.direction-contradicts': {
    ru: 'направленность указана дважды и по-разному',
    en: 'the direction is stated twice and differently',
  },
  'refusal.name-not-valid': {
    ru: 'название пустое или длиннее 1000 знаков',
    en: 'the name is empty or longer than 1000 characters',
  },
  'refusal.municipality-not-valid': {
    ru: 'код муниципалитета отрицательный',
    en: 'the number of the municipality is negative',
  },
  'refusal.age-not-valid': {
    ru: 'возраст указывают в месяцах, от 0 до 1200',
    en: 'an age is 0 to 1200 months',
  },
  'refusal.ages-reversed': {
    ru: 'верхняя граница возраста меньше нижней',
    en: 'the oldest age is below the youngest',
  },
  'refusal.hours-not-valid': {
    ru: 'число часов — от 0 до 1 000 000',
    en: 'hours are 0 to 1,000,000',
  },
  'refusal.price-not-valid': {
    ru: 'стоимость — сумма в рублях не меньше нуля, не больше двух знаков после точки',
    en: 'a price is a non-negative amount in roubles with at most two decimals',
  },
  'refusal.date-not-valid': { ru: 'нет такой даты (ГГГГ-ММ-ДД)', en: 'there is no such date (YYYY-MM-DD)' },
  'refusal.dates-reversed': {
    ru: 'последний день занятий раньше первого',
    en: 'the last day is before the first',
  },
  'refusal.places-not-valid': {
    ru: 'число мест — от 0 до 1 000 000',
    en: 'places are 0 to 1,000,000',
  },
  'refusal.duplicate-programme': {
    ru: 'программа с таким номером в файле уже есть',
    en: 'the file has a programme with this id already',
  },
  'refusal.duplicate-module': {
    ru: 'модуль с таким номером в файле уже есть',
    en: 'the file has a module with this id already',
  },
  'refusal.duplicate-group': {
    ru: 'группа с таким номером в файле уже есть',
    en: 'the file has a group with this id already',
  },
  'refusal.provider-contradicts': {
    ru: 'в файле сказано и что исполнителю можно платить сертификатом, и что нельзя',
    en: 'the file says of this provider both that it may be paid by certificate and that it may not',
  },
  'refusal.programme-elsewhere': {
    ru: 'программа с таким номером есть в другом муниципалитете',
    en: 'a programme with this id is known in another municipality',
  },
  'refusal.module-elsewhere': {
    ru: 'модуль с таким номером есть в другой программе',
    en: 'a module with this id is known in another programme',
  },
  'refusal.group-elsewhere': {
    ru: 'группа с таким номером есть в другом модуле',
    en: 'a study group with this id is known in another module',
  },
} as const satisfies Phrases;
