import type { Page, Visit } from '../page/visit.js';

/** What the portal promises to whoever reads it by other means, and what it does not reach yet. */
export const accessibilityPage = ({ words: { say } }: Visit): Promise<Page> =>
  Promise.resolve({
    title: say('accessibility.title'),
    body: (
      <>
        <h1>{say('accessibility.title')}</h1>
        {['standard', 'means', 'limits', 'help'].map((part) => (
          <p>{say(`accessibility.${part}`)}</p>
        ))}
      </>
    ),
  });
