import { newId } from '@lib/kernel';
import type { JSX } from 'preact';
import { orRefused, taken, type Refused } from '../page/answers.js';
import { Form } from '../page/parts.js';
import type { Visit } from '../page/visit.js';
import { isOperator } from './programmes.js';

/** What waits for a second person. */
export type Awaiting =
  | { readonly kind: 'erasure' | 'merge' | 'correction'; readonly id: string }
  | { readonly kind: 'limits'; readonly id: string; readonly programme: string };

/** Approves or drops what somebody has asked for. Whoever asked can only drop it. */
export const Decision = ({
  visit,
  what,
  askedBy,
}: {
  visit: Visit;
  what: Awaiting;
  askedBy: string | null;
}): JSX.Element | null => {
  const { say } = visit.words;
  if (!isOperator(visit)) return null;
  const isOwn = askedBy !== null && askedBy === visit.session?.caller.name;
  return (
    <Form action="/operator/waiting">
      {Object.entries(what).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {isOwn && <p>{say('operator.asked-by-you')}</p>}
      <div class="actions">
        {!isOwn && (
          <button name="decision" value="approve">
            {say('operator.approve')}
          </button>
        )}
        <button name="decision" value="drop" class="second">
          {say('operator.drop')}
        </button>
      </div>
    </Form>
  );
};

/** What a form of such a decision asks for. Resolves to what came of it, in words or as a service refused it. */
export const decide = async (visit: Visit): Promise<string | Refused> => {
  const { form, words } = visit;
  const isApproval = form.get('decision') === 'approve';
  return orRefused(async () => {
    taken(await (isApproval ? approve(visit) : drop(visit)));
    return words.say(isApproval ? 'operator.approved' : 'operator.dropped');
  });
};

const asked = (form: URLSearchParams) => ({
  path: { id: form.get('id') ?? '' },
  headers: { 'Idempotency-Key': form.get('key') ?? newId() },
});
const ofLimits = (form: URLSearchParams) => ({
  path: { programme: form.get('programme') ?? '', change: form.get('id') ?? '' },
  headers: asked(form).headers,
});

const approve = ({ form, ledger: { enrollment, certificates } }: Visit) => {
  switch (form.get('kind')) {
    case 'erasure':
      return enrollment.call('POST /erasures/{id}/approve', asked(form));
    case 'merge':
      return enrollment.call('POST /merges/{id}/approve', asked(form));
    case 'correction':
      return enrollment.call('POST /lessons/corrections/{id}/approve', asked(form));
    default:
      return certificates.call('POST /financing-programmes/{programme}/limit-changes/{change}/approve', ofLimits(form));
  }
};

const drop = ({ form, ledger: { enrollment, certificates } }: Visit) => {
  switch (form.get('kind')) {
    case 'erasure':
      return enrollment.call('POST /erasures/{id}/drop', asked(form));
    case 'merge':
      return enrollment.call('POST /merges/{id}/drop', asked(form));
    case 'correction':
      return enrollment.call('POST /lessons/corrections/{id}/cancel', asked(form));
    default:
      return certificates.call('POST /financing-programmes/{programme}/limit-changes/{change}/drop', ofLimits(form));
  }
};
