import type { JSX } from 'preact';
import { atMost, taken } from '../page/answers.js';
import { Table } from '../page/parts.js';
import type { Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';

const PROVIDERS_READ = 2000;
const PARTS_SHOWN = 500;

/** What a programme owes today, by provider and by certificate group. */
export const partsOf = async ({ ledger }: Visit, programme: string) => {
  const owed = async (by: 'provider' | 'certificate-group') =>
    taken(await ledger.certificates.call('GET /payables/totals', { query: { programme, by, limit: PARTS_SHOWN } }));
  const [providers, groups, names, registered] = await Promise.all([
    owed('provider'),
    owed('certificate-group'),
    atMost(ledger.catalog.items('GET /providers'), PROVIDERS_READ),
    ledger.certificates.call('GET /financing-programmes/{programme}', { path: { programme } }),
  ]);
  return {
    providers,
    groups,
    names: {
      provider: new Map(names.map(({ providerId, name }) => [providerId, name])),
      'certificate-group': new Map(taken(registered).settings.groups.map(({ id, name }) => [id, name])),
    },
  };
};
type Owed = Awaited<ReturnType<typeof partsOf>>;

export const Parts = ({ parts: { providers, groups, names }, words }: { parts: Owed; words: Words }): JSX.Element => {
  const { say, money } = words;
  const table = (by: 'provider' | 'certificate-group', { items }: Owed['providers']): JSX.Element => (
    <Table
      caption={say(`payable.by-${by}`)}
      head={[by, 'contracts', 'payable', 'co-payment-due'].map((name) => say(`payable.${name}`))}
      rows={items.map((one) => [
        names[by].get(one.of) ?? one.of,
        String(one.contracts),
        money(one.debitedKopecks),
        money(one.coPaymentDueKopecks),
      ])}
      numbers={[1, 2, 3]}
      empty={say('payable.none-at-all')}
    />
  );
  return (
    <>
      {table('provider', providers)}
      {table('certificate-group', groups)}
    </>
  );
};
