import { isMonth } from '@lib/kernel';
import { Courses } from '../course/courses.js';
import { taken } from '../page/answers.js';
import { MonthField } from '../page/inputs.js';
import { Facts, Table } from '../page/parts.js';
import { thisMonth } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import { Further } from './applications.page.js';
import { Rooms } from '../page/rooms.js';
import { ChildId } from './child-id.js';

const SHOWN_AT_ONCE = 50;
const CHILDREN_OF_GROUP = 500;

/** What the provider is owed for a month, contract by contract, with its sum and that of every other month. */
export const payablePage = async (visit: Visit): Promise<Page> => {
  const { words, query, address } = visit;
  const { say, money, month: inWords } = words;
  const given = query.get('month') ?? '';
  const month = isMonth(given) ? given : await thisMonth(visit);
  const [{ items, next }, { sum }, season] = await Promise.all([
    rowsOf(visit, month, query.get('cursor')),
    totalsOf(visit, { month }),
    totalsOf(visit, {}),
  ]);
  const groups = items.map(({ groupId }) => groupId);
  const [courses, children] = await Promise.all([Courses.of(visit, groups), childrenOf(visit, groups)]);
  return {
    title: say('payable.title'),
    body: (
      <>
        <h1>{say('payable.title')}</h1>
        <Rooms visit={visit} />
        <p>{say('payable.text')}</p>
        <form method="get" class="inline">
          <MonthField label={say('provider.month')} name="month" value={month} />
          <button>{say('certificate.show')}</button>
        </form>
        <Facts
          items={[
            [say('payable.sum'), <strong class="large">{money(sum.debitedKopecks)}</strong>],
            [say('payable.co-payment-due'), money(sum.coPaymentDueKopecks)],
            [say('payable.together'), money(sum.debitedKopecks + sum.coPaymentDueKopecks)],
            [say('payable.contracts'), String(sum.contracts)],
          ]}
        />
        <Table
          caption={say('payable.caption', { month })}
          head={[
            ...['child-id', 'course'].map((name) => say(`provider.${name}`)),
            say('contract.state'),
            say('payable.payable'),
            say('payable.co-payment-due'),
          ]}
          rows={items.map(({ contract, groupId, status, debitedKopecks, coPaymentDueKopecks }) => [
            <ChildId childId={children.get(contract) ?? null} words={words} />,
            <a href={`/provider/applications/${contract}`}>{courses.name(groupId)}</a>,
            say(`contract.month-${status}`),
            money(debitedKopecks),
            money(coPaymentDueKopecks),
          ])}
          numbers={[3, 4]}
          empty={say('payable.none')}
        />
        <Further address={address} name="cursor" next={next} text={say('provider.further')} />
        <p>
          {say('payable.file')}: <a href={`/exports/payables?format=csv&month=${month}`}>CSV</a>,{' '}
          <a href={`/exports/payables?format=xlsx&month=${month}`}>XLSX</a>
        </p>
        <Table
          caption={say('payable.by-month')}
          head={[
            say('contract.month'),
            ...['payable', 'co-payment-due', 'contracts'].map((name) => say(`payable.${name}`)),
          ]}
          rows={season.items.map((one) => [
            <a href={`/provider/payable?month=${one.of}`} aria-current={one.of === month ? 'page' : undefined}>
              {inWords(one.of)}
            </a>,
            money(one.debitedKopecks),
            money(one.coPaymentDueKopecks),
            String(one.contracts),
          ])}
          numbers={[1, 2, 3]}
          empty={say('payable.none-at-all')}
        />
        <p>
          {say('payable.file-season')}: <a href="/exports/payables?format=csv">CSV</a>,{' '}
          <a href="/exports/payables?format=xlsx">XLSX</a>
        </p>
      </>
    ),
  };
};

const rowsOf = async ({ ledger }: Visit, month: string, cursor: string | null) =>
  taken(
    await ledger.certificates.call('GET /payables', {
      query: { month, limit: SHOWN_AT_ONCE, ...(cursor === null ? {} : { cursor }) },
    }),
  );

const totalsOf = async ({ ledger }: Visit, query: { readonly month?: string }) =>
  taken(await ledger.certificates.call('GET /payables/totals', { query }));

/** The ids by which the register names the children of contracts, by these. */
const childrenOf = async ({ ledger }: Visit, groups: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const pages = await Promise.all(
    [...new Set(groups)].map(async (group) =>
      taken(await ledger.enrollment.call('GET /applications', { query: { group, limit: CHILDREN_OF_GROUP } })),
    ),
  );
  return new Map(
    pages.flatMap(({ items }) =>
      items.flatMap(({ id, childId }) => (childId === null ? [] : [[id, childId] as const])),
    ),
  );
};
