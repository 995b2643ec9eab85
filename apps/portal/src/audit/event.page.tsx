import type { JSX } from 'preact';
import { Refused, found, taken } from '../page/answers.js';
import { Facts } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';

type Actor = { readonly kind?: string; readonly name?: string; readonly occasion?: string; readonly proven?: boolean };

/** An event as it is stored: what happened, who did it, when it was recorded, and its hash beside the one that it follows. */
export const eventPage = async (visit: Visit): Promise<Page> => {
  const { words, params } = visit;
  const { say } = words;
  const { holder = '', revision: given = '' } = params;
  if (!/^\d{1,9}$/.test(given)) throw new Refused(404, undefined);
  const revision = Number(given);
  const events = await eventsFrom(visit, holder, revision - 1);
  const event = events.find((one) => one.revision === revision);
  if (!event) throw new Refused(404, undefined);
  const previous = events.find((one) => one.revision === revision - 1);
  const next = events.find((one) => one.revision === revision + 1);
  const entry = await entryOf(visit, holder, event);
  const title = say('audit.event-title', { revision });
  const here = `/audit/accounts/${holder}`;
  return {
    title,
    body: (
      <>
        <h1>{title}</h1>
        {entry && (
          <p class="lead">
            {entry.text}. {say('audit.because', { why: entry.reasonText })}
          </p>
        )}
        <p class="actions">
          {previous && <a href={`${here}/events/${previous.revision}`}>{say('audit.event-before')}</a>}
          {next && <a href={`${here}/events/${next.revision}`}>{say('audit.event-after')}</a>}
          <a href={entry ? `${here}?asOf=${entry.on}` : here}>{say('audit.to-account')}</a>
        </p>
        <Stored event={event} words={words} />
        <Asked meta={event.meta} words={words} />
        <h2>{say('audit.data')}</h2>
        <pre>{JSON.stringify(event.data, null, 2)}</pre>
        <h2>{say('audit.chain')}</h2>
        <Facts
          items={[
            [say('audit.hash'), <code>{event.hash}</code>],
            [say('audit.hash-before'), previous ? <code>{previous.hash}</code> : say('audit.hash-none')],
          ]}
        />
        <p>{say('audit.chain-text')}</p>
      </>
    ),
  };
};

/** The events of an account from a revision on: three, or fewer at the ends. */
const eventsFrom = async ({ ledger }: Visit, holder: string, revision: number) =>
  found(
    await ledger.certificates.call('GET /accounts/{holder}/events', {
      path: { holder },
      query: { limit: 3, ...(revision > 0 ? { cursor: String(revision - 1) } : {}) },
    }),
  )?.items ?? [];
type Event = Awaited<ReturnType<typeof eventsFrom>>[number];

/** What the statement says of an event. */
const entryOf = async ({ ledger }: Visit, holder: string, { data, revision }: Event) => {
  const { financingProgramme: programme } = data as { readonly financingProgramme?: unknown };
  if (typeof programme !== 'string') return undefined;
  const query = { programme };
  const { entries } = taken(
    await ledger.certificates.call('GET /accounts/{holder}/statement', { path: { holder }, query }),
  );
  return entries.find((entry) => entry.revision === revision);
};

const Stored = ({ event, words: { say } }: { event: Event; words: Words }): JSX.Element => (
  <Facts
    items={[
      [say('audit.type'), say('audit.type-version', { type: event.type, version: event.version })],
      [say('audit.recorded-at'), <time dateTime={event.recordedAt}>{event.recordedAt}</time>],
      [say('audit.stream'), <code>{event.stream}</code>],
      [say('audit.revision'), event.revision],
      [say('audit.position'), <code>{event.position}</code>],
      [say('audit.id'), <code>{event.id}</code>],
    ]}
  />
);

/** For whom the event was recorded, and on what occasion. */
const Asked = ({ meta, words: { say } }: { meta: Event['meta']; words: Words }): JSX.Element => {
  const { actor, commandId, causationId } = meta as {
    readonly actor?: Actor;
    readonly commandId?: string;
    readonly causationId?: string;
  };
  const items = [
    ['kind', actor?.kind],
    ['name', actor?.name],
    ['occasion', actor?.occasion],
    ['proven', actor?.proven === undefined ? undefined : say(actor.proven ? 'audit.yes' : 'audit.no')],
    ['command', commandId],
    ['cause', causationId],
  ] as const;
  return (
    <>
      <h2>{say('audit.asked')}</h2>
      <Facts
        items={items.flatMap(([key, value]) =>
          value === undefined ? [] : [[say(`audit.asked-${key}`), <code>{value}</code>] as const],
        )}
      />
    </>
  );
};
