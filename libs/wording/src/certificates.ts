import type { Phrases } from './phrases.js';

/** Certificate accounting: problems, refusals and the lines of a statement. */
export const certificates = {
  'problem.unknown-account': { ru: 'Такого сертификата нет', en: 'There is no such certificate account' },
  'problem.unknown-programme': {
    ru: 'Такой программы финансирования нет',
    en: 'There is no such financing programme',
  },
  'problem.programme-differs': {
    ru: 'На этот период уже зарегистрирована программа с другими настройками',
    en: 'A programme with other settings is registered for this period',
  },
  'problem.region-file-refused': { ru: 'В файле региона есть ошибки', en: 'The region file has faults' },
  'problem.clock-goes-back': { ru: 'Часы нельзя перевести назад', en: 'The clock cannot go back' },
  'problem.clock-not-shared': {
    ru: 'По этим часам идут не все службы установки',
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
    ru: 'период заканчивается не позже, чем начинается',
    en: 'the period ends no later than it begins',
  },
  'fault.prefix-leaves-no-digits': {
    ru: 'префикс не оставляет места для номера',
    en: 'the prefix leaves no room for the number',
  },
  'fault.too-few-numbers': {
    ru: 'номеров такого вида меньше, чем сертификатов по лимиту',
    en: 'there are fewer numbers of this form than certificates in the limits',
  },
  'fault.duplicate-group': { ru: 'группа с таким кодом уже есть', en: 'a group of this id stands before' },
  'fault.after-to': { ru: 'позже, чем конец выписки', en: 'is later than the end of the statement' },
  'fault.start-outside-group': { ru: 'вне дат занятий группы', en: 'is outside the dates of the group' },
  'fault.start-outside-period': { ru: 'вне периода сертификата', en: 'is outside the period of the certificate' },

  'refusal.contract-period-over': { ru: 'срок договора уже истёк', en: 'the period of the contract is over' },
  'refusal.no-certificate-place': {
    ru: 'в группе сертификатов нет свободных мест',
    en: 'the certificate group has no place left',
  },
  'refusal.insufficient-funds': {
    ru: 'на сертификате недостаточно средств',
    en: 'there is not enough money on the certificate',
  },

  'refusal.withdrawn': { ru: 'отозвана семьёй', en: 'withdrawn by the family' },

  'statement.CertificateIssued': {
    ru: 'Выдан сертификат № {number} на {nominal}',
    en: 'Certificate {number} issued for {nominal}',
  },
  'statement.FundsReserved': {
    ru: 'Зарезервировано {share} по договору, доплата родителя {coPayment}',
    en: '{share} reserved for the contract, the parent pays {coPayment}',
  },
  'statement.ReservationRefused': { ru: 'В резерве отказано: {reason}', en: 'Reserve refused: {reason}' },
  'statement.ContractOpened': {
    ru: 'Договор заключён, ребёнок зачислен',
    en: 'Contract concluded, the child is enrolled',
  },
  'statement.MonthDebited': {
    ru: 'Списано {debited} за {month}, возвращено {returned}',
    en: '{debited} debited for {month}, {returned} given back',
  },
  'statement.CompletenessReported': {
    ru: 'За {month} проведено занятий: {held} из {planned}, возвращено {returned}',
    en: '{held} of {planned} lessons held in {month}, {returned} given back',
  },
  'statement.ContractShortened': {
    ru: 'Договор расторгнут с {lastDay}, возвращено {released} из резерва и {refunded} из списанного',
    en: 'Contract ends on {lastDay}, {released} released and {refunded} refunded',
  },
  'statement.ReservationReleased': {
    ru: 'Заявка снята ({reason}), возвращено {released} из резерва и {refunded} из списанного',
    en: 'Application closed ({reason}), {released} released and {refunded} refunded',
  },
  'statement.PeriodExpired': {
    ru: 'Период закончился, остаток {expired} вернулся в бюджет',
    en: 'The period is over, {expired} returned to the budget',
  },
  'statement.ExpiryReversed': {
    ru: 'Возврат остатка {reversed} в бюджет отменён: договор заключён до конца периода, но учтён позже',
    en: 'The return of {reversed} is reversed: a contract dated inside the period was learned of later',
  },
} as const satisfies Phrases;
