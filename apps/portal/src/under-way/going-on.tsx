import type { JSX } from 'preact';
import type { Words } from '../page/words.js';
import type { Standing } from './under-way.js';

/** How something stands that is not over: looked at again by itself, or by a link. */
export const GoingOn = ({
  standing,
  address,
  words: { say },
  said,
  broken,
}: {
  standing: Exclude<Standing<never>, { state: 'over' }>;
  address: string;
  words: Words;
  said: (standing: { readonly seconds: number; readonly done: number }) => string;
  /** What to do where nobody knows what became of it. */
  broken: string;
}): JSX.Element =>
  standing.state === 'broken-off' ? (
    <p class="notice wrong" id="progress" role="status">
      {broken}
    </p>
  ) : (
    <div id="progress" data-again="true">
      <p class="notice" role="status">
        {said(standing)}
      </p>
      <p>
        <a href={address}>{say('under-way.refresh')}</a>
      </p>
    </div>
  );
