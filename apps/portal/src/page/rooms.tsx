import type { JSX } from 'preact';
import { hasRole, type Visit } from './visit.js';

const OF_PROVIDER = [
  ['/provider', 'provider.to-applications'],
  ['/provider/contracts', 'provider.to-contracts'],
  ['/provider/lessons', 'provider.to-lessons'],
  ['/provider/payable', 'provider.to-payable'],
  ['/provider/corrections', 'provider.to-corrections'],
  ['/provider/jobs', 'provider.to-jobs'],
] as const;

const OF_OPERATOR = [
  ['/operator', 'operator.title'],
  ['/operator/waiting', 'operator.to-waiting'],
  ['/operator/registrations', 'operator.to-registrations'],
  ['/operator/search', 'operator.to-search'],
  ['/operator/imports', 'operator.to-imports'],
  ['/operator/jobs', 'operator.to-jobs'],
  ['/operator/refusals', 'operator.to-refusals'],
  ['/operator/feedback', 'nav.feedback'],
] as const;

/** The rooms of a provider or an operator, from each of them; a municipality and a payer have only one. */
export const Rooms = ({ visit }: { visit: Visit }): JSX.Element | null => {
  const { words, address } = visit;
  const here = address.split('?')[0];
  const isOfProvider = address.startsWith('/provider');
  if (!isOfProvider && !hasRole(visit, ['operator'])) return null;
  return (
    <nav class="rooms" aria-label={words.say(isOfProvider ? 'provider.rooms' : 'operator.rooms')}>
      <ul>
        {(isOfProvider ? OF_PROVIDER : OF_OPERATOR).map(([to, key]) => (
          <li>
            <a href={to} aria-current={to === here ? 'page' : undefined}>
              {words.say(key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
