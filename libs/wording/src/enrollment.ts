import type { Phrases } from './phrases.js';

/** Applications, contracts, lessons and the register of children. */
export const enrollment = {
  'problem.unknown-application': { ru: 'Такой заявки нет', en: 'There is no such application' },
  'problem.action-not-allowed': {
    ru: 'В этом состоянии заявки действие невозможно',
    en: 'The application is not in a state that allows this action',
  },
  'problem.terms-changed': {
    ru: 'Условия изменились, нужно новое согласие семьи',
    en: 'The terms have changed, the family has to agree to them anew',
  },
  'problem.consent-missing': {
    ru: 'Нет согласия семьи с условиями и доплатой',
    en: 'The family has not consented to the terms and the co-payment',
  },
  'problem.consent-not-possible': {
    ru: 'Согласие так оформить нельзя',
    en: 'A consent cannot be given like this',
  },
  'detail.consent-not-possible': {
    ru: 'Семья даёт согласие сама, без номера документа; организация или оператор записывает подписанный документ с его номером и датой не позже сегодняшней',
    en: 'A family consents itself, without the number of a paper; a provider or an operator records the signed paper, with its number and a date that is not after today',
  },
  'consent-text.quote-1': {
    ru: 'Я ознакомлен(а) с условиями обучения: программой и группой, днём начала и последним днём, полной стоимостью и частью, которую оплачивает сертификат. Я согласен (согласна), чтобы договор был заключён на этих условиях, если моя доплата не выше указанной суммы. Если условия изменятся или доплата окажется выше, договор без моего нового согласия не заключается.',
    en: 'I have read the terms: the programme and the study group, the first and the last day, the full price and the part that the certificate pays. I consent to a contract on these terms as long as my co-payment is not above the amount stated. If the terms change or the co-payment would be higher, no contract is concluded without a new consent of mine.',
  },
  'problem.terms-not-seen': {
    ru: 'Условия изменились ещё раз после того, как семья их увидела',
    en: 'The terms have changed again since the family saw them',
  },
  'problem.notice-date-not-possible': {
    ru: 'Уведомление нельзя принять с такой датой',
    en: 'A notice cannot have this date',
  },
  'detail.notice-date-not-possible': {
    ru: 'Дата уведомления — не позже сегодняшнего дня и последнего дня договора, не раньше зачисления и не старше срока, который допускает программа финансирования',
    en: 'The date of the notice is not after today or the last day of the contract, not before the enrolment, and not older than the financing programme allows',
  },
  'problem.notice-place-taken': {
    ru: 'Отозвать уведомление нельзя: место или кружок на эти дни уже заняты',
    en: 'The notice cannot be revoked: the place, or the course, is taken on these days',
  },
  'problem.not-known-yet': {
    ru: 'Сведения о группе или программе финансирования ещё не получены, повторите запрос позже',
    en: 'The study group or the financing programme is not known here yet, ask again later',
  },
  'problem.unknown-bulk-job': { ru: 'Такого задания нет', en: 'There is no such job' },
  'problem.bulk-job-ended': { ru: 'Задание уже завершено', en: 'The job has ended' },
  'problem.always-locked': {
    ru: 'Данные всё время заняты другой операцией, действие не выполнено. Повторите его отдельным запросом',
    en: 'Others kept the data busy, and nothing was done. Ask for it again by a request of its own',
  },
  'problem.bulk-jobs-waiting': {
    ru: 'Уже ждут или выполняются задания: {max}. Дождитесь их или отмените лишние',
    en: '{max} of your jobs wait or run already: wait for them, or cancel some',
  },
  'problem.child-erased': {
    ru: 'Данные этого ребёнка удалены, пока задание ждало очереди: он не зарегистрирован заново',
    en: 'The child was erased while the job waited for its turn: it is not registered anew',
  },
  'problem.unknown-child': { ru: 'Такого ребёнка нет в реестре', en: 'There is no such child in the register' },
  'problem.csv-expected': {
    ru: 'Реестр детей принимается как text/csv в UTF-8, UTF-16 или windows-1251 или как книга XLSX',
    en: 'The register of children is taken as text/csv in UTF-8, UTF-16 or windows-1251, or as an XLSX workbook',
  },
  'problem.malformed-workbook': {
    ru: 'Файл не читается как книга XLSX, ничего не изменено',
    en: 'The file cannot be read as an XLSX workbook, nothing was changed',
  },
  'problem.workbook-too-large': {
    ru: 'Книга XLSX слишком велика, ничего не изменено; большой реестр можно передать как CSV',
    en: 'The XLSX workbook is too large, nothing was changed; a large register can be sent as CSV',
  },
  'fault.xlsx-not-a-workbook': { ru: 'это не книга XLSX', en: 'this is no XLSX workbook' },
  'fault.xlsx-protected': {
    ru: 'файл защищён паролем или сохранён в старом формате XLS; сохраните его как XLSX без пароля',
    en: 'the file is under a password or of the old kind XLS; save it as XLSX without a password',
  },
  'fault.xlsx-broken': {
    ru: 'файл повреждён; откройте его и сохраните ещё раз',
    en: 'the file is damaged; open it and save it once more',
  },
  'fault.xlsx-declarations': {
    ru: 'в книге есть объявления документа (DOCTYPE), такие книги не принимаются',
    en: 'the workbook has document declarations (DOCTYPE); such workbooks are not taken',
  },
  'fault.xlsx-too-many-parts': {
    ru: 'в книге больше {max, plural, one {# части} other {# частей}}',
    en: 'the workbook has more than {max, plural, one {# part} other {# parts}}',
  },
  'fault.xlsx-unpacks-too-large': {
    ru: 'без сжатия книга больше {mebibytes, number} МиБ',
    en: 'unpacked the workbook has more than {mebibytes, number} MiB',
  },
  'fault.xlsx-too-many-rows': {
    ru: 'на листе больше {max, plural, one {# строки} other {# строк}}',
    en: 'the sheet has more than {max, plural, one {# row} other {# rows}}',
  },
  'fault.xlsx-too-much-text': { ru: 'в ячейках слишком много текста', en: 'the cells have too much text' },
  'fault.xlsx-too-much-work': {
    ru: 'чтение книги требует слишком много времени или памяти',
    en: 'reading the workbook takes too much time or memory',
  },
  'problem.malformed-children-file': {
    ru: 'Файл не читается как реестр детей, ничего не изменено',
    en: 'The file is not a register of children, nothing was changed',
  },
  'problem.already-reported': {
    ru: 'Отчёт о занятиях этой группы за {month, date, month} уже принят',
    en: 'The lessons of this group in {month, date, month} were already reported',
  },
  'problem.not-reported': {
    ru: 'О занятиях этой группы за {month, date, month} ещё не сообщали',
    en: 'The lessons of this group in {month, date, month} have not been reported',
  },

  'correction.typing-error': { ru: 'опечатка в отчёте', en: 'a slip in the report' },
  'correction.made-up-later': { ru: 'занятия проведены позже', en: 'the lessons were made up for later' },
  'correction.wrong-group': { ru: 'отчёт относился к другой группе', en: 'the report was meant for another group' },
  'correction.inspection': { ru: 'по итогам проверки', en: 'found by an inspection' },
  'correction.other': { ru: 'другая причина', en: 'another reason' },

  'fault.csv-not-utf-8': {
    ru: 'кодировка не узнана: файл не в UTF-8, не в UTF-16 с меткой порядка байтов и не похож на реестр в windows-1251; сохраните его как «CSV UTF-8»',
    en: 'the encoding is not recognised: the file is not in UTF-8, not in UTF-16 with a byte order mark, and no register in windows-1251; save it as "CSV UTF-8"',
  },
  'fault.csv-delimiter-mixed': {
    ru: 'строка {line}: поля разделены знаком «{found}», а в заголовке — знаком «{expected}»',
    en: 'line {line}: the fields are separated by "{found}", those of the header by "{expected}"',
  },
  'problem.lessons-not-possible': {
    ru: 'О занятиях этой группы за {month, date, month} сообщить нельзя',
    en: 'Lessons of this group cannot be reported for {month, date, month}',
  },
  'problem.correction-changes-nothing': {
    ru: 'В отчёте уже указано именно это',
    en: 'This is what was reported already',
  },
  'problem.correction-pending': {
    ru: 'Отчёт за этот месяц уже исправляется, дождитесь решения',
    en: 'This report is being corrected already: wait for the decision',
  },
  'problem.unknown-correction': { ru: 'Такого исправления нет', en: 'There is no such correction' },
  'problem.correction-decided': {
    ru: 'По этому исправлению уже есть решение',
    en: 'The correction is decided already',
  },

  'fault.month-not-begun': { ru: 'этот месяц ещё не начался', en: 'the month has not begun yet' },
  'fault.month-outside-group': {
    ru: 'в этом месяце у группы нет занятий: ни по её датам, ни по заключённым договорам',
    en: 'the group has no days in this month, neither by its own dates nor by its contracts',
  },

  'fault.csv-empty': { ru: 'файл пуст, нужна строка заголовков', en: 'the file is empty, a header line is needed' },
  'fault.csv-column-missing': {
    ru: 'строка {line}: нет столбца {column}',
    en: 'line {line}: the column {column} is missing',
  },
  'fault.csv-column-unknown': {
    ru: 'строка {line}: неизвестный столбец «{column}»',
    en: 'line {line}: unknown column "{column}"',
  },
  'fault.csv-column-twice': {
    ru: 'строка {line}: столбец {column} указан дважды',
    en: 'line {line}: the column {column} stands twice',
  },
  'fault.csv-column-count': {
    ru: 'строка {line}: столбцов {found}, нужно {expected}',
    en: 'line {line}: {found, plural, one {# column} other {# columns}} instead of {expected}',
  },
  'fault.csv-quotes': { ru: 'строка {line}: ошибка в кавычках', en: 'line {line}: the quotes are broken' },
  'fault.csv-record': { ru: 'строка {line}: запись не читается', en: 'line {line}: the record cannot be read' },
  'fault.more-held-than-planned': {
    ru: 'проведено больше занятий, чем запланировано ({planned})',
    en: 'more lessons held than planned ({planned})',
  },

  'refusal.not-a-child-id': {
    ru: 'номер ребёнка — от 1 до 100 знаков',
    en: 'the child’s id must have 1 to 100 characters',
  },
  'refusal.not-a-birth-date': {
    ru: 'такой даты рождения нет в календаре ({form}); все даты файла пишутся одинаково',
    en: 'the birth date is not a date of the calendar, {form}; all dates of a file are written in one way',
  },
  'refusal.unseen-signs-in-child-id': {
    ru: 'в номере ребёнка есть невидимые знаки ({signs})',
    en: 'the child’s id has signs that cannot be seen ({signs})',
  },
  'date-form.yyyy-mm-dd': { ru: 'ГГГГ-ММ-ДД', en: 'YYYY-MM-DD' },
  'date-form.dd.mm.yyyy': { ru: 'ДД.ММ.ГГГГ', en: 'DD.MM.YYYY' },
  'category.unknown': {
    ru: 'категории «{category}» нет ни в одной программе финансирования муниципалитета {municipality}; дети из этих строк отнесены к general',
    en: 'no financing programme of municipality {municipality} has the category "{category}"; the children of these rows count as general',
  },
  'category.no-programme': {
    ru: 'в муниципалитете {municipality} пока нет программы финансирования, поэтому категория «{category}» никому не известна',
    en: 'municipality {municipality} has no financing programme yet, so nobody knows the category "{category}"',
  },
  'refusal.not-a-municipality': {
    ru: 'код муниципалитета — не целое число',
    en: 'the municipality is not a whole number',
  },
  'refusal.not-a-category': {
    ru: 'категория — не длиннее 100 знаков',
    en: 'the category must have at most 100 characters',
  },
  'refusal.child-twice': {
    ru: 'этот ребёнок уже указан в строке {firstLine}',
    en: 'this child already stands in line {firstLine}',
  },

  'refusal.unknown-group': { ru: 'такой учебной группы нет', en: 'there is no such study group' },
  'refusal.unknown-child': { ru: 'такого ребёнка нет в реестре', en: 'there is no such child in the register' },
  'refusal.no-financing-programme': {
    ru: 'в муниципалитете ребёнка нет программы финансирования',
    en: 'the child’s municipality has no financing programme',
  },
  'refusal.provider-not-payable': {
    ru: 'организации нельзя платить сертификатом',
    en: 'the provider may not be paid by certificate',
  },
  'refusal.start-outside-group': {
    ru: 'дата начала не попадает в сроки занятий группы',
    en: 'the start lies outside the dates of the group',
  },
  'refusal.start-outside-period': {
    ru: 'дата начала не попадает в период действия сертификата',
    en: 'the start lies outside the period of the certificate',
  },
  'refusal.age-not-suitable': {
    ru: 'возраст ребёнка не подходит для программы',
    en: 'the child’s age does not suit the programme',
  },
  'refusal.group-closed': { ru: 'набор в группу закрыт', en: 'the study group takes no new applications' },
  'refusal.certificate-age': {
    ru: 'в этом возрасте сертификат не выдаётся',
    en: 'no certificate is issued at this age',
  },
  'refusal.already-in-module': {
    ru: 'ребёнок уже записан в этот кружок',
    en: 'the child is already in this course',
  },
  'refusal.group-full': { ru: 'в группе нет свободных мест', en: 'the study group has no places left' },
  'refusal.by-provider': { ru: 'организация отказала', en: 'refused by the provider' },
  'refusal.by-operator': { ru: 'оператор снял заявку', en: 'ended by an operator' },
  'refusal.start-too-old': {
    ru: 'с даты начала прошло два календарных месяца, договор не заключён',
    en: 'the start lies two calendar months back or more, and no contract was concluded',
  },
  'refusal.period-over': {
    ru: 'период действия сертификата закончился',
    en: 'the period of the certificate is over',
  },

  'provider-reason.group-not-formed': { ru: 'группа не набрана', en: 'the study group did not come about' },
  'provider-reason.timetable-changed': { ru: 'изменилось расписание', en: 'the timetable has changed' },
  'provider-reason.selection-not-passed': { ru: 'ребёнок не прошёл отбор', en: 'the child did not pass the selection' },
  'provider-reason.documents-missing': { ru: 'не представлены документы', en: 'documents are missing' },
  'provider-reason.family-not-reached': {
    ru: 'не удалось связаться с семьёй',
    en: 'the family could not be reached',
  },
  'provider-reason.family-asked': { ru: 'по просьбе семьи', en: 'the family asked for it' },
  'provider-reason.other': { ru: 'другая причина', en: 'another reason' },
} as const satisfies Phrases;
