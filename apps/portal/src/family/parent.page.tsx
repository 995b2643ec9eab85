import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { Refused, found } from '../page/answers.js';
import { Flag, Form, Refusal, TextField } from '../page/parts.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';

const HERE = '/family/mail';
const FIELDS = ['lastName', 'firstName', 'middleName', 'phone', 'email'] as const;
type Field = (typeof FIELDS)[number];
const LONGEST: Readonly<Record<Field, number>> = {
  lastName: 100,
  firstName: 100,
  middleName: 100,
  phone: 50,
  email: 254,
};

/** What the parent has said of itself, with the version that it sees; undefined: nothing. */
const knownOf = async ({ ledger }: Visit) => {
  const answer = await ledger.enrollment.call('GET /parents/me');
  const said = found(answer);
  return said && { said, version: answer.headers.get('etag') ?? '' };
};

/** What a parent says of itself, and whether it wants a mail when there is news. */
export const parentPage = async (visit: Visit, refused?: Refused): Promise<Page> => {
  const { words, form, query } = visit;
  const { say } = words;
  const known = await knownOf(visit);
  const text = (name: Field, hint?: string): JSX.Element => (
    <TextField
      label={say(`parent.${name}`)}
      hint={hint}
      name={name}
      value={refused ? (form.get(name) ?? '') : (known?.said[name] ?? '')}
      max={LONGEST[name]}
      required={name === 'lastName' || name === 'firstName'}
      error={refused?.faults.find(({ pointer }) => pointer === `/${name}`)?.message}
    />
  );
  const isWanted = refused ? form.get('mailNews') === 'true' : known?.said.mailNews === true;
  return {
    title: say('parent.title'),
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{say('parent.title')}</h1>
        <p>{say('parent.text')}</p>
        <p>{say('parent.who-sees')}</p>
        {refused && <Refusal refused={refused} words={words} />}
        {!refused && query.get('saved') !== null && (
          <p class="notice" role="status">
            {say('parent.saved')}
          </p>
        )}
        <Form action={HERE}>
          <input type="hidden" name="version" value={known?.version ?? ''} />
          {text('lastName')}
          {text('firstName')}
          {text('middleName')}
          {text('phone')}
          {text('email', say('parent.email-hint'))}
          <p class="hint">{say('parent.wants-hint')}</p>
          <Flag label={say('parent.wants')} name="mailNews" isSet={isWanted} />
          <button>{say('parent.save')}</button>
        </Form>
        {known && <Erase words={words} />}
      </>
    ),
  };
};

const Erase = ({ words: { say } }: { words: Words }): JSX.Element => (
  <>
    <h2>{say('parent.erase-title')}</h2>
    <p>{say('parent.erase-text')}</p>
    <Form action={`${HERE}/erase`}>
      <button class="second">{say('parent.erase')}</button>
    </Form>
  </>
);

export const tellOfParent = async (visit: Visit): Promise<Page | Redirect> => {
  const { ledger, form } = visit;
  const given = (name: Field): string => (form.get(name) ?? '').trim();
  const optional = (name: Field): Partial<Record<Field, string>> => (given(name) === '' ? {} : { [name]: given(name) });
  const version = form.get('version') ?? '';
  // The form does not show it, and what is left out is not kept.
  const document = (await knownOf(visit))?.said.document;
  const said = {
    lastName: given('lastName'),
    firstName: given('firstName'),
    ...optional('middleName'),
    ...optional('phone'),
    ...optional('email'),
    ...(document && { document }),
    mailNews: form.get('mailNews') === 'true',
  };
  const answer = await ledger.enrollment.call('PUT /parents/me', {
    headers: version === '' ? { 'If-None-Match': '*' } : { 'If-Match': version },
    body: said,
  });
  if (answer.status === 200 || answer.status === 201) return { to: `${HERE}?saved=yes` };
  const refused = new Refused(answer.status, answer.body);
  // The same form sent twice.
  if (answer.status === 412 && isSaid(said, (await knownOf(visit))?.said)) return { to: `${HERE}?saved=yes` };
  if (answer.status === 401 || answer.status >= 500) throw refused;
  return parentPage(visit, refused);
};

type Said = Readonly<Partial<Record<Field, string>>> & { readonly mailNews?: boolean };

const isSaid = (said: Said, known: Said | undefined): boolean =>
  known !== undefined && [...FIELDS, 'mailNews' as const].every((name) => said[name] === known[name]);

export const eraseParent = async ({ ledger, form }: Visit): Promise<Redirect> => {
  const key = form.get('key') ?? newId();
  found(await ledger.enrollment.call('POST /parents/me/erase', { headers: { 'Idempotency-Key': key } }));
  return { to: HERE };
};
