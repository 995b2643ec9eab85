import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { hasPhrase } from '@lib/wording';
import { documentsOf, openServices, operationsIn, type DescribedServices } from './openapi.js';
import { thrownProblems, type Thrown } from './thrown-problems.js';

// What was lost: the problems that a document named were those somebody had written beside the handler. Lists named
// none of their own, others the whole table of their slice.

/** What the hooks and the filter of libs/http answer, before a handler and around it. */
const AROUND = new Set([
  '400 invalid-request',
  '400 malformed-request',
  '400 malformed-json',
  '401 login-needed',
  '401 token-not-valid',
  '403 not-allowed',
  '406 not-acceptable',
  '408 malformed-request',
  '413 body-too-large',
  '415 unsupported-media-type',
  '431 malformed-request',
  '429 too-many-requests',
  '500 internal-error',
  '503 unavailable',
]);

/** Operations that share their code: what of it only these can meet. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  '409 terms-changed': ['StepController_accept', 'StepController_conclude'],
  '409 consent-missing': ['StepController_conclude'],
  '412 terms-not-seen': ['StepController_consent', 'StepController_confirm'],
  '422 notice-date-not-possible': ['StepController_terminate'],
  '409 notice-place-taken': ['StepController_revokeNotice'],
  '503 discard-not-told': ['ParkedController_discard'],
};

let services: DescribedServices;
let declared: ReadonlyMap<string, ReadonlySet<string>>;
let thrown: ReadonlyMap<string, Thrown>;
beforeAll(async () => {
  services = await openServices();
  declared = new Map(
    Object.values(await documentsOf(services)).flatMap((document) =>
      operationsIn(document).map(({ operation: { operationId, responses } }) => [
        operationId,
        new Set(
          Object.entries(responses).flatMap(([status, { description }]) =>
            status < '400' || status === 'default'
              ? []
              : [...description.matchAll(/`([a-z-]+)`/g)].map(([, reason]) => `${status} ${reason}`),
          ),
        ),
      ]),
    ),
  );
  thrown = thrownProblems();
});
afterAll(() => services.close());

it('every operation of the documents has its handler, and the other way round', () =>
  expect([...thrown.keys()].toSorted()).toEqual([...declared.keys()].toSorted()));

it('what a handler can throw, the document of its operation names, and nothing else', () => {
  const differences = [...declared].flatMap(([operation, names]) => {
    const throws = thrown.get(operation) ?? new Set();
    const unsaid = [...throws].filter((problem) => !names.has(problem) && (ONLY[problem]?.includes(operation) ?? true));
    const untrue = [...names].filter((problem) => !throws.has(problem) && !AROUND.has(problem));
    return [
      ...unsaid.map((problem) => `${operation} throws ${problem}`),
      ...untrue.map((problem) => `${operation} never throws ${problem}`),
    ];
  });
  expect(differences).toEqual([]);
});

it('every problem has its words and its row in docs/problems.md', () => {
  const page = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8');
  const problems = new Set([...declared.values()].flatMap((names) => [...names]));
  const missing = [...problems].flatMap((problem) => {
    const [status = '', reason = ''] = problem.split(' ');
    const row = new RegExp(`^\\| \`${reason}\` +\\|.*\\b${status}\\b`, 'm');
    return [
      ...(hasPhrase(`problem.${reason}`) ? [] : [`no words for ${problem}`]),
      ...(row.test(page) ? [] : [`no row for ${problem}`]),
    ];
  });
  expect(missing).toEqual([]);
});
