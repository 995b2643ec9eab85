import type { JSX } from 'preact';
import { AllAtOnce } from '../jobs/all-at-once.js';
import { Courses } from '../course/courses.js';
import { Refused, eachOrRefused, found, taken } from '../page/answers.js';
import { Choice, Form, Outcomes, Table } from '../page/parts.js';
import { LongField, Tick } from '../page/inputs.js';
import type { Page, Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';
import { ChildId } from './child-id.js';
import { REFUSALS, answerAll, type Answered } from './answering.js';

const SHOWN_AT_ONCE = 25;

/** What waits for the provider: applications to answer, and those that it accepted and has not concluded yet. */
export const applicationsPage = async (visit: Visit, answered?: readonly Answered[]): Promise<Page> => {
  const { words, query } = visit;
  const { say } = words;
  const [requested, accepted] = await Promise.all([
    listOf(visit, 'requested', query.get('requested')),
    listOf(visit, 'accepted', query.get('accepted')),
  ]);
  const courses = await Courses.of(
    visit,
    [...requested.items, ...accepted.items].map(({ groupId }) => groupId),
  );
  return {
    title: say('provider.title'),
    body: (
      <>
        <h1>{say('provider.title')}</h1>
        <Rooms visit={visit} />
        {answered && (
          <Outcomes
            title={say('provider.outcomes')}
            items={answered.map(({ of, came }) => [
              of.childId === null ? say('provider.erased') : say('provider.child', { childId: of.childId }),
              came,
            ])}
            words={words}
          />
        )}
        <Requested visit={visit} list={requested} courses={courses} />
        <Accepted visit={visit} list={accepted} courses={courses} consents={await consentsOf(visit, accepted)} />
      </>
    ),
  };
};

/** Answers each of the chosen applications, and tells what came of each. */
export const answerApplications = async (visit: Visit): Promise<Page> =>
  applicationsPage(visit, await answerAll(visit));

const listOf = async ({ ledger }: Visit, state: 'requested' | 'accepted', cursor: string | null) =>
  taken(
    await ledger.enrollment.call('GET /applications', {
      query: { state, limit: SHOWN_AT_ONCE, ...(cursor === null ? {} : { cursor }) },
    }),
  );
type List = Awaited<ReturnType<typeof listOf>>;
type Shown = { readonly visit: Visit; readonly list: List; readonly courses: Courses };

/** Which of them the family has consented to, and to how much. */
const consentsOf = async (
  { ledger, words: { say, money } }: Visit,
  { items }: List,
): Promise<ReadonlyMap<string, string>> => {
  const known = await eachOrRefused(items, async ({ id }) =>
    found(await ledger.enrollment.call('GET /applications/{id}', { path: { id } })),
  );
  return new Map(
    known.flatMap(([{ id }, details]) =>
      details === undefined || details instanceof Refused || !details.consent
        ? []
        : [[id, say('provider.consented', { amount: money(details.consent.coPaymentAtMostKopecks) })] as const],
    ),
  );
};

const Requested = ({ visit: { words, address }, list, courses }: Shown): JSX.Element => {
  const { say, phrase, day } = words;
  return (
    <section aria-labelledby="requested">
      <h2 id="requested">{say('provider.requested')}</h2>
      {list.items.length === 0 ? (
        <p class="empty">{say('provider.none-requested')}</p>
      ) : (
        <Form action="/provider">
          <Table
            caption={say('provider.requested-caption')}
            head={['application', 'course', 'start', 'submitted'].map((name) => say(`provider.${name}`))}
            rows={list.items.map(({ id, childId, groupId, start, submittedOn, awaiting }) => [
              <Tick name="application" value={id} text={<ChildId childId={childId} words={words} />} />,
              <>
                <a href={`/provider/applications/${id}`}>{courses.name(groupId)}</a>
                {awaiting !== null && <small> {say('provider.awaiting')}</small>}
              </>,
              day(start),
              day(submittedOn),
            ])}
            empty=""
          />
          <div class="actions">
            <button name="step" value="accept" formNoValidate>
              {say('provider.accept')}
            </button>
          </div>
          <details>
            <summary>{say('provider.refuse-chosen')}</summary>
            <Choice
              label={say('provider.reason')}
              name="reason"
              options={[
                ['', say('provider.choose-reason')],
                ...REFUSALS.map((one) => [one, phrase(`provider-reason.${one}`)] as const),
              ]}
              required
            />
            <LongField label={say('provider.words')} hint={say('provider.words-hint')} name="words" />
            <button name="step" value="refuse" class="second">
              {say('provider.refuse')}
            </button>
          </details>
        </Form>
      )}
      {list.items.length > 0 && <AllAtOnce step="accept" words={words} />}
      <Further address={address} name="requested" next={list.next} text={say('provider.further')} />
    </section>
  );
};

const Accepted = ({
  visit: { words, address },
  list,
  courses,
  consents,
}: Shown & { consents: ReadonlyMap<string, string> }): JSX.Element => {
  const { say, day } = words;
  return (
    <section aria-labelledby="accepted">
      <h2 id="accepted">{say('provider.accepted')}</h2>
      {list.items.length === 0 ? (
        <p class="empty">{say('provider.none-accepted')}</p>
      ) : (
        <Form action="/provider">
          <Table
            caption={say('provider.accepted-caption')}
            head={['application', 'course', 'start', 'consent'].map((name) => say(`provider.${name}`))}
            rows={list.items.map(({ id, childId, groupId, start, awaiting, notTaken }) => [
              <Tick name="application" value={id} text={<ChildId childId={childId} words={words} />} />,
              <>
                <a href={`/provider/applications/${id}`}>{courses.name(groupId)}</a>
                {awaiting !== null && <small> {say('provider.awaiting')}</small>}
                {notTaken !== null && <small> {say('provider.terms-changed')}</small>}
              </>,
              day(start),
              consents.get(id) ?? <a href={`/provider/applications/${id}`}>{say('provider.record-consent')}</a>,
            ])}
            empty=""
          />
          <div class="actions">
            <button name="step" value="conclude">
              {say('provider.conclude')}
            </button>
          </div>
        </Form>
      )}
      {list.items.length > 0 && <AllAtOnce step="conclude" words={words} />}
      <Further address={address} name="accepted" next={list.next} text={say('provider.further')} />
    </section>
  );
};

/** The next page of a list, the rest of the address as it is. */
export const Further = ({
  address,
  name,
  next,
  text,
}: {
  address: string;
  name: string;
  next: string | undefined;
  text: string;
}): JSX.Element | null => {
  if (next === undefined) return null;
  const to = new URL(address, 'http://portal.invalid');
  to.searchParams.set(name, next);
  return (
    <p>
      <a href={`${to.pathname}${to.search}`}>{text}</a>
    </p>
  );
};
