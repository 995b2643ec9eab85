import { columnsIn, type TableColumn } from '@lib/sheets';
import { phrase, type Locale } from '@lib/wording';
import type { PayableView } from '../payable/payable.dto.js';
import type { ExportedCertificate } from './certificates.query.js';
import type { ExportedEntry } from './entries.query.js';

/** The columns of the certificates. */
export const certificateColumns = (locale: Locale): readonly TableColumn<ExportedCertificate>[] => {
  const { text, date, whole, money } = columnsIn<ExportedCertificate>(locale);
  const { roubles, kopecks } = money({
    nominal: (it) => it.nominalKopecks,
    available: (it) => it.availableKopecks,
    reserved: (it) => it.reservedKopecks,
    spent: (it) => it.spentKopecks,
    expired: (it) => it.expiredKopecks,
  });
  return [
    text('number', (it) => it.number),
    text('holder', (it) => it.holder),
    text('programme', (it) => it.programme),
    whole('municipality', (it) => it.municipality),
    text('municipality-name', (it) => it.municipalityName),
    text('certificate-group', (it) => it.certificateGroup),
    date('valid-from', (it) => it.from),
    date('valid-to-exclusive', (it) => it.toExclusive),
    text('closed', (it) => phrase(locale, it.closed ? 'column.yes' : 'column.no')),
    ...roubles,
    ...kopecks,
  ];
};

/** The columns of the entries: the sums of the changes are the balances of the certificates. */
export const entryColumns = (locale: Locale): readonly TableColumn<ExportedEntry>[] => {
  const { text, date, whole, money } = columnsIn<ExportedEntry>(locale);
  const { roubles, kopecks } = money({
    amount: ({ entry }) => entry.amountKopecks,
    'change-of-nominal': (it) => -changeOf('budget', it),
    'change-of-available': (it) => changeOf('available', it),
    'change-of-reserved': (it) => changeOf('reserved', it),
    'change-of-spent': (it) => changeOf('spent', it),
    'change-of-expired': (it) => changeOf('expired', it),
  });
  return [
    text('number', ({ certificate }) => certificate.number),
    text('holder', ({ certificate }) => certificate.holder),
    text('programme', ({ certificate }) => certificate.programme),
    whole('municipality', ({ certificate }) => certificate.municipality),
    whole('revision', ({ entry }) => entry.revision),
    date('on', ({ entry }) => entry.on),
    text('recorded-at', ({ entry }) => entry.recordedAt),
    text('type', ({ entry }) => entry.type),
    text('text', ({ entry }) => entry.text),
    ...roubles,
    text('caused-by', ({ entry }) => phrase(locale, `party.${entry.causedBy}`)),
    text('reason-text', ({ entry }) => entry.reasonText),
    text('reason', ({ entry }) => entry.reason),
    whole('corrects', ({ entry }) => entry.corrects),
    text('contract', ({ entry }) => entry.contract),
    text('month', ({ entry }) => entry.month),
    text('provider-name', ({ entry }) => entry.providerName),
    text('programme-name', ({ entry }) => entry.programmeName),
    text('study-group-name', ({ entry }) => entry.groupName),
    text('provider', ({ entry }) => entry.providerId),
    text('module', ({ entry }) => entry.moduleId),
    text('study-group', ({ entry }) => entry.groupId),
    ...kopecks,
  ];
};

/** The columns of what providers are owed. */
export const payableColumns = (locale: Locale): readonly TableColumn<PayableView>[] => {
  const { text, money } = columnsIn<PayableView>(locale);
  const { roubles, kopecks } = money({
    payable: (it) => it.debitedKopecks,
    share: (it) => it.shareKopecks,
    'co-payment-due': (it) => it.coPaymentDueKopecks,
    'co-payment': (it) => it.coPaymentKopecks,
  });
  return [
    text('month', (it) => it.month),
    text('contract', (it) => it.contract),
    text('holder', (it) => it.holder),
    text('programme-name', (it) => it.programmeName),
    text('study-group-name', (it) => it.groupName),
    text('state', (it) => phrase(locale, `month-state.${it.status}`)),
    ...roubles,
    text('programme', (it) => it.programme),
    text('provider', (it) => it.providerId),
    text('study-group', (it) => it.groupId),
    ...kopecks,
  ];
};

/** What an entry adds to where the money of a certificate can be; less than 0: what it takes away. */
const changeOf = (bucket: string, { entry: { movements } }: ExportedEntry): number =>
  movements.reduce(
    (sum, { from, to, amountKopecks }) =>
      sum + (to === bucket ? amountKopecks : 0) - (from === bucket ? amountKopecks : 0),
    0,
  );
