import type { JSX } from 'preact';
import type { Visit } from '../page/visit.js';

const ROOMS = [
  ['/provider', 'to-applications'],
  ['/provider/contracts', 'to-contracts'],
  ['/provider/lessons', 'to-lessons'],
  ['/provider/payable', 'to-payable'],
  ['/provider/corrections', 'to-corrections'],
  ['/provider/jobs', 'to-jobs'],
] as const;

/** The rooms of a provider, from each of them. */
export const Rooms = ({ visit: { words, address } }: { visit: Visit }): JSX.Element => {
  const here = address.split('?')[0];
  return (
    <nav aria-label={words.say('provider.rooms')}>
      <ul>
        {ROOMS.map(([to, key]) => (
          <li>
            <a href={to} aria-current={to === here ? 'page' : undefined}>
              {words.say(`provider.${key}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
