import type { JSX } from 'preact';
import { Refused, eachOrRefused, taken } from '../page/answers.js';
import { Table } from '../page/parts.js';
import { dayOf, zoneOf } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';

const SERVICES = ['catalog', 'enrollment', 'certificates'] as const;
const query = { limit: 50 };

const asked = ({ ledger: { catalog, enrollment, certificates } }: Visit) => ({
  catalog: () => Promise.all([catalog.call('GET /messaging/lag'), catalog.call('GET /messaging/parked', { query })]),
  enrollment: () =>
    Promise.all([enrollment.call('GET /messaging/lag'), enrollment.call('GET /messaging/parked', { query })]),
  certificates: () =>
    Promise.all([certificates.call('GET /messaging/lag'), certificates.call('GET /messaging/parked', { query })]),
});

const stateOf = async (visit: Visit, service: (typeof SERVICES)[number]) => {
  const [lag, parked] = await asked(visit)[service]();
  return { lag: taken(lag).lag, parked: taken(parked).items };
};

/** For an administrator: how far each service is behind, and which messages it could not take. */
export const messagesPage = async (visit: Visit): Promise<Page> => {
  const { words } = visit;
  const { say } = words;
  const [states, zone] = await Promise.all([
    eachOrRefused(SERVICES, (service) => stateOf(visit, service)),
    zoneOf(visit),
  ]);
  return {
    title: say('messages.title'),
    body: (
      <>
        <h1>{say('messages.title')}</h1>
        <p>{say('messages.text')}</p>
        {states.map(([service, state]) => (
          <section aria-labelledby={service}>
            <h2 id={service}>{say(`messages.${service}`)}</h2>
            {state instanceof Refused ? (
              <p class="notice wrong">{say('away.title')}</p>
            ) : (
              <>
                <p>{say('messages.lag', { lag: state.lag })}</p>
                <Table
                  caption={say('messages.parked')}
                  head={['day', 'topic', 'type', 'cause'].map((name) => say(`messages.${name}`))}
                  rows={state.parked.map(({ parkedAt, topic, type, cause }): readonly (string | JSX.Element)[] => [
                    words.day(dayOf(parkedAt, zone)),
                    topic,
                    type ?? '—',
                    cause ?? say('messages.behind'),
                  ])}
                  empty={say('messages.none')}
                />
              </>
            )}
          </section>
        ))}
      </>
    ),
  };
};
