import type { Phrases } from './phrases.js';

/** What a parent says of itself, and whether it wants mail. */
export const portalParent = {
  'portal.parent.title': { ru: 'Письма и сведения о вас', en: 'Mail, and what you say of yourself' },
  'portal.parent.text': {
    ru: 'Когда в кабинете появится новость — решение по заявке, списание, скорый конец сертификата, — мы можем прислать письмо. В письме только ссылка на кабинет: ни имён, ни сумм.',
    en: 'When there is news in the cabinet, a decision, a debit, the end of a certificate, we can send a mail. It has nothing but a link to the cabinet: no names, no amounts.',
  },
  'portal.parent.who-sees': {
    ru: 'Сведения о вас видит оператор, когда подтверждает ребёнка; каждый просмотр записывается. Пустые поля не хранятся.',
    en: 'The operator sees what you say of yourself when confirming a child; each look is recorded. Empty fields are not kept.',
  },
  'portal.parent.lastName': { ru: 'Ваша фамилия', en: 'Your last name' },
  'portal.parent.firstName': { ru: 'Ваше имя', en: 'Your first name' },
  'portal.parent.middleName': { ru: 'Ваше отчество, если есть', en: 'Your middle name, if you have one' },
  'portal.parent.phone': { ru: 'Телефон, если хотите', en: 'Telephone, if you like' },
  'portal.parent.email': { ru: 'Адрес электронной почты', en: 'Address of mail' },
  'portal.parent.email-hint': { ru: 'Например, ivanova@example.org', en: 'For example ivanova@example.org' },
  'portal.parent.wants': {
    ru: 'Присылать письмо, когда в кабинете есть новости',
    en: 'Send a mail when there is news in the cabinet',
  },
  'portal.parent.wants-hint': {
    ru: 'Письма приходят там, где регион подключил их отправку, не чаще одного за шесть часов.',
    en: 'Mail comes where the region has connected it, at most one in six hours.',
  },
  'portal.parent.save': { ru: 'Сохранить', en: 'Save' },
  'portal.parent.saved': { ru: 'Сохранено.', en: 'It is saved.' },
  'portal.parent.erase-title': { ru: 'Удалить сведения о вас', en: 'Erase what you have said' },
  'portal.parent.erase-text': {
    ru: 'Удалится сразу и навсегда всё, что вы сообщили о себе, и писем больше не будет. Дети, заявки и сертификаты останутся.',
    en: 'All that you have said of yourself is erased at once and for good, and no mail comes any more. Children, applications and certificates stay.',
  },
  'portal.parent.erase': { ru: 'Удалить сведения обо мне', en: 'Erase what I have said' },
} as const satisfies Phrases;
