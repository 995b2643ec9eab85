import type { Phrases } from './phrases.js';

/** The page at which one says who one is, where nobody has to prove it. */
export const demoLogin = {
  'demo-login.title': { ru: 'Демонстрационный вход', en: 'Demo login' },
  'demo-login.text': {
    ru: 'Пароль не нужен: каждый тот, кем назвался. Только для показа, не для настоящих детей.',
    en: 'No password is needed: everybody is who he says. For demonstrations only, never for real children.',
  },
  'demo-login.family': { ru: 'Семья', en: 'Family' },
  'demo-login.provider': { ru: 'Организация, которая ведёт кружки', en: 'A provider of clubs' },
  'demo-login.operator': { ru: 'Оператор региона', en: 'The region’s operator' },
  'demo-login.payer': { ru: 'Плательщик', en: 'A payer' },
  'demo-login.auditor': { ru: 'Проверяющий', en: 'An auditor' },
  'demo-login.other': { ru: 'Кто-то другой', en: 'Somebody else' },
  'demo-login.name': {
    ru: 'Имя, например administrator или municipality:2442',
    en: 'Name, for instance administrator or municipality:2442',
  },
  'demo-login.leaving': { ru: 'Выход из демонстрационного входа.', en: 'Logging out of the demo login.' },
  'demo-login.leave': { ru: 'Выйти', en: 'Log out' },
  'demo-login.button': { ru: 'Войти', en: 'Log in' },
  'demo-login.name-wrong': {
    ru: 'Имя состоит из букв, цифр, пробелов и знаков : . _ @ - и не длиннее 100.',
    en: 'A name has letters, digits, spaces and : . _ @ - and at most 100 of them.',
  },
  'demo-login.over': {
    ru: 'Этот вход больше не действует. Вернитесь в кабинет и войдите снова.',
    en: 'This login is over. Go back to the cabinet and log in again.',
  },
} as const satisfies Phrases;
