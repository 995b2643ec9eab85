import { dateAt, instant, timeZone } from '@lib/kernel';
import type { JSX } from 'preact';
import { availableBy } from '../certificate/change.js';
import { found, taken } from '../page/answers.js';
import { Facts, Table } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { MomentForm, Shown, at, besides, knownBy, momentOf, programmesOf, type Days, type Moment } from './moment.js';

/** An account on a day, by what was known until another: its balances, what they come from, and every entry. */
export const accountPage = async (visit: Visit): Promise<Page> => {
  const { words, params } = visit;
  const { say } = words;
  const { holder = '' } = params;
  const title = say('audit.account-title');
  const today = await accountOf(visit, holder, {});
  const [first] = today?.certificates ?? [];
  if (!today || !first) return { title, status: 404, body: <NoAccount words={words} /> };
  const zone = (await programmesOf(visit)).find(({ programme }) => programme === first.programme)?.timeZone;
  const moment = momentOf(visit);
  const known = knownBy(moment.knownAt, zone);
  const asOf = moment.asOf === '' ? today.asOf : moment.asOf;
  const account = await accountOf(visit, holder, { asOf, ...known });
  const certificates = account?.certificates ?? [];
  const entries = await Promise.all(
    certificates.map(({ programme }) => entriesOf(visit, holder, { programme, to: asOf, ...known })),
  );
  const all = await Promise.all(
    today.certificates.map(({ programme, validToExclusive: to }) => entriesOf(visit, holder, { programme, to })),
  );
  const here = `/audit/accounts/${holder}`;
  return {
    title,
    body: (
      <>
        <h1>{title}</h1>
        <p>{say('audit.holder', { holder })}</p>
        <MomentForm moment={{ ...moment, asOf }} days={daysOf(today.certificates, all.flat(), zone)} words={words} />
        <Shown>
          <Steps here={here} asOf={asOf} knownAt={moment.knownAt} entries={all.flat()} zone={zone} words={words} />
          {certificates.length === 0 && <p class="empty">{say('audit.not-yet')}</p>}
          {certificates.map((certificate, index) => (
            <section class="certificate" aria-labelledby={`certificate-${certificate.programme}`}>
              <h2 id={`certificate-${certificate.programme}`}>
                {say('certificate.of', { number: certificate.number })}
              </h2>
              <Balances certificate={certificate} asOf={asOf} words={words} />
              <Available entries={entries[index] ?? []} words={words} />
              <Statement entries={entries[index] ?? []} zone={zone} eventsAt={`${here}/events`} words={words} />
            </section>
          ))}
        </Shown>
      </>
    ),
  };
};

/** From the first day on which something happened, or was known, to the last, and all days of the certificates. */
const daysOf = (
  certificates: readonly { readonly validFrom: string; readonly validToExclusive: string }[],
  entries: readonly Entry[],
  zone: string | undefined,
): Days => {
  const dates = [
    ...certificates.flatMap(({ validFrom, validToExclusive }) => [validFrom, validToExclusive]),
    ...entries.flatMap((entry) => [entry.on, recordedOn(entry, zone) ?? entry.on]),
  ].toSorted();
  return { from: dates.at(0) ?? '', to: dates.at(-1) ?? '' };
};

const accountOf = async ({ ledger }: Visit, holder: string, query: { asOf?: string; knownAt?: string }) =>
  found(await ledger.certificates.call('GET /accounts/{holder}', { path: { holder }, query }));
type Certificate = NonNullable<Awaited<ReturnType<typeof accountOf>>>['certificates'][number];

const entriesOf = async (
  { ledger }: Visit,
  holder: string,
  query: { programme: string; to: string; knownAt?: string },
) => taken(await ledger.certificates.call('GET /accounts/{holder}/statement', { path: { holder }, query })).entries;
type Entry = Awaited<ReturnType<typeof entriesOf>>[number];

const NoAccount = ({ words: { say } }: { words: Words }): JSX.Element => (
  <>
    <h1>{say('audit.account-title')}</h1>
    <p class="empty">{say('audit.no-account')}</p>
    <p>
      <a href="/audit">{say('audit.find-another')}</a>
    </p>
  </>
);

/** Steps day by day, and to each day on which something happened or became known. */
const Steps = ({
  here,
  asOf,
  knownAt,
  entries,
  zone,
  words: { say, day },
}: Moment & { here: string; entries: readonly Entry[]; zone: string | undefined; words: Words }): JSX.Element => {
  const [before, after] = besides(asOf) ?? [];
  const happened = [...new Set(entries.map(({ on }) => on))].toSorted();
  const recorded = [...new Set(entries.flatMap((entry) => recordedOn(entry, zone) ?? []))].toSorted();
  const links = (dates: readonly string[], current: string, to: (date: string) => Partial<Moment>): JSX.Element => (
    <ul class="days">
      {dates.map((date) => (
        <li>
          <a href={at(here, to(date))} aria-current={date === current ? 'date' : undefined}>
            {day(date)}
          </a>
        </li>
      ))}
    </ul>
  );
  return (
    <nav aria-label={say('audit.days')}>
      {before !== undefined && after !== undefined && (
        <p class="actions">
          <a href={at(here, { asOf: before, knownAt })}>{say('audit.day-before')}</a>
          <a href={at(here, { asOf: after, knownAt })}>{say('audit.day-after')}</a>
          {knownAt !== '' && <a href={at(here, { asOf })}>{say('audit.known-today')}</a>}
        </p>
      )}
      <p>{say('audit.happened')}</p>
      {links(happened, asOf, (date) => ({ asOf: date, knownAt }))}
      <p>{say('audit.became-known')}</p>
      {links(recorded, knownAt, (date) => ({ asOf, knownAt: date }))}
    </nav>
  );
};

/** The day of the region on which an entry was recorded. */
const recordedOn = ({ recordedAt }: Entry, zone: string | undefined): string | undefined =>
  recordedAt === undefined || zone === undefined ? undefined : dateAt(instant(recordedAt), timeZone(zone));

const Balances = ({
  certificate,
  asOf,
  words: { say, money },
}: {
  certificate: Certificate;
  asOf: string;
  words: Words;
}): JSX.Element => (
  <>
    <p class="lead">{say('audit.stood', { day: asOf, amount: certificate.availableKopecks })}</p>
    <Facts
      items={[
        [say('certificate.available'), <strong class="large">{money(certificate.availableKopecks)}</strong>],
        [say('certificate.reserved'), money(certificate.reservedKopecks)],
        [say('certificate.spent'), money(certificate.spentKopecks)],
        [say('certificate.expired'), money(certificate.expiredKopecks)],
        [say('certificate.nominal'), money(certificate.nominalKopecks)],
      ]}
    />
  </>
);

/** The entries that what is available comes from. */
const Available = ({
  entries,
  words: { say, money, change, day },
}: {
  entries: readonly Entry[];
  words: Words;
}): JSX.Element => (
  <Table
    caption={say('audit.available-from')}
    head={[say('entries.day'), say('entries.text'), say('entries.why'), say('audit.change'), say('entries.left')]}
    rows={entries
      .filter((entry) => availableBy(entry) !== 0)
      .map((entry) => [
        day(entry.on),
        entry.text,
        entry.reasonText,
        change(availableBy(entry)),
        money(entry.after.availableKopecks),
      ])}
    numbers={[3, 4]}
    empty={say('entries.none')}
  />
);

const Statement = ({
  entries,
  zone,
  eventsAt,
  words: { say, phrase, money, dayInFigures },
}: {
  entries: readonly Entry[];
  zone: string | undefined;
  /** Where the stored events are shown. */
  eventsAt: string;
  words: Words;
}): JSX.Element => {
  const head = ['entries.day', 'entries.text', 'audit.why-and-who', 'entries.amount', 'entries.left', 'audit.recorded'];
  const recorded = (entry: Entry): string => {
    const on = recordedOn(entry, zone);
    return on === undefined ? say('audit.not-booked') : dayInFigures(on);
  };
  return (
    <Table
      caption={say('audit.statement')}
      head={head.map((key) => say(key))}
      rows={entries.map((entry) => [
        dayInFigures(entry.on),
        <>
          {entry.text} {entry.programmeName !== undefined && <small>{entry.programmeName}</small>}
        </>,
        <>
          {entry.reasonText} <small>{phrase(`party.${entry.causedBy}`)}</small>
        </>,
        money(entry.amountKopecks),
        money(entry.after.availableKopecks),
        <>
          {recorded(entry)} <EventLink entry={entry} eventsAt={eventsAt} say={say} />
        </>,
      ])}
      numbers={[3, 4]}
      empty={say('entries.none')}
    />
  );
};

const EventLink = ({ entry, eventsAt, say }: { entry: Entry; eventsAt: string; say: Words['say'] }): JSX.Element =>
  entry.revision === undefined ? (
    <></>
  ) : (
    <a href={`${eventsAt}/${entry.revision}`}>{say('audit.event-number', { revision: entry.revision })}</a>
  );
