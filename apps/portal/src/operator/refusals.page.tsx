import { atMost } from '../page/answers.js';
import { Table } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import { Share } from '../page/share.js';
import { Rooms } from '../page/rooms.js';

/** So many refused applications are counted. */
const COUNTED = 5000;

/** Why applications were refused, by how often. */
export const refusalsPage = async (visit: Visit): Promise<Page> => {
  const { words, ledger } = visit;
  const { say, phrase } = words;
  const refused = await atMost(ledger.enrollment.items('GET /applications', { query: { state: 'refused' } }), COUNTED);
  const counts = new Map<string, number>();
  for (const { reason } of refused) counts.set(reason ?? '', (counts.get(reason ?? '') ?? 0) + 1);
  return {
    title: say('refusals.title'),
    body: (
      <>
        <h1>{say('refusals.title')}</h1>
        <Rooms visit={visit} />
        <p>
          {refused.length === COUNTED
            ? say('refusals.cut', { count: COUNTED })
            : say('refusals.all', { count: refused.length })}
        </p>
        <Table
          caption={say('refusals.by-reason')}
          head={[say('provider.why'), say('refusals.count')]}
          rows={[...counts]
            .toSorted(([, one], [, other]) => other - one)
            .map(([reason, count]) => [
              <Share
                name={phrase(`refusal.${reason}`)}
                part={count}
                whole={refused.length}
                text={`${Math.round((count / refused.length) * 100)} %`}
              />,
              String(count),
            ])}
          numbers={[1]}
          empty={say('refusals.none')}
        />
      </>
    ),
  };
};
