import type { Phrases } from './phrases.js';

/** What the demonstration shows to an operator. */
export const demo = {
  'demo.playing': { ru: 'Сезон региона через три сервиса', en: 'A region’s season through the three services' },
  'demo.database': {
    ru: 'На сервере DATABASE_URL, в отдельной базе данных, которая в конце удаляется',
    en: 'On the server of DATABASE_URL, in a database of its own that is dropped at the end',
  },
  'demo.progress': { ru: '{date}  действий: {done} из {of}', en: '{date}  actions: {done} of {of}' },
  'demo.imports': { ru: 'Загрузка', en: 'Import' },
  'demo.import.programs': { ru: 'Программы: строк', en: 'Programmes: rows' },
  'demo.import.children': { ru: 'Дети: строк', en: 'Children: rows' },
  'demo.import.refused': { ru: 'отклонено строк', en: 'rows refused' },
  'demo.applications': { ru: 'Заявки', en: 'Applications' },
  'demo.submitted': { ru: 'Подано', en: 'Submitted' },
  'demo.enrolled': { ru: 'Зачислено', en: 'Enrolled' },
  'demo.withdrawn': { ru: 'Отозвано семьями', en: 'Withdrawn by families' },
  'demo.terminated': { ru: 'Договоров расторгнуто', en: 'Contracts ended early' },
  'demo.refused': { ru: 'Отказано', en: 'Refused' },
  'demo.rejected': { ru: 'Действий, не допущенных правилами', en: 'Actions that the rules rejected' },
  'demo.money': { ru: 'Деньги', en: 'Money' },
  'demo.issued': { ru: 'Сертификатов выдано', en: 'Certificates issued' },
  'demo.granted': { ru: 'Предоставлено по сертификатам', en: 'Granted on certificates' },
  'demo.debited': { ru: 'Списано за занятия', en: 'Debited for classes' },
  'demo.expired': { ru: 'Вернулось в бюджет в конце периода', en: 'Returned to the budget at the period’s end' },
  'demo.open': { ru: 'Осталось на сертификатах', en: 'Left on certificates' },
  'demo.coPayment': { ru: 'Доплата родителей', en: 'Paid by parents' },
  'demo.byMonth': { ru: 'Списано по месяцам занятий', en: 'Debited by month of classes' },
  'demo.seconds': { ru: 'Секунд всего', en: 'Seconds in all' },
} as const satisfies Phrases;
