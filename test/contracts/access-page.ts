import type { Line, Policy } from '@lib/access';
import { ROLES } from '@lib/access';
import { operationsPolicy } from '@lib/operations';
import { catalogPolicy } from '../../apps/catalog/src/catalog.policy.js';
import { certificatesPolicy } from '../../apps/certificates/src/certificates.policy.js';
import { enrollmentPolicy } from '../../apps/enrollment/src/enrollment.policy.js';
import { webhooksPolicy } from '../../apps/webhooks/src/webhooks.policy.js';

export const accessPage = new URL('../../docs/access.md', import.meta.url).pathname;

/** Every policy, by the name of its OpenAPI document. */
export const policies: Readonly<Record<string, Policy>> = {
  catalog: catalogPolicy,
  enrollment: enrollmentPolicy,
  certificates: certificatesPolicy,
  webhooks: webhooksPolicy,
  operations: operationsPolicy,
};

const TITLES: Readonly<Record<string, string>> = {
  catalog: 'Catalogue',
  enrollment: 'Enrolment',
  certificates: 'Certificates',
  webhooks: 'Webhooks',
  operations: 'Every service',
};

const MARK = '<!-- What follows is written by `npm run access` from the policies of the services. -->';

/** docs/access.md with its tables as the policies have them; what stands above them is kept. */
export const withTables = (page: string): string => {
  const above = page.split(MARK)[0] ?? '';
  const tables = Object.entries(policies).map(
    ([name, policy]) =>
      `## ${TITLES[name]}\n\n| operation | ${ROLES.join(' | ')} |\n| --- |${ROLES.map(() => ' --- |').join('')}\n` +
      Object.entries(policy)
        .map(([operation, line]) => `| \`${operation}\` | ${cellsOf(line).join(' | ')} |\n`)
        .join(''),
  );
  return `${above}${MARK}\n\n${tables.join('\n')}`;
};

const cellsOf = (line: Line): readonly string[] =>
  line === 'anyone'
    ? ['anyone', ...ROLES.slice(1).map(() => 'anyone')]
    : ROLES.map((role) => [line[role] ?? ''].flat().join(', '));
