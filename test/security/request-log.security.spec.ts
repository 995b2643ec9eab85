import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SCOPES } from '@lib/access';
import { newId } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { freshStore } from '../support/fresh-store.js';
import { call, type Answered } from '../support/http-client.js';
import { SAID } from '../support/said.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { startTestIssuer, type TestIssuer } from '../support/test-issuer.js';
import { tinyRegion } from '../support/tiny-region.js';
import { UNCOUNTED_HTTP } from '../support/uncounted.js';

// What was lost: the log of requests had routes alone, so nobody could tell from it who had looked at whose account.

type Line = {
  readonly msg?: string;
  readonly route?: string;
  readonly status?: number;
  readonly [more: string]: unknown;
};

const MAIL = 'anna.ivanova@example.org';
const CHILD = 'register-no-7781';

let issuer: TestIssuer;
let system: System;
let holder: string;
let number: string;
let contract: string;
/** All that the services have logged. */
const lines: Line[] = [];
const log = (message: unknown): void => void lines.push(message as Line);
const logger = { log, error: log, warn: log, fatal: log, debug: log, verbose: log };

const as = (sub: string, roles: readonly string[], scope = '') => issuer.as({ sub, roles, scope });
const ask = async (
  service: 'enrollment' | 'certificates' | 'catalog',
  method: string,
  path: string,
  header: object,
  body?: unknown,
) => {
  const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const type = path === '/children/imports' ? 'text/csv' : 'application/json';
  const keyed = method === 'GET' ? {} : { 'idempotency-key': newId(), 'content-type': type, prefer: 'wait=30' };
  return call(`${system.urls[service]}${path}`, { method, headers: { ...header, ...keyed }, ...content });
};
/** The lines of what was answered in some work. */
const during = async (work: () => Promise<Answered>): Promise<readonly Line[]> => {
  const before = lines.length;
  const id = (await work()).headers.get('x-request-id');
  // A line is written when the answer has gone out.
  await until(() => lines.some((line) => line['id'] === id));
  return lines.slice(before).filter(({ msg }) => msg === 'answered');
};

beforeAll(async () => {
  issuer = await startTestIssuer();
  system = await startSystem(
    {
      dataFolder: await freshStore(),
      databaseUrl: undefined,
      ports: { catalog: 0, enrollment: 0, certificates: 0 },
      http: UNCOUNTED_HTTP,
      login: issuer.settings,
      clock: 'settable',
      vaultKeys: undefined,
    },
    logger,
  );
  const me = await as('register', ['integration', 'administrator'], SCOPES.join(' '));
  const done = async (
    service: 'enrollment' | 'certificates' | 'catalog',
    method: string,
    path: string,
    body?: unknown,
  ): Promise<any> => {
    for (;;) {
      const answer = await ask(service, method, path, me, body);
      if (answer.status < 300) return answer.json;
      // Copies of groups and programmes come with the messages.
      if (answer.status !== 503) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    }
  };
  await done('enrollment', 'PUT', '/clock', { now: '2020-09-25T00:00:00Z' });
  await done('certificates', 'POST', '/financing-programmes', tinyRegion.region);
  await done('catalog', 'POST', '/imports', tinyRegion.programs);
  await done(
    'enrollment',
    'POST',
    '/children/imports',
    `${tinyRegion.children.trim()}\n${CHILD},2006-03-01,2442,general\n`,
  );
  const applied = await done('enrollment', 'POST', '/applications', {
    childId: CHILD,
    groupId: '100',
    start: '2020-10-01',
  });
  [contract, holder] = [applied.id, applied.holderId];
  await done('enrollment', 'POST', `/applications/${contract}/accept`, {});
  await done('enrollment', 'POST', `/applications/${contract}/consent`, {
    coPaymentAtMostKopecks: 9_999_999,
    textVersion: 'quote-1',
    paper: { number: '17/2020', signedOn: '2020-09-25' },
  });
  await done('enrollment', 'POST', `/applications/${contract}/conclude`, {});
  const codes = await done('enrollment', 'POST', '/guardianships/codes', { childId: CHILD, relation: 'guardian' });
  await ask('enrollment', 'POST', '/guardianships', await as(MAIL, []), { code: codes.code });
  const account = await done('certificates', 'GET', `/accounts/${holder}`);
  number = account.certificates[0].number;
});
afterAll(async () => {
  await system.close();
  issuer.close();
  await removeTempFolders();
});

it.each([
  ['GET /accounts/:holder', () => `/accounts/${holder}`],
  ['GET /accounts/:holder', () => `/accounts/${holder.toUpperCase()}`],
  ['GET /accounts/:holder/statement', () => `/accounts/${holder}/statement?programme=2442-2020-autumn`],
  ['GET /accounts/:holder/events', () => `/accounts/${holder}/events`],
  ['GET /certificates/:number', () => `/certificates/${number}`],
])('who reads an account is in the log with its surrogate id: %s', async (operation, path) => {
  const auditor = await as('auditor', ['auditor'], '');
  const answered = await during(async () => ask('certificates', 'GET', path(), auditor));
  expect(answered).toEqual([
    expect.objectContaining({
      route: operation.split(' ')[1],
      status: 200,
      actor: { kind: 'person', name: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      accounts: [holder],
    }),
  ]);
});

it('a family is known by the same code everywhere, and an attempt on a foreign account is there with its refusal', async () => {
  const anna = await as(MAIL, []);
  const answered = await during(async () => ask('certificates', 'GET', `/accounts/${holder}`, anna));
  // Certificates asks enrolment on behalf of the same person.
  expect(answered.map(({ route, accounts }) => [route, accounts])).toEqual([
    ['/children', undefined],
    ['/accounts/:holder', [holder]],
  ]);
  expect(answered[0]!['actor']).toEqual(answered[1]!['actor']);
  const stranger = await as('boris@example.org', []);
  const refused = await during(async () => ask('certificates', 'GET', `/accounts/${holder}`, stranger));
  expect(refused.at(-1)).toMatchObject({ status: 404, accounts: [holder] });
});

it('the quote of an application is a read of the account', async () => {
  const provider = await as('school', ['provider:7']);
  const applied = await ask('enrollment', 'POST', '/applications', await as(MAIL, []), {
    childId: CHILD,
    groupId: '110',
    start: '2020-10-20',
  });
  const answered = await during(async () =>
    ask('enrollment', 'GET', `/applications/${applied.json.id}/quote`, provider),
  );
  expect(answered.map(({ route, status, accounts }) => [route, status, accounts])).toEqual([
    ['/quotes/vouchers/:voucher', 200, undefined],
    ['/reserve-quotes', 200, [holder]],
    ['/applications/:id/quote', 200, undefined],
  ]);
});

it('no login, child or document is in the log, whatever is asked', async () => {
  const anna = await as(MAIL, []);
  const operator = await as('operator@example.org', ['operator']);
  for (const [service, path] of [
    ['enrollment', `/children/${CHILD}`],
    ['enrollment', `/children/${CHILD}/card?why=appeal`],
    ['enrollment', `/applications?childId=${CHILD}`],
    ['enrollment', `/quotes?childId=${CHILD}&groupId=110&start=2020-10-20`],
    ['certificates', `/accounts/${CHILD}`],
    ['certificates', `/accounts/${encodeURIComponent(MAIL)}/statement?programme=${CHILD}`],
    ['certificates', `/certificates/${CHILD}`],
  ] as const)
    for (const header of [anna, operator, {}]) await ask(service, 'GET', path, header);
  await ask('certificates', 'POST', '/reserve-quotes', operator, { holder: CHILD });
  await ask('enrollment', 'POST', '/registrations', anna, SAID);
  const all = JSON.stringify(lines);
  expect(lines.filter(({ msg }) => msg === 'answered').length).toBeGreaterThan(30);
  for (const personal of [CHILD, MAIL, 'example.org', '2006-03-01', SAID.lastName, SAID.document.number, SAID.address])
    expect([personal, all.includes(personal)]).toEqual([personal, false]);
});
