import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, SCOPES, scopesOf, type Line } from '@lib/access';
import { newId } from '@lib/kernel';
import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { policies } from '../contracts/access-page.js';
import { anyCoPayment } from '../support/consent.js';
import { freshStore } from '../support/fresh-store.js';
import { call, type Answered } from '../support/http-client.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { startTestIssuer, type TestIssuer } from '../support/test-issuer.js';
import { SAID } from '../support/said.js';
import { tinyRegion } from '../support/tiny-region.js';
import { UNCOUNTED_HTTP } from '../support/uncounted.js';

// What was lost: every child's account, a notice in the name of any family and the clock were open to anyone.

type Role = (typeof ROLES)[number];
type Header = { readonly authorization: string };

let issuer: TestIssuer;
let system: System;

/** Somebody with roles, and with a scope or more. */
const as = (sub: string, roles: readonly string[], scope = ''): Promise<Header> => issuer.as({ sub, roles, scope });
const everything = (): Promise<Header> => as('register', ['integration', 'administrator'], SCOPES.join(' '));

type Asked = { readonly query?: string; readonly body?: unknown; readonly type?: string; readonly prefer?: string };
const ask = async (operation: string, path: string, header: object, asked: Asked = {}): Promise<Answered> => {
  const [service, method] = operation.split(' ') as [keyof System['urls'], string];
  const { query, body, type = 'application/json', prefer } = asked;
  const headers = {
    ...header,
    ...(method === 'GET' ? {} : { 'idempotency-key': newId() }),
    ...(body === undefined ? {} : { 'content-type': type }),
    ...(prefer === undefined ? {} : { prefer }),
  };
  const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  return call(`${system.urls[service]}${path}${query === undefined ? '' : `?${query}`}`, {
    method,
    headers,
    ...content,
  });
};

/** What is the family's `anna`, with one child, of a town, in a group of a school. */
type World = {
  readonly childId: string;
  readonly holder: string;
  readonly number: string;
  readonly contract: string;
  readonly withdrawn: string;
  readonly correction: string;
  readonly guardianship: string;
  /** The child's own login. */
  readonly own: string;
  readonly registration: string;
  readonly groupId: string;
};
let anna: World;
const nothing: World = {
  childId: 'nobody',
  holder: '0199a1f0-0000-7000-8000-00000000ffff',
  number: '2400000000',
  contract: '0199a1f0-0000-7000-8000-00000000ffff',
  withdrawn: '0199a1f0-0000-7000-8000-00000000ffff',
  correction: '0199a1f0-0000-7000-8000-00000000ffff',
  guardianship: '0199a1f0-0000-7000-8000-00000000ffff',
  own: '0199a1f0-0000-7000-8000-00000000ffff',
  registration: '0199a1f0-0000-7000-8000-00000000ffff',
  groupId: '999999',
};

const PROGRAMME = '2442-2020-autumn';
/** A paper that nobody can have. */
const TOO_LATE = { number: '1', signedOn: '2100-01-01' };
const TO_COME = { held: 4, planned: 4 };

const dryRunOf = ({ contract }: World) => ({ dryRun: true, items: [{ applicationId: contract }] });

/** How each operation is asked about somebody's things. Whoever may do it is refused by the rules, or changes nothing. */
type Make = (of: World, roles: readonly Role[]) => Asked & { readonly path: string };
const requests: Readonly<Record<string, Make>> = {
  'catalog GET /groups': () => ({ path: '/groups' }),
  'catalog GET /groups/{groupId}': () => ({ path: '/groups/100' }),
  'catalog GET /providers': () => ({ path: '/providers' }),
  'catalog GET /exports/programs': () => ({ path: '/exports/programs' }),
  'catalog POST /imports': () => ({ path: '/imports', query: 'dryRun=true', body: tinyRegion.programs }),

  'enrollment POST /applications': ({ childId }) => ({
    path: '/applications',
    body: { childId, groupId: '100', start: '2020-09-01' },
  }),
  'enrollment GET /applications': () => ({ path: '/applications' }),
  'enrollment GET /applications/{id}': ({ contract }) => ({ path: `/applications/${contract}` }),
  ...Object.fromEntries(
    ['confirm', 'withdraw', 'accept', 'refuse', 'conclude', 'revoke-notice', 'stop-waiting'].map((step) => [
      `enrollment POST /applications/{id}/${step}`,
      ({ withdrawn }: World) => ({ path: `/applications/${withdrawn}/${step}`, body: {} }),
    ]),
  ),
  'enrollment GET /applications/{id}/quote': ({ contract }) => ({ path: `/applications/${contract}/quote` }),
  'enrollment GET /consent-texts': () => ({ path: '/consent-texts' }),
  'enrollment POST /applications/{id}/consent': ({ withdrawn }) => ({
    path: `/applications/${withdrawn}/consent`,
    body: anyCoPayment,
  }),
  'enrollment POST /applications/{id}/terminate': ({ withdrawn }, roles) => ({
    path: `/applications/${withdrawn}/terminate`,
    body: { by: roles.includes('provider') ? 'provider' : 'family' },
  }),
  'enrollment GET /exports/contracts': () => ({ path: '/exports/contracts' }),
  'enrollment GET /exports/lessons': () => ({ path: '/exports/lessons' }),
  'enrollment GET /quotes': ({ childId }) => ({
    path: '/quotes',
    query: `childId=${childId}&groupId=100&start=2020-11-05`,
  }),
  'enrollment GET /quotes/vouchers/{voucher}': () => ({ path: '/quotes/vouchers/none', query: 'question=none' }),
  'enrollment POST /children/imports': () => ({
    path: '/children/imports',
    query: 'dryRun=true',
    body: tinyRegion.children,
    type: 'text/csv',
  }),
  'enrollment POST /children/search': () => ({
    path: '/children/search',
    body: { document: { kind: 'passport', number: '1' }, why: 'appeal' },
  }),
  'enrollment GET /children': ({ holder }) => ({ path: '/children', query: `holderId=${holder}` }),
  'enrollment GET /children/{childId}': ({ childId }) => ({ path: `/children/${childId}` }),
  'enrollment GET /children/{childId}/card': ({ childId }) => ({
    path: `/children/${childId}/card`,
    query: 'why=appeal',
  }),
  'enrollment GET /children/{childId}/copy': ({ childId }) => ({
    path: `/children/${childId}/copy`,
    query: 'why=appeal',
  }),
  'enrollment GET /children/{childId}/reads': ({ childId }) => ({ path: `/children/${childId}/reads` }),
  'enrollment POST /erasures': () => ({ path: '/erasures', body: { childId: nothing.childId, reason: 'request' } }),
  'enrollment GET /erasures': () => ({ path: '/erasures' }),
  'enrollment GET /erasures/{id}': () => ({ path: `/erasures/${nothing.contract}` }),
  'enrollment POST /erasures/{id}/approve': () => ({ path: `/erasures/${nothing.contract}/approve`, body: {} }),
  'enrollment POST /erasures/{id}/drop': () => ({ path: `/erasures/${nothing.contract}/drop`, body: {} }),
  'enrollment POST /children/{childId}/move': ({ childId }) => ({
    path: `/children/${childId}/move`,
    body: { municipality: 2442 },
  }),
  'enrollment POST /children/{childId}/processing-consents': ({ childId }) => ({
    path: `/children/${childId}/processing-consents`,
    body: { textVersion: 'processing-1', paper: TOO_LATE },
  }),
  'enrollment POST /children/{childId}/processing-consents/withdraw': ({ childId }) => ({
    path: `/children/${childId}/processing-consents/withdraw`,
    body: { paper: TOO_LATE },
  }),
  'enrollment GET /processing-consents': () => ({ path: '/processing-consents' }),
  'enrollment POST /merges': () => ({
    path: '/merges',
    body: { keep: nothing.childId, other: nothing.childId, reason: 'same-person' },
  }),
  'enrollment GET /merges': () => ({ path: '/merges' }),
  'enrollment GET /merges/{id}': () => ({ path: `/merges/${nothing.contract}` }),
  'enrollment POST /merges/{id}/approve': () => ({ path: `/merges/${nothing.contract}/approve`, body: {} }),
  'enrollment POST /merges/{id}/drop': () => ({ path: `/merges/${nothing.contract}/drop`, body: {} }),
  'enrollment POST /guardianships/codes': () => ({
    path: '/guardianships/codes',
    body: { childId: 't-1', relation: 'self' },
  }),
  'enrollment POST /guardianships': () => ({ path: '/guardianships', body: { code: 'none' } }),
  'enrollment GET /guardianships': () => ({ path: '/guardianships' }),
  'enrollment GET /guardianships/{id}': ({ guardianship, own }, roles) => ({
    path: `/guardianships/${roles.includes('child') ? own : guardianship}`,
  }),
  'enrollment POST /guardianships/end-all': () => ({
    path: '/guardianships/end-all',
    body: { person: nothing.guardianship },
  }),
  'enrollment POST /guardianships/{id}/end': () => ({ path: `/guardianships/${nothing.guardianship}/end`, body: {} }),
  'enrollment GET /children/{childId}/guardians': ({ childId }) => ({
    path: `/children/${childId}/guardians`,
    query: 'why=appeal',
  }),
  'enrollment PUT /parents/me': () => ({ path: '/parents/me', body: {} }),
  'enrollment GET /parents/me': () => ({ path: '/parents/me' }),
  'enrollment POST /parents/me/erase': () => ({ path: '/parents/me/erase', body: {} }),
  'enrollment GET /parents/me/copy': () => ({ path: '/parents/me/copy' }),
  'enrollment POST /registrations': () => ({
    path: '/registrations',
    body: { ...SAID, birthDate: '2999-01-01' },
  }),
  'enrollment GET /registrations': () => ({ path: '/registrations' }),
  'enrollment GET /registrations/{id}': ({ registration }) => ({ path: `/registrations/${registration}` }),
  'enrollment POST /registrations/{id}/withdraw': () => ({
    path: `/registrations/${nothing.registration}/withdraw`,
    body: {},
  }),
  'enrollment POST /registrations/{id}/confirm': () => ({
    path: `/registrations/${nothing.registration}/confirm`,
    body: { childId: 'anna-2', as: 'new' },
  }),
  'enrollment POST /registrations/{id}/refuse': () => ({
    path: `/registrations/${nothing.registration}/refuse`,
    body: { reason: 'other' },
  }),
  'enrollment POST /bulk-jobs/accept': () => ({ path: '/bulk-jobs/accept', body: dryRunOf(nothing) }),
  'enrollment POST /bulk-jobs/conclude': () => ({ path: '/bulk-jobs/conclude', body: dryRunOf(nothing) }),
  'enrollment POST /bulk-jobs/report': () => ({
    path: '/bulk-jobs/report',
    body: { dryRun: true, items: [{ groupId: nothing.groupId, month: '2020-10', ...TO_COME }] },
  }),
  'enrollment POST /bulk-jobs/register': () => ({
    path: '/bulk-jobs/register',
    body: { dryRun: true, items: [{ ...SAID, childId: nothing.childId }] },
  }),
  'enrollment GET /bulk-jobs': () => ({ path: '/bulk-jobs' }),
  'enrollment GET /bulk-jobs/{id}': () => ({ path: `/bulk-jobs/${nothing.contract}` }),
  'enrollment GET /bulk-jobs/{id}/items': () => ({ path: `/bulk-jobs/${nothing.contract}/items` }),
  'enrollment POST /bulk-jobs/{id}/cancel': () => ({ path: `/bulk-jobs/${nothing.contract}/cancel`, body: {} }),
  'enrollment POST /lessons': ({ groupId }) => ({ path: '/lessons', body: { groupId, month: '2020-10', ...TO_COME } }),
  'enrollment GET /lessons': () => ({ path: '/lessons' }),
  'enrollment GET /lessons/{groupId}/{month}': ({ groupId }) => ({ path: `/lessons/${groupId}/2020-10` }),
  'enrollment POST /lessons/corrections': ({ groupId }) => ({
    path: '/lessons/corrections',
    body: { groupId, month: '2020-09', ...TO_COME, reason: 'typing-error' },
  }),
  'enrollment GET /lessons/corrections': () => ({ path: '/lessons/corrections' }),
  'enrollment GET /lessons/corrections/{id}': ({ correction }) => ({ path: `/lessons/corrections/${correction}` }),
  'enrollment POST /lessons/corrections/{id}/approve': ({ correction }) => ({
    path: `/lessons/corrections/${correction}/approve`,
    body: {},
  }),
  'enrollment POST /lessons/corrections/{id}/cancel': ({ correction }) => ({
    path: `/lessons/corrections/${correction}/cancel`,
    body: {},
  }),

  'certificates GET /accounts/{holder}': ({ holder }) => ({ path: `/accounts/${holder}` }),
  'certificates GET /accounts/{holder}/statement': ({ holder }) => ({
    path: `/accounts/${holder}/statement`,
    query: `programme=${PROGRAMME}`,
  }),
  'certificates GET /accounts/{holder}/quote': ({ holder }) => ({ path: `/accounts/${holder}/quote` }),
  'certificates GET /accounts/{holder}/events': ({ holder }) => ({ path: `/accounts/${holder}/events` }),
  'certificates GET /events': () => ({ path: '/events' }),
  'certificates POST /accounts/{holder}/certificates/{programme}/close': ({ holder }) => ({
    path: `/accounts/${holder}/certificates/none/close`,
    body: { reason: 'moved' },
  }),
  'certificates GET /certificates/{number}': ({ number }) => ({ path: `/certificates/${number}` }),
  'certificates POST /financing-programmes': () => ({ path: '/financing-programmes', body: tinyRegion.region }),
  'certificates POST /financing-programmes/dry-runs': () => ({
    path: '/financing-programmes/dry-runs',
    body: tinyRegion.region,
  }),
  'certificates GET /financing-programmes': () => ({ path: '/financing-programmes' }),
  'certificates GET /financing-programmes/{programme}': () => ({ path: `/financing-programmes/${PROGRAMME}` }),
  'certificates GET /financing-programmes/{programme}/certificates': () => ({
    path: `/financing-programmes/${PROGRAMME}/certificates`,
  }),
  'certificates GET /financing-programmes/{programme}/totals': () => ({
    path: `/financing-programmes/${PROGRAMME}/totals`,
  }),
  'certificates GET /financing-programmes/{programme}/limits': () => ({
    path: `/financing-programmes/${PROGRAMME}/limits`,
  }),
  'certificates POST /financing-programmes/{programme}/limit-changes': () => ({
    path: `/financing-programmes/${PROGRAMME}/limit-changes`,
    body: { certificateGroup: 'nowhere', countLimit: 1, sumLimitKopecks: null, act: 'No. 1' },
  }),
  ...Object.fromEntries(
    ['approve', 'drop'].map((step) => [
      `certificates POST /financing-programmes/{programme}/limit-changes/{change}/${step}`,
      () => ({ path: `/financing-programmes/${PROGRAMME}/limit-changes/${nothing.contract}/${step}`, body: {} }),
    ]),
  ),
  'certificates GET /exports/certificates': () => ({ path: '/exports/certificates' }),
  'certificates GET /exports/entries': () => ({ path: '/exports/entries' }),
  'certificates GET /exports/payables': () => ({ path: '/exports/payables' }),
  'certificates GET /payables': () => ({ path: '/payables' }),
  'certificates GET /payables/totals': () => ({ path: '/payables/totals' }),
  'webhooks POST /endpoints': () => ({ path: '/endpoints', body: { description: 'an inbox' } }),
  'webhooks GET /endpoints': () => ({ path: '/endpoints' }),
  'webhooks GET /endpoints/{id}': () => ({ path: `/endpoints/${nothing.contract}` }),
  ...Object.fromEntries(
    ['secret', 'waiting', 'attempts', 'requests'].map((part) => [
      `webhooks GET /endpoints/{id}/${part}`,
      () => ({ path: `/endpoints/${nothing.contract}/${part}` }),
    ]),
  ),
  ...Object.fromEntries(
    ['change', 'rotate-secret', 'enable', 'replays', 'remove'].map((step) => [
      `webhooks POST /endpoints/{id}/${step}`,
      () => ({ path: `/endpoints/${nothing.contract}/${step}`, body: {} }),
    ]),
  ),
  'certificates POST /reserve-quotes': ({ holder, groupId }) => ({
    path: '/reserve-quotes',
    body: {
      holder,
      programme: PROGRAMME,
      certificateGroup: 'general',
      groupId,
      moduleId: '10',
      providerId: '7',
      direction: 'art',
      start: '2020-11-05',
      lastDay: '2020-12-31',
      groupFirstDay: '2020-10-01',
      groupLastDay: '2020-12-31',
      priceKopecks: 920000,
      normativeCostKopecks: 460000,
    },
  }),
};

/** Of every service the same. */
const operations: typeof requests = Object.fromEntries(
  ['catalog', 'enrollment', 'certificates', 'webhooks'].flatMap((service) => [
    [`${service} GET /health/live`, () => ({ path: '/health/live' })],
    [`${service} GET /health/ready`, () => ({ path: '/health/ready' })],
    [`${service} GET /clock`, () => ({ path: '/clock' })],
    [`${service} PUT /clock`, () => ({ path: '/clock', body: { now: 'never' } })],
    [`${service} GET /messaging/lag`, () => ({ path: '/messaging/lag' })],
    [`${service} GET /messaging/parked`, () => ({ path: '/messaging/parked' })],
    [`${service} POST /messaging/parked/retry`, () => ({ path: '/messaging/parked/retry', body: { none: 1 } })],
    [`${service} POST /messaging/parked/{id}/discard`, () => ({ path: '/messaging/parked/0/discard', body: {} })],
  ]),
);
const all = Object.entries({ ...requests, ...operations });

const lineOf = (operation: string): Line => {
  const [service = '', ...name] = operation.split(' ');
  return policies[service]?.[name.join(' ')] ?? policies['operations']![name.join(' ')]!;
};
const ofAll = new Set<Role>(['operator', 'auditor', 'administrator', 'integration']);
/** The words of a role, of those who reach what is anna's and of others of the same role. */
const words: Readonly<Record<Role, readonly [own: string, other: string]>> = {
  operator: ['operator', 'operator'],
  municipality: ['municipality:2442', 'municipality:1'],
  payer: ['payer:2442', 'payer:1'],
  provider: ['provider:7', 'provider:8'],
  parent: ['parent', 'parent'],
  child: ['child', 'child'],
  auditor: ['auditor', 'auditor'],
  administrator: ['administrator', 'administrator'],
  integration: ['integration', 'integration'],
};
/** The logins: the parent, the child, and for all else a stranger. */
const subOf = (role: Role, isOwn: boolean): string =>
  isOwn && role === 'parent' ? 'anna' : isOwn && role === 'child' ? 'anna’s child' : 'stranger';

const reasonOf = ({ status, json }: Answered): string => `${status} ${String(json?.type ?? '')}`;
const isRefusedOutright = ({ status }: Answered): boolean => status === 401 || status === 403;

/** Those that name nothing of anybody in what is asked. */
const isAboutSomebody = (make: Make): boolean => JSON.stringify(make(anna, [])) !== JSON.stringify(make(nothing, []));

beforeAll(async () => {
  issuer = await startTestIssuer();
  system = await startSystem({
    dataFolder: await freshStore(),
    databaseUrl: undefined,
    ports: { catalog: 0, enrollment: 0, certificates: 0 },
    http: UNCOUNTED_HTTP,
    login: issuer.settings,
    clock: 'settable',
    vaultKeys: undefined,
  });
  const me = await everything();
  const done = async (operation: string, path: string, asked: Asked = {}, header: object = me): Promise<any> => {
    for (;;) {
      const answer = await ask(operation, path, header, { prefer: 'wait=30', ...asked });
      if (answer.status < 300) return answer.json;
      // Copies of groups and programmes come with the messages.
      if (answer.status !== 503) throw new Error(`${operation} ${path}: ${answer.status} ${answer.text}`);
    }
  };
  await done('enrollment PUT', '/clock', { body: { now: '2020-09-25T00:00:00Z' } });
  await done('certificates POST', '/financing-programmes', { body: tinyRegion.region });
  await done('catalog POST', '/imports', { body: tinyRegion.programs });
  const register = `${tinyRegion.children.trim()}\nanna-1,2006-03-01,2442,general\n`;
  await done('enrollment POST', '/children/imports', { body: register, type: 'text/csv' });
  const apply = (childId: string, groupId: string, start: string) =>
    done('enrollment POST', '/applications', { body: { childId, groupId, start } });
  const step = (id: string, name: string) => done('enrollment POST', `/applications/${id}/${name}`, { body: {} });
  const { id: contract, holderId: holder } = await apply('anna-1', '100', '2020-10-01');
  await step(contract, 'accept');
  await done('enrollment POST', `/applications/${contract}/consent`, { body: anyCoPayment });
  expect(await step(contract, 'conclude')).toMatchObject({ state: 'enrolled' });
  const { id: withdrawn } = await apply('anna-1', '110', '2020-10-20');
  await step(withdrawn, 'withdraw');
  await apply('t-2', '110', '2020-10-20');
  await done('enrollment PUT', '/clock', { body: { now: '2020-11-03T00:00:00Z' } });
  await done('enrollment POST', '/lessons', { body: { groupId: '100', month: '2020-10', held: 3, planned: 4 } });
  const correction = await done('enrollment POST', '/lessons/corrections', {
    body: { groupId: '100', month: '2020-10', ...TO_COME, reason: 'typing-error' },
  });
  const second = await as('second', ['integration'], 'approvals');
  await done('enrollment POST', `/lessons/corrections/${correction.id}/approve`, { body: {} }, second);
  const claimed = async (relation: string, header: Header): Promise<any> => {
    const { code } = await done('enrollment POST', '/guardianships/codes', { body: { childId: 'anna-1', relation } });
    return done('enrollment POST', '/guardianships', { body: { code } }, header);
  };
  const guardianship = await claimed('guardian', await as('anna', []));
  const own = await claimed('self', await as('anna’s child', []));
  const registration = await done('enrollment POST', '/registrations', { body: SAID }, await as('anna', []));
  const account = await done('certificates GET', `/accounts/${holder}`);
  anna = {
    childId: 'anna-1',
    holder,
    number: account.certificates[0].number,
    contract,
    withdrawn,
    correction: correction.id,
    guardianship: guardianship.id,
    own: own.id,
    registration: registration.id,
    groupId: '100',
  };
});
afterAll(async () => {
  await system.close();
  issuer.close();
  await removeTempFolders();
});

it('every line of a policy is looked at', () => {
  const { operations: everywhere, ...own } = policies;
  const lines = Object.entries(own).flatMap(([name, policy]) => Object.keys(policy).map((line) => `${name} ${line}`));
  expect(Object.keys(requests).toSorted()).toEqual(lines.toSorted());
  // The embedded process has no replays, no metrics, and relays nothing.
  const apart = Object.keys(everywhere!).filter((line) => !/replays|metrics|published/.test(line));
  expect(Object.keys(operations).toSorted()).toEqual(
    ['catalog', 'certificates', 'enrollment', 'webhooks']
      .flatMap((service) => apart.map((line) => `${service} ${line}`))
      .toSorted(),
  );
});

const ONLY_VOUCHED = 'certificates POST /reserve-quotes';

describe.each(all)('%s', (operation, make) => {
  const line = lineOf(operation);
  const asking = (of: World, header: object, ...roles: readonly Role[]): Promise<Answered> => {
    const { path, ...asked } = make(of, roles);
    return ask(operation, path, header, asked);
  };

  it('without a login', async () => {
    const answer = await asking(anna, {});
    if (line === 'anyone') expect(isRefusedOutright(answer)).toBe(false);
    else expect(reasonOf(answer)).toBe('401 /problems/login-needed');
  });

  it.each(ROLES)('by the role %s', async (role) => {
    const [own, other] = words[role];
    const scopes = line === 'anyone' ? [] : scopesOf(line);
    const scope = scopes.at(-1) ?? '';
    const may = line === 'anyone' || line[role] !== undefined;
    const mine = await asking(anna, await as(subOf(role, true), [own], scope), role);
    if (!may) {
      expect(reasonOf(mine)).toBe('403 /problems/not-allowed');
      expect(reasonOf(await asking(nothing, await as(subOf(role, true), [own], scope), role))).toBe(reasonOf(mine));
      return;
    }
    expect(isRefusedOutright(mine)).toBe(false);
    if (role === 'integration' && line !== 'anyone')
      for (const another of SCOPES.filter((one) => !scopes.includes(one)))
        expect(reasonOf(await asking(anna, await as('register', [own], another)))).toBe('403 /problems/not-allowed');
    if (line === 'anyone' || ofAll.has(role) || !isAboutSomebody(make)) return;
    // What is somebody else's is answered as what is not there.
    const stranger = await as(subOf(role, false), [other]);
    const [foreign, none] = [await asking(anna, stranger, role), await asking(nothing, stranger, role)];
    expect(reasonOf(foreign)).toBe(reasonOf(none));
    // By a price of its own choice a provider would learn what is left on the certificate of a child that applies to it.
    if (operation === ONLY_VOUCHED && role === 'provider') expect(reasonOf(mine)).toBe('404 /problems/unknown-account');
    else expect(reasonOf(foreign)).not.toBe(reasonOf(mine));
  });

  it('by two roles at once, whoever has one that may', async () => {
    for (const [index, one] of ROLES.entries())
      for (const two of ROLES.slice(index + 1)) {
        // A program without a scope may nothing, and is of no family.
        const counting =
          two === 'integration' ? [one].filter((role) => role !== 'parent' && role !== 'child') : [one, two];
        const may = line === 'anyone' || counting.some((role) => line[role] !== undefined);
        const answer = await asking(anna, await as('anna', [words[one][0], words[two][0]]), one, two);
        expect([one, two, isRefusedOutright(answer)]).toEqual([one, two, !may]);
      }
  });
});

describe('a list has what its reader reaches, and nothing else', () => {
  const items = async (operation: string, path: string, header: Header, query?: string): Promise<readonly any[]> =>
    (await ask(operation, path, header, query === undefined ? {} : { query })).json.items;
  const children = async (header: Header): Promise<readonly string[]> => [
    ...new Set((await items('enrollment GET', '/applications', header)).map(({ childId }) => childId as string)),
  ];

  it('of applications', async () => {
    expect(await children(await as('anna', []))).toEqual(['anna-1']);
    expect(await children(await as('anna’s child', []))).toEqual(['anna-1']);
    expect(await children(await as('stranger', []))).toEqual([]);
    expect((await children(await as('school', ['provider:7']))).toSorted()).toEqual(['anna-1', 't-2']);
    expect(await children(await as('school', ['provider:8']))).toEqual([]);
    expect(await children(await as('town', ['payer:1']))).toEqual([]);
    // Who asks for a child of somebody else by name learns no more.
    expect(await items('enrollment GET', '/applications', await as('anna', []), 'childId=t-2')).toEqual([]);
  });

  it('of exports', async () => {
    const linesFor = async (operation: string, path: string, header: Header): Promise<number> =>
      (await ask(operation, path, header)).text.trimEnd().split('\r\n').length - 1;
    const contracts = async (sub: string, role: string) =>
      linesFor('enrollment GET', '/exports/contracts', await as(sub, [role]));
    expect(await contracts('school', 'provider:7')).toBe(1);
    expect(await contracts('school', 'provider:8')).toBe(0);
    expect(await contracts('town', 'payer:2442')).toBe(1);
    expect(await contracts('town', 'payer:1')).toBe(0);
    const lessons = async (role: string) => linesFor('enrollment GET', '/exports/lessons', await as('school', [role]));
    expect([await lessons('provider:7'), await lessons('provider:8')]).toEqual([1, 0]);
    for (const path of ['/exports/certificates', '/exports/entries']) {
      const own = await linesFor('certificates GET', path, await as('town', ['payer:2442']));
      expect(own).toBeGreaterThan(0);
      expect(await linesFor('certificates GET', path, await as('auditor', ['auditor']))).toBe(own);
      expect(await linesFor('certificates GET', path, await as('town', ['payer:1']))).toBe(0);
    }
  });

  it('of guardianships, of registrations, of lessons, of certificates', async () => {
    expect(await items('enrollment GET', '/guardianships', await as('anna', []))).toMatchObject([
      { childId: 'anna-1' },
    ]);
    expect(await items('enrollment GET', '/guardianships', await as('stranger', []))).toEqual([]);
    expect(await items('enrollment GET', '/registrations', await as('anna', []))).toHaveLength(1);
    expect(await items('enrollment GET', '/registrations', await as('stranger', []))).toEqual([]);
    expect(await items('enrollment GET', '/lessons', await as('school', ['provider:7']))).toHaveLength(1);
    expect(await items('enrollment GET', '/lessons', await as('school', ['provider:8']))).toEqual([]);
    expect(await items('enrollment GET', '/lessons', await as('town', ['payer:2442']))).toHaveLength(1);
    expect(await items('enrollment GET', '/lessons', await as('town', ['payer:1']))).toEqual([]);
    const path = `/financing-programmes/${PROGRAMME}/certificates`;
    expect(await items('certificates GET', path, await as('town', ['payer:2442']))).toHaveLength(1);
    expect((await ask('certificates GET', path, await as('town', ['payer:1']))).status).toBe(404);
  });
});

it('nobody gives notice in the name of another party', async () => {
  const notice = (by: string, header: Header) =>
    ask('enrollment POST', `/applications/${anna.withdrawn}/terminate`, header, { body: { by } });
  expect(reasonOf(await notice('provider', await as('anna', [])))).toBe('403 /problems/not-allowed');
  expect(reasonOf(await notice('family', await as('school', ['provider:7'])))).toBe('403 /problems/not-allowed');
  expect(reasonOf(await notice('provider', await as('school', ['provider:7'])))).toMatch(/^409 /);
});

it('a provider sees no terms of a child', async () => {
  const terms = async (header: Header) =>
    Object.keys((await ask('enrollment GET', `/applications/${anna.contract}`, header)).json).includes('terms');
  expect(await terms(await as('anna', []))).toBe(true);
  expect(await terms(await as('school', ['provider:7']))).toBe(false);
});

it('who did what is recorded under a code that is not the login', async () => {
  const { json } = await ask('certificates GET', `/accounts/${anna.holder}/events`, await as('auditor', ['auditor']));
  const actors = new Set(
    (json.items as any[]).map(({ meta: { actor } }) => `${actor.kind} ${actor.name} ${actor.proven}`),
  );
  expect([...actors].toSorted()).toEqual([
    'integration register true',
    'integration second true',
    'job certificates days true',
  ]);
});

it('a guardianship that ends is out of reach at once', async () => {
  const header = await as('anna', []);
  const [{ id }] = (await ask('enrollment GET', '/guardianships', header)).json.items;
  expect(
    (await ask('enrollment POST', `/guardianships/${id}/end`, await as('o', ['operator']), { body: {} })).status,
  ).toBe(200);
  expect((await ask('enrollment GET', `/applications/${anna.contract}`, header)).status).toBe(404);
  for (;;) {
    const { status } = await ask('certificates GET', `/accounts/${anna.holder}`, header);
    if (status === 404) break;
    expect(status).toBe(200);
  }
});
