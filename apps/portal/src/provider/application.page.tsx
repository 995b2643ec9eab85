import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { Courses, type Course } from '../course/courses.js';
import { kopecksIn } from '../page/amounts.js';
import { Refused, orRefused, taken } from '../page/answers.js';
import { Facts, Outcomes, Refusal } from '../page/parts.js';
import type { Page, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { Rooms } from '../page/rooms.js';
import { ChildId } from './child-id.js';
import { answerAll, type Answered } from './answering.js';
import { Steps } from './steps.js';

const detailsOf = async ({ ledger }: Visit, id: string) =>
  taken(await ledger.enrollment.call('GET /applications/{id}', { path: { id } }));
type Application = Awaited<ReturnType<typeof detailsOf>>;

type With = { readonly refused?: Refused; readonly answered?: readonly Answered[]; readonly note?: string };

/** An application, which after its conclusion is the contract, with what the provider can do about it now. */
export const applicationPage = async (visit: Visit, { refused, answered, note }: With = {}): Promise<Page> => {
  const { words, params } = visit;
  const { say } = words;
  const { id = '' } = params;
  const application = await detailsOf(visit, id);
  const courses = await Courses.of(visit, [application.groupId]);
  const title = courses.name(application.groupId);
  return {
    title,
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{title}</h1>
        <Rooms visit={visit} />
        {refused && <Refusal refused={refused} words={words} />}
        {answered && (
          <Outcomes
            title={say('provider.outcomes')}
            items={answered.map(({ came }) => [say('provider.this'), came])}
            words={words}
          />
        )}
        {note && <p class="notice">{note}</p>}
        <Known application={application} words={words} />
        <Offer offer={application.offer} course={courses.card(application.groupId)} words={words} />
        <Steps visit={visit} application={application} />
        <p>
          <a href={application.concludedOn === null ? '/provider' : '/provider/contracts'}>{say('provider.back')}</a>
        </p>
      </>
    ),
  };
};

const Known = ({
  application: {
    childId,
    ageYears,
    state,
    reason,
    awaiting,
    notTaken,
    start,
    lastDay,
    consent,
    coPaymentKopecks,
    ...of
  },
  words,
}: {
  application: Application;
  words: Words;
}): JSX.Element => {
  const { say, phrase, day, money } = words;
  return (
    <>
      <Facts
        items={[
          [say('provider.child-id'), <ChildId childId={childId} words={words} />],
          ...(ageYears === undefined
            ? []
            : [[say('provider.child-age'), say('provider.age-on', { years: ageYears, day: start })] as const]),
          [
            say('provider.state'),
            reason === null
              ? say(`provider.state-${state}`)
              : say('provider.state-refused-why', { why: phrase(`refusal.${reason}`) }),
          ],
          [say('provider.start'), day(start)],
          ...(lastDay === null ? [] : [[say('provider.last-day'), day(lastDay)] as const]),
          ...(coPaymentKopecks === undefined ? [] : [[say('provider.co-payment'), money(coPaymentKopecks)] as const]),
          ...(consent
            ? [[say('provider.consent'), consentOf(consent, words)] as const]
            : [[say('provider.consent'), say('provider.no-consent')] as const]),
        ]}
      />
      {awaiting !== null && <p class="notice">{say('provider.awaiting')}</p>}
      {notTaken !== null && <p class="notice wrong">{say('provider.terms-changed')}</p>}
      {of.providerReasonText !== undefined && (
        <p>{[of.providerReasonText, of.providerWords].filter(Boolean).join('. ')}</p>
      )}
    </>
  );
};

type Terms = Pick<
  NonNullable<Application['offer']>,
  'ageMinMonths' | 'ageMaxMonths' | 'priceKopecks' | 'normativeCostKopecks'
> & { readonly firstDay?: string; readonly lastDay?: string };

/** What the provider offered; of an application that the first checks refused, what the catalogue says now. */
const Offer = ({
  offer,
  course,
  words,
}: {
  offer: Application['offer'];
  course: Course | undefined;
  words: Words;
}): JSX.Element | null => {
  const { say, day, money } = words;
  const terms: Terms | undefined = offer ?? (course && { ...course.programme, ...course });
  if (!terms) return null;
  const { firstDay, lastDay } = terms;
  return (
    <>
      <h2>{say('provider.offer')}</h2>
      <Facts
        items={[
          [say('provider.ages'), agesOf(terms, words)],
          ...(firstDay === undefined || lastDay === undefined
            ? []
            : [[say('provider.offer-days'), `${day(firstDay)} — ${day(lastDay)}`] as const]),
          [say('provider.price'), money(terms.priceKopecks)],
          [say('provider.norm'), money(terms.normativeCostKopecks)],
        ]}
      />
    </>
  );
};

const agesOf = ({ ageMinMonths, ageMaxMonths }: Terms, { say }: Words): string => {
  const age = (months: number): string => say('provider.age', { years: Math.floor(months / 12), months: months % 12 });
  return ageMinMonths % 12 === 0 && ageMaxMonths % 12 === 0
    ? say('provider.age-years', { min: ageMinMonths / 12, max: ageMaxMonths / 12 })
    : `${age(ageMinMonths)} — ${age(ageMaxMonths)}`;
};

const consentOf = (
  { paper, coPaymentAtMostKopecks }: NonNullable<Application['consent']>,
  { say, money, day }: Words,
): string =>
  paper
    ? say('provider.consented-paper', {
        number: paper.number ?? '—',
        day: day(paper.signedOn),
        amount: money(coPaymentAtMostKopecks),
      })
    : say('provider.consented', { amount: money(coPaymentAtMostKopecks) });

/** Does about an application what a form of its page asks for. */
export const actOnApplication = async (visit: Visit): Promise<Page> => {
  switch (visit.form.get('step')) {
    case 'consent':
      return recordConsent(visit);
    case 'notice':
      return giveNotice(visit);
    case 'revoke-notice':
      return revokeNotice(visit);
    default:
      return applicationPage(visit, { answered: await answerAll(visit) });
  }
};

/** Records the paper on which the family has consented. */
const recordConsent = (visit: Visit): Promise<Page> => {
  const { form, ledger, words } = visit;
  const coPaymentAtMostKopecks = kopecksIn(form.get('atMost') ?? '');
  if (coPaymentAtMostKopecks === undefined) return applicationPage(visit, { note: words.say('provider.no-amount') });
  const paper = { number: (form.get('number') ?? '').trim(), signedOn: form.get('signedOn') ?? '' };
  return stepOr(visit, 'recorded', async (asked) =>
    taken(
      await ledger.enrollment.call('POST /applications/{id}/consent', {
        ...asked,
        body: { coPaymentAtMostKopecks, textVersion: 'quote-1', paper },
      }),
    ),
  );
};

const giveNotice = (visit: Visit): Promise<Page> => {
  const on = visit.form.get('on') ?? '';
  const body = { by: 'provider', ...(on === '' ? {} : { on }) } as const;
  return stepOr(visit, 'noticed', async (asked) =>
    taken(await visit.ledger.enrollment.call('POST /applications/{id}/terminate', { ...asked, body })),
  );
};

const revokeNotice = (visit: Visit): Promise<Page> =>
  stepOr(visit, 'revoked', async ({ path, headers }) =>
    taken(
      await visit.ledger.enrollment.call('POST /applications/{id}/revoke-notice', {
        path,
        headers: { ...headers, Prefer: 'wait=5' },
      }),
    ),
  );

type Asked = { readonly path: { readonly id: string }; readonly headers: { readonly 'Idempotency-Key': string } };

const stepOr = async (visit: Visit, done: string, work: (asked: Asked) => Promise<unknown>): Promise<Page> => {
  const { params, form, words } = visit;
  const asked = { path: { id: params['id'] ?? '' }, headers: { 'Idempotency-Key': form.get('key') ?? newId() } };
  const came = await orRefused(() => work(asked));
  if (came instanceof Refused) return applicationPage(visit, { refused: came });
  // What was typed was taken: the forms begin anew.
  return applicationPage({ ...visit, form: new URLSearchParams() }, { note: words.say(`provider.${done}`) });
};
