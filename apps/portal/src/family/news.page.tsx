import type { JSX } from 'preact';
import { Courses } from '../course/courses.js';
import { atMost, taken } from '../page/answers.js';
import { Live, Table } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import { calledBy, childrenOf, type Child } from './children.js';
import { familyNow, type FamilyNow } from './family-now.js';
import { noticesOf, type Notice, type Waiting } from './notices.js';

const WAITING_SHOWN = 100;
const ENTRIES_SHOWN = 50;

/** What waits for a family and what will be lost, and after it what has happened to its money, the newest first. */
export const newsPage = async (visit: Visit): Promise<Page> => {
  const { say } = visit.words;
  const [children, now] = await Promise.all([childrenOf(visit), familyNow(visit)]);
  const notices = await noticesShown(visit, children, now);
  return {
    title: say('news.title'),
    live: now.version,
    body: (
      <>
        <h1>{say('news.title')}</h1>
        <Live id="notices">{notices ?? <p class="empty">{say('news.none')}</p>}</Live>
        <Live id="entries">{await entriesShown(visit, children, now)}</Live>
      </>
    ),
  };
};

/** What waits for a family; undefined: nothing does. */
export const noticesShown = async (
  visit: Visit,
  children: readonly Child[],
  now: FamilyNow,
): Promise<JSX.Element | undefined> => {
  const notices = noticesOf(now, await waitingOf(visit));
  if (notices.length === 0) return undefined;
  const courses = await Courses.of(
    visit,
    notices.flatMap((notice) => ('application' in notice ? [notice.application.groupId] : [])),
  );
  return (
    <ul class="plain">
      {notices.map((notice) => (
        <li class={notice.kind === 'refused' ? 'notice wrong' : 'notice'}>
          {noticeShown(notice, visit, children, courses)}
        </li>
      ))}
    </ul>
  );
};

const waitingOf = async ({ ledger }: Visit): Promise<Waiting> => {
  const idsOf = async (waitsFor: keyof Waiting): Promise<ReadonlySet<string>> => {
    const items = ledger.enrollment.items('GET /applications', {
      query: { waitsFor, ...(waitsFor === 'consent' ? { state: 'accepted' } : {}) },
    });
    return new Set((await atMost(items, WAITING_SHOWN)).map(({ id }) => id));
  };
  const [confirm, consent] = await Promise.all([idsOf('confirm'), idsOf('consent')]);
  return { confirm, consent };
};

const noticeShown = (
  notice: Notice,
  { words: { say, phrase } }: Visit,
  children: readonly Child[],
  courses: Courses,
): JSX.Element => {
  if (notice.kind === 'expires')
    return (
      <>
        <a href={`/family/${notice.holder}`}>{calledBy(children, notice.holder)}</a>
        {`: ${say('news.expires', { day: notice.on, amount: notice.kopecks })}`}
      </>
    );
  const { id, holderId, groupId, reason, submittedOn } = notice.application;
  return (
    <>
      <a href={`/family/applications/${id}`}>{courses.name(groupId)}</a>
      {`, ${calledBy(children, holderId)}: `}
      {say(`news.${notice.kind}`, {
        since: submittedOn,
        reason: reason === null ? '' : phrase(`refusal.${reason}`),
      })}
    </>
  );
};

const entriesShown = async (
  { words, ledger }: Visit,
  children: readonly Child[],
  { accounts }: FamilyNow,
): Promise<JSX.Element> => {
  const { say, day } = words;
  const statements = await Promise.all(
    [...accounts].flatMap(([holder, { certificates }]) =>
      certificates.map(async ({ programme }) => {
        const answer = await ledger.certificates.call('GET /accounts/{holder}/statement', {
          path: { holder },
          query: { programme },
        });
        return taken(answer)
          .entries.toReversed()
          .map((entry) => ({ holder, entry }));
      }),
    ),
  );
  const newest = statements
    .flat()
    .toSorted((one, other) => (one.entry.on < other.entry.on ? 1 : one.entry.on > other.entry.on ? -1 : 0))
    .slice(0, ENTRIES_SHOWN);
  return (
    <Table
      caption={say('news.happened')}
      head={['day', 'child', 'text', 'why'].map((name) => say(`news.${name}`))}
      rows={newest.map(({ holder, entry }) => [
        day(entry.on),
        calledBy(children, holder),
        <>
          {entry.text} {entry.programmeName === undefined ? null : <small>{entry.programmeName}</small>}
        </>,
        entry.reasonText,
      ])}
      empty={say('entries.none')}
    />
  );
};
