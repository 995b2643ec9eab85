import type { JSX } from 'preact';
import { Courses } from '../course/courses.js';
import { Refused, taken } from '../page/answers.js';
import { Facts, Refusal } from '../page/parts.js';
import { dayOf, zoneOf } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';
import { Decision, decide, type Awaiting } from './decision.js';
import { ChangeOfLimits } from './limit-change.js';
import { programmesOf } from './programmes.js';

const SHOWN_OF_A_KIND = 100;

/** All that waits for a second person. */
export const waitingPage = async (visit: Visit, came?: string | Refused): Promise<Page> => {
  const { words } = visit;
  const { say } = words;
  const found = await Promise.all([limits(visit), corrections(visit), erasures(visit), merges(visit)]);
  const [changes, corrected, erased, merged] = found;
  const sections = [
    ['limits', changes],
    ['corrections', corrected],
    ['erasures', erased],
    ['merges', merged],
  ] as const;
  return {
    title: say('operator.waiting'),
    status: came instanceof Refused ? came.status : 200,
    body: (
      <>
        <h1>{say('operator.waiting')}</h1>
        <Rooms visit={visit} />
        <p>{say('operator.waiting-text')}</p>
        {came instanceof Refused && <Refusal refused={came} words={words} />}
        {typeof came === 'string' && (
          <p class="notice" role="status">
            {came}
          </p>
        )}
        {sections.every(([, items]) => items.length === 0) && <p class="empty">{say('operator.nothing-waits')}</p>}
        {sections.map(
          ([kind, items]) =>
            items.length > 0 && (
              <section aria-labelledby={kind}>
                <h2 id={kind}>{say(`operator.waiting-${kind}`)}</h2>
                <ul class="cards wide">
                  {items.map((item) => (
                    <li>{item}</li>
                  ))}
                </ul>
              </section>
            ),
        )}
      </>
    ),
  };
};

/** Approves or drops one of them. */
export const decideWaiting = async (visit: Visit): Promise<Page> => waitingPage(visit, await decide(visit));

const limits = async (visit: Visit): Promise<readonly JSX.Element[]> => {
  const { ledger } = visit;
  const programmes = await programmesOf(visit);
  const known = await Promise.all(
    programmes.map(async ({ programme }) =>
      taken(await ledger.certificates.call('GET /financing-programmes/{programme}/limits', { path: { programme } })),
    ),
  );
  return known.flatMap(({ programme, changes, groups }) =>
    changes
      .filter(({ state }) => state === 'waiting')
      .map((change) => <ChangeOfLimits visit={visit} programme={programme} change={change} groups={groups} />),
  );
};

const corrections = async (visit: Visit): Promise<readonly JSX.Element[]> => {
  const { ledger, words } = visit;
  const { say, phrase, month } = words;
  const query = { state: 'proposed', limit: SHOWN_OF_A_KIND } as const;
  const proposed = taken(await ledger.enrollment.call('GET /lessons/corrections', { query })).items;
  const [courses, zone] = await Promise.all([
    Courses.of(
      visit,
      proposed.map(({ groupId }) => groupId),
    ),
    zoneOf(visit),
  ]);
  return proposed.map((one) => (
    <Asked
      visit={visit}
      what={{ kind: 'correction', id: one.id }}
      askedBy={one.proposedBy}
      facts={[
        [say('provider.course'), courses.name(one.groupId)],
        [say('provider.month'), month(one.month)],
        [say('provider.before'), say('contract.held', one.before)],
        [say('provider.after'), say('contract.held', { held: one.held, planned: one.planned })],
        [say('provider.why'), phrase(`correction.${one.reason}`)],
        [say('operator.asked-on'), words.day(dayOf(one.submittedAt, zone))],
      ]}
    />
  ));
};

const erasures = async (visit: Visit): Promise<readonly JSX.Element[]> => {
  const { ledger, words } = visit;
  const { say, day } = words;
  const query = { state: 'waiting', limit: SHOWN_OF_A_KIND } as const;
  const [page, zone] = await Promise.all([ledger.enrollment.call('GET /erasures', { query }), zoneOf(visit)]);
  return taken(page).items.map((one) => (
    <Asked
      visit={visit}
      what={{ kind: 'erasure', id: one.id }}
      askedBy={one.askedBy}
      facts={[
        [say('operator.holder'), <HolderLink holder={one.holderId} />],
        [say('provider.why'), say(`operator.erasure-${one.reason}`)],
        [say('operator.asked-on'), day(dayOf(one.askedAt, zone))],
      ]}
    />
  ));
};

const merges = async (visit: Visit): Promise<readonly JSX.Element[]> => {
  const { ledger, words } = visit;
  const { say, day } = words;
  const query = { state: 'waiting', limit: SHOWN_OF_A_KIND } as const;
  const [page, zone] = await Promise.all([ledger.enrollment.call('GET /merges', { query }), zoneOf(visit)]);
  return taken(page).items.map((one) => (
    <Asked
      visit={visit}
      what={{ kind: 'merge', id: one.id }}
      askedBy={one.askedBy}
      facts={[
        [say('operator.kept'), <HolderLink holder={one.keep} />],
        [say('operator.merged'), <HolderLink holder={one.other} />],
        [say('provider.why'), say(`operator.merge-${one.reason}`)],
        [say('operator.asked-on'), day(dayOf(one.askedAt, zone))],
      ]}
    />
  ));
};

const HolderLink = ({ holder }: { holder: string }): JSX.Element => (
  <a href={`/operator/accounts/${holder}`}>{holder}</a>
);

const Asked = ({
  visit,
  what,
  askedBy,
  facts,
}: {
  visit: Visit;
  what: Awaiting;
  askedBy: string | null;
  facts: readonly (readonly [string, string | JSX.Element])[];
}): JSX.Element => (
  <>
    <Facts items={facts} />
    <Decision visit={visit} what={what} askedBy={askedBy} />
  </>
);
