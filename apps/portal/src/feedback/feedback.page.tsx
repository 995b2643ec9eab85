import { newId } from '@lib/kernel';
import { Courses } from '../course/courses.js';
import { familyNow } from '../family/family-now.js';
import { Refused } from '../page/answers.js';
import { LongField } from '../page/inputs.js';
import { Choice, Form } from '../page/parts.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import { zoneOf } from '../page/region.js';
import { Rooms } from '../page/rooms.js';

const TEXT_MAX = 2000;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const BUS_GOV = 'https://bus.gov.ru/';

/** The providers that a family has to do with, by their ids. */
const providersOf = async (visit: Visit): Promise<ReadonlyMap<string, string>> => {
  const { applications } = await familyNow(visit);
  const groups = applications.map(({ groupId }) => groupId);
  const courses = await Courses.of(visit, groups);
  return new Map(
    groups.flatMap((groupId) => {
      const provider = courses.card(groupId)?.provider;
      return provider ? [[provider.providerId, provider.name] as const] : [];
    }),
  );
};

/** A family says something of a provider to the operator, and reads what was answered. */
export const feedbackPage = async (visit: Visit, wrong?: 'empty' | 'too-many'): Promise<Page> => {
  const { words, form, session, feedback } = visit;
  const { say, moment } = words;
  const [providers, said, zone] = await Promise.all([
    providersOf(visit),
    feedback.of(session?.caller.name ?? ''),
    zoneOf(visit),
  ]);
  return {
    title: say('feedback.title'),
    status: wrong === undefined ? 200 : wrong === 'empty' ? 422 : 429,
    body: (
      <>
        <h1>{say('feedback.title')}</h1>
        <p>{say('feedback.text')}</p>
        {wrong === 'too-many' && (
          <p class="notice wrong" role="alert">
            {say('feedback.too-many')}
          </p>
        )}
        {providers.size === 0 ? (
          <p class="empty">{say('feedback.no-providers')}</p>
        ) : (
          <Form action="/family/feedback">
            <Choice
              label={say('feedback.provider')}
              name="provider"
              value={form.get('provider') ?? ''}
              options={[...providers]}
            />
            <LongField
              label={say('feedback.said')}
              hint={say('feedback.hint')}
              error={wrong === 'empty' ? say('feedback.empty') : undefined}
              name="said"
              value={form.get('said') ?? ''}
              max={TEXT_MAX}
              required
            />
            <button>{say('feedback.send')}</button>
          </Form>
        )}
        {said.length > 0 && <h2>{say('feedback.yours')}</h2>}
        <ul class="plain">
          {said.map((one) => (
            <li class="notice">
              <p>
                <strong>{one.providerName}</strong> <small>{moment(one.at, zone)}</small>
              </p>
              <p>{one.said}</p>
              <p>{one.answer === null ? say('feedback.waits') : say('feedback.answered', { answer: one.answer })}</p>
            </li>
          ))}
        </ul>
        <h2>{say('feedback.bus-gov-title')}</h2>
        <p>
          {say('feedback.bus-gov')}{' '}
          <a href={BUS_GOV} rel="noreferrer">
            bus.gov.ru
          </a>
        </p>
      </>
    ),
  };
};

export const sendFeedback = async (visit: Visit): Promise<Page | Redirect> => {
  const { form, session, feedback } = visit;
  const said = (form.get('said') ?? '').trim();
  const providerId = form.get('provider') ?? '';
  const providerName = (await providersOf(visit)).get(providerId);
  if (providerName === undefined || !session) throw new Refused(404, undefined);
  if (said === '' || said.length > TEXT_MAX) return feedbackPage(visit, 'empty');
  const key = form.get('key') ?? '';
  const id = ID.test(key) ? key : newId();
  const person = session.caller.name;
  const isTaken = await feedback.say({ id, person, providerId, providerName, said: said.replaceAll('\0', '') });
  return isTaken ? { to: '/family/feedback' } : feedbackPage(visit, 'too-many');
};

/** For the operator: what families say, and a place to answer. */
export const answersPage = async (visit: Visit): Promise<Page> => {
  const { say, moment } = visit.words;
  const [all, zone] = await Promise.all([visit.feedback.all(), zoneOf(visit)]);
  return {
    title: say('feedback.all'),
    body: (
      <>
        <h1>{say('feedback.all')}</h1>
        <Rooms visit={visit} />
        {all.length === 0 && <p class="empty">{say('feedback.none')}</p>}
        <ul class="plain">
          {all.map((one) => (
            <li class="notice">
              <p>
                <strong>{one.providerName}</strong> <small>{moment(one.at, zone)}</small>
              </p>
              <p>{one.said}</p>
              {one.answer === null ? (
                <Form action="/operator/feedback">
                  <input type="hidden" name="id" value={one.id} />
                  <LongField
                    id={`answer-${one.id}`}
                    label={say('feedback.answer')}
                    hint={say('feedback.answer-hint')}
                    name="answer"
                    max={TEXT_MAX}
                    required
                  />
                  <button>{say('feedback.send-answer')}</button>
                </Form>
              ) : (
                <p>{say('feedback.answered', { answer: one.answer })}</p>
              )}
            </li>
          ))}
        </ul>
      </>
    ),
  };
};

export const answerFeedback = async ({ form, session, feedback }: Visit): Promise<Redirect> => {
  const [id, answer] = [form.get('id') ?? '', (form.get('answer') ?? '').trim().slice(0, TEXT_MAX)];
  if (ID.test(id) && answer !== '' && session)
    await feedback.answer(id, answer.replaceAll('\0', ''), session.caller.name);
  return { to: '/operator/feedback' };
};
