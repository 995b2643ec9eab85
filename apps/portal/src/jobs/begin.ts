import { newId } from '@lib/kernel';
import { Refused, atMost, orRefused, taken } from '../page/answers.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import { jobsPage } from './jobs.page.js';

/** As many items as one job takes. */
const ITEMS_MAX = 10_000;
const STATES = { accept: 'requested', conclude: 'accepted' } as const;
type Step = keyof typeof STATES;

/** Which applications a provider can take this step with: none that waits for somebody else. */
const idsFor = async ({ ledger: { enrollment } }: Visit, step: Step): Promise<readonly string[]> => {
  const of = (query: { readonly waitsFor?: 'consent' }) =>
    atMost(enrollment.items('GET /applications', { query: { state: STATES[step], ...query } }), ITEMS_MAX);
  const [all, withoutConsent] = await Promise.all([of({}), step === 'conclude' ? of({ waitsFor: 'consent' }) : []]);
  const waiting = new Set(withoutConsent.map(({ id }) => id));
  return all
    .filter(({ id, awaiting, notTaken }) => awaiting === null && notTaken === null && !waiting.has(id))
    .map(({ id }) => id);
};

/** Begins a job with all applications that wait for this step, and leads to its progress. */
export const beginJob = async (visit: Visit): Promise<Page | Redirect> => {
  const { form, ledger } = visit;
  const step = form.get('step');
  if (step !== 'accept' && step !== 'conclude') throw new Refused(400, undefined);
  const ids = await idsFor(visit, step);
  if (ids.length === 0) return { to: '/provider/jobs' };
  const came = await orRefused(async () =>
    taken(
      await ledger.enrollment.call(`POST /bulk-jobs/${step}`, {
        headers: { 'Idempotency-Key': form.get('key') ?? newId() },
        body: { items: ids.map((applicationId) => ({ applicationId })) },
      }),
    ),
  );
  if (!(came instanceof Refused)) return { to: `/provider/jobs/${came.id}` };
  // The same form sent twice, when the job has already moved some of its applications.
  return came.reason === 'idempotency-key-reused' ? { to: '/provider/jobs' } : jobsPage(visit, came);
};
