import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { orRefused, taken, type Refused } from '../page/answers.js';
import { Form, Refusal, Table } from '../page/parts.js';
import { dayOf, zoneOf } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { Share } from '../page/share.js';
import { Rooms } from '../page/rooms.js';

const SHOWN = 50;

const jobsOf = async ({ ledger, query }: Visit) => {
  const cursor = query.get('cursor');
  return taken(
    await ledger.enrollment.call('GET /bulk-jobs', {
      query: { limit: SHOWN, ...(cursor === null ? {} : { cursor }) },
    }),
  );
};
type Job = Awaited<ReturnType<typeof jobsOf>>['items'][number];

/** Jobs of many items that whoever is logged in has asked for, with how far each is. */
export const jobsPage = async (visit: Visit, refused?: Refused): Promise<Page> => {
  const { words } = visit;
  const { say, day } = words;
  const here = jobsIn(visit);
  const [{ items, next }, zone] = await Promise.all([jobsOf(visit), zoneOf(visit)]);
  return {
    title: say('jobs.title'),
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{say('jobs.title')}</h1>
        <Rooms visit={visit} />
        {refused && <Refusal refused={refused} words={words} />}
        <p>{say('jobs.text')}</p>
        {items.length === 0 && (
          <p class="empty">{say(here === '/provider/jobs' ? 'jobs.none-provider' : 'jobs.none-operator')}</p>
        )}
        <ul class="cards wide">
          {items.map((job) => (
            <li>
              <h3>
                <a href={`${here}/${job.id}`}>{say(`jobs.operation-${job.operation}`)}</a>
              </h3>
              <p>{day(dayOf(job.askedAt, zone))}</p>
              <Progress job={job} words={words} />
            </li>
          ))}
        </ul>
        {next !== undefined && (
          <p>
            <a href={`${here}?${new URLSearchParams({ cursor: next }).toString()}`}>{say('provider.further')}</a>
          </p>
        )}
      </>
    ),
  };
};

/** Where the jobs of this room are. */
const jobsIn = ({ address }: Visit): string => (address.startsWith('/provider/') ? '/provider/jobs' : '/operator/jobs');

const isGoingOn = ({ state }: Job): boolean => state === 'waiting' || state === 'running';

const Progress = ({ job, words: { say } }: { job: Job; words: Words }): JSX.Element => (
  <>
    <Share
      name={[say(`jobs.state-${job.state}`), ...(job.dryRun ? [say('jobs.dry-run')] : [])].join(', ')}
      part={job.done}
      whole={job.total}
      text={say('jobs.progress', { done: job.done, total: job.total })}
    />
    <p>{say('jobs.counts', { ok: job.ok, refused: job.refused, failed: job.failed })}</p>
  </>
);

/** A job with what was not done of it, and why; it can be stopped while it goes on. */
export const jobPage = async (visit: Visit, refused?: Refused): Promise<Page> => {
  const { words, ledger, params } = visit;
  const { say } = words;
  const path = { id: params['id'] ?? '' };
  const job = taken(await ledger.enrollment.call('GET /bulk-jobs/{id}', { path }));
  const [refusals, failures] = await Promise.all(
    (['refused', 'failed'] as const).map(async (outcome) =>
      taken(await ledger.enrollment.call('GET /bulk-jobs/{id}/items', { path, query: { outcome, limit: SHOWN } })),
    ),
  );
  const here = jobsIn(visit);
  const title = say(`jobs.operation-${job.operation}`);
  return {
    title,
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{title}</h1>
        <Rooms visit={visit} />
        {refused && <Refusal refused={refused} words={words} />}
        <div id="progress" {...(isGoingOn(job) ? { 'data-again': 'true' } : {})}>
          <Progress job={job} words={words} />
          {isGoingOn(job) && (
            <>
              <p>
                <a href={`${here}/${job.id}`}>{say('jobs.refresh')}</a>
              </p>
              <Form action={`${here}/${job.id}`}>
                <button class="second">{say('jobs.cancel')}</button>
              </Form>
            </>
          )}
          <Table
            caption={say('jobs.items')}
            head={['item', 'outcome', 'why'].map((name) => say(`jobs.${name}`))}
            rows={[...(refusals?.items ?? []), ...(failures?.items ?? [])].map(({ index, outcome, problem }) => [
              String(index + 1),
              say(`jobs.outcome-${outcome}`),
              problem?.title ?? '—',
            ])}
            empty={say('jobs.all-fine')}
          />
        </div>
        <p>
          <a href={here}>{say('jobs.back')}</a>
        </p>
      </>
    ),
  };
};

/** Stops a job: what was done stays. */
export const cancelJob = async (visit: Visit): Promise<Page> => {
  const { ledger, form, params } = visit;
  const came = await orRefused(async () => {
    taken(
      await ledger.enrollment.call('POST /bulk-jobs/{id}/cancel', {
        path: { id: params['id'] ?? '' },
        headers: { 'Idempotency-Key': form.get('key') ?? newId() },
      }),
    );
    return undefined;
  });
  return jobPage(visit, came);
};
