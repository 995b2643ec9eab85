import type { Phrases } from './phrases.js';

/** Whose data it is: registration, guardians, consent to the processing, who looks, erasing and merging. */
export const people = {
  'mail.subject': { ru: 'Новости в личном кабинете', en: 'News in your cabinet' },
  'mail.news': {
    ru: 'В личном кабинете есть новости. Войдите, чтобы их прочитать:',
    en: 'There is news in your cabinet. Log in to read it:',
  },
  'mail.end': {
    ru: 'Вы получили это письмо, потому что попросили о нём в кабинете. Отказаться от писем: {address}',
    en: 'You get this mail because you asked for it in the cabinet. To get no more: {address}',
  },
  'problem.processing-consent-withdrawn': {
    ru: 'Семья отозвала согласие на обработку персональных данных ребёнка',
    en: 'The family has withdrawn its consent to the processing of the child’s personal data',
  },
  'refusal.processing-consent-withdrawn': {
    ru: 'семья отозвала согласие на обработку персональных данных ребёнка',
    en: 'the family has withdrawn its consent to the processing of the child’s personal data',
  },
  'consent-text.processing-1': {
    ru: 'Я, законный представитель ребёнка, даю согласие на обработку его персональных данных — даты рождения, категории, сведений о заявках, договорах и оплате занятий — чтобы оплачивать его обучение с сертификата. Согласие действует до отзыва. После отзыва новые заявки не принимаются, а заключённые договоры исполняются и учитываются так, как требует закон.',
    en: 'As a legal representative of the child I consent to the processing of its personal data, its birth date, its category, and what is recorded of applications, contracts and payments, so that its certificate can pay for classes. The consent holds until it is withdrawn. After that no new application is taken; contracts that stand are carried out and accounted for as the law demands.',
  },
  'problem.too-young-for-a-login': {
    ru: 'Свой вход у ребёнка бывает с 14 лет',
    en: 'A child has a login of its own from 14',
  },
  'problem.code-not-valid': {
    ru: 'Код не подходит: он уже использован, истёк или набран с ошибкой',
    en: 'The code is not valid: it has been used, has expired, or is mistyped',
  },
  'problem.child-has-a-login': {
    ru: 'У этого ребёнка уже есть свой вход',
    en: 'This child has a login of its own already',
  },
  'problem.purpose-missing': {
    ru: 'Укажите, для чего нужны данные ребёнка: это записывается и видно семье',
    en: 'Say what the data of the child are needed for: it is recorded, and the family sees it',
  },
  'problem.contracts-live': {
    ru: 'У ребёнка есть открытые заявки или действующие договоры: {contracts}',
    en: 'The child has open applications or running contracts: {contracts}',
  },
  'problem.erasure-waiting': {
    ru: 'Удаление данных этого ребёнка уже ждёт второго человека',
    en: 'The erasure of this child already waits for a second person',
  },
  'problem.unknown-erasure': { ru: 'Такого удаления данных нет', en: 'There is no such erasure' },
  'problem.erasure-decided': { ru: 'Об этом удалении данных уже решено', en: 'This erasure has been decided' },
  'problem.second-person-needed': {
    ru: 'Подтвердить должен другой человек, не тот, кто просил',
    en: 'Somebody else than who asked must agree',
  },
  'problem.same-child': { ru: 'Это и так один ребёнок', en: 'They are one child already' },
  'problem.certificate-of-other': {
    ru: 'Сертификат этого периода есть только у второго ребёнка: оставьте его',
    en: 'Only the other child has a certificate of this period: keep that one',
  },
  'problem.merge-waiting': {
    ru: 'Объединение уже ждёт второго человека',
    en: 'The merge already waits for a second person',
  },
  'problem.unknown-merge': { ru: 'Такого объединения нет', en: 'There is no such merge' },
  'problem.merge-decided': { ru: 'Об этом объединении уже решено', en: 'This merge has been decided' },
  'problem.birth-date-to-come': {
    ru: 'Дата рождения ещё не наступила',
    en: 'The date of birth is still to come',
  },
  'problem.registrations-waiting': {
    ru: 'Ждут решения уже {max} детей: дождитесь ответа по ним',
    en: '{max} children wait for a decision already: wait for it',
  },
  'problem.unknown-registration': {
    ru: 'Такой заявки на регистрацию ребёнка нет',
    en: 'There is no such registration of a child',
  },
  'problem.registration-decided': {
    ru: 'По этой регистрации уже есть решение',
    en: 'This registration has been decided',
  },
  'problem.child-known': {
    ru: 'Ребёнок с таким номером уже есть в реестре',
    en: 'The register has a child of this id already',
  },
  'problem.version-needed': {
    ru: 'Сначала посмотрите, что записано о вас сейчас: изменения принимаются к последней версии',
    en: 'Look at what is there first: a change is taken for the last version',
  },
  'problem.version-not-seen': {
    ru: 'Данные о вас с тех пор изменились: посмотрите последнюю версию',
    en: 'What is there has changed since: look at the last version',
  },
  'problem.unknown-parent': { ru: 'Вы ещё ничего не сообщили о себе', en: 'You have said nothing of yourself' },
  'problem.unknown-guardianship': { ru: 'Такого представителя нет', en: 'There is no such guardianship' },
} satisfies Phrases;
