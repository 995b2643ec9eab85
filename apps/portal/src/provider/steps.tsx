import type { ComponentChildren, JSX } from 'preact';
import { kopecksIn } from '../page/amounts.js';
import { MoneyField } from '../page/inputs.js';
import { Choice, DateField, Form, TextField } from '../page/parts.js';
import type { Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { REFUSALS } from './answering.js';

type Known = { readonly id: string; readonly state: string; readonly awaiting: string | null };
type Shown = { readonly visit: Visit; readonly application: Known };

/** What the provider can do about an application or a contract in its present state. */
export const Steps = ({ visit, application }: Shown): JSX.Element | null => {
  const { words, form } = visit;
  const { id, state, awaiting } = application;
  const { say } = words;
  if (awaiting !== null) return null;
  switch (state) {
    case 'requested':
      return <Answers id={id} words={words} />;
    case 'accepted':
      return (
        <>
          <h2>{say('provider.record-consent')}</h2>
          <Consent id={id} form={form} words={words} />
          <h2>{say('provider.conclude-title')}</h2>
          <p>{say('provider.conclude-text')}</p>
          <Step id={id} step="conclude" button={say('provider.conclude-one')} />
        </>
      );
    case 'enrolled':
      return (
        <>
          <h2>{say('provider.notice')}</h2>
          <p>{say('provider.notice-text')}</p>
          <Step id={id} step="notice" button={say('provider.give-notice')} isSecond>
            <DateField
              label={say('provider.notice-on')}
              hint={say('provider.notice-hint')}
              name="on"
              value={form.get('on') ?? ''}
            />
          </Step>
        </>
      );
    case 'terminated':
      return (
        <>
          <h2>{say('provider.revoke')}</h2>
          <p>{say('provider.revoke-text')}</p>
          <Step id={id} step="revoke-notice" button={say('provider.revoke')} isSecond />
        </>
      );
    default:
      return null;
  }
};

const Step = ({
  id,
  step,
  button,
  isSecond = false,
  children,
}: {
  id: string;
  step: string;
  button: string;
  isSecond?: boolean;
  children?: ComponentChildren;
}): JSX.Element => (
  <Form action={`/provider/applications/${id}`}>
    <input type="hidden" name="application" value={id} />
    {children}
    <button name="step" value={step} {...(isSecond ? { class: 'second' } : {})}>
      {button}
    </button>
  </Form>
);

const Answers = ({ id, words: { say, phrase } }: { id: string; words: Words }): JSX.Element => (
  <>
    <h2>{say('provider.your-answer')}</h2>
    <Step id={id} step="accept" button={say('provider.accept-one')} />
    <h2>{say('provider.or-refuse')}</h2>
    <Step id={id} step="refuse" button={say('provider.refuse-one')} isSecond>
      <Choice
        label={say('provider.reason')}
        name="reason"
        options={[
          ['', say('provider.choose-reason')],
          ...REFUSALS.map((one) => [one, phrase(`provider-reason.${one}`)] as const),
        ]}
        required
      />
      <TextField label={say('provider.words')} hint={say('provider.words-hint')} name="words" />
    </Step>
  </>
);

const Consent = ({ id, form, words: { say } }: { id: string; form: URLSearchParams; words: Words }): JSX.Element => {
  const typed = form.get('atMost');
  const isNoAmount = typed !== null && kopecksIn(typed) === undefined;
  return (
    <Step id={id} step="consent" button={say('provider.record')}>
      <p>{say('provider.consent-text')}</p>
      <TextField
        label={say('provider.paper-number')}
        name="number"
        value={form.get('number') ?? ''}
        max={50}
        required
      />
      <DateField label={say('provider.paper-date')} name="signedOn" value={form.get('signedOn') ?? ''} required />
      <MoneyField
        label={say('provider.at-most')}
        hint={say('provider.at-most-hint')}
        error={isNoAmount ? say('provider.no-amount') : undefined}
        name="atMost"
        value={typed ?? ''}
        required
      />
    </Step>
  );
};
