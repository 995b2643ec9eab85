import { isMonth, newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { Courses } from '../course/courses.js';
import { atMost, eachOrRefused, found, taken, type Refused } from '../page/answers.js';
import { MonthField } from '../page/inputs.js';
import { Form, Outcomes, Table } from '../page/parts.js';
import { thisMonth } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';

/** So many contracts are looked through for the groups of a month, and so many groups are shown. */
const CONTRACTS_SEEN = 3000;
const GROUPS_SHOWN = 100;

type Came = readonly [group: string, came: string | Refused];

/** What was reported of a month's lessons for every group with contracts in it, and what is still to be reported. */
export const lessonsPage = async (visit: Visit, came?: ReadonlyMap<string, string | Refused>): Promise<Page> => {
  const { words, query, form } = visit;
  const { say, month: monthInWords } = words;
  const month = monthIn(form.get('month')) ?? monthIn(query.get('month')) ?? (await thisMonth(visit));
  const { contracts, isCut } = await contractsByGroup(visit, month);
  const groups = [...contracts.keys()].slice(0, GROUPS_SHOWN);
  const [courses, reports] = await Promise.all([Courses.of(visit, groups), reportsOf(visit, groups, month)]);
  const outcomes = [...(came ?? [])].map(([groupId, what]): Came => [courses.name(groupId), what]);
  const isOpen = groups.some((groupId) => !reports.has(groupId));
  const table = (
    <Table
      caption={say('provider.lessons-caption', { month: monthInWords(month) })}
      head={['course', 'children', 'held', 'planned', 'correction'].map((name) => say(`provider.${name}`))}
      rows={groups.map((groupId) =>
        rowOf({ visit, month, groupId, contracts: contracts.get(groupId) ?? 0 }, courses, reports.get(groupId)),
      )}
      numbers={[1, 2, 3]}
      empty={say('provider.no-groups')}
    />
  );
  return {
    title: say('provider.lessons'),
    body: (
      <>
        <h1>{say('provider.lessons')}</h1>
        <Rooms visit={visit} />
        <p>{say('provider.lessons-text')}</p>
        <form method="get" class="inline">
          <MonthField label={say('provider.month')} name="month" value={month} />
          <button>{say('certificate.show')}</button>
        </form>
        {outcomes.length > 0 && <Outcomes title={say('provider.reported-now')} items={outcomes} words={words} />}
        {isOpen ? (
          <Form action="/provider/lessons">
            <input type="hidden" name="month" value={month} />
            {table}
            <button>{say('provider.report')}</button>
          </Form>
        ) : (
          table
        )}
        {isCut && <p class="notice">{say('provider.contracts-cut', { count: CONTRACTS_SEEN })}</p>}
        {contracts.size > GROUPS_SHOWN && <p class="notice">{say('provider.groups-cut', { count: GROUPS_SHOWN })}</p>}
      </>
    ),
  };
};

type Row = { readonly visit: Visit; readonly month: string; readonly groupId: string; readonly contracts: number };
type Report = NonNullable<Awaited<ReturnType<typeof reportOf>>>;

const rowOf = (
  { visit: { words, form }, month, groupId, contracts }: Row,
  courses: Courses,
  report: Report | undefined,
): readonly (string | JSX.Element)[] => {
  const { say } = words;
  const course = courses.name(groupId);
  if (!report)
    return [
      course,
      String(contracts),
      ...(['held', 'planned'] as const).map((what) => (
        <input
          type="number"
          name={`${what} ${groupId}`}
          aria-label={say(`provider.${what}-of`, { course })}
          value={form.get(`${what} ${groupId}`) ?? ''}
          min={what === 'held' ? 0 : 1}
          max={310}
          step={1}
        />
      )),
      '—',
    ];
  const waiting = report.corrections.find(({ state }) => state === 'proposed' || state === 'pending');
  return [
    course,
    String(contracts),
    String(report.held),
    String(report.planned),
    <a href={`/provider/lessons/${groupId}/${month}`}>
      {waiting
        ? say('provider.correction-waiting', { held: waiting.held, planned: waiting.planned })
        : say('provider.correct')}
    </a>,
  ];
};

/** Reports every row that was filled in, and tells of each what came of it. */
export const reportLessons = async (visit: Visit): Promise<Page> => {
  const { form, ledger, words } = visit;
  const month = monthIn(form.get('month')) ?? '';
  const filled = [...form.keys()].flatMap((name) => {
    const [, groupId] = /^planned (.+)$/.exec(name) ?? [];
    if (groupId === undefined) return [];
    const [held, planned] = [(form.get(`held ${groupId}`) ?? '').trim(), (form.get(name) ?? '').trim()];
    return held === '' && planned === '' ? [] : [{ groupId, held: wholeIn(held), planned: wholeIn(planned) }];
  });
  const key = form.get('key') ?? newId();
  const came = await eachOrRefused(filled.slice(0, GROUPS_SHOWN), async ({ groupId, held, planned }) => {
    if (held === undefined || planned === undefined) return words.say('provider.both-numbers');
    const report = await ledger.enrollment.call('POST /lessons', {
      headers: { 'Idempotency-Key': `${key} ${groupId}` },
      body: { groupId, month, held, planned },
    });
    return words.say('provider.reported', { held, planned, contracts: taken(report).contracts });
  });
  return lessonsPage(visit, new Map(came.map(([{ groupId }, what]) => [groupId, what])));
};

/** How many contracts each group has in a month: those that run in it, and those that ended in it. */
const contractsByGroup = async (
  { ledger }: Visit,
  month: string,
): Promise<{ readonly contracts: ReadonlyMap<string, number>; readonly isCut: boolean }> => {
  const known = await Promise.all(
    (['enrolled', 'terminated'] as const).map((state) =>
      atMost(ledger.enrollment.items('GET /applications', { query: { state } }), CONTRACTS_SEEN),
    ),
  );
  const counts = new Map<string, number>();
  for (const { groupId, start, lastDay } of known.flat())
    if (start.slice(0, 7) <= month && lastDay !== null && lastDay.slice(0, 7) >= month)
      counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
  return { contracts: counts, isCut: known.some(({ length }) => length === CONTRACTS_SEEN) };
};

const reportOf = async ({ ledger }: Visit, groupId: string, month: string) =>
  found(await ledger.enrollment.call('GET /lessons/{groupId}/{month}', { path: { groupId, month } }));

const reportsOf = async (
  visit: Visit,
  groups: readonly string[],
  month: string,
): Promise<ReadonlyMap<string, Report>> => {
  const known = await Promise.all(
    groups.map(async (groupId) => [groupId, await reportOf(visit, groupId, month)] as const),
  );
  return new Map(known.flatMap(([groupId, report]) => (report ? [[groupId, report] as const] : [])));
};

const monthIn = (given: string | null): string | undefined => (given !== null && isMonth(given) ? given : undefined);

const wholeIn = (typed: string): number | undefined => (/^\d{1,4}$/.test(typed) ? Number(typed) : undefined);
