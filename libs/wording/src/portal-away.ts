import type { Phrases } from './phrases.js';

/** What the cabinet says when something that it needs does not answer, and when somebody logs out. */
export const portalAway = {
  'portal.away.title': { ru: 'Сервис временно недоступен', en: 'The service is away for the moment' },
  'portal.away.text': {
    ru: 'Ничего не потеряно и ничего не изменено наполовину. Попробуйте ещё раз через минуту.',
    en: 'Nothing is lost, and nothing is half done. Try again in a minute.',
  },
  'portal.away.again': { ru: 'Попробовать ещё раз', en: 'Try again' },
  'portal.away.sent-text': {
    ru: 'Неизвестно, дошла ли форма. Не заполняйте её заново: отправьте ещё раз через минуту. Если она уже принята, второй раз ничего не произойдёт.',
    en: 'It is not known whether the form has arrived. Do not fill it in anew: send it again in a minute. If it was taken already, nothing happens a second time.',
  },
  'portal.away.send-again': { ru: 'Отправить ещё раз', en: 'Send it again' },
  'portal.login-away.title': { ru: 'Вход временно недоступен', en: 'The login is away for the moment' },
  'portal.login-away.text': {
    ru: 'Сервис входа не отвечает. Попробуйте ещё раз через минуту. Программы и правила можно смотреть без входа.',
    en: 'The login service does not answer. Try again in a minute. The programmes and the rules can be read without a login.',
  },
  'portal.half-out.title': { ru: 'Вы вышли из кабинета', en: 'You are logged out of the cabinet' },
  'portal.half-out.text': {
    ru: 'На сервисе входа вы ещё не вышли. На чужом компьютере выйдите и там, иначе следующий человек войдёт от вашего имени.',
    en: 'At the login service you are not logged out yet. On a computer that is not yours log out there as well, or the next person logs in as you.',
  },
  'portal.half-out.leave': { ru: 'Выйти на сервисе входа', en: 'Log out at the login service' },
  'portal.half-out.away': {
    ru: 'Сервис входа сейчас не отвечает. Закройте все окна браузера.',
    en: 'The login service does not answer now. Close all windows of the browser.',
  },
} as const satisfies Phrases;
