import { dateAt, instant, newId, timeZone } from '@lib/kernel';
import type { JSX } from 'preact';
import { childrenOf } from '../family/children.js';
import { Refused, taken } from '../page/answers.js';
import { Choice, DateField, Facts, Form, Quote, Refusal } from '../page/parts.js';
import { reserveAtOf } from '../page/region.js';
import type { Words } from '../page/words.js';
import { hasRole, type Page, type Redirect, type Visit } from '../page/visit.js';

const groupOf = async ({ ledger, params: { groupId = '' } }: Visit) =>
  taken(await ledger.catalog.call('GET /groups/{groupId}', { path: { groupId } }));
type Group = Awaited<ReturnType<typeof groupOf>>;

/** A study group, and for a family what it would cost a child from a day. */
export const groupPage = async (visit: Visit, refused?: Refused): Promise<Page> => {
  const { words } = visit;
  const { say, day, money } = words;
  const group = await groupOf(visit);
  const title = group.programme.name;
  return {
    title,
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{title}</h1>
        <Facts
          items={[
            [say('group.group'), group.name],
            [say('group.provider'), group.provider.name],
            [say('group.direction'), say(`direction.${group.programme.direction}`)],
            [say('group.ages'), agesOf(group, words)],
            [say('group.when'), say('group.days', { from: day(group.firstDay), to: day(group.lastDay) })],
            [say('group.places'), say('group.free-places', { count: group.freePlaces })],
            [say('group.full-price'), group.priceKopecks === 0 ? say('group.free') : money(group.priceKopecks)],
            [say('group.by-certificate'), group.payable ? say('group.yes') : say('group.not-payable')],
          ]}
        />
        {refused && <Refusal refused={refused} words={words} />}
        {group.closed ? <p class="notice">{say('group.closed')}</p> : await forFamily(visit, group)}
      </>
    ),
  };
};

/** In years where they are whole, as catalogues and families count. */
const agesOf = ({ programme: { ageMinMonths: min, ageMaxMonths: max } }: Group, { say }: Words): string =>
  min % 12 === 0 && max % 12 === 0
    ? say('group.age-years', { min: min / 12, max: max / 12 })
    : say('group.age-range', { min, max });

const forFamily = async (visit: Visit, group: Group): Promise<JSX.Element> => {
  const { words, ledger, query, form, session, address } = visit;
  const { say } = words;
  if (!session)
    return (
      <p class="actions">
        <a class="button" href={`/login?${new URLSearchParams({ back: address }).toString()}`}>
          {say('group.login')}
        </a>
      </p>
    );
  if (!hasRole(visit, ['parent'])) return <></>;
  const children = await childrenOf(visit);
  if (children.length === 0)
    return (
      <p class="notice">
        {say('group.no-children')} <a href="/family">{say('nav.family')}</a>
      </p>
    );
  const asked = (name: string): string => form.get(name) ?? query.get(name) ?? '';
  const { childId = '', holderId = '' } =
    children.find((child) => child.holderId === asked('child')) ?? children[0] ?? {};
  const start = asked('start') === '' ? await firstStart(visit, group) : asked('start');
  const quoted = query.has('child')
    ? await ledger.enrollment.call('GET /quotes', { query: { childId, groupId: group.groupId, start } })
    : undefined;
  const reserveAt = (await reserveAtOf(visit, group.programme.municipality)) ?? 'enrolment';
  const action = `/programmes/${encodeURIComponent(group.groupId)}`;
  return (
    <section aria-labelledby="cost">
      <h2 id="cost">{say('group.what-it-costs')}</h2>
      <form method="get" action={action} class="inline">
        <Choice
          label={say('group.child')}
          name="child"
          value={holderId}
          options={children.map((child) => [child.holderId, child.called])}
        />
        <DateField label={say('group.start')} name="start" value={start} required />
        <button>{say('group.reckon')}</button>
      </form>
      {quoted && quoted.status !== 200 && <Refusal refused={new Refused(quoted.status, quoted.body)} words={words} />}
      {quoted?.status === 200 && <Quote quote={quoted.body} words={words} />}
      {quoted?.status === 200 && quoted.body.possible && (
        <Form action={`${action}/apply`}>
          <input type="hidden" name="child" value={holderId} />
          <input type="hidden" name="start" value={start} />
          <p>{say(`group.apply-text-${reserveAt}`)}</p>
          <button>{say('group.apply')}</button>
        </Form>
      )}
    </section>
  );
};

/** The first day of the group, or today in its region where it has begun. */
const firstStart = async ({ ledger }: Visit, group: Group): Promise<string> => {
  const { now } = taken(await ledger.certificates.call('GET /clock'));
  const { municipality } = group.programme;
  const { items } = taken(
    await ledger.certificates.call('GET /financing-programmes', { query: { municipality, limit: 1 } }),
  );
  const today = dateAt(instant(now), timeZone(items[0]?.timeZone ?? 'UTC'));
  return today > group.firstDay ? today : group.firstDay;
};

export const apply = async (visit: Visit): Promise<Page | Redirect> => {
  const { ledger, form, params } = visit;
  const child = (await childrenOf(visit)).find(({ holderId }) => holderId === form.get('child'));
  if (!child) throw new Refused(404, undefined);
  try {
    const { id } = taken(
      await ledger.enrollment.call('POST /applications', {
        headers: { 'Idempotency-Key': form.get('key') ?? newId(), Prefer: 'wait=5' },
        body: { childId: child.childId, groupId: params['groupId'] ?? '', start: form.get('start') ?? '' },
      }),
    );
    return { to: `/family/applications/${id}` };
  } catch (error) {
    if (error instanceof Refused && error.status !== 401 && error.status < 500) return groupPage(visit, error);
    throw error;
  }
};
