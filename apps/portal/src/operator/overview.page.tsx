import type { JSX } from 'preact';
import { Facts, TextField } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { Rooms } from '../page/rooms.js';
import { Used } from './used.js';
import { programmesOf, totalsOf, type Totals } from './programmes.js';

/** What whoever runs or pays for the financing begins with: the programmes with their money, and where to go from here. */
export const overviewPage = async (visit: Visit): Promise<Page> => {
  const { words } = visit;
  const { say } = words;
  const programmes = await programmesOf(visit);
  const totals = await Promise.all(programmes.map(({ programme }) => totalsOf(visit, programme)));
  return {
    title: say('operator.title'),
    body: (
      <>
        <h1>{say('operator.title')}</h1>
        <Rooms visit={visit} />
        <h2>{say('operator.find')}</h2>
        <form method="get" action="/operator/certificates" class="inline">
          <TextField label={say('operator.number')} name="number" max={30} required />
          <button>{say('operator.find-it')}</button>
        </form>
        <form method="get" action="/operator/children" class="inline">
          <TextField label={say('operator.child-id')} name="childId" max={100} required />
          <button>{say('operator.find-it')}</button>
        </form>
        <h2>{say('operator.programmes')}</h2>
        {programmes.length === 0 && <p class="empty">{say('operator.no-programmes')}</p>}
        <ul class="cards wide">
          {programmes.map(({ programme, municipalityName, from, toExclusive }, index) => (
            <li>
              <h3>
                <a href={`/operator/programmes/${encodeURIComponent(programme)}`}>{words.untorn(municipalityName)}</a>
              </h3>
              <p>{words.period(from, toExclusive)}</p>
              <Money totals={totals[index]} words={words} />
            </li>
          ))}
        </ul>
      </>
    ),
  };
};

/** The money of a programme. */
export const Money = ({
  totals,
  words: { say, money },
}: {
  totals: Totals | undefined;
  words: Words;
}): JSX.Element | null =>
  totals ? (
    <>
      <Used totals={totals} words={{ say }} />
      <Facts
        items={[
          [say('operator.issued'), String(totals.issued)],
          [say('operator.granted'), <strong>{money(totals.grantedKopecks)}</strong>],
          [say('certificate.available'), money(totals.availableKopecks)],
          [say('certificate.reserved'), money(totals.reservedKopecks)],
          [say('certificate.spent'), money(totals.debitedKopecks)],
          [say('certificate.expired'), money(totals.expiredKopecks)],
        ]}
      />
    </>
  ) : null;
