import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { Refused, orRefused, taken } from '../page/answers.js';
import { Choice, Facts, Form, Refusal, Table, TextField } from '../page/parts.js';
import { dayOf, zoneOf } from '../page/region.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';

const SHOWN = 50;
const REFUSALS = ['not-as-in-the-document', 'not-the-guardian', 'not-of-this-region', 'twice', 'other'] as const;

/** The children that parents have registered and nobody has decided about yet. */
export const registrationsPage = async (visit: Visit): Promise<Page> => {
  const { words, ledger, query } = visit;
  const { say, day } = words;
  const cursor = query.get('cursor');
  const [page, zone] = await Promise.all([
    ledger.enrollment.call('GET /registrations', {
      query: { state: 'waiting', limit: SHOWN, ...(cursor === null ? {} : { cursor }) },
    }),
    zoneOf(visit),
  ]);
  const { items, next } = taken(page);
  return {
    title: say('registration.title'),
    body: (
      <>
        <h1>{say('registration.title')}</h1>
        <Rooms visit={visit} />
        <Table
          caption={say('registration.waiting')}
          head={[say('operator.asked-on'), say('registration.decide')]}
          rows={items.map(({ id, askedAt }) => [
            day(dayOf(askedAt, zone)),
            <a href={`/operator/registrations/${id}`}>{say('registration.open')}</a>,
          ])}
          empty={say('registration.none')}
        />
        {next !== undefined && (
          <p>
            <a href={`/operator/registrations?${new URLSearchParams({ cursor: next }).toString()}`}>
              {say('provider.further')}
            </a>
          </p>
        )}
      </>
    ),
  };
};

const registrationOf = async ({ ledger }: Visit, id: string) =>
  taken(await ledger.enrollment.call('GET /registrations/{id}', { path: { id } }));
type Registration = Awaited<ReturnType<typeof registrationOf>>;

/** What a parent has said of a child, who else it may be, and the decision. Reading it is recorded by the service. */
export const registrationPage = async (visit: Visit, refused?: Refused): Promise<Page> => {
  const { words, params } = visit;
  const { say } = words;
  const registration = await registrationOf(visit, params['id'] ?? '');
  return {
    title: say('registration.one'),
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{say('registration.one')}</h1>
        <Rooms visit={visit} />
        {refused && <Refusal refused={refused} words={words} />}
        {registration.state === 'waiting' ? (
          <>
            <Said visit={visit} registration={registration} />
            <Deciding visit={visit} id={registration.id} />
          </>
        ) : (
          <p class="notice">{say(`registration.state-${registration.state}`)}</p>
        )}
        <p>
          <a href="/operator/registrations">{say('registration.back')}</a>
        </p>
      </>
    ),
  };
};

const Said = ({
  visit: { words },
  registration: { said, similar = [] },
}: {
  visit: Visit;
  registration: Registration;
}): JSX.Element => {
  const { say, day } = words;
  return (
    <>
      {said && (
        <Facts
          items={[
            [say('registration.name'), [said.lastName, said.firstName, said.middleName].filter(Boolean).join(' ')],
            [say('registration.birth-date'), day(said.birthDate)],
            [
              say('registration.document'),
              `${say(`registration.document-${said.document.kind}`)} ${said.document.number}`,
            ],
            [say('registration.address'), said.address],
            [say('registration.municipality'), String(said.municipality)],
            [say('registration.category'), [said.category, said.categoryBasis].filter(Boolean).join(', ')],
          ]}
        />
      )}
      <Table
        caption={say('registration.similar')}
        head={[say('registration.who'), say('registration.by')]}
        rows={similar.map(({ what, id, by }) => [
          <a href={what === 'child' ? `/operator/accounts/${id}` : `/operator/registrations/${id}`}>
            {say(`registration.${what}`)}
          </a>,
          say(`registration.by-${by}`),
        ])}
        empty={say('registration.no-similar')}
      />
    </>
  );
};

const Deciding = ({ visit: { words, form }, id }: { visit: Visit; id: string }): JSX.Element => {
  const { say } = words;
  const to = `/operator/registrations/${id}`;
  return (
    <>
      <h2>{say('registration.confirm')}</h2>
      <Form action={to}>
        <TextField
          label={say('operator.child-id')}
          name="childId"
          value={form.get('childId') ?? ''}
          max={100}
          required
        />
        <Choice
          label={say('registration.as')}
          name="as"
          value={form.get('as') ?? 'new'}
          options={(['new', 'existing'] as const).map((one) => [one, say(`registration.as-${one}`)])}
        />
        <button name="decision" value="confirm">
          {say('registration.confirm')}
        </button>
      </Form>
      <h2>{say('registration.refuse')}</h2>
      <Form action={to}>
        <Choice
          label={say('provider.reason')}
          name="reason"
          value={form.get('reason') ?? ''}
          options={[
            ['', say('provider.choose-reason')],
            ...REFUSALS.map((one) => [one, say(`registration.refusal-${one}`)] as const),
          ]}
          required
        />
        <button name="decision" value="refuse" class="second">
          {say('registration.refuse')}
        </button>
      </Form>
    </>
  );
};

/** Confirms a registration as a new child or as one of the register, or refuses it. */
export const decideRegistration = async (visit: Visit): Promise<Page | Redirect> => {
  const { form, ledger, params } = visit;
  const asked = { path: { id: params['id'] ?? '' }, headers: { 'Idempotency-Key': form.get('key') ?? newId() } };
  const as = form.get('as') === 'existing' ? 'existing' : 'new';
  const reason = REFUSALS.find((one) => one === form.get('reason'));
  const isRefusal = form.get('decision') === 'refuse';
  if (isRefusal && reason === undefined)
    return registrationPage(visit, new Refused(422, { title: visit.words.say('provider.choose-reason') }));
  const came = await orRefused(async () =>
    isRefusal && reason !== undefined
      ? taken(await ledger.enrollment.call('POST /registrations/{id}/refuse', { ...asked, body: { reason } }))
      : taken(
          await ledger.enrollment.call('POST /registrations/{id}/confirm', {
            ...asked,
            body: { childId: (form.get('childId') ?? '').trim(), as },
          }),
        ),
  );
  return came instanceof Refused ? registrationPage(visit, came) : { to: '/operator/registrations' };
};
