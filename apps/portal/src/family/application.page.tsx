import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { Refused, found, taken } from '../page/answers.js';
import { DateField, Facts, Form, Live, Quote, Refusal } from '../page/parts.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { WhomToCall } from '../region/contacts.js';
import { calledBy, childrenOf } from './children.js';
import { familyNow } from './family-now.js';

const CONSENT_TEXT = 'quote-1';
/** What a family can do where it was refused for this reason; for any other the operator helps. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['insufficient-funds', 'money'],
  ['no-certificate-place', 'no-place'],
  ['group-full', 'other-group'],
  ['group-closed', 'other-group'],
  ['age-not-suitable', 'age'],
  ['certificate-age', 'age'],
  ['already-in-module', 'already'],
  ['provider-not-payable', 'not-payable'],
  ['by-provider', 'provider'],
  ['start-outside-group', 'date'],
  ['start-outside-period', 'date'],
  ['start-too-old', 'date'],
]);
const OPEN = new Set(['requested', 'accepted']);

const applicationOf = async ({ ledger, params: { id = '' } }: Visit) => {
  const answer = await ledger.enrollment.call('GET /applications/{id}', { path: { id } });
  return { application: taken(answer), tag: answer.headers.get('etag') };
};
type Application = Awaited<ReturnType<typeof applicationOf>>['application'];

/** What it would cost by its present terms; undefined while the service of the money is away. */
const quoteOf = async ({ ledger, params: { id = '' } }: Visit) => {
  const answer = await ledger.enrollment.call('GET /applications/{id}/quote', { path: { id } });
  return answer.status === 200 ? answer.body : undefined;
};

/** An application of a family: how it stands, why, and what can be done now, with what that does to the money. */
export const applicationPage = async (visit: Visit, refused?: Refused): Promise<Page> => {
  const { words, ledger } = visit;
  const { say, day, phrase } = words;
  // Before it is read: what changes meanwhile is told.
  const { version } = await familyNow(visit);
  const { application, tag } = await applicationOf(visit);
  const { groupId } = application;
  const isOpen = OPEN.has(application.state) && application.awaiting === null;
  const quoted = isOpen ? await quoteOf(visit) : undefined;
  const group = found(await ledger.catalog.call('GET /groups/{groupId}', { path: { groupId } }));
  const title = group ? say('application.title-of', { course: group.programme.name }) : say('application.title');
  return {
    title,
    live: version,
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{title}</h1>
        {refused && <Refusal refused={refused} words={words} />}
        <Live id="application">
          <p class="notice" role="status">
            <strong>{say(`application.state-${application.state}`)}</strong>{' '}
            {application.awaiting !== null && say('application.waits-for-money', { since: application.submittedOn })}
            {application.reason !== null && phrase(`refusal.${application.reason}`)}
            {application.notTaken !== null && say('application.terms-changed')}
          </p>
          <WhatNow application={application} visit={visit} />
          <Facts
            items={[
              [say('group.child'), calledBy(await childrenOf(visit), application.holderId)],
              [say('group.start'), day(application.start)],
              ...(application.lastDay === null
                ? []
                : [[say('application.last-day'), day(application.lastDay)] as const]),
              [say('application.submitted'), day(application.submittedOn)],
              ...(application.concludedOn === null
                ? []
                : [[say('application.concluded'), day(application.concludedOn)] as const]),
            ]}
          />
          {quoted && <Quote quote={quoted} words={words} />}
          <Actions words={words} application={application} tag={tag} atMost={quoted?.coPaymentKopecks} />
        </Live>
      </>
    ),
  };
};

/** Why it waits or was refused, in the words of whoever decided, what to do about it, and whom to call. */
const WhatNow = ({
  application: { state, awaiting, reason, providerReasonText, providerWords },
  visit: { words, region },
}: {
  application: Application;
  visit: Visit;
}): JSX.Element | null => {
  const { say } = words;
  if (awaiting !== null) return <WhomToCall region={region} words={words} />;
  if (state !== 'refused') return null;
  return (
    <section aria-labelledby="what-now">
      <h2 id="what-now">{say('advice.title')}</h2>
      {providerReasonText !== undefined && <p>{say('advice.provider-says', { reason: providerReasonText })}</p>}
      {providerWords !== undefined && <blockquote>{providerWords}</blockquote>}
      <p>{say(`advice.${ADVICE.get(reason ?? '') ?? 'operator'}`)}</p>
      <p class="actions">
        <a class="button" href="/programmes?free=true&payable=true">
          {say('advice.to-programmes')}
        </a>
      </p>
      <WhomToCall region={region} words={words} />
    </section>
  );
};

/** What the family can do now. */
const Actions = ({
  words,
  application,
  tag,
  atMost,
}: {
  words: Words;
  application: Application;
  tag: string | null;
  /** The co-payment of today’s quote; undefined where there is none. */
  atMost: number | undefined;
}): JSX.Element => {
  const { say } = words;
  const { id, state, awaiting } = application;
  const at = `/family/applications/${id}`;
  if (awaiting !== null) return <></>;
  return (
    <>
      {OPEN.has(state) && application.presentTerms && (
        <Form action={`${at}/confirm`}>
          <h2>{say('application.confirm-title')}</h2>
          <p>{say('application.confirm-text')}</p>
          <input type="hidden" name="tag" value={tag ?? ''} />
          <button>{say('application.confirm')}</button>
        </Form>
      )}
      {OPEN.has(state) && !application.presentTerms && atMost !== undefined && (
        <Form action={`${at}/consent`}>
          <h2>{say('application.consent-title')}</h2>
          <p>{words.phrase(`consent-text.${CONSENT_TEXT}`)}</p>
          <p>
            {application.consent
              ? say('application.consented', { amount: application.consent.coPaymentAtMostKopecks })
              : say('application.consent-text', { amount: atMost })}
          </p>
          <input type="hidden" name="atMost" value={atMost} />
          <button>{say('application.consent', { amount: atMost })}</button>
        </Form>
      )}
      {OPEN.has(state) && (
        <Form action={`${at}/withdraw`}>
          <h2>{say('application.withdraw-title')}</h2>
          <p>{say('application.withdraw-text')}</p>
          <button>{say('application.withdraw')}</button>
        </Form>
      )}
      {state === 'enrolled' && (
        <Form action={`${at}/terminate`}>
          <h2>{say('application.notice-title')}</h2>
          <p>{say('application.notice-text')}</p>
          <DateField label={say('application.notice-on')} hint={say('application.notice-hint')} name="on" />
          <button>{say('application.notice')}</button>
        </Form>
      )}
    </>
  );
};

const STEPS = {
  withdraw: ({ ledger, params: { id = '' } }: Visit, key: string) =>
    ledger.enrollment.call('POST /applications/{id}/withdraw', { path: { id }, headers: { 'Idempotency-Key': key } }),
  confirm: ({ ledger, params: { id = '' }, form }: Visit, key: string) => {
    const tag = form.get('tag');
    return ledger.enrollment.call('POST /applications/{id}/confirm', {
      path: { id },
      headers: { 'Idempotency-Key': key, ...(tag ? { 'If-Match': tag } : {}) },
    });
  },
  consent: ({ ledger, params: { id = '' }, form }: Visit, key: string) =>
    ledger.enrollment.call('POST /applications/{id}/consent', {
      path: { id },
      headers: { 'Idempotency-Key': key },
      body: { coPaymentAtMostKopecks: Number(form.get('atMost')), textVersion: CONSENT_TEXT },
    }),
  terminate: ({ ledger, params: { id = '' }, form }: Visit, key: string) => {
    const on = form.get('on') ?? '';
    return ledger.enrollment.call('POST /applications/{id}/terminate', {
      path: { id },
      headers: { 'Idempotency-Key': key },
      body: { by: 'family', ...(on === '' ? {} : { on }) },
    });
  },
} as const;

/** Takes one of the steps; what is refused is shown where it was asked for. */
export const takeStep =
  (step: keyof typeof STEPS) =>
  async (visit: Visit): Promise<Page | Redirect> => {
    const answer = await STEPS[step](visit, visit.form.get('key') ?? newId());
    if (answer.status === 200) return { to: `/family/applications/${visit.params['id'] ?? ''}` };
    const refused = new Refused(answer.status, answer.body);
    if (answer.status === 401 || answer.status >= 500) throw refused;
    return applicationPage(visit, refused);
  };
