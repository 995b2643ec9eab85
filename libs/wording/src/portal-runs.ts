import type { Phrases } from './phrases.js';

/** The result of an audit, and what is owed by study group. */
export const portalRuns = {
  'portal.runs.title': { ru: 'Проверка журнала', en: 'The audit of the log' },
  'portal.runs.text': {
    ru: 'Проверка читает весь журнал, заново считает каждый счёт и сравнивает с тем, что отвечают службы.',
    en: 'An audit reads the whole log, computes every account anew and compares it with what the services answer.',
  },
  'portal.runs.begin': { ru: 'Провести проверку сейчас', en: 'Begin an audit now' },
  'portal.runs.begin-text': {
    ru: 'Проверка идёт отдельной программой, с вашими правами, и ничего не меняет. Страницу можно закрыть и открыть снова.',
    en: 'The audit is a program of its own, has your rights, and changes nothing. Its page can be closed and opened again.',
  },
  'portal.runs.going-on': {
    ru: '{count, plural, one {Проверка идёт {seconds, number} с: прочитано # событие.} few {Проверка идёт {seconds, number} с: прочитано # события.} other {Проверка идёт {seconds, number} с: прочитано # событий.}}',
    en: '{count, plural, one {The audit has gone on for {seconds, number} s: # event read.} other {The audit has gone on for {seconds, number} s: # events read.}}',
  },
  'portal.runs.broken-off': {
    ru: 'Проверка прервалась. Начните её снова: она ничего не меняет.',
    en: 'The audit was broken off. Begin it again: it changes nothing.',
  },
  'portal.runs.to-runs': { ru: 'К проверкам', en: 'To the audits' },
  'portal.runs.elsewhere': { ru: 'Проверка без кабинета', en: 'An audit without the cabinet' },
  'portal.runs.elsewhere-text': {
    ru: 'Чтобы проверка не зависела от того, что она проверяет, её запускают на другой машине, со своим входом. Там её сравнивают также с договорами зачисления, с подписанными отметками и с прежней проверкой. Команда:',
    en: 'So that an audit does not depend on what it checks, it is run on another machine, with a login of its own. There it is also compared with the contracts of enrolment, with signed checkpoints and with an earlier audit. The command:',
  },
  'portal.runs.look-here': { ru: 'Её результат можно посмотреть здесь.', en: 'Its result can be looked at here.' },
  'portal.runs.file': { ru: 'Файл с результатом', en: 'File of the result' },
  'portal.runs.hint': {
    ru: 'Тот, что записала команда. Он только показывается и не хранится.',
    en: 'What the command has written. It is shown, and not kept.',
  },
  'portal.runs.no-result': {
    ru: 'Это не результат проверки. Нужен файл, который пишет команда с ключом --json.',
    en: 'This is no result of an audit. It is the file that the command writes with --json.',
  },
  'portal.runs.show': { ru: 'Показать результат', en: 'Show the result' },
  'portal.runs.back': { ru: 'К счетам и программам', en: 'To accounts and programmes' },
  'portal.runs.result': { ru: 'Результат', en: 'Result' },
  'portal.runs.agrees': {
    ru: 'Расхождений нет: счета, отчёты и журнал сходятся.',
    en: 'Nothing differs: accounts, reports and log agree.',
  },
  'portal.runs.differs': {
    ru: '{count, plural, one {Найдено # расхождение.} few {Найдено # расхождения.} other {Найдено # расхождений.}}',
    en: '{count, plural, one {# difference was found.} other {# differences were found.}}',
  },
  'portal.runs.more': {
    ru: '{count, plural, one {Ещё # расхождение пишет команда.} few {Ещё # расхождения пишет команда.} other {Ещё # расхождений пишет команда.}}',
    en: '{count, plural, one {# more is written by the command.} other {# more are written by the command.}}',
  },
  'portal.runs.events': { ru: 'Прочитано событий', en: 'Events read' },
  'portal.runs.accounts': { ru: 'Счетов', en: 'Accounts' },
  'portal.runs.certificates': { ru: 'Сертификатов', en: 'Certificates' },
  'portal.runs.checkpoints': { ru: 'Сверено подписанных отметок', en: 'Signed checkpoints compared' },
  'portal.runs.findings': { ru: 'Расхождения', en: 'Differences' },
  'portal.runs.meaning': { ru: 'Что это значит', en: 'What it means' },
  'portal.runs.said': { ru: 'Как записала проверка', en: 'As the audit has it' },
  'portal.runs.look': { ru: 'Где посмотреть', en: 'Where to look' },
  'portal.runs.open': { ru: 'Открыть', en: 'Open' },
  'portal.runs.kind-checkpoint': {
    ru: 'Журнал не такой, каким его подписали',
    en: 'The log is not what was signed',
  },
  'portal.runs.kind-anchor': {
    ru: 'Журнал не такой, каким его видела прежняя проверка',
    en: 'The log is not what an earlier audit saw',
  },
  'portal.runs.kind-chain': {
    ru: 'Событие изменили, убрали, добавили или переставили',
    en: 'An event was changed, taken out, added or moved',
  },
  'portal.runs.kind-enrolment': {
    ru: 'Договор есть либо в записях о зачислении, либо в журнале, но не там и там',
    en: 'A contract is in enrolment or in the log, and not in both',
  },
  'portal.runs.kind-report': {
    ru: 'Отчёт программы не равен сумме событий',
    en: 'The report of a programme is not the sum of the events',
  },
  'portal.runs.kind-balance': {
    ru: 'Остаток сертификата не тот, что следует из событий',
    en: 'The balance of a certificate is not what its events come to',
  },
  'portal.runs.kind-month': {
    ru: 'Списание по договору за месяц не то, что следует из событий',
    en: 'What a contract debits is not what its events come to',
  },
  'portal.runs.kind-account': {
    ru: 'Счёт отвечает не так, как записано в журнале',
    en: 'An account answers otherwise than the log has it',
  },
  'portal.runs.kind-impossible': {
    ru: 'Такого события по правилам счёта быть не могло',
    en: 'By the rules of an account this event cannot have happened',
  },
  'portal.runs.kind-other': { ru: 'Другое расхождение', en: 'Something else differs' },
  'portal.groups.title': { ru: 'К выплате по учебным группам', en: 'What is owed, by study group' },
  'portal.groups.link': { ru: 'К выплате по учебным группам, за месяц', en: 'What is owed by study group, of a month' },
  'portal.groups.caption': { ru: 'За {month, date, month}', en: 'For {month, date, month}' },
  'portal.groups.group': { ru: 'Группа', en: 'Group' },
  'portal.groups.provider': { ru: 'Организация', en: 'Provider' },
  'portal.groups.none': { ru: 'За этот месяц договоров нет.', en: 'There are no contracts of this month.' },
  'portal.groups.too-many': {
    ru: 'За этот месяц больше {count, number} договоров: возьмите таблицу файлом.',
    en: 'There are more than {count, number} contracts of this month: take the table as a file.',
  },
  'portal.groups.back': { ru: 'К программе', en: 'To the programme' },
} as const satisfies Phrases;
