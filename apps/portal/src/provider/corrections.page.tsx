import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { Courses } from '../course/courses.js';
import { Refused, orRefused, taken } from '../page/answers.js';
import { LongField, NumberField } from '../page/inputs.js';
import { Choice, Facts, Form, Refusal, Table } from '../page/parts.js';
import { dayOf, zoneOf } from '../page/region.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';

const REASONS = ['typing-error', 'made-up-later', 'wrong-group', 'inspection', 'other'] as const;

/** A report of lessons, its corrections, and the form to propose another. */
export const correctionsPage = async (visit: Visit, refused?: Refused): Promise<Page> => {
  const { words, ledger, params } = visit;
  const { say, phrase, day, month } = words;
  const { groupId = '', month: of = '' } = params;
  const report = taken(
    await ledger.enrollment.call('GET /lessons/{groupId}/{month}', { path: { groupId, month: of } }),
  );
  const [courses, zone] = await Promise.all([Courses.of(visit, [groupId]), zoneOf(visit)]);
  const isWaiting = report.corrections.some(({ state }) => state === 'proposed' || state === 'pending');
  const count = (held: number, planned: number): string => say('contract.held', { held, planned });
  return {
    title: say('provider.corrections-title'),
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{say('provider.corrections-title')}</h1>
        <Rooms visit={visit} />
        <Facts
          items={[
            [say('provider.course'), courses.name(groupId)],
            [say('provider.month'), month(of)],
            [say('provider.in-force'), count(report.held, report.planned)],
            [say('provider.first-report'), count(report.first.held, report.first.planned)],
          ]}
        />
        <Table
          caption={say('provider.corrections')}
          head={['asked-on', 'before', 'after', 'why', 'state'].map((name) => say(`provider.${name}`))}
          rows={report.corrections.map((one) => [
            day(dayOf(one.submittedAt, zone)),
            count(one.before.held, one.before.planned),
            count(one.held, one.planned),
            phrase(`correction.${one.reason}`),
            say(`provider.correction-${one.state}`),
          ])}
          numbers={[1, 2]}
          empty={say('provider.no-corrections')}
        />
        {isWaiting ? (
          <p class="notice">{say('provider.correction-is-waiting')}</p>
        ) : (
          <Proposal visit={visit} refused={refused} report={report} to={`/provider/lessons/${groupId}/${of}`} />
        )}
        <p>
          <a href={`/provider/lessons?month=${of}`}>{say('provider.to-lessons')}</a>
        </p>
      </>
    ),
  };
};

const Proposal = ({
  visit: { words, form },
  refused,
  report,
  to,
}: {
  visit: Visit;
  refused: Refused | undefined;
  report: { readonly held: number; readonly planned: number };
  to: string;
}): JSX.Element => {
  const { say, phrase } = words;
  return (
    <>
      <h2>{say('provider.propose')}</h2>
      <p>{say('provider.propose-text')}</p>
      {refused && <Refusal refused={refused} words={words} />}
      <Form action={to}>
        <NumberField
          label={say('provider.held')}
          name="held"
          value={form.get('held') ?? String(report.held)}
          max={310}
          required
        />
        <NumberField
          label={say('provider.planned')}
          name="planned"
          value={form.get('planned') ?? String(report.planned)}
          min={1}
          max={310}
          required
        />
        <Choice
          label={say('provider.why')}
          name="reason"
          value={form.get('reason') ?? 'typing-error'}
          options={REASONS.map((reason) => [reason, phrase(`correction.${reason}`)])}
        />
        <LongField label={say('provider.own-words')} name="words" value={form.get('words') ?? ''} />
        <button>{say('provider.propose')}</button>
      </Form>
    </>
  );
};

/** Proposes a correction; it holds once a second person has approved it. */
export const correctLessons = async (visit: Visit): Promise<Page | Redirect> => {
  const { form, ledger, params } = visit;
  const { groupId = '', month = '' } = params;
  const own = (form.get('words') ?? '').trim();
  const came = await orRefused(async () =>
    taken(
      await ledger.enrollment.call('POST /lessons/corrections', {
        headers: { 'Idempotency-Key': form.get('key') ?? newId() },
        body: {
          groupId,
          month,
          held: Number(form.get('held')),
          planned: Number(form.get('planned')),
          reason: REASONS.find((one) => one === form.get('reason')) ?? 'other',
          ...(own === '' ? {} : { words: own }),
        },
      }),
    ),
  );
  return came instanceof Refused ? correctionsPage(visit, came) : { to: `/provider/lessons/${groupId}/${month}` };
};
