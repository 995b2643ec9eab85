import type { JSX } from 'preact';
import { Refused, orRefused, taken } from '../page/answers.js';
import { Choice, DateField, Form, OneLine, Refusal, Table, TextField } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { Rooms } from '../page/rooms.js';

const DOCUMENTS = ['birth-certificate', 'passport', 'foreign-document', 'snils'] as const;
const PURPOSES = ['appeal', 'contract', 'inspection', 'correction'] as const;

const search = async ({ form, ledger: { enrollment } }: Visit) => {
  const typed = (name: string): string => (form.get(name) ?? '').trim();
  const why = PURPOSES.find((one) => one === form.get('why')) ?? 'appeal';
  const kind = DOCUMENTS.find((one) => one === form.get('kind')) ?? 'birth-certificate';
  const body =
    form.get('by') === 'name'
      ? {
          name: { lastName: typed('lastName'), firstName: typed('firstName'), birthDate: typed('birthDate') },
          why,
        }
      : { document: { kind, number: typed('number') }, why };
  return taken(await enrollment.call('POST /children/search', { body })).items;
};
type Found = Awaited<ReturnType<typeof search>>;

/** Finds a child by its document, or by its name and birth date. */
export const searchPage = async (visit: Visit, came?: Found | Refused): Promise<Page> => {
  const { words } = visit;
  const { say } = words;
  return {
    title: say('operator.find-person'),
    status: came instanceof Refused ? came.status : 200,
    body: (
      <>
        <h1>{say('operator.find-person')}</h1>
        <Rooms visit={visit} />
        <p>{say('operator.find-person-text')}</p>
        {came instanceof Refused && <Refusal refused={came} words={words} />}
        {came && !(came instanceof Refused) && <People found={came} words={words} />}
        <ByDocument visit={visit} />
        <ByName visit={visit} />
      </>
    ),
  };
};

export const searchPeople = async (visit: Visit): Promise<Page> =>
  searchPage(visit, await orRefused(() => search(visit)));

const People = ({ found, words: { say } }: { found: Found; words: Words }): JSX.Element => (
  <div role="status">
    <Table
      caption={say('operator.people-found')}
      head={[say('operator.child-id'), say('registration.by'), say('operator.to-account')]}
      rows={found.map(({ childId, holderId, by }) => [
        <a href={`/operator/children?${new URLSearchParams({ childId }).toString()}`}>
          <OneLine>{childId}</OneLine>
        </a>,
        say(`registration.by-${by}`),
        <a href={`/operator/accounts/${holderId}`}>{say('operator.open')}</a>,
      ])}
      empty={say('operator.nobody-found')}
    />
  </div>
);

const ByDocument = ({ visit: { words, form } }: { visit: Visit }): JSX.Element => {
  const { say } = words;
  return (
    <section aria-labelledby="by-document">
      <h2 id="by-document">{say('operator.by-document')}</h2>
      <Form action="/operator/search">
        <input type="hidden" name="by" value="document" />
        <Choice
          label={say('operator.document-kind')}
          name="kind"
          value={form.get('kind') ?? ''}
          options={DOCUMENTS.map((kind) => [kind, say(`registration.document-${kind}`)])}
        />
        <TextField
          label={say('operator.document-number')}
          name="number"
          value={form.get('number') ?? ''}
          max={50}
          required
        />
        <Why id="why-document" words={words} />
        <button>{say('operator.find-it')}</button>
      </Form>
    </section>
  );
};

const ByName = ({ visit: { words, form } }: { visit: Visit }): JSX.Element => {
  const { say } = words;
  return (
    <section aria-labelledby="by-name">
      <h2 id="by-name">{say('operator.by-name')}</h2>
      <Form action="/operator/search">
        <input type="hidden" name="by" value="name" />
        <TextField
          label={say('operator.last-name')}
          name="lastName"
          value={form.get('lastName') ?? ''}
          max={100}
          required
        />
        <TextField
          label={say('operator.first-name')}
          name="firstName"
          value={form.get('firstName') ?? ''}
          max={100}
          required
        />
        <DateField label={say('operator.birth-date')} name="birthDate" value={form.get('birthDate') ?? ''} required />
        <Why id="why-name" words={words} />
        <button>{say('operator.find-it')}</button>
      </Form>
    </section>
  );
};

const Why = ({ id, words: { say } }: { id: string; words: Words }): JSX.Element => (
  <Choice
    label={say('operator.why-look')}
    name="why"
    id={id}
    options={PURPOSES.map((why) => [why, say(`operator.why-${why}`)])}
  />
);
