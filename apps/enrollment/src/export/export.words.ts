import { columnsIn, type TableColumn } from '@lib/sheets';
import { phrase, type Locale } from '@lib/wording';
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
