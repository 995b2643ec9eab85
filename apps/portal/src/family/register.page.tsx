import { newId } from '@lib/kernel';
import { Refused, atMost } from '../page/answers.js';
import { Choice, DateField, Form, Refusal, TextField } from '../page/parts.js';
import type { Page, Redirect, Visit } from '../page/visit.js';

const PROGRAMMES_SHOWN = 500;
const DOCUMENTS = ['birth-certificate', 'passport', 'foreign-document', 'snils'] as const;

/** A parent says who its child is; the operator confirms it. */
export const registerPage = async ({ words, ledger, form }: Visit, refused?: Refused): Promise<Page> => {
  const { say } = words;
  const programmes = await atMost(ledger.certificates.items('GET /financing-programmes'), PROGRAMMES_SHOWN);
  const municipalities = [...new Map(programmes.map((one) => [one.municipality, one.municipalityName]))];
  const text = (name: string, max: number, required = true) => (
    <TextField
      label={say(`register.${name}`)}
      name={name}
      value={form.get(name) ?? ''}
      max={max}
      required={required}
      error={refused?.faults.find(({ pointer }) => pointer.endsWith(`/${name}`))?.message}
    />
  );
  return {
    title: say('register.title'),
    status: refused?.status ?? 200,
    body: (
      <>
        <h1>{say('register.title')}</h1>
        <p>{say('register.text')}</p>
        {refused && <Refusal refused={refused} words={words} />}
        <Form action="/family/register">
          {text('lastName', 100)}
          {text('firstName', 100)}
          {text('middleName', 100, false)}
          <DateField label={say('register.birthDate')} name="birthDate" value={form.get('birthDate') ?? ''} required />
          <Choice
            label={say('register.kind')}
            name="kind"
            value={form.get('kind') ?? ''}
            options={DOCUMENTS.map((kind) => [kind, say(`register.kind-${kind}`)])}
          />
          {text('number', 50)}
          {text('address', 500)}
          <Choice
            label={say('register.municipality')}
            name="municipality"
            value={form.get('municipality') ?? ''}
            options={municipalities.map(([id, name]) => [String(id), words.untorn(name)])}
          />
          {text('category', 100, false)}
          {text('categoryBasis', 500, false)}
          <button>{say('register.button')}</button>
        </Form>
      </>
    ),
  };
};

export const register = async (visit: Visit): Promise<Page | Redirect> => {
  const { ledger, form } = visit;
  const given = (name: string): string => (form.get(name) ?? '').trim();
  const [middleName, categoryBasis] = [given('middleName'), given('categoryBasis')];
  const answer = await ledger.enrollment.call('POST /registrations', {
    headers: { 'Idempotency-Key': form.get('key') ?? newId() },
    body: {
      lastName: given('lastName'),
      firstName: given('firstName'),
      ...(middleName === '' ? {} : { middleName }),
      birthDate: given('birthDate'),
      document: {
        kind: DOCUMENTS.find((kind) => kind === given('kind')) ?? 'birth-certificate',
        number: given('number'),
      },
      address: given('address'),
      municipality: Number(given('municipality')),
      category: given('category') === '' ? 'general' : given('category'),
      ...(categoryBasis === '' ? {} : { categoryBasis }),
    },
  });
  if (answer.status === 201) return { to: '/family' };
  const refused = new Refused(answer.status, answer.body);
  if (answer.status === 401 || answer.status >= 500) throw refused;
  return registerPage(visit, refused);
};
