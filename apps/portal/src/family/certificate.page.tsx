import type { JSX } from 'preact';
import { found, taken } from '../page/answers.js';
import { DateField, Facts, Table } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import { BalanceChart, type Balance } from './balance-chart.js';

/** A child's certificate: what is left, what is bound, every entry, and how it stood on a day. */
export const certificatePage = async (visit: Visit): Promise<Page> => {
  const { words, ledger, params, query } = visit;
  const { say, day } = words;
  const { holder = '' } = params;
  const asOf = query.get('asOf') ?? '';
  const until = asOf === '' ? {} : { to: asOf };
  const account = found(
    await ledger.certificates.call('GET /accounts/{holder}', { path: { holder }, query: asOf === '' ? {} : { asOf } }),
  );
  if (!account || account.certificates.length === 0)
    return {
      title: say('certificate.title'),
      body: (
        <>
          <h1>{say('certificate.title')}</h1>
          <p class="empty">{say('family.no-certificate')}</p>
        </>
      ),
    };
  const names = await groupNames(
    visit,
    account.contracts.map(({ groupId }) => groupId),
  );
  const sections: JSX.Element[] = [];
  for (const certificate of account.certificates) {
    const { entries } = taken(
      await ledger.certificates.call('GET /accounts/{holder}/statement', {
        path: { holder },
        query: { programme: certificate.programme, ...until },
      }),
    );
    const contracts = account.contracts.filter(({ programme }) => programme === certificate.programme);
    const { money, month } = words;
    const balances = entries.map(({ on, after }): Balance => ({ on, ...after }));
    sections.push(
      <section class="certificate" aria-labelledby={`certificate-${certificate.programme}`}>
        <h2 id={`certificate-${certificate.programme}`}>{say('certificate.of', { number: certificate.number })}</h2>
        <Facts
          items={[
            [say('certificate.available'), <strong class="large">{money(certificate.availableKopecks)}</strong>],
            [say('certificate.reserved'), money(certificate.reservedKopecks)],
            [say('certificate.spent'), money(certificate.spentKopecks)],
            [say('certificate.expired'), money(certificate.expiredKopecks)],
            [say('certificate.nominal'), money(certificate.nominalKopecks)],
            [
              say('certificate.validity'),
              say('certificate.from-to', { from: day(certificate.validFrom), to: day(certificate.validToExclusive) }),
            ],
          ]}
        />
        <p>
          {say('certificate.returns', {
            amount: certificate.availableKopecks,
            day: certificate.validToExclusive,
          })}
        </p>
        <BalanceChart
          balances={balances}
          from={certificate.validFrom}
          to={certificate.validToExclusive}
          words={words}
        />
        {contracts.map((contract) => (
          <Table
            caption={say('contract.caption', {
              course: names.get(contract.groupId) ?? contract.groupId,
              status: say(`contract.status-${contract.status}`),
            })}
            head={[
              say('contract.month'),
              say('contract.share'),
              say('contract.co-payment'),
              say('contract.state'),
              say('contract.lessons'),
            ]}
            rows={contract.months.map((one) => [
              month(one.month),
              money(one.shareKopecks),
              money(one.coPaymentKopecks),
              say(`contract.month-${one.status}`),
              one.planned === undefined || one.held === undefined
                ? '—'
                : say('contract.held', { held: one.held, planned: one.planned }),
            ])}
            empty={say('contract.no-months')}
          />
        ))}
        <Table
          caption={say('entries.caption')}
          head={[
            say('entries.day'),
            say('entries.text'),
            say('entries.why'),
            say('entries.amount'),
            say('entries.left'),
          ]}
          rows={entries.toReversed().map((entry) => [
            day(entry.on),
            <>
              {entry.text}
              {'programmeName' in entry && entry.programmeName ? <small>{` ${entry.programmeName}`}</small> : null}
            </>,
            entry.reasonText,
            <span class="money">{money(entry.amountKopecks)}</span>,
            <span class="money">{money(entry.after.availableKopecks)}</span>,
          ])}
          empty={say('entries.none')}
        />
      </section>,
    );
  }
  return {
    title: say('certificate.title'),
    body: (
      <>
        <h1>{say('certificate.title')}</h1>
        <form method="get" class="inline">
          <DateField label={say('certificate.as-of')} name="asOf" value={asOf === '' ? account.asOf : asOf} />
          <button>{say('certificate.show')}</button>
        </form>
        {sections}
      </>
    ),
  };
};

/** What a family calls the groups of its contracts. */
const groupNames = async ({ ledger }: Visit, groups: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const known = await Promise.all(
    [...new Set(groups)].map(async (groupId) => {
      const group = found(await ledger.catalog.call('GET /groups/{groupId}', { path: { groupId } }));
      return group ? ([[groupId, `${group.programme.name}, ${group.name}`]] as const) : [];
    }),
  );
  return new Map(known.flat());
};
