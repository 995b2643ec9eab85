import type { JSX } from 'preact';
import { Courses } from '../course/courses.js';
import { Refused, found, orRefused, taken } from '../page/answers.js';
import { Choice, Form, Refusal, Table, TextField } from '../page/parts.js';
import { dayOf, zoneOf } from '../page/region.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';
import { Asking, askAboutChild } from './asking.js';
import { isOperator } from './programmes.js';

const APPLICATIONS_SHOWN = 50;
const RELATIONS = ['guardian', 'self'] as const;

type Code = { readonly code: string; readonly expiresAt: string };

/** A child by its id in the register: its account, its applications, and a code for its family. */
export const childPage = async (visit: Visit, given?: Code | Refused): Promise<Page> => {
  const { words, query, form } = visit;
  const { say } = words;
  const childId = (form.get('childId') ?? query.get('childId') ?? '').trim();
  const holder = await holderOf(visit, childId);
  const title = holder === undefined ? say('operator.find-child') : say('family.child', { childId });
  return {
    title,
    status: given instanceof Refused ? given.status : holder === undefined && childId !== '' ? 404 : 200,
    body: (
      <>
        <h1>{title}</h1>
        <Rooms visit={visit} />
        {holder === undefined ? (
          <>
            <form method="get" class="inline">
              <TextField label={say('operator.child-id')} name="childId" value={childId} max={100} required />
              <button>{say('operator.find-it')}</button>
            </form>
            {childId !== '' && <p class="empty">{say('operator.no-child')}</p>}
          </>
        ) : (
          <>
            {given instanceof Refused && <Refusal refused={given} words={words} />}
            {given && !(given instanceof Refused) && (
              <Given visit={visit} code={given} until={await untilOf(visit, given)} />
            )}
            <p>
              <a href={`/operator/accounts/${holder}`}>{say('operator.to-account')}</a>
            </p>
            {await applicationsOf(visit, childId)}
            {isOperator(visit) && <Codes visit={visit} childId={childId} />}
            {isOperator(visit) && <Asking visit={visit} childId={childId} />}
          </>
        )}
      </>
    ),
  };
};

/** Makes a code for the family or the child; it is shown here, and nowhere again. */
export const giveCode = async (visit: Visit): Promise<Page> => {
  const { ledger, form } = visit;
  const childId = (form.get('childId') ?? '').trim();
  const relation = RELATIONS.find((one) => one === form.get('relation')) ?? 'guardian';
  const given = await orRefused(async () =>
    taken(await ledger.enrollment.call('POST /guardianships/codes', { body: { childId, relation } })),
  );
  return childPage(visit, given);
};

/** Asks that a child be erased or merged with another; a second person decides. */
export const askOfChild = async (visit: Visit): Promise<Page | Redirect> => {
  const refused = await askAboutChild(visit);
  return refused ? childPage(visit, refused) : { to: '/operator/waiting' };
};

const holderOf = async ({ ledger }: Visit, childId: string): Promise<string | undefined> =>
  childId === ''
    ? undefined
    : found(await ledger.enrollment.call('GET /children/{childId}', { path: { childId } }))?.holderId;

const untilOf = async (visit: Visit, { expiresAt }: Code): Promise<string> => dayOf(expiresAt, await zoneOf(visit));

const Given = ({ visit: { words }, code, until }: { visit: Visit; code: Code; until: string }): JSX.Element => (
  <div class="notice" role="status">
    <h2>{words.say('operator.code')}</h2>
    <p class="large">
      <code>{code.code}</code>
    </p>
    <p>{words.say('operator.code-text', { day: until })}</p>
  </div>
);

const Codes = ({ visit: { words }, childId }: { visit: Visit; childId: string }): JSX.Element => {
  const { say } = words;
  return (
    <>
      <h2>{say('operator.codes')}</h2>
      <p>{say('operator.codes-text')}</p>
      <Form action="/operator/children">
        <input type="hidden" name="childId" value={childId} />
        <Choice
          label={say('operator.code-for')}
          name="relation"
          options={RELATIONS.map((relation) => [relation, say(`operator.relation-${relation}`)])}
        />
        <button>{say('operator.give-code')}</button>
      </Form>
    </>
  );
};

const applicationsOf = async (visit: Visit, childId: string): Promise<JSX.Element> => {
  const { ledger, words } = visit;
  const { say, phrase, day } = words;
  const { items, next } = taken(
    await ledger.enrollment.call('GET /applications', { query: { childId, limit: APPLICATIONS_SHOWN } }),
  );
  const courses = await Courses.of(
    visit,
    items.map(({ groupId }) => groupId),
  );
  return (
    <>
      <Table
        caption={say('operator.applications')}
        head={['course', 'submitted', 'start', 'state'].map((name) => say(`provider.${name}`))}
        rows={items.map(({ groupId, submittedOn, start, state, reason }) => [
          courses.name(groupId),
          day(submittedOn),
          day(start),
          reason === null
            ? say(`provider.state-${state}`)
            : say('provider.state-refused-why', { why: phrase(`refusal.${reason}`) }),
        ])}
        empty={say('operator.no-applications')}
      />
      {next !== undefined && <p>{say('operator.applications-cut', { count: APPLICATIONS_SHOWN })}</p>}
    </>
  );
};
