import type { Phrases } from './phrases.js';

/** The catalogue's problems, and why a row of a registry was refused. */
export const catalog = {
  'problem.unknown-group': { ru: 'Такой группы нет в каталоге', en: 'The catalogue has no such study group' },
  'problem.malformed-programs-file': {
    ru: 'Файл — не список ответов API каталога, ничего не изменено',
    en: 'The file is no list of answers of the catalogue API; nothing was changed',
  },

  'refusal.answer-not-success': {
    ru: 'API ответил ошибкой: код результата не FLSCS',
    en: 'the API answer is not a success (its result code is not FLSCS)',
  },
  'refusal.not-an-object': { ru: 'здесь ожидается объект', en: 'there must be an object here' },
  'refusal.not-a-list': { ru: 'здесь ожидается список', en: 'there must be a list here' },
  'refusal.id-not-valid': {
    ru: 'номер — целое неотрицательное число',
    en: 'an id is a whole, non-negative number',
  },
  'refusal.payable-not-valid': {
    ru: 'признак запрета оплаты сертификатом — целое число, 0 — платить можно',
    en: 'whether the provider may be paid by certificate is told by a whole number: 0 means that it may',
  },
  'refusal.status-not-valid': {
    ru: 'статус программы — целое неотрицательное число',
    en: 'the status of a programme is a whole, non-negative number',
  },
  'refusal.archived-not-valid': {
    ru: 'признак архива — true или false, 1 или 0',
    en: 'whether something is archived is told by true or false, 1 or 0',
  },
  'refusal.direction-unknown': { ru: 'нет такой направленности', en: 'there is no such direction' },
  'refusal.direction-contradicts': {
    ru: 'направленность указана дважды и по-разному',
    en: 'the direction is stated twice and differently',
  },
  'refusal.name-not-valid': {
    ru: 'название — строка от 1 до 1000 знаков без управляющих знаков',
    en: 'a name is text of 1 to 1000 characters without control characters',
  },
  'refusal.municipality-not-valid': {
    ru: 'код муниципалитета — целое неотрицательное число',
    en: 'the number of a municipality is whole and non-negative',
  },
  'refusal.age-not-valid': {
    ru: 'возраст указывают целым числом месяцев, от 0 до 1200',
    en: 'an age is a whole number of months, 0 to 1200',
  },
  'refusal.ages-reversed': {
    ru: 'верхняя граница возраста меньше нижней',
    en: 'the oldest age is below the youngest',
  },
  'refusal.hours-not-valid': {
    ru: 'число часов — целое, от 0 до 1 000 000',
    en: 'hours are a whole number, 0 to 1,000,000',
  },
  'refusal.price-not-valid': {
    ru: 'стоимость — сумма в рублях строкой, например "5028.40": от 0 до 10 000 000, не больше двух знаков после точки',
    en: 'a price is an amount in roubles written as text, such as "5028.40": 0 to 10,000,000, at most two decimals',
  },
  'refusal.date-not-valid': { ru: 'нет такой даты (ГГГГ-ММ-ДД)', en: 'there is no such date (YYYY-MM-DD)' },
  'refusal.dates-reversed': {
    ru: 'последний день занятий раньше первого',
    en: 'the last day is before the first',
  },
  'refusal.places-not-valid': {
    ru: 'число мест — целое, от 0 до 1 000 000',
    en: 'places are a whole number, 0 to 1,000,000',
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
    ru: 'в файле сказано и что организации можно платить сертификатом, и что нельзя',
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
