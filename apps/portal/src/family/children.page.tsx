import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { Courses } from '../course/courses.js';
import { Refused, atMost, taken } from '../page/answers.js';
import { Facts, Form, Live, Refusal, Table, TextField } from '../page/parts.js';
import { reserveAtOf, zoneOf } from '../page/region.js';
import { hasRole, type Page, type Redirect, type Visit } from '../page/visit.js';
import { lastBefore, type Words } from '../page/words.js';
import { calledBy, childrenOf, type Child } from './children.js';
import { noticesShown } from './news.page.js';
import { familyNow, type Account, type FamilyNow } from './family-now.js';

const REGISTRATIONS_SHOWN = 50;

/** The children of a family with what is left on their certificates. */
export const childrenPage = async (visit: Visit): Promise<Page> => {
  const { say } = visit.words;
  const [children, now, reserveAt = 'enrolment'] = await Promise.all([
    childrenOf(visit),
    familyNow(visit),
    reserveAtOf(visit),
  ]);
  return {
    title: say('family.title'),
    live: now.version,
    body: (
      <>
        <h1>{say('family.title')}</h1>
        <Live id="notices">{await noticesShown(visit, children, now)}</Live>
        <Live id="children">
          {children.length === 0 ? (
            <p class="empty">{say('family.no-children')}</p>
          ) : (
            <ul class="cards">
              {children.map((child) => (
                <ChildCard
                  reserveAt={reserveAt}
                  child={child}
                  account={now.accounts.get(child.holderId)}
                  words={visit.words}
                />
              ))}
            </ul>
          )}
        </Live>
        {await registrationsOf(visit)}
        <Live id="applications">{await applicationsOf(visit, children, now)}</Live>
        <p class="actions">
          <a class="button" href="/family/claim">
            {say('family.to-claim')}
          </a>
          <a href="/family/register">{say('family.to-register')}</a>
          {hasRole(visit, ['parent']) && <a href="/family/mail">{say('parent.title')}</a>}
          <a href="/family/feedback">{say('feedback.title')}</a>
        </p>
      </>
    ),
  };
};

/** Children whom the operator has not confirmed yet, or has refused. */
const registrationsOf = async (visit: Visit): Promise<JSX.Element> => {
  const { words, ledger } = visit;
  const { say, moment } = words;
  const registrations = await atMost(ledger.enrollment.items('GET /registrations'), REGISTRATIONS_SHOWN);
  const open = registrations.filter(({ state }) => state !== 'confirmed');
  if (open.length === 0) return <></>;
  const zone = await zoneOf(visit);
  return (
    <Table
      caption={say('registrations.caption')}
      head={['when', 'state'].map((name) => say(`registrations.${name}`))}
      rows={open.map(({ askedAt, state, reason }) => [
        moment(askedAt, zone),
        <>
          {say(`registrations.state-${state}`)}
          {reason !== null && <small>{` ${say(`registrations.reason-${reason}`)}`}</small>}
        </>,
      ])}
      empty=""
    />
  );
};

const applicationsOf = async (
  visit: Visit,
  children: readonly Child[],
  { applications }: FamilyNow,
): Promise<JSX.Element> => {
  const { say, day, phrase } = visit.words;
  const courses = await Courses.of(
    visit,
    applications.map(({ groupId }) => groupId),
  );
  return (
    <Table
      caption={say('applications.caption')}
      head={['course', 'child', 'state', 'start'].map((name) => say(`applications.${name}`))}
      rows={applications.toReversed().map(({ id, groupId, holderId, state, awaiting, reason, start }) => [
        <a href={`/family/applications/${id}`}>{courses.name(groupId)}</a>,
        calledBy(children, holderId),
        <>
          {say(`application.state-${state}`)}
          {awaiting !== null && <small>{` ${say('applications.waits')}`}</small>}
          {reason !== null && <small>{` ${phrase(`refusal.${reason}`)}`}</small>}
        </>,
        day(start),
      ])}
      empty={say('applications.none')}
    />
  );
};

const ChildCard = ({
  child: { called, holderId },
  account,
  reserveAt,
  words: { say, money, day },
}: {
  child: Child;
  account: Account | undefined;
  reserveAt: string;
  words: Words;
}): JSX.Element => {
  const certificates = account?.certificates ?? [];
  return (
    <li>
      <h2>
        <a href={`/family/${holderId}`}>{called}</a>
      </h2>
      {certificates.length === 0 && <p>{say(`family.no-certificate-${reserveAt}`)}</p>}
      {certificates.map((certificate) => (
        <Facts
          items={[
            [say('certificate.number'), certificate.number],
            [say('certificate.available'), <strong>{money(certificate.availableKopecks)}</strong>],
            [say('certificate.valid-until'), day(lastBefore(certificate.validToExclusive))],
          ]}
        />
      ))}
      <p>
        <a href={`/family/${holderId}/reads`}>{say('family.to-reads')}</a>
      </p>
    </li>
  );
};

/** A family takes a child that the register has, by the code of the operator. */
export const claimPage = async ({ words, form }: Visit, refused?: Refused): Promise<Page> => {
  const { say } = words;
  return {
    title: say('claim.title'),
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{say('claim.title')}</h1>
        <p>{say('claim.text')}</p>
        {refused && <Refusal refused={refused} words={words} />}
        <Form action="/family/claim">
          <TextField
            label={say('claim.code')}
            hint={say('claim.hint')}
            name="code"
            value={form.get('code') ?? ''}
            required
          />
          <button>{say('claim.button')}</button>
        </Form>
      </>
    ),
  };
};

export const claim = async (visit: Visit): Promise<Page | Redirect> => {
  const { ledger, form } = visit;
  try {
    const { holderId } = taken(
      await ledger.enrollment.call('POST /guardianships', {
        headers: { 'Idempotency-Key': form.get('key') ?? newId() },
        body: { code: (form.get('code') ?? '').trim() },
      }),
    );
    return { to: `/family/${holderId}` };
  } catch (error) {
    if (error instanceof Refused && error.status !== 401 && error.status < 500) return claimPage(visit, error);
    throw error;
  }
};
