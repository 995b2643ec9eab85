import { atMost } from '../page/answers.js';
import { Table } from '../page/parts.js';
import { zoneOf } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import { childOf } from './children.js';

const READS_SHOWN = 100;

/** Who has looked at what is held on a child, when and what for. */
export const readsPage = async (visit: Visit): Promise<Page> => {
  const { words, ledger } = visit;
  const { say } = words;
  const { childId, called } = await childOf(visit);
  const [reads, zone] = await Promise.all([
    atMost(ledger.enrollment.items('GET /children/{childId}/reads', { path: { childId } }), READS_SHOWN),
    zoneOf(visit),
  ]);
  return {
    title: say('reads.title'),
    body: (
      <>
        <h1>{say('reads.title')}</h1>
        <p>{say('reads.text')}</p>
        <Table
          caption={say('reads.caption', { child: called })}
          head={['when', 'what', 'who', 'why'].map((name) => say(`reads.${name}`))}
          rows={reads.map(({ at, what, why, by }) => [
            words.moment(at, zone),
            say(`reads.what-${what}`),
            by.roles.length === 0
              ? say('reads.by-program')
              : by.roles.map((role) => say(`role.${role.split(':')[0] ?? role}`)).join(', '),
            say(`reads.why-${why}`),
          ])}
          empty={say('reads.none')}
        />
      </>
    ),
  };
};
