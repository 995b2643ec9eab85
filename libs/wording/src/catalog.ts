import type { Phrases } from './phrases.js';

/** The catalogue's problems, and why a row of a registry was refused. */
export const catalog = {
  'problem.unknown-group': { ru: 'Такой группы нет в каталоге', en: 'The catalogue has no such study group' },
  'problem.malformed-programs-file': {
    ru: 'Файл не похож на ответы API каталога; ничего не изменено',
    en: 'The file is not made of answers of the catalogue API; nothing was changed',
  },

  'refusal.answer-not-success': {
    ru: 'ответ API не успешен (код результата не FLSCS)',
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
    ru: 'номер муниципалитета отрицательный',
    en: 'the number of the municipality is negative',
  },
  'refusal.age-not-valid': {
    ru: 'возраст — от 0 до 1200 месяцев',
    en: 'an age is 0 to 1200 months',
  },
  'refusal.ages-reversed': {
    ru: 'старший возраст меньше младшего',
    en: 'the oldest age is below the youngest',
  },
  'refusal.hours-not-valid': {
    ru: 'часы — от 0 до 1 000 000',
    en: 'hours are 0 to 1,000,000',
  },
  'refusal.price-not-valid': {
    ru: 'цена — неотрицательная сумма в рублях, не более двух знаков после точки',
    en: 'a price is a non-negative amount in roubles with at most two decimals',
  },
  'refusal.date-not-valid': { ru: 'нет такой даты (ГГГГ-ММ-ДД)', en: 'there is no such date (YYYY-MM-DD)' },
  'refusal.dates-reversed': {
    ru: 'последний день раньше первого',
    en: 'the last day is before the first',
  },
  'refusal.places-not-valid': {
    ru: 'число мест — от 0 до 1 000 000',
    en: 'places are 0 to 1,000,000',
  },
  'refusal.duplicate-programme': {
    ru: 'программа с этим номером уже есть в файле',
    en: 'the file has a programme with this id already',
  },
  'refusal.duplicate-module': {
    ru: 'модуль с этим номером уже есть в файле',
    en: 'the file has a module with this id already',
  },
  'refusal.duplicate-group': {
    ru: 'группа с этим номером уже есть в файле',
    en: 'the file has a group with this id already',
  },
  'refusal.provider-contradicts': {
    ru: 'файл говорит об оплате этого исполнителя сертификатом и «да», и «нет»',
    en: 'the file says of this provider both that it may be paid by certificate and that it may not',
  },
  'refusal.programme-elsewhere': {
    ru: 'программа с этим номером известна в другом муниципалитете',
    en: 'a programme with this id is known in another municipality',
  },
  'refusal.module-elsewhere': {
    ru: 'модуль с этим номером известен в другой программе',
    en: 'a module with this id is known in another programme',
  },
  'refusal.group-elsewhere': {
    ru: 'группа с этим номером известна в другом модуле',
    en: 'a study group with this id is known in another module',
  },
} as const satisfies Phrases;
