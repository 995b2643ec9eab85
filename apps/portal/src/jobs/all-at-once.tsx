import type { JSX } from 'preact';
import { Form } from '../page/parts.js';
import type { Words } from '../page/words.js';

/** Takes a step with all applications of a list, those of further pages too. */
export const AllAtOnce = ({ step, words: { say } }: { step: 'accept' | 'conclude'; words: Words }): JSX.Element => (
  <details>
    <summary>{say(`jobs.all-${step}`)}</summary>
    <Form action="/provider/jobs">
      <p>{say(`jobs.all-${step}-text`)}</p>
      <button name="step" value={step} class="second">
        {say(`jobs.begin-${step}`)}
      </button>
    </Form>
  </details>
);
