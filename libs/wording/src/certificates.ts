import type { Phrases } from './phrases.js';

/** Certificate accounting: problems, refusals and reasons. */
export const certificates = {
  'problem.unknown-account': { ru: 'Сертификат ещё не выдан', en: 'No certificate has been issued yet' },
  'problem.unknown-programme': {
    ru: 'Такой программы финансирования нет',
    en: 'There is no such financing programme',
  },
  'problem.quote-moved': {
    ru: 'Стоимость места теперь рассчитывает сервис заявок: GET /quotes',
    en: 'Enrolment answers quotes now: GET /quotes',
  },
  'problem.programme-differs': {
    ru: 'На этот период уже зарегистрирована программа с другими настройками',
    en: 'A programme with other settings is registered for this period',
  },
  'problem.period-overlaps': {
    ru: 'На часть этого периода в муниципалитете уже есть программа финансирования',
    en: 'The municipality has a financing programme for a part of this period',
  },
  'problem.unknown-certificate-number': {
    ru: 'Сертификата с таким номером нет',
    en: 'There is no certificate with this number',
  },
  'problem.unknown-certificate': {
    ru: 'У ребёнка нет сертификата этой программы финансирования',
    en: 'The child has no certificate of this financing programme',
  },
  'problem.unknown-certificate-group': {
    ru: 'В программе финансирования нет такой группы сертификатов',
    en: 'The financing programme has no such certificate group',
  },
  'problem.limit-unchanged': { ru: 'Такие пределы уже действуют', en: 'These limits are in force already' },
  'problem.limit-change-waiting': {
    ru: 'Другое изменение пределов этой группы ещё ждёт решения',
    en: 'Another change of the limits of this group is still to be decided',
  },
  'problem.limit-below-issued': {
    ru: 'Сертификатов этой группы выдано больше, чем допускает новый предел',
    en: 'The group has issued more certificates than the new limit allows',
  },
  'problem.unknown-limit-change': { ru: 'Такого изменения пределов нет', en: 'There is no such change of limits' },
  'problem.limit-change-decided': {
    ru: 'Об этом изменении пределов уже принято решение',
    en: 'This change of limits has been decided',
  },
  'problem.region-file-refused': { ru: 'В файле региона есть ошибки', en: 'The region file has faults' },
  'problem.clock-goes-back': { ru: 'Часы нельзя перевести назад', en: 'The clock cannot go back' },
  'problem.clock-not-shared': {
    ru: 'По этим часам идут не все сервисы установки',
    en: 'Not all services of the installation go by this clock',
  },
  'problem.clock-jumps-too-far': {
    ru: 'Часы нельзя перевести так далеко за один раз',
    en: 'The clock cannot jump so far at once',
  },

  'fault.setting-not-available': {
    ru: 'в этой версии доступно только: {values}',
    en: 'this version offers only: {values}',
  },
  'fault.not-digits': { ru: 'ожидаются только цифры', en: 'must be digits only' },
  'fault.period-ends-before-it-begins': {
    ru: 'период должен заканчиваться позже, чем начинается',
    en: 'the period must end later than it begins',
  },
  'fault.prefix-leaves-no-digits': {
    ru: 'префикс не оставляет места для номера',
    en: 'the prefix leaves no room for the number',
  },
  'fault.not-a-group-code': {
    ru: 'код группы сертификатов: от 1 до {max, plural, one {# знака} other {# знаков}}, буквы любого алфавита, цифры, точка, дефис и подчёркивание, без пробелов, сначала буква или цифра',
    en: 'must be the id of a certificate group: 1 to {max, plural, one {# character} other {# characters}}, letters of any alphabet, digits, dot, hyphen and underscore, no spaces, a letter or digit first',
  },
  'fault.no-general-group': {
    ru: 'нет группы сертификатов {group} для детей без категории',
    en: 'there is no certificate group {group} for children without a category',
  },
  'fault.nominal-below-minimum': {
    ru: 'номинал меньше минимального остатка ({min, number, roubles}): ничего нельзя будет зарезервировать',
    en: 'the nominal is below the minimal balance ({min, number, roubles}): nothing could ever be reserved',
  },
  'fault.limit-below-nominal': {
    ru: 'лимит меньше одного номинала ({nominal, number, roubles}): нельзя будет выдать ни одного сертификата',
    en: 'the limit is below one nominal ({nominal, number, roubles}): not one certificate could be issued',
  },
  'fault.age-bounds-reversed': {
    ru: 'верхняя граница возраста меньше нижней ({min} мес.)',
    en: 'the upper bound of age is below the lower one ({min, plural, one {# month} other {# months}})',
  },
  'fault.too-few-numbers': {
    ru: 'номеров такой длины меньше, чем сертификатов по лимиту',
    en: 'there are fewer numbers of this length than certificates in the limits',
  },
  'fault.duplicate-group': {
    ru: 'группа сертификатов с таким кодом уже указана',
    en: 'a certificate group of this id stands before',
  },
  'fault.after-to': { ru: 'позже конца выписки', en: 'is later than the end of the statement' },
  'fault.start-outside-group': { ru: 'не попадает в сроки занятий группы', en: 'is outside the dates of the group' },
  'fault.start-outside-period': {
    ru: 'не попадает в период действия сертификата',
    en: 'is outside the period of the certificate',
  },

  'refusal.terms-impossible': {
    ru: 'таких условий договора не может быть: даты или сумма неверны',
    en: 'the terms of the contract cannot be: a date or the amount is wrong',
  },
  'refusal.contract-period-over': { ru: 'срок договора уже прошёл', en: 'the period of the contract is over' },
  'refusal.certificate-elsewhere': {
    ru: 'на эти месяцы у ребёнка есть сертификат другого муниципалитета',
    en: 'the child has a certificate of another municipality for these months',
  },
  'refusal.certificate-closed': { ru: 'сертификат закрыт', en: 'the certificate is closed' },
  'refusal.no-certificate-place': {
    ru: 'лимит сертификатов исчерпан',
    en: 'the limit of certificates is exhausted',
  },
  'refusal.insufficient-funds': {
    ru: 'на сертификате недостаточно средств',
    en: 'there is not enough money on the certificate',
  },
  'refusal.terms-changed': {
    ru: 'доплата выше той, на которую согласна семья',
    en: 'the co-payment is above the one to which the family has consented',
  },
  'refusal.request-discarded': {
    ru: 'оператор отклонил запрос',
    en: 'an operator discarded the request',
  },
  'refusal.notice-not-revocable': {
    ru: 'это уведомление уже нельзя отозвать',
    en: 'this notice can be revoked no more',
  },

  'closing.moved': { ru: 'семья переехала', en: 'the family has moved' },
  'closing.data-error': { ru: 'ошибка в данных', en: 'an error in the data' },
  'closing.refused-by-family': { ru: 'семья отказалась от сертификата', en: 'the family has given the certificate up' },
  'closing.age': { ru: 'ребёнок достиг предельного возраста', en: 'the child has reached the age limit' },

  'refusal.withdrawn': { ru: 'отозвана семьёй', en: 'withdrawn by the family' },
} as const satisfies Phrases;
