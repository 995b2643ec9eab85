import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { kopecksIn, typedRoubles } from '../page/amounts.js';
import { Refused, orRefused, taken } from '../page/answers.js';
import { MoneyField, NumberField } from '../page/inputs.js';
import { DateField, Facts, Form, Refusal, Table, TextField } from '../page/parts.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { ChangeOfLimits } from './limit-change.js';
import { Money } from './overview.page.js';
import { isOperator, totalsOf, type Totals } from './programmes.js';
import { Share } from '../page/share.js';
import { Rooms } from '../page/rooms.js';

const limitsOf = async ({ ledger }: Visit, programme: string) =>
  taken(await ledger.certificates.call('GET /financing-programmes/{programme}/limits', { path: { programme } }));
type Group = Awaited<ReturnType<typeof limitsOf>>['groups'][number];

/** A financing programme: its money, its limits with what is issued of them, and the changes that were asked for. */
export const programmePage = async (visit: Visit, refused?: Refused): Promise<Page> => {
  const { words, params, ledger, query } = visit;
  const { say } = words;
  const { programme = '' } = params;
  const asOf = query.get('asOf') ?? '';
  const [totals, { groups, changes }, { settings }] = await Promise.all([
    totalsOf(visit, programme, asOf),
    limitsOf(visit, programme),
    ledger.certificates.call('GET /financing-programmes/{programme}', { path: { programme } }).then(taken),
  ]);
  const title = say('operator.programme-of', { municipality: settings.municipality.name });
  return {
    title,
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{title}</h1>
        <Rooms visit={visit} />
        {refused && <Refusal refused={refused} words={words} />}
        <form method="get" class="inline">
          <DateField label={say('audit.as-of')} name="asOf" value={asOf} />
          <button>{say('audit.show')}</button>
        </form>
        <Money totals={totals} words={words} />
        <Balance totals={totals} words={words} />
        <p>
          <a href={`/operator/programmes/${encodeURIComponent(programme)}/groups`}>{say('groups.link')}</a>
        </p>
        <h2>{say('operator.limits')}</h2>
        <ul class="cards wide">
          {groups.map((group) => (
            <li>
              <Limits group={group} words={words} />
            </li>
          ))}
        </ul>
        <h2>{say('operator.changes')}</h2>
        {changes.length === 0 && <p class="empty">{say('operator.no-changes')}</p>}
        <ul class="cards wide">
          {changes.map((change) => (
            <li>
              <ChangeOfLimits visit={visit} programme={programme} change={change} groups={groups} />
            </li>
          ))}
        </ul>
        {isOperator(visit) && <Asking visit={visit} programme={programme} groups={groups} />}
        <Files programme={programme} words={words} />
      </>
    ),
  };
};

const Balance = ({ totals, words: { say, money, month } }: { totals: Totals; words: Words }): JSX.Element => (
  <>
    <Table
      caption={say('operator.trial-balance')}
      head={[say('operator.account'), say('operator.sum')]}
      rows={(['budget', 'available', 'reserved', 'payable', 'expired'] as const).map((account) => [
        say(`operator.account-${account}`),
        money(totals.trialBalance[account]),
      ])}
      numbers={[1]}
      empty=""
    />
    <p class={totals.balanced ? 'notice' : 'notice wrong'}>
      {say(totals.balanced ? 'operator.balanced' : 'operator.not-balanced')}
    </p>
    <Table
      caption={say('operator.by-month')}
      head={[say('contract.month'), say('certificate.spent')]}
      rows={totals.debitedByMonth.map((one) => [month(one.month), money(one.debitedKopecks)])}
      numbers={[1]}
      empty={say('operator.nothing-debited')}
    />
    <Facts
      items={[
        [say('operator.co-payment'), money(totals.coPaymentKopecks)],
        [say('operator.co-payment-due'), money(totals.coPaymentDueKopecks)],
      ]}
    />
  </>
);

const Limits = ({ group, words }: { group: Group; words: Words }): JSX.Element => {
  const { say, money } = words;
  return (
    <>
      <h3>{group.name}</h3>
      <p>{say('operator.nominal', { nominal: group.nominalKopecks })}</p>
      <Share
        name={say('operator.certificates')}
        part={group.issued}
        whole={group.countLimit}
        text={
          group.countLimit === null
            ? say('operator.issued-unbounded', { issued: group.issued })
            : say('operator.issued-of', { issued: group.issued, limit: group.countLimit })
        }
      />
      <Share
        name={say('operator.sum-of-nominals')}
        part={group.issuedKopecks}
        whole={group.sumLimitKopecks}
        text={
          group.sumLimitKopecks === null
            ? say('operator.sum-unbounded', { issued: money(group.issuedKopecks) })
            : say('operator.sum-of', { issued: money(group.issuedKopecks), limit: money(group.sumLimitKopecks) })
        }
      />
    </>
  );
};

const Asking = ({
  visit: { words, form },
  programme,
  groups,
}: {
  visit: Visit;
  programme: string;
  groups: readonly Group[];
}): JSX.Element => {
  const { say } = words;
  return (
    <>
      <h2>{say('operator.ask-limits')}</h2>
      <p>{say('operator.ask-limits-text')}</p>
      {groups.map((group) => {
        const isTyped = form.get('certificateGroup') === group.certificateGroup;
        const typed = (name: string, now: string): string => (isTyped ? (form.get(name) ?? '') : now);
        return (
          <details open={isTyped}>
            <summary>{group.name}</summary>
            <Form action={`/operator/programmes/${encodeURIComponent(programme)}`}>
              <input type="hidden" name="certificateGroup" value={group.certificateGroup} />
              <NumberField
                label={say('operator.count-limit')}
                hint={say('operator.no-limit-hint')}
                name="countLimit"
                id={`count-${group.certificateGroup}`}
                value={typed('countLimit', group.countLimit === null ? '' : String(group.countLimit))}
              />
              <MoneyField
                label={say('operator.sum-limit')}
                hint={say('operator.no-limit-hint')}
                name="sumLimit"
                id={`sum-${group.certificateGroup}`}
                value={typed('sumLimit', group.sumLimitKopecks === null ? '' : typedRoubles(group.sumLimitKopecks))}
              />
              <TextField
                label={say('operator.act')}
                hint={say('operator.act-hint')}
                name="act"
                id={`act-${group.certificateGroup}`}
                value={typed('act', '')}
                max={200}
                required
              />
              <button>{say('operator.ask')}</button>
            </Form>
          </details>
        );
      })}
    </>
  );
};

const Files = ({ programme, words: { say } }: { programme: string; words: Words }): JSX.Element => (
  <>
    <h2>{say('provider.files')}</h2>
    <ul>
      {(['certificates', 'entries', 'payables', 'contracts'] as const).map((table) => {
        const of = table === 'contracts' ? '' : `&programme=${encodeURIComponent(programme)}`;
        return (
          <li>
            {say(`operator.file-${table}`)}: <a href={`/exports/${table}?format=csv${of}`}>CSV</a>,{' '}
            <a href={`/exports/${table}?format=xlsx${of}`}>XLSX</a>
          </li>
        );
      })}
    </ul>
  </>
);

/** Asks for other limits of a group; they hold once a second person has approved them. */
export const askForLimits = async (visit: Visit): Promise<Page | Redirect> => {
  const { form, ledger, params } = visit;
  const { programme = '' } = params;
  const [count, sum] = [(form.get('countLimit') ?? '').trim(), (form.get('sumLimit') ?? '').trim()];
  const came = await orRefused(async () =>
    taken(
      await ledger.certificates.call('POST /financing-programmes/{programme}/limit-changes', {
        path: { programme },
        headers: { 'Idempotency-Key': form.get('key') ?? newId() },
        body: {
          certificateGroup: form.get('certificateGroup') ?? '',
          countLimit: count === '' ? null : Number(count),
          // What is no amount is refused by the service, which names the field.
          sumLimitKopecks: sum === '' ? null : (kopecksIn(sum) ?? -1),
          act: (form.get('act') ?? '').trim(),
        },
      }),
    ),
  );
  return came instanceof Refused
    ? programmePage(visit, came)
    : { to: `/operator/programmes/${encodeURIComponent(programme)}` };
};
