import type { Phrases } from './phrases.js';

/** The cabinet: what stands on every page, the front page and the pages of a family. */
export const portal = {
  'portal.title': { ru: 'Сертификаты на кружки', en: 'Certificates for children’s clubs' },
  'portal.footer': {
    ru: 'Деньгами сертификата платят только за занятия по программам каталога.',
    en: 'The money of a certificate pays for lessons of the catalogue’s programmes only.',
  },
  'portal.nav.skip': { ru: 'К содержанию', en: 'To the content' },
  'portal.nav.label': { ru: 'Разделы', en: 'Sections' },
  'portal.nav.home': { ru: 'На главную страницу', en: 'To the front page' },
  'portal.nav.programmes': { ru: 'Программы', en: 'Programmes' },
  'portal.nav.family': { ru: 'Мои дети', en: 'My children' },
  'portal.nav.provider': { ru: 'Организация', en: 'Provider' },
  'portal.nav.operator': { ru: 'Оператор', en: 'Operator' },
  'portal.nav.messages': { ru: 'Сообщения', en: 'Messages' },
  'portal.nav.audit': { ru: 'Проверка', en: 'Audit' },
  'portal.nav.login': { ru: 'Войти', en: 'Log in' },
  'portal.nav.logout': { ru: 'Выйти', en: 'Log out' },
  'portal.nav.accessibility': { ru: 'Доступность сайта', en: 'Accessibility' },
  'portal.nav.other-language': { ru: 'English', en: 'Русский' },

  'portal.front.title': { ru: 'Кружок по сертификату', en: 'A club by certificate' },
  'portal.front.lead': {
    ru: 'Государство даёт каждому ребёнку сертификат — именной счёт на период обучения. Им оплачивают кружки из каталога. Оформлять его отдельно не нужно.',
    en: 'The state gives each child a certificate: a named account for a period. It pays for clubs of the catalogue. You need not ask for it.',
  },
  'portal.front.step-register': {
    ru: 'Войдите и добавьте ребёнка: по коду от оператора или заполнив его данные.',
    en: 'Log in and add your child, by the operator’s code or by its particulars.',
  },
  'portal.front.step-child': {
    ru: 'Добавьте ребёнка: по коду от оператора или заполнив его данные.',
    en: 'Add your child, by the operator’s code or by its particulars.',
  },
  'portal.front.step-choose': {
    ru: 'Выберите программу и посмотрите, что оплатит сертификат, а что — вы.',
    en: 'Choose a programme and see what the certificate pays and what you pay.',
  },
  'portal.front.step-consent': {
    ru: 'Подайте заявку и подтвердите согласие с условиями.',
    en: 'Apply, and consent to the terms.',
  },
  'portal.front.reserve-by-rules': {
    ru: 'Деньги на договор резервируются, и сертификат оформляется. Когда это происходит, сказано в правилах вашего муниципалитета ниже.',
    en: 'The money of the contract is reserved, and the certificate is issued. The rules of your municipality below say when.',
  },
  'portal.front.login': { ru: 'Войти в кабинет', en: 'Log in to the cabinet' },
  'portal.front.to-cabinet': { ru: 'Открыть кабинет', en: 'Open the cabinet' },
  'portal.front.to-programmes': { ru: 'Посмотреть программы', en: 'See the programmes' },
  'portal.front.regions': { ru: 'Где действуют сертификаты', en: 'Where certificates are valid' },
  'portal.front.no-programmes': {
    ru: 'Программ финансирования пока нет. Их регистрирует оператор региона.',
    en: 'There are no financing programmes yet. The region’s operator registers them.',
  },

  'portal.forbidden.title': { ru: 'Эта страница вам не открыта', en: 'This page is not open to you' },
  'portal.forbidden.text': {
    ru: 'Вы вошли, но этот раздел открыт другим. Если он нужен вам, попросите оператора региона дать вам доступ.',
    en: 'You are logged in, but this part is open to others. If you need it, ask the region’s operator for access.',
  },
  'portal.ended.title': { ru: 'Вы больше не в кабинете', en: 'You are not logged in any more' },
  'portal.ended.text': {
    ru: 'Вход закончился, пока вы заполняли форму. Войдите снова: форма сохранилась, и её можно будет отправить.',
    en: 'Your login had ended while you filled in the form. Log in again: the form is kept and can be sent then.',
  },
  'portal.not-kept.title': { ru: 'Вы больше не в кабинете', en: 'You are not logged in any more' },
  'portal.not-kept.text': {
    ru: 'Время входа закончилось, поэтому отправленное не сохранено. Войдите снова и повторите.',
    en: 'Your login had run out, so what you sent was not taken. Log in again and repeat it.',
  },
  'portal.not-logged-in.title': { ru: 'Войти не получилось', en: 'You are not logged in' },
  'portal.not-logged-in.text': {
    ru: 'Этот вход начат не здесь, уже закончен или отклонён. Попробуйте ещё раз.',
    en: 'This login was not begun here, is over, or was refused. Try again.',
  },
  'portal.ended.login': { ru: 'Войти снова', en: 'Log in again' },
  'portal.missing.title': { ru: 'Такой страницы нет', en: 'There is no such page' },
  'portal.missing.text': {
    ru: 'Проверьте адрес или вернитесь на главную страницу.',
    en: 'Check the address or go back to the front page.',
  },
  'portal.refused.title': { ru: 'Так сделать нельзя', en: 'This cannot be done' },
  'portal.refused.text': { ru: 'Вернитесь и попробуйте иначе.', en: 'Go back and try another way.' },
  'portal.too-often.title': { ru: 'Слишком много запросов', en: 'Too many requests' },
  'portal.too-often.text': { ru: 'Подождите минуту и повторите.', en: 'Wait a minute and try again.' },
  'portal.resume.title': { ru: 'Вы снова вошли', en: 'You are logged in again' },
  'portal.resume.text': {
    ru: 'Форма, которую вы заполнили, сохранилась и ещё не отправлена.',
    en: 'The form that you filled in is kept and has not been sent yet.',
  },
  'portal.resume.send': { ru: 'Отправить форму', en: 'Send the form' },
  'portal.problem.unknown': { ru: 'Не получилось', en: 'It did not work' },

  'portal.live.changed': { ru: 'На странице новое.', en: 'There is news on this page.' },
  'portal.live.ended': {
    ru: 'Время входа закончилось. Чтобы видеть новое, войдите снова.',
    en: 'Your login has ended. Log in again to see what is new.',
  },
  'portal.live.wait': {
    ru: 'Есть новое. Закончите с формой и обновите страницу.',
    en: 'There is news. Finish your form and load the page anew.',
  },

  'portal.family.title': { ru: 'Мои дети', en: 'My children' },
  'portal.family.no-children': {
    ru: 'Здесь появятся ваши дети. Добавьте ребёнка по коду, который дал оператор.',
    en: 'Your children will appear here. Add a child by the code that the operator gave.',
  },
  'portal.family.to-claim': { ru: 'Добавить ребёнка по коду', en: 'Add a child by code' },
  'portal.family.child': { ru: 'Ребёнок {childId}', en: 'Child {childId}' },
  'portal.family.no-certificate-application': {
    ru: 'Сертификата ещё нет: он оформится, когда вы подадите заявку в кружок.',
    en: 'There is no certificate yet: it will be issued when you apply for a club.',
  },
  'portal.family.no-certificate-acceptance': {
    ru: 'Сертификата ещё нет: он оформится, когда организация ответит на заявку согласием.',
    en: 'There is no certificate yet: it will be issued when a provider agrees to your application.',
  },
  'portal.family.no-certificate-enrolment': {
    ru: 'Сертификата ещё нет: он оформится, когда организация зачислит ребёнка.',
    en: 'There is no certificate yet: it will be issued when the provider enrols your child.',
  },

  'portal.claim.title': { ru: 'Добавить ребёнка по коду', en: 'Add a child by code' },
  'portal.claim.text': {
    ru: 'Код выдаёт оператор. Он действует 30 дней и только один раз.',
    en: 'The operator gives the code. It is good for 30 days, and once.',
  },
  'portal.claim.code': { ru: 'Код', en: 'Code' },
  'portal.claim.hint': { ru: '12 букв и цифр, регистр не важен', en: '12 letters and digits, in any case' },
  'portal.claim.button': { ru: 'Добавить', en: 'Add' },

  'portal.certificate.title': { ru: 'Сертификат ребёнка', en: 'The child’s certificate' },
  'portal.certificate.of': { ru: 'Сертификат № {number}', en: 'Certificate {number}' },
  'portal.certificate.number': { ru: 'Номер сертификата', en: 'Certificate number' },
  'portal.certificate.available': { ru: 'Доступный остаток', en: 'Available' },
  'portal.certificate.reserved': { ru: 'Зарезервировано', en: 'Reserved' },
  'portal.certificate.spent': { ru: 'Списано', en: 'Debited' },
  'portal.certificate.expired': { ru: 'Вернулось в бюджет', en: 'Returned to the budget' },
  'portal.certificate.nominal': { ru: 'Номинал', en: 'Nominal' },
  'portal.certificate.validity': { ru: 'Срок действия', en: 'Valid' },
  'portal.certificate.valid-until': { ru: 'Действует по', en: 'Valid to' },
  'portal.period': { ru: 'с {from} по {to}', en: 'from {from} to {to}' },
  'portal.certificate.returns': {
    ru: '{day, date, day}: доступный остаток, сейчас {amount, number, roubles}, вернётся в бюджет.',
    en: 'On {day, date, day} what is then available, {amount, number, roubles} now, returns to the budget.',
  },
  'portal.certificate.returned': {
    ru: 'Период закончился {day, date, day}: {amount, number, roubles} вернулось в бюджет. В новом периоде будет новый номинал.',
    en: 'The period ended on {day, date, day}: {amount, number, roubles} returned to the budget. A new period has a new nominal.',
  },
  'portal.certificate.all-reserved': {
    ru: 'Доступного остатка нет: всё зарезервировано за договорами. Если договор закончить раньше или занятия не состоятся, часть вернётся.',
    en: 'Nothing is available: all of it is reserved for contracts. If one ends early or lessons are not given, a part comes back.',
  },
  'portal.certificate.all-spent': {
    ru: 'Доступного остатка нет: все деньги периода списаны за прошедшие месяцы. Новый кружок в этом периоде можно оплатить самим.',
    en: 'Nothing is available: all money of the period was debited for past months. You can pay for another club yourselves.',
  },
  'portal.certificate.as-of': { ru: 'Как было на день', en: 'As it stood on' },
  'portal.certificate.show': { ru: 'Показать', en: 'Show' },
  'portal.chart.text': {
    ru: '{day, date, day}: доступно {available, number, roubles}, зарезервировано {reserved, number, roubles}, списано {spent, number, roubles}',
    en: '{day, date, day}: {available, number, roubles} available, {reserved, number, roubles} reserved, {spent, number, roubles} debited',
  },

  'portal.chart.title': { ru: 'Как менялись деньги сертификата', en: 'How the money of the certificate has changed' },
  'portal.chart.today': { ru: 'состояние на {day}', en: 'as of {day}' },
  'portal.chart.ends': {
    ru: 'Вся высота — {nominal}. Бледным показано, что будет, если ничего не изменится.',
    en: 'The full height is {nominal}. What is pale will be if nothing changes.',
  },

  'portal.contract.caption': { ru: '{course}: {status}', en: '{course}: {status}' },
  'portal.contract.status-reserved': { ru: 'деньги зарезервированы', en: 'the money is reserved' },
  'portal.contract.status-open': { ru: 'договор действует', en: 'under contract' },
  'portal.contract.status-shortened': { ru: 'договор расторгнут', en: 'terminated' },
  'portal.contract.status-released': { ru: 'резерв снят', en: 'released' },
  'portal.contract.status-refused': { ru: 'отказано', en: 'refused' },
  'portal.contract.month': { ru: 'Месяц', en: 'Month' },
  'portal.contract.share': { ru: 'Платит сертификат', en: 'The certificate pays' },
  'portal.contract.co-payment': { ru: 'Платите вы', en: 'You pay' },
  'portal.contract.co-payment-of-family': { ru: 'Платит семья', en: 'The family pays' },
  'portal.contract.state': { ru: 'Состояние', en: 'State' },
  'portal.contract.lessons': { ru: 'Занятия', en: 'Lessons' },
  'portal.contract.month-reserved': { ru: 'зарезервировано', en: 'reserved' },
  'portal.contract.month-debited': { ru: 'списано', en: 'debited' },
  'portal.contract.month-released': { ru: 'резерв снят', en: 'released' },
  'portal.contract.held': { ru: '{held} из {planned}', en: '{held} of {planned}' },
  'portal.contract.no-months': { ru: 'Месяцев к оплате нет.', en: 'No months to pay.' },

  'portal.entries.caption': { ru: 'Движения по сертификату', en: 'Entries of the certificate' },
  'portal.entries.day': { ru: 'День', en: 'Day' },
  'portal.entries.text': { ru: 'Что произошло', en: 'What happened' },
  'portal.entries.why': { ru: 'Почему', en: 'Why' },
  'portal.entries.amount': { ru: 'Сумма', en: 'Amount' },
  'portal.entries.of-reserved': { ru: 'из зарезервированного', en: 'of what was reserved' },
  'portal.entries.left': { ru: 'Доступно после', en: 'Available after' },
  'portal.entries.none': { ru: 'Движений ещё не было.', en: 'There are no entries yet.' },
} as const satisfies Phrases;
