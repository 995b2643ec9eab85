import { newId } from '@lib/kernel';
import { Refused, eachOrRefused, taken } from '../page/answers.js';
import type { Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';

/** Why a provider refuses, as the services know it. */
export const REFUSALS = [
  'group-not-formed',
  'timetable-changed',
  'selection-not-passed',
  'documents-missing',
  'family-not-reached',
  'family-asked',
  'other',
] as const;

const CHOSEN_AT_MOST = 50;
/** The money is answered for within moments; a page that is later says that it is on its way. */
const WAIT = 'wait=5';

type Application = {
  readonly childId: string | null;
  readonly state: string;
  readonly awaiting: string | null;
  readonly reason: string | null;
  readonly notTaken: string | null;
};

/** An application that was answered, and what came of it, in words or as a service refused it. */
export type Answered = {
  readonly of: Pick<Application, 'childId'>;
  readonly came: string | Refused;
};

/** What the form asks for each of the applications that were chosen in it. Twice the same form is once. */
export const answerAll = async (visit: Visit): Promise<readonly Answered[]> => {
  const { form, ledger, words } = visit;
  const chosen = [...new Set(form.getAll('application'))].slice(0, CHOSEN_AT_MOST);
  const results = await eachOrRefused(chosen, async (id) => take(visit, id));
  return Promise.all(
    results.map(async ([id, came]) => {
      if (!(came instanceof Refused)) return { of: came, came: cameOf(came, words) };
      const known = await ledger.enrollment.call('GET /applications/{id}', { path: { id } });
      return { of: known.status === 200 ? known.body : { childId: id }, came };
    }),
  );
};

const take = async ({ form, words, ledger: { enrollment } }: Visit, id: string): Promise<Application> => {
  const path = { id };
  const headers = { 'Idempotency-Key': `${form.get('key') ?? newId()} ${id}`, Prefer: WAIT };
  switch (form.get('step')) {
    case 'accept':
      return taken(await enrollment.call('POST /applications/{id}/accept', { path, headers }));
    case 'conclude':
      return taken(await enrollment.call('POST /applications/{id}/conclude', { path, headers }));
    case 'refuse':
      if (refusalIn(form).reason === undefined) throw new Refused(422, { title: words.say('provider.choose-reason') });
      return taken(
        await enrollment.call('POST /applications/{id}/refuse', {
          path,
          headers: { 'Idempotency-Key': headers['Idempotency-Key'] },
          body: refusalIn(form),
        }),
      );
    default:
      throw new Refused(400, undefined);
  }
};

const refusalIn = (form: URLSearchParams) => {
  const reason = REFUSALS.find((one) => one === form.get('reason'));
  const own = (form.get('words') ?? '').trim();
  return { ...(reason === undefined ? {} : { reason }), ...(own === '' ? {} : { words: own }) };
};

/** How an application stands after a step. */
const cameOf = ({ state, awaiting, reason, notTaken }: Application, { say, phrase }: Words): string => {
  if (notTaken !== null) return say('provider.terms-changed');
  if (awaiting !== null) return say('provider.awaiting');
  if (state === 'refused') return say('provider.state-refused-why', { why: phrase(`refusal.${reason ?? ''}`) });
  return say(`provider.state-${state}`);
};
