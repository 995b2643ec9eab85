import { isMonth } from '@lib/kernel';
import { atMost } from '../page/answers.js';
import { MonthField } from '../page/inputs.js';
import { Facts, Table } from '../page/parts.js';
import { thisMonth } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import { sumsByGroup } from './group-sums.js';

/** So many contracts of a month are summed here; a larger month is in the file. */
const CONTRACTS_READ = 10_000;
const PROVIDERS_READ = 2_000;

/** What a programme owes for a month, by study group and its provider. @param here the address of the page */
export const groupsPage =
  (here: 'audit' | 'operator') =>
  async (visit: Visit): Promise<Page> => {
    const { words, params, query, ledger } = visit;
    const { say, money } = words;
    const { programme = '' } = params;
    const given = query.get('month') ?? '';
    const month = isMonth(given) ? given : await thisMonth(visit);
    const [rows, providers] = await Promise.all([
      atMost(ledger.certificates.items('GET /payables', { query: { programme, month } }), CONTRACTS_READ + 1),
      atMost(ledger.catalog.items('GET /providers'), PROVIDERS_READ),
    ]);
    const names = new Map(providers.map(({ providerId, name }) => [providerId, name]));
    const isWhole = rows.length <= CONTRACTS_READ;
    const { groups, sum } = sumsByGroup(isWhole ? rows : []);
    return {
      title: say('groups.title'),
      body: (
        <>
          <h1>{say('groups.title')}</h1>
          <form method="get" class="inline">
            <MonthField label={say('provider.month')} name="month" value={month} />
            <button>{say('certificate.show')}</button>
          </form>
          {isWhole ? (
            <>
              <Facts
                items={[
                  [say('payable.sum'), <strong class="large">{money(sum.debitedKopecks)}</strong>],
                  [say('payable.co-payment-due'), money(sum.coPaymentDueKopecks)],
                  [say('payable.contracts'), String(sum.contracts)],
                ]}
              />
              <Table
                caption={say('groups.caption', { month })}
                head={[
                  ...['group', 'provider'].map((name) => say(`groups.${name}`)),
                  ...['contracts', 'payable', 'co-payment-due'].map((name) => say(`payable.${name}`)),
                ]}
                rows={groups.map((one) => [
                  <>
                    {one.name} <small>{one.programmeName}</small>
                  </>,
                  names.get(one.providerId) ?? one.providerId,
                  String(one.contracts),
                  money(one.debitedKopecks),
                  money(one.coPaymentDueKopecks),
                ])}
                numbers={[2, 3, 4]}
                empty={say('groups.none')}
              />
            </>
          ) : (
            <p class="notice">{say('groups.too-many', { count: CONTRACTS_READ })}</p>
          )}
          <p>
            {say('payable.file')}:{' '}
            {(['csv', 'xlsx'] as const).map((format) => (
              <>
                <a href={`/exports/payables?${new URLSearchParams({ programme, month, format }).toString()}`}>
                  {format.toUpperCase()}
                </a>{' '}
              </>
            ))}
          </p>
          <p>
            <a href={`/${here}/programmes/${encodeURIComponent(programme)}`}>{say('groups.back')}</a>
          </p>
        </>
      ),
    };
  };
