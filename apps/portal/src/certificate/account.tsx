import type { JSX } from 'preact';
import { Courses } from '../course/courses.js';
import { found, taken } from '../page/answers.js';
import { DateField, Facts, Live, Table } from '../page/parts.js';
import type { Visit } from '../page/visit.js';
import { lastBefore, type Words } from '../page/words.js';
import { BalanceChart, forecastOf, type Balance } from './balance-chart.js';
import { availableBy, debitedOfReserved } from './change.js';

/** Whether the family reads it, which pays, or somebody else. */
type Reader = 'family' | 'other';

/**
 * The certificates of a holder: what is left, what is bound, every entry, and how they stood on a day (`?asOf=`). Undefined:
 * there are none within reach.
 * @param now how the account stands, where that is known already
 */
export const accountShown = async (
  visit: Visit,
  holder: string,
  reader: Reader,
  now?: Account,
): Promise<JSX.Element | undefined> => {
  const { words, query } = visit;
  const { say } = words;
  const asOf = query.get('asOf') ?? '';
  const account = asOf === '' && now ? now : await accountOf(visit, holder, asOf);
  if (!account || account.certificates.length === 0) return undefined;
  const [courses, entries] = await Promise.all([
    Courses.of(
      visit,
      account.contracts.map(({ groupId }) => groupId),
    ),
    Promise.all(account.certificates.map(({ programme }) => entriesOf(visit, holder, programme, asOf))),
  ]);
  return (
    <>
      <form method="get" class="inline">
        <DateField label={say('certificate.as-of')} name="asOf" value={asOf === '' ? account.asOf : asOf} />
        <button>{say('certificate.show')}</button>
      </form>
      {account.certificates.map((certificate, index) => (
        <Live id={certificate.programme}>
          <section class="certificate" aria-labelledby={`certificate-${certificate.programme}`}>
            <h2 id={`certificate-${certificate.programme}`}>{say('certificate.of', { number: certificate.number })}</h2>
            <Balances certificate={certificate} words={words} />
            {reader === 'family' && (
              <p class="actions">
                <a class="button" href={`/family/${holder}/certificates/${encodeURIComponent(certificate.programme)}`}>
                  {say('paper.download')}
                </a>
              </p>
            )}
            <BalanceChart
              balances={balancesOf(entries[index] ?? [], account, certificate.programme)}
              from={certificate.validFrom}
              to={certificate.validToExclusive}
              today={account.asOf}
              words={words}
            />
            {account.contracts
              .filter(({ programme }) => programme === certificate.programme)
              .map((contract) => (
                <Months contract={contract} course={courses.name(contract.groupId)} reader={reader} words={words} />
              ))}
            <Entries entries={entries[index] ?? []} words={words} />
          </section>
        </Live>
      ))}
    </>
  );
};

const accountOf = async ({ ledger }: Visit, holder: string, asOf: string) =>
  found(
    await ledger.certificates.call('GET /accounts/{holder}', {
      path: { holder },
      query: asOf === '' ? {} : { asOf },
    }),
  );
type Account = NonNullable<Awaited<ReturnType<typeof accountOf>>>;
type Certificate = Account['certificates'][number];

const entriesOf = async ({ ledger }: Visit, holder: string, programme: string, to: string) =>
  taken(
    await ledger.certificates.call('GET /accounts/{holder}/statement', {
      path: { holder },
      query: { programme, ...(to === '' ? {} : { to }) },
    }),
  ).entries;
type Entry = Awaited<ReturnType<typeof entriesOf>>[number];

/** How the certificate stood after each entry, and how it will stand if nothing changes. */
const balancesOf = (entries: readonly Entry[], { contracts }: Account, programme: string): readonly Balance[] => {
  const known = entries.map(({ on, after }): Balance => ({ on, ...after }));
  const last = known.at(-1);
  const own = contracts.filter((contract) => contract.programme === programme);
  return last ? [...known, ...forecastOf(last, own)] : [];
};

/** Why there is nothing, or what becomes of the rest. */
const whatIsLeft = (
  { availableKopecks: amount, reservedKopecks, expiredKopecks: expired, validToExclusive: day }: Certificate,
  { say }: Words,
): string => {
  if (expired > 0) return say('certificate.returned', { amount: expired, day: lastBefore(day) });
  if (amount > 0) return say('certificate.returns', { amount, day });
  return say(reservedKopecks > 0 ? 'certificate.all-reserved' : 'certificate.all-spent');
};

const Balances = ({ certificate, words }: { certificate: Certificate; words: Words }): JSX.Element => {
  const { say, money, period } = words;
  return (
    <>
      <Facts
        items={[
          [say('certificate.available'), <strong class="large">{money(certificate.availableKopecks)}</strong>],
          [say('certificate.reserved'), money(certificate.reservedKopecks)],
          [say('certificate.spent'), money(certificate.spentKopecks)],
          [say('certificate.expired'), money(certificate.expiredKopecks)],
          [say('certificate.nominal'), money(certificate.nominalKopecks)],
          [say('certificate.validity'), period(certificate.validFrom, certificate.validToExclusive)],
        ]}
      />
      <p>{whatIsLeft(certificate, words)}</p>
    </>
  );
};

const Months = ({
  contract,
  course,
  reader,
  words: { say, money, month },
}: {
  contract: Account['contracts'][number];
  course: string;
  reader: Reader;
  words: Words;
}): JSX.Element => (
  <Table
    caption={say('contract.caption', { course, status: say(`contract.status-${contract.status}`) })}
    head={['month', 'share', reader === 'family' ? 'co-payment' : 'co-payment-of-family', 'state', 'lessons'].map(
      (name) => say(`contract.${name}`),
    )}
    rows={contract.months.map((one) => [
      month(one.month),
      money(one.shareKopecks),
      money(one.coPaymentKopecks),
      say(`contract.month-${one.status}`),
      one.planned === undefined || one.held === undefined
        ? '—'
        : say('contract.held', { held: one.held, planned: one.planned }),
    ])}
    numbers={[1, 2, 4]}
    empty={say('contract.no-months')}
  />
);

/** What an entry did to what is available, and what it took out of what was reserved. */
const Sum = ({ entry, words: { say, money, change } }: { entry: Entry; words: Words }): JSX.Element => {
  const [available, debited] = [availableBy(entry), debitedOfReserved(entry)];
  if (entry.amountKopecks === 0) return <>—</>;
  return (
    <>
      {available !== 0 && <div>{change(available)}</div>}
      {debited > 0 && (
        <div>
          {money(debited)} <small>{say('entries.of-reserved')}</small>
        </div>
      )}
      {available === 0 && debited === 0 && money(entry.amountKopecks)}
    </>
  );
};

const Entries = ({ entries, words }: { entries: readonly Entry[]; words: Words }): JSX.Element => {
  const { say, money, day } = words;
  return (
    <Table
      caption={say('entries.caption')}
      head={['day', 'text', 'why', 'amount', 'left'].map((name) => say(`entries.${name}`))}
      rows={entries.toReversed().map((entry) => [
        day(entry.on),
        <>
          {entry.text} {entry.programmeName === undefined ? null : <small>{entry.programmeName}</small>}
        </>,
        entry.reasonText,
        <Sum entry={entry} words={words} />,
        money(entry.after.availableKopecks),
      ])}
      numbers={[3, 4]}
      empty={say('entries.none')}
    />
  );
};
