import type { Phrases } from './phrases.js';

/** The cabinet: the rules of a region told from its settings, registration of a child, accessibility. */
export const portalFront = {
  'portal.region.whom': { ru: 'Кому звонить', en: 'Whom to call' },
  'portal.region.ask-operator': {
    ru: 'Что-то неясно? Обратитесь к оператору региона или в управление образования.',
    en: 'Something is not clear? Ask the region’s operator or the department of education.',
  },
  'portal.region.contacts': { ru: 'Кому звонить', en: 'Whom to call' },
  'portal.region.operator': { ru: 'Оператор', en: 'Operator' },
  'portal.region.address': { ru: 'Адрес', en: 'Address' },
  'portal.region.phone': { ru: 'Телефон', en: 'Telephone' },
  'portal.region.email': { ru: 'Электронная почта', en: 'E-mail' },
  'portal.region.hours': { ru: 'Когда отвечают', en: 'Hours' },
  'portal.region.guide': { ru: 'Как у нас записаться', en: 'How to enrol here' },

  'portal.rules.title': { ru: 'Правила: {municipality}', en: 'Rules: {municipality}' },
  'portal.rules.region': { ru: 'Регион', en: 'Region' },
  'portal.rules.period': { ru: 'Период', en: 'Period' },
  'portal.rules.groups': { ru: 'Кому и сколько', en: 'Who gets how much' },
  'portal.rules.group': { ru: 'Группа', en: 'Group' },
  'portal.rules.nominal': { ru: 'Номинал', en: 'Nominal' },
  'portal.rules.ages': { ru: 'Возраст', en: 'Ages' },
  'portal.rules.any-age': { ru: 'любой', en: 'any' },
  'portal.rules.age-range': { ru: 'от {min} до {max} лет', en: 'from {min} to {max} years' },
  'portal.rules.how': { ru: 'Как это работает', en: 'How it works' },
  'portal.rules.reserve-application': {
    ru: 'Деньги резервируются, когда вы подаёте заявку; тогда же оформляется сертификат.',
    en: 'The money is reserved when you apply; the certificate is issued at that moment.',
  },
  'portal.rules.reserve-acceptance': {
    ru: 'Деньги резервируются, когда организация отвечает согласием; тогда же оформляется сертификат.',
    en: 'The money is reserved when the provider agrees; the certificate is issued at that moment.',
  },
  'portal.rules.reserve-enrolment': {
    ru: 'Деньги резервируются, когда ребёнка зачисляют; тогда же оформляется сертификат.',
    en: 'The money is reserved when the child is enrolled; the certificate is issued at that moment.',
  },
  'portal.rules.min-balance': {
    ru: 'Чтобы зачислить на новый кружок, на сертификате должно быть доступно не меньше {amount, number, roubles}.',
    en: 'For a new club at least {amount, number, roubles} must be available on the certificate.',
  },
  'portal.rules.debit': {
    ru: 'Плата за месяц списывается в его первый день.',
    en: 'The fee of a month is debited on its first day.',
  },
  'portal.rules.notice': {
    ru: 'По уведомлению договор заканчивается последним днём месяца; уведомление на бумаге можно внести не позже чем через {days, plural, one {# день} few {# дня} other {# дней}}.',
    en: 'By notice the contract ends with the last day of the month; a notice on paper can be entered up to {days, plural, one {# day} other {# days}} later.',
  },
  'portal.rules.refund': {
    ru: 'За несостоявшиеся занятия деньги возвращаются на сертификат, когда организация сообщит о занятиях месяца.',
    en: 'For lessons that were not given the money goes back to the certificate when the provider reports the month.',
  },
  'portal.rules.end': {
    ru: '{day, date, day} доступный остаток возвращается в бюджет, новый период начинается с нового номинала.',
    en: 'On {day, date, day} what is available returns to the budget; a new period begins with a new nominal.',
  },
  'portal.rules.questions': { ru: 'О чём спрашивают семьи', en: 'What families ask' },
  'portal.question.not-attended': {
    ru: 'Почему списали, хотя мы не ходили?',
    en: 'Why was it debited though we did not attend?',
  },
  'portal.answer.not-attended': {
    ru: 'Оплачивается место в группе, а не посещение. Возвращают за занятия, которых не провела сама организация.',
    en: 'What is paid is the place in the group, not the attendance. Money goes back for lessons that the provider did not give.',
  },
  'portal.question.move': { ru: 'Что, если мы переедем?', en: 'What if we move?' },
  'portal.answer.move': {
    ru: 'Сообщите оператору: сертификат закроют, договоры закончатся месяцем переезда, а по новому месту оформят другой под тем же номером.',
    en: 'Tell the operator: the certificate is closed, contracts end with that month, and the new municipality issues another one under the same number.',
  },
  'portal.question.not-enough': { ru: 'Что, если денег не хватит?', en: 'What if it is not enough?' },
  'portal.answer.not-enough': {
    ru: 'Сертификат платит, сколько есть, остальное — ваша доплата. Её видно в расчёте до заявки, и выше той, на которую вы согласились, она не станет.',
    en: 'The certificate pays what it has, the rest is your share. You see it before you apply, and it does not rise above what you consented to.',
  },
  'portal.question.two-clubs': { ru: 'Можно ли ходить в два кружка?', en: 'May we go to two clubs?' },
  'portal.answer.two-clubs': {
    ru: 'Да, пока хватает денег; но не в две группы одного кружка в одни и те же дни.',
    en: 'Yes, while the money lasts; but not to two groups of one club on the same days.',
  },
  'portal.question.how-to-end': { ru: 'Как закончить и с какого дня?', en: 'How do we end it, and from which day?' },
  'portal.answer.how-to-end': {
    ru: 'Подайте уведомление на странице договора. Договор закончится последним днём того месяца.',
    en: 'Give notice on the page of the contract. It ends with the last day of that month.',
  },
  'portal.question.eighteen': { ru: 'Что будет в 18 лет?', en: 'What happens at 18?' },
  'portal.answer.eighteen': {
    ru: 'Возраст проверяют на первый день занятий. Начатый договор идёт до конца, новый по возрасту может быть невозможен.',
    en: 'The age is checked on the first day. A contract that has begun runs to its end; a new one may not be possible.',
  },
  'portal.question.rest': {
    ru: 'Куда ушёл остаток в конце периода?',
    en: 'Where did the rest go at the period’s end?',
  },
  'portal.answer.rest': {
    ru: 'Он вернулся в бюджет. Обналичить или перенести его нельзя.',
    en: 'It went back to the budget. It cannot be cashed out or carried over.',
  },
  'portal.question.waiting': { ru: 'Почему заявка всё ещё ждёт?', en: 'Why does the application still wait?' },
  'portal.answer.waiting': {
    ru: 'Её состояние и дата — на странице заявки. Если деньги резервируются дольше минуты, позвоните оператору региона.',
    en: 'Its state and date are on its page. If the money is being reserved for more than a minute, call the region’s operator.',
  },

  'portal.family.to-register': { ru: 'Заполнить данные ребёнка', en: 'Register a child' },
  'portal.register.title': { ru: 'Данные ребёнка', en: 'Register a child' },
  'portal.register.text': {
    ru: 'Оператор проверит данные и подтвердит их. До этого их видят только вы и он.',
    en: 'The operator checks and confirms what you say. Until then only you and the operator see it.',
  },
  'portal.register.lastName': { ru: 'Фамилия', en: 'Last name' },
  'portal.register.firstName': { ru: 'Имя', en: 'First name' },
  'portal.register.middleName': { ru: 'Отчество, если есть', en: 'Patronymic, if any' },
  'portal.register.birthDate': { ru: 'Дата рождения', en: 'Birth date' },
  'portal.register.kind': { ru: 'Документ', en: 'Document' },
  'portal.register.kind-birth-certificate': { ru: 'свидетельство о рождении', en: 'birth certificate' },
  'portal.register.kind-passport': { ru: 'паспорт', en: 'passport' },
  'portal.register.kind-foreign-document': { ru: 'иностранный документ', en: 'foreign document' },
  'portal.register.kind-snils': { ru: 'СНИЛС', en: 'SNILS (insurance account)' },
  'portal.register.number': { ru: 'Серия и номер', en: 'Number' },
  'portal.register.address': { ru: 'Адрес', en: 'Address' },
  'portal.register.municipality': { ru: 'Муниципалитет', en: 'Municipality' },
  'portal.register.category': { ru: 'Категория, если особая', en: 'Category, if special' },
  'portal.register.categoryBasis': { ru: 'На основании чего', en: 'What the category rests on' },
  'portal.register.button': { ru: 'Отправить', en: 'Send' },
  'portal.registrations.caption': { ru: 'Данные на проверке', en: 'Registrations' },
  'portal.registrations.when': { ru: 'Отправлены', en: 'Sent' },
  'portal.registrations.state': { ru: 'Состояние', en: 'State' },
  'portal.registrations.state-waiting': { ru: 'ждут проверки оператором', en: 'waits for the operator' },
  'portal.registrations.state-refused': { ru: 'не подтверждены', en: 'not confirmed' },
  'portal.registrations.reason-not-as-in-the-document': { ru: 'не так, как в документе', en: 'not as in the document' },
  'portal.registrations.reason-not-the-guardian': { ru: 'заявитель не представитель ребёнка', en: 'not the guardian' },
  'portal.registrations.reason-not-of-this-region': { ru: 'ребёнок не из этого региона', en: 'not of this region' },
  'portal.registrations.reason-twice': { ru: 'ребёнок уже зарегистрирован вами', en: 'registered by you before' },
  'portal.registrations.reason-other': { ru: 'уточните у оператора', en: 'ask the operator' },
  'portal.registrations.reason-withdrawn': { ru: 'отозваны вами', en: 'withdrawn by you' },
  'portal.registrations.reason-not-decided': { ru: 'срок проверки прошёл', en: 'not decided in time' },

  'portal.paper.download': { ru: 'Скачать сертификат (PDF)', en: 'Download the certificate (PDF)' },
  'portal.paper.title': { ru: 'Сертификат {number}', en: 'Certificate {number}' },
  'portal.paper.heading': {
    ru: 'Сертификат дополнительного образования',
    en: 'Certificate of supplementary education',
  },
  'portal.paper.issued-to': { ru: 'Выдан ребёнку', en: 'Issued to' },
  'portal.paper.available': {
    ru: 'Доступный остаток на {day, date, day}',
    en: 'Available on {day, date, day}',
  },
  'portal.paper.check': { ru: 'Проверить сертификат', en: 'Check the certificate' },
  'portal.paper.check-text': {
    ru: 'В коде только номер и этот адрес. Остаток меняется: сегодняшний — в кабинете.',
    en: 'The code holds the number and this address only. The balance changes: today’s is in the cabinet.',
  },
  'portal.paper.not-money': {
    ru: 'Сертификат именной. Им платят только за кружки каталога; обналичить или передать его нельзя.',
    en: 'The certificate is personal. It pays for clubs of the catalogue only and cannot be cashed or passed on.',
  },
  'portal.check.title': { ru: 'Проверка сертификата', en: 'Check of a certificate' },
  'portal.check.who': {
    ru: 'Действителен ли он и что на нём осталось, видят семья ребёнка и оператор региона. Войдите, если это вы. Организации проверять остаток не нужно: он проверяется сам, когда она зачисляет ребёнка.',
    en: 'Whether it is valid and what is left is seen by the child’s family and the region’s operator. Log in if that is you. A provider need not check it: the balance is checked by itself when the child is enrolled.',
  },
  'portal.check.known': { ru: 'Такой сертификат есть.', en: 'There is such a certificate.' },
  'portal.check.unknown': {
    ru: 'Такого сертификата нет среди тех, что вам видны. Проверьте номер.',
    en: 'There is none of this number among those that you see. Check the number.',
  },

  'portal.accessibility.title': { ru: 'Доступность сайта', en: 'Accessibility' },
  'portal.accessibility.standard': {
    ru: 'Страницы сделаны по WCAG 2.2, уровень AA: это проверяют автоматические тесты на каждой странице.',
    en: 'The pages are made to WCAG 2.2, level AA; automatic tests check every page.',
  },
  'portal.accessibility.means': {
    ru: 'Всем можно пользоваться с клавиатуры, с программой чтения с экрана, при увеличении 200 % и без JavaScript.',
    en: 'Everything works by keyboard, with a screen reader, at 200 % zoom and without JavaScript.',
  },
  'portal.accessibility.limits': {
    ru: 'Ещё не проверено людьми с инвалидностью. Диаграмма повторяет таблицу движений.',
    en: 'It has not yet been tried by people with disabilities. The chart repeats the table of entries.',
  },
  'portal.accessibility.help': {
    ru: 'Если что-то не получается, обратитесь к оператору региона: он может сделать то же за вас.',
    en: 'If something does not work, ask the region’s operator, who can do the same for you.',
  },
} as const satisfies Phrases;
