import type { Phrases } from './phrases.js';

/** The lines of a statement, each with its ways to say what happened without an amount of nothing, and why it happened. */
export const statement = {
  'statement.CertificateIssued': {
    ru: 'Выдан сертификат № {number} на {nominal}',
    en: 'Certificate {number} issued for {nominal}',
  },
  'statement.CertificateIssued.empty': {
    ru: 'Выдан сертификат № {number} без средств',
    en: 'Certificate {number} issued without money',
  },
  'statement.FundsReserved': {
    ru: 'Зарезервировано {share}, доплата родителя {coPayment}',
    en: '{share} reserved, the parent pays {coPayment}',
  },
  'statement.FundsReserved.covered': {
    ru: 'Зарезервировано {share}, доплачивать родителю не нужно',
    en: '{share} reserved, the parent pays nothing',
  },
  'statement.FundsReserved.unpaid': {
    ru: 'Место в группе занято, средства сертификата не расходуются, доплата родителя {coPayment}',
    en: 'The place is taken, the certificate pays nothing of it, the parent pays {coPayment}',
  },
  'statement.FundsReserved.free': {
    ru: 'Место в группе занято, занятия бесплатные',
    en: 'The place is taken, the course is free of charge',
  },
  'statement.ReservationRefused': {
    ru: 'Средства не зарезервированы: {reason}',
    en: 'No money was reserved: {reason}',
  },
  'statement.ContractConcluded': {
    ru: 'Договор заключён, ребёнок зачислен',
    en: 'Contract concluded, the child is enrolled',
  },
  'statement.MonthDebited': { ru: 'Списано {debited} за {month}', en: '{debited} debited for {month}' },
  'statement.MonthDebited.nothing': { ru: 'За {month} ничего не списано', en: 'Nothing debited for {month}' },
  'statement.LessonsReported': {
    ru: 'За {month} проведено занятий: {held} из {planned}',
    en: '{held} of {planned, plural, one {# lesson} other {# lessons}} held in {month}',
  },
  'statement.ContractTerminated.family': {
    ru: 'Договор расторгнут по уведомлению семьи, последний день {lastDay}',
    en: 'Contract ended by a notice of the family, its last day is {lastDay}',
  },
  'statement.ContractTerminated.provider': {
    ru: 'Договор расторгнут по уведомлению организации, последний день {lastDay}',
    en: 'Contract ended by a notice of the provider, its last day is {lastDay}',
  },
  'statement.ContractTerminated.operator': {
    ru: 'Договор прекращён, потому что сертификат закрыт, последний день {lastDay}',
    en: 'Contract ended because the certificate was closed, its last day is {lastDay}',
  },
  'statement.ReservationReleased': { ru: 'Заявка отклонена: {reason}', en: 'Application refused: {reason}' },
  'statement.ReservationReleased.withdrawn': {
    ru: 'Заявка отозвана семьёй',
    en: 'Application withdrawn by the family',
  },
  'statement.ReservationReleased.before-start': {
    ru: 'Договор отменён до начала занятий',
    en: 'Contract cancelled before its start',
  },
  'statement.PeriodExpired': {
    ru: 'Период закончился, остаток {expired} возвращён в бюджет',
    en: 'The period is over, {expired} returned to the budget',
  },
  'statement.PeriodExpired.nothing': {
    ru: 'Период закончился, остатка нет',
    en: 'The period is over, nothing was left',
  },
  'statement.ExpiryReversed': {
    ru: 'Возврат {reversed} в бюджет отменён: договор заключён до конца периода, но учтён позже',
    en: 'The return of {reversed} to the budget is reversed: a contract dated inside the period was learned of later',
  },
  'statement.ExpiryReversed.nothing': {
    ru: 'Период снова открыт для договора, который заключён до его конца, но учтён позже',
    en: 'The period is open again for a contract dated inside it that was learned of later',
  },
  'statement.NoticeRevoked': {
    ru: 'Уведомление от {noticeOn} отозвано, договор действует по {lastDay}',
    en: 'The notice of {noticeOn} is revoked, the contract runs to {lastDay}',
  },
  'statement.NoticeRevocationRefused': {
    ru: 'Отозвать уведомление нельзя: {reason}',
    en: 'The notice cannot be revoked: {reason}',
  },
  'statement.LessonsCorrectionHeld': {
    ru: 'Для исправления отчёта о занятиях за {month} отложено {amount}',
    en: '{amount} set aside for the correction of the lessons of {month}',
  },
  'statement.LessonsCorrectionHeld.nothing': {
    ru: 'Отчёт о занятиях за {month} исправляется',
    en: 'The lessons of {month} are being corrected',
  },
  'statement.LessonsCorrectionRefused': {
    ru: 'Исправить отчёт о занятиях за {month} нельзя, не хватает {missing}',
    en: 'The lessons of {month} cannot be corrected, {missing} is missing',
  },
  'statement.LessonsCorrected': {
    ru: 'Исправлен отчёт о занятиях за {month}: проведено {held} из {planned}, раньше указано {heldBefore} из {plannedBefore}',
    en: 'The lessons of {month} are corrected: {held} of {planned} held, {heldBefore} of {plannedBefore} reported before',
  },
  'statement.LessonsCorrectionDropped': {
    ru: 'Исправление отчёта о занятиях за {month} не состоялось, возвращено {amount}',
    en: 'The correction of the lessons of {month} came to nothing, {amount} returned',
  },
  'statement.LessonsCorrectionDropped.nothing': {
    ru: 'Исправление отчёта о занятиях за {month} не состоялось',
    en: 'The correction of the lessons of {month} came to nothing',
  },
  'statement.CertificateClosed': {
    ru: 'Сертификат закрыт ({reason}), остаток {expired} возвращён в бюджет',
    en: 'The certificate is closed ({reason}), {expired} returned to the budget',
  },
  'statement.CertificateClosed.nothing': {
    ru: 'Сертификат закрыт ({reason}), остатка нет',
    en: 'The certificate is closed ({reason}), nothing was left',
  },
  'statement.AnswerRepeated': {
    ru: 'Ответ на запрос средств отправлен ещё раз',
    en: 'The answer about the money was sent once more',
  },

  'statement.clause.returned-available': {
    ru: 'на сертификат возвращено {amount}',
    en: '{amount} returned to the certificate',
  },
  'statement.clause.returned-expired': {
    ru: 'в бюджет возвращено {amount}',
    en: '{amount} returned to the budget',
  },
  'statement.clause.of-it-debited': {
    ru: 'из них {amount} были уже списаны',
    en: '{amount} of it had been debited',
  },
  'statement.clause.reserved-again': { ru: 'снова зарезервировано {amount}', en: '{amount} reserved again' },
  'statement.clause.debited-again': { ru: 'снова списано {amount}', en: '{amount} debited again' },
  'statement.clause.debited-more': { ru: 'дополнительно списано {amount}', en: '{amount} debited in addition' },

  'why.first-reserve': {
    ru: 'сертификат выдаётся, когда впервые резервируются деньги',
    en: 'a certificate is issued when money is reserved for the first time',
  },
  'why.contract': { ru: 'под договор на обучение', en: 'for a contract' },
  'why.enrolled': { ru: 'ребёнок зачислен', en: 'the child is enrolled' },
  'why.month-due': { ru: 'наступил срок оплаты месяца', en: 'the month has fallen due' },
  'why.lessons-reported': { ru: 'организация сообщила о занятиях', en: 'the provider reported the lessons' },
  'why.notice': { ru: 'уведомление о расторжении', en: 'a notice was given' },
  'why.withdrawn': { ru: 'семья отозвала заявку', en: 'the family withdrew the application' },
  'why.late-request': {
    ru: 'договор заключён до конца периода, но учтён позже',
    en: 'a contract dated inside the period was learned of later',
  },
  'why.entered-by-mistake': { ru: 'уведомление внесено по ошибке', en: 'the notice was entered by mistake' },
  'why.lessons-correction': { ru: 'исправление отчёта о занятиях', en: 'a correction of the lessons reported' },
  'why.correction-refused-elsewhere': {
    ru: 'исправление отменено для всей учебной группы',
    en: 'the correction is called off for the whole study group',
  },
  'why.answer-lost': { ru: 'первый ответ не дошёл', en: 'the first answer did not arrive' },
} as const satisfies Phrases;
