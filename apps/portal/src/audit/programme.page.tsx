import type { JSX } from 'preact';
import { Refused, taken } from '../page/answers.js';
import { Facts, Table } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { MomentForm, Shown, knownBy, momentOf, programmesOf, type Moment } from './moment.js';
import { Parts, partsOf } from './parts.js';

const CERTIFICATES_SHOWN = 50;

/** What a financing programme has granted and paid, month by month, with its trial balance and its certificates. */
export const programmePage = async (visit: Visit): Promise<Page> => {
  const { words, params, query } = visit;
  const { say } = words;
  const { programme = '' } = params;
  const known = (await programmesOf(visit)).find((one) => one.programme === programme);
  if (!known) throw new Refused(404, undefined);
  const moment = momentOf(visit);
  const totals = await totalsOf(visit, programme, moment, known.timeZone);
  const { items, next } = await certificatesOf(visit, programme, query.get('cursor') ?? '');
  const title = say('audit.programme', { municipality: known.municipalityName });
  const here = `/audit/programmes/${encodeURIComponent(programme)}`;
  return {
    title,
    body: (
      <>
        <h1>{title}</h1>
        <p>{words.period(known.from, known.toExclusive)}</p>
        <MomentForm moment={moment} days={{ from: known.from, to: known.toExclusive }} words={words} />
        <Shown>
          <Totals totals={totals} words={words} />
        </Shown>
        <Parts parts={await partsOf(visit, programme)} words={words} />
        <p>
          <a href={`${here}/groups`}>{say('groups.link')}</a>
        </p>
        <Certificates items={items} words={words} />
        {next !== undefined && (
          <p>
            <a href={`${here}?${new URLSearchParams({ cursor: next }).toString()}`}>{say('audit.more')}</a>
          </p>
        )}
        <Exports programme={programme} words={words} />
      </>
    ),
  };
};

const totalsOf = async ({ ledger }: Visit, programme: string, { asOf, knownAt }: Moment, zone: string) =>
  taken(
    await ledger.certificates.call('GET /financing-programmes/{programme}/totals', {
      path: { programme },
      query: { ...(asOf === '' ? {} : { asOf }), ...knownBy(knownAt, zone) },
    }),
  );

const certificatesOf = async ({ ledger }: Visit, programme: string, cursor: string) =>
  taken(
    await ledger.certificates.call('GET /financing-programmes/{programme}/certificates', {
      path: { programme },
      query: { limit: CERTIFICATES_SHOWN, ...(cursor === '' ? {} : { cursor }) },
    }),
  );

const Totals = ({
  totals,
  words: { say, money, month },
}: {
  totals: Awaited<ReturnType<typeof totalsOf>>;
  words: Words;
}): JSX.Element => (
  <>
    <Facts
      items={[
        [say('audit.issued'), totals.issued],
        [say('audit.granted'), money(totals.grantedKopecks)],
        [say('certificate.available'), money(totals.availableKopecks)],
        [say('certificate.reserved'), money(totals.reservedKopecks)],
        [say('certificate.spent'), money(totals.debitedKopecks)],
        [say('certificate.expired'), money(totals.expiredKopecks)],
        [say('audit.co-payment'), money(totals.coPaymentKopecks)],
        [say('audit.co-payment-due'), money(totals.coPaymentDueKopecks)],
      ]}
    />
    <Table
      caption={say('audit.by-month')}
      head={[say('contract.month'), say('certificate.spent')]}
      rows={totals.debitedByMonth.map((one) => [month(one.month), money(one.debitedKopecks)])}
      numbers={[1]}
      empty={say('audit.no-months')}
    />
    <Table
      caption={say('audit.trial-balance')}
      head={[say('audit.account'), say('audit.sum')]}
      rows={(['budget', 'available', 'reserved', 'payable', 'expired'] as const).map((account) => [
        say(`audit.account-${account}`),
        money(totals.trialBalance[account]),
      ])}
      numbers={[1]}
      empty=""
    />
    <p class={totals.balanced ? 'notice' : 'notice wrong'}>
      {say(totals.balanced ? 'audit.balanced' : 'audit.differs')}
    </p>
  </>
);

const Certificates = ({
  items,
  words: { say, money },
}: {
  items: Awaited<ReturnType<typeof certificatesOf>>['items'];
  words: Words;
}): JSX.Element => (
  <Table
    caption={say('audit.certificates')}
    head={['number', 'available', 'reserved', 'spent', 'expired', 'nominal'].map((name) => say(`certificate.${name}`))}
    rows={items.map((one) => [
      <a href={`/audit/accounts/${one.holder}`}>{one.number}</a>,
      ...[one.availableKopecks, one.reservedKopecks, one.spentKopecks, one.expiredKopecks, one.nominalKopecks].map(
        (kopecks) => money(kopecks),
      ),
    ])}
    numbers={[1, 2, 3, 4, 5]}
    empty={say('audit.no-certificates')}
  />
);

const Exports = ({ programme, words: { say } }: { programme: string; words: Words }): JSX.Element => (
  <>
    <h2>{say('audit.exports')}</h2>
    <ul>
      {(['entries', 'certificates', 'payables'] as const).map((table) => (
        <li>
          {say(`audit.export-${table}`)}{' '}
          {(['csv', 'xlsx'] as const).map((format) => (
            <>
              <a
                href={`/exports/${table}?${new URLSearchParams({ programme, format }).toString()}`}
                aria-label={say('audit.export-as', {
                  table: say(`audit.export-${table}`),
                  format: format.toUpperCase(),
                })}
              >
                {format.toUpperCase()}
              </a>{' '}
            </>
          ))}
        </li>
      ))}
    </ul>
  </>
);
