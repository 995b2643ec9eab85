import { columnsIn, type TableColumn } from '@lib/sheets';
import { phrase, type Locale } from '@lib/wording';
import type { ReportRow } from '../lessons/corrections.query.js';
import type { ExportedContract } from './contracts.query.js';

/** The columns of the contracts. */
export const contractColumns = (locale: Locale): readonly TableColumn<ExportedContract>[] => {
  const { text, date, money } = columnsIn<ExportedContract>(locale);
  const { roubles, kopecks } = money({
    price: (it) => it.priceKopecks,
    'normative-cost': (it) => it.normativeCostKopecks,
  });
  return [
    text('contract', (it) => it.id),
    text('child', (it) => it.childId),
    text('holder', (it) => it.holderId),
    text('state', (it) => phrase(locale, `contract-state.${it.state}`)),
    date('submitted-on', (it) => it.submittedOn),
    date('concluded-on', (it) => it.concludedOn),
    date('start', (it) => it.start),
    date('last-day', (it) => it.lastDay),
    date('notice-on', (it) => it.notice?.on),
    text('notice-by', (it) => it.notice && phrase(locale, `party.${it.notice.by}`)),
    ...roubles,
    text('programme', (it) => it.financingProgramme),
    text('provider', (it) => it.providerId),
    text('study-group', (it) => it.groupId),
    text('module', (it) => it.moduleId),
    text('direction', (it) => it.direction),
    ...kopecks,
  ];
};

/** The columns of the lessons: what is in force, and what was reported first. */
export const lessonColumns = (locale: Locale): readonly TableColumn<ReportRow>[] => {
  const { text, whole } = columnsIn<ReportRow>(locale);
  return [
    text('study-group', (it) => it.groupId),
    text('month', (it) => it.month),
    whole('held', (it) => it.held),
    whole('planned', (it) => it.planned),
    text('recorded-at', (it) => it.reportedAt),
    whole('first-held', (it) => it.first.held),
    whole('first-planned', (it) => it.first.planned),
    text('first-recorded-at', (it) => it.first.reportedAt),
    whole('corrections', (it) => it.corrections.length),
  ];
};
