import { Courses } from '../course/courses.js';
import { taken } from '../page/answers.js';
import { Table } from '../page/parts.js';
import { dayOf, zoneOf } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';

const SHOWN_OF_A_STATE = 100;

/** The corrections of the provider's reports that wait: for a second person, or for the certificates. */
export const waitingCorrectionsPage = async (visit: Visit): Promise<Page> => {
  const { words, ledger } = visit;
  const { say, phrase, day, month } = words;
  const pages = await Promise.all(
    (['proposed', 'pending'] as const).map(async (state) =>
      taken(await ledger.enrollment.call('GET /lessons/corrections', { query: { state, limit: SHOWN_OF_A_STATE } })),
    ),
  );
  const waiting = pages.flatMap(({ items }) => items);
  const [courses, zone] = await Promise.all([
    Courses.of(
      visit,
      waiting.map(({ groupId }) => groupId),
    ),
    zoneOf(visit),
  ]);
  const count = (held: number, planned: number): string => say('contract.held', { held, planned });
  return {
    title: say('provider.waiting-corrections'),
    body: (
      <>
        <h1>{say('provider.waiting-corrections')}</h1>
        <Rooms visit={visit} />
        <p>{say('provider.waiting-corrections-text')}</p>
        <Table
          caption={say('provider.waiting-corrections')}
          head={['course', 'month', 'before', 'after', 'why', 'asked-on', 'state'].map((name) =>
            say(`provider.${name}`),
          )}
          rows={waiting.map((one) => [
            courses.name(one.groupId),
            <a href={`/provider/lessons/${one.groupId}/${one.month}`}>{month(one.month)}</a>,
            count(one.before.held, one.before.planned),
            count(one.held, one.planned),
            phrase(`correction.${one.reason}`),
            day(dayOf(one.submittedAt, zone)),
            say(`provider.correction-${one.state}`),
          ])}
          numbers={[2, 3]}
          empty={say('provider.no-waiting-corrections')}
        />
        <p>
          <a href="/provider/lessons">{say('provider.to-lessons')}</a>
        </p>
      </>
    ),
  };
};
