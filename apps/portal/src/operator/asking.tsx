import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { orRefused, taken, type Refused } from '../page/answers.js';
import { Choice, Form, TextField } from '../page/parts.js';
import type { Visit } from '../page/visit.js';

const ERASURES = ['consent-withdrawn', 'request', 'registered-by-mistake', 'court'] as const;
const MERGES = ['same-document', 'same-person', 'registered-twice'] as const;

/** What an operator can ask for of a child, and a second person decides. */
export const Asking = ({ visit: { words, form }, childId }: { visit: Visit; childId: string }): JSX.Element => {
  const { say } = words;
  const isTyped = (ask: string): boolean => form.get('ask') === ask;
  return (
    <>
      <details open={isTyped('merge')}>
        <summary>{say('operator.ask-merge')}</summary>
        <p>{say('operator.ask-merge-text')}</p>
        <Form action="/operator/children/ask">
          <input type="hidden" name="childId" value={childId} />
          <input type="hidden" name="ask" value="merge" />
          <TextField
            label={say('operator.other-id')}
            name="other"
            value={isTyped('merge') ? (form.get('other') ?? '') : ''}
            max={100}
            required
          />
          <Choice
            label={say('provider.why')}
            name="reason"
            id="merge-reason"
            options={MERGES.map((reason) => [reason, say(`operator.merge-${reason}`)])}
          />
          <button>{say('operator.ask-it')}</button>
        </Form>
      </details>
      <details open={isTyped('erasure')}>
        <summary>{say('operator.ask-erasure')}</summary>
        <p>{say('operator.ask-erasure-text')}</p>
        <Form action="/operator/children/ask">
          <input type="hidden" name="childId" value={childId} />
          <input type="hidden" name="ask" value="erasure" />
          <Choice
            label={say('provider.why')}
            name="reason"
            id="erasure-reason"
            options={ERASURES.map((reason) => [reason, say(`operator.erasure-${reason}`)])}
          />
          <button class="second">{say('operator.ask-it')}</button>
        </Form>
      </details>
    </>
  );
};

/** Asks for what a form says; undefined when it was taken. */
export const askAboutChild = ({ form, ledger: { enrollment } }: Visit): Promise<Refused | undefined> => {
  const childId = (form.get('childId') ?? '').trim();
  const headers = { 'Idempotency-Key': form.get('key') ?? newId() };
  return orRefused(async () => {
    if (form.get('ask') === 'merge') {
      const reason = MERGES.find((one) => one === form.get('reason')) ?? 'same-person';
      const body = { keep: childId, other: (form.get('other') ?? '').trim(), reason };
      taken(await enrollment.call('POST /merges', { headers, body }));
    } else {
      const reason = ERASURES.find((one) => one === form.get('reason')) ?? 'request';
      taken(await enrollment.call('POST /erasures', { headers, body: { childId, reason } }));
    }
    return undefined;
  });
};
