import type { JSX } from 'preact';
import { Refused, eachOrRefused } from '../page/answers.js';
import { Form, Refusal, Table, TextField } from '../page/parts.js';
import { dayOf, zoneOf } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import { SERVICES, actOn, stateOf, type Service } from './parked.js';

type State = Awaited<ReturnType<typeof stateOf>>;
type Parked = State['parked'][number];

/** For an administrator: how far each service is behind, which messages it could not take, and what to do about them. */
export const messagesPage = async (visit: Visit, came?: string | Refused): Promise<Page> => {
  const { words } = visit;
  const { say } = words;
  const [states, zone] = await Promise.all([
    eachOrRefused(SERVICES, (service) => stateOf(visit, service)),
    zoneOf(visit),
  ]);
  const dayIn = (at: string): string => words.day(dayOf(at, zone));
  return {
    title: say('messages.title'),
    status: came instanceof Refused ? came.status : 200,
    body: (
      <>
        <h1>{say('messages.title')}</h1>
        <p>{say('messages.text')}</p>
        {came instanceof Refused && <Refusal refused={came} words={words} />}
        {typeof came === 'string' && (
          <p class="notice" role="status">
            {came}
          </p>
        )}
        {states.map(([service, state]) => (
          <section aria-labelledby={service}>
            <h2 id={service}>{say(`messages.${service}`)}</h2>
            {state instanceof Refused ? (
              <p class="notice wrong">{say('away.title')}</p>
            ) : (
              <Messages service={service} state={state} visit={visit} dayIn={dayIn} />
            )}
          </section>
        ))}
      </>
    ),
  };
};

/** Tries messages again, or discards one. */
export const actOnMessages = async (visit: Visit): Promise<Page> => messagesPage(visit, await actOn(visit));

const Messages = ({
  service,
  state: { lag, parked, next },
  visit: { words },
  dayIn,
}: {
  service: Service;
  state: State;
  visit: Visit;
  dayIn: (at: string) => string;
}): JSX.Element => {
  const { say } = words;
  const topics = [...new Set(parked.map(({ topic }) => topic))];
  return (
    <>
      <p>{say('messages.lag', { lag })}</p>
      <Table
        caption={say('messages.parked')}
        head={['day', 'topic', 'type', 'cause', 'act'].map((name) => say(`messages.${name}`))}
        rows={parked.map((message): readonly (string | JSX.Element)[] => [
          dayIn(message.parkedAt),
          message.topic,
          message.type ?? '—',
          message.cause ?? say('messages.behind'),
          <Acts service={service} message={message} words={words} />,
        ])}
        empty={say('messages.none')}
      />
      {topics.map((topic) => (
        <Form action="/messages">
          <input type="hidden" name="service" value={service} />
          <input type="hidden" name="topic" value={topic} />
          <button name="step" value="retry" aria-label={`${say('messages.retry-all')}: ${topic}`}>
            {say('messages.retry-all')}
          </button>
        </Form>
      ))}
      {next !== undefined && (
        <p>
          <a href={`/messages?${new URLSearchParams({ [service]: next }).toString()}`}>{say('messages.further')}</a>
        </p>
      )}
    </>
  );
};

const Acts = ({
  service,
  message: { id, topic, key, cause },
  words: { say },
}: {
  service: Service;
  message: Parked;
  words: Visit['words'];
}): JSX.Element => (
  <>
    {/* One that waits behind another goes when that one does. */}
    {cause !== undefined && (
      <Form action="/messages">
        <input type="hidden" name="service" value={service} />
        <input type="hidden" name="topic" value={topic} />
        <input type="hidden" name="of" value={key} />
        <button name="step" value="retry" class="second">
          {say('messages.retry')}
        </button>
      </Form>
    )}
    <details>
      <summary>{say('messages.discard')}</summary>
      <p>{say('messages.discard-text')}</p>
      <Form action="/messages">
        <input type="hidden" name="service" value={service} />
        <input type="hidden" name="id" value={String(id)} />
        <TextField label={say('messages.reason')} name="reason" id={`reason-${service}-${id}`} max={500} required />
        <button name="step" value="discard">
          {say('messages.discard-it')}
        </button>
      </Form>
    </details>
  </>
);
