import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgDatabase, PgliteDatabase, type Database } from '@lib/database';
import { isInstant } from '@lib/kernel';
import { until } from '@lib/messaging/testing';
import fc from 'fast-check';
import type { Urls } from '@lib/client';
import { ledgerOf } from '../support/login.js';
import { auditInstallation } from '../../apps/audit/src/audit.run.js';
import { endAll, startLedger, urlsOf, type Environment, type Program } from '../support/built-program.js';
import { anyCoPayment, recordConsent } from '../support/consent.js';
import { announce, seedOfRun } from '../support/chance.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post, setClock, type Answered } from '../support/http-client.js';
import { inLanes } from '../support/lanes.js';
import { everything, openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { parkedMessages } from '../support/season.js';
import {
  operationsOf,
  reads,
  rightWrite,
  writes,
  wrongWith,
  type Known,
  type Operation,
  type Request,
} from '../support/random-requests.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { SAID } from '../support/said.js';
import { tinyRegion } from '../support/tiny-region.js';

const LANES = 16;
const CHILDREN = 150;
// Of a month that has begun lessons are reported.
const TODAY = '2020-10-05T00:00:00.000Z';
const TOMORROW = '2020-10-06T00:00:00Z';
const SHOWN_MAX = 20;

const seed = seedOfRun();

/** Nothing is parked here, so nothing can be discarded; parked.int.spec.ts has messages that can. */
const DISCARD = '/messaging/parked/{id}/discard';
/** What is hardly ever taken here, because of the state that it needs. */
const SELDOM = [
  DISCARD,
  '/confirm',
  '/revoke-notice',
  '/stop-waiting',
  '/cancel',
  '/lessons/corrections',
  '/close',
  // A child is claimed, and registered, by a person, and here a program asks.
  '/guardianships',
  '/end',
  '/registrations',
  '/parents/me',
  '/parents/me/erase',
  '/merges',
  '/registrations/{id}/refuse',
  '/registrations/{id}/withdraw',
  // Whoever asks cannot agree.
  '/approve',
  '/drop',
  // One at a time waits.
  '/limit-changes',
  // A login has so many jobs at a time.
  '/bulk-jobs/accept',
  '/bulk-jobs/conclude',
  '/bulk-jobs/report',
  '/bulk-jobs/register',
  // Of endpoints none is known here.
  '/change',
  '/rotate-secret',
  '/enable',
  '/replays',
  '/remove',
];

/** A third of the applications is enrolled, a third can be, a third is only requested; `k-2` is the first. */
const STEPS_BEFORE = [['accept', 'conclude'], ['accept'], []];
/** Which application, by its place, is in the state that an action needs. */
const APPLICATION_FOR: Readonly<Record<string, number>> = {
  accept: 0,
  refuse: 3,
  withdraw: 6,
  consent: 5,
  conclude: 2,
  terminate: 1,
};

/** What is right where a body is expected; a new endpoint wants a line here. */
const right: Readonly<Record<string, { readonly body: unknown; readonly type?: string }>> = {
  'POST catalog /imports': { body: JSON.parse(tinyRegion.programs) },
  'POST certificates /financing-programmes': { body: JSON.parse(roomyRegion(0).region) },
  'POST certificates /financing-programmes/dry-runs': { body: JSON.parse(roomyRegion(0).region) },
  'POST certificates /financing-programmes/{programme}/limit-changes': {
    body: { certificateGroup: 'general', countLimit: 100_000, sumLimitKopecks: null, act: 'No. 412 of 2020-10-05' },
  },
  'POST certificates /financing-programmes/{programme}/limit-changes/{change}/approve': { body: {} },
  'POST certificates /financing-programmes/{programme}/limit-changes/{change}/drop': { body: {} },
  'POST certificates /accounts/{holder}/certificates/{programme}/close': { body: { reason: 'moved' } },
  ...Object.fromEntries(
    ['catalog', 'certificates', 'enrollment', 'webhooks'].flatMap((service) => [
      [`POST ${service} /messaging/parked/retry`, { body: { topic: 'enrollment.contracts.v1', key: 'k-1' } }],
      [`POST ${service} ${DISCARD}`, { body: { reason: 'entered by hand' } }],
    ]),
  ),
  'POST enrollment /children/imports': { body: tinyRegion.children, type: 'text/csv' },
  'POST enrollment /children/search': {
    body: { document: { kind: 'birth-certificate', number: 'II-БА 123456' }, why: 'appeal' },
  },
  'POST enrollment /children/{childId}/move': { body: { municipality: 2442 } },
  'POST enrollment /children/{childId}/processing-consents': {
    body: { textVersion: 'processing-1', paper: anyCoPayment.paper },
  },
  'POST enrollment /children/{childId}/processing-consents/withdraw': { body: { paper: anyCoPayment.paper } },
  'POST enrollment /guardianships/codes': { body: { childId: 'k-1', relation: 'guardian' } },
  'POST enrollment /guardianships': { body: { code: 'none' } },
  'POST enrollment /guardianships/{id}/end': { body: {} },
  'POST enrollment /guardianships/end-all': { body: { person: '0199d0f0-7c00-7000-8000-000000000001' } },
  'POST enrollment /applications': { body: { childId: 'k-1', groupId: '100', start: '2020-10-10' } },
  ...Object.fromEntries(
    ['accept', 'refuse', 'withdraw', 'confirm', 'conclude', 'revoke-notice', 'stop-waiting'].map((action) => [
      `POST enrollment /applications/{id}/${action}`,
      { body: {} },
    ]),
  ),
  'POST enrollment /applications/{id}/consent': { body: anyCoPayment },
  'POST enrollment /lessons/corrections': {
    body: { groupId: '100', month: '2020-10', held: 4, planned: 4, reason: 'inspection' },
  },
  'POST enrollment /lessons/corrections/{id}/approve': { body: {} },
  'POST enrollment /lessons/corrections/{id}/cancel': { body: {} },
  // Of a child for whom nobody applies: one with an application is not erased.
  'POST enrollment /erasures': { body: { childId: 't-2', reason: 'request' } },
  'POST enrollment /erasures/{id}/approve': { body: {} },
  'POST enrollment /erasures/{id}/drop': { body: {} },
  'POST enrollment /merges': { body: { keep: 'k-1', other: 't-3', reason: 'same-person' } },
  'POST enrollment /merges/{id}/approve': { body: {} },
  'POST enrollment /merges/{id}/drop': { body: {} },
  'PUT enrollment /parents/me': { body: { lastName: 'Иванова', firstName: 'Ольга', phone: '+7 391 200-00-00' } },
  'POST enrollment /parents/me/erase': { body: {} },
  'POST enrollment /registrations': { body: SAID },
  'POST enrollment /registrations/{id}/withdraw': { body: {} },
  'POST enrollment /registrations/{id}/confirm': { body: { childId: 'k-1', as: 'new' } },
  'POST enrollment /registrations/{id}/refuse': { body: { reason: 'other' } },
  'POST certificates /reserve-quotes': {
    body: {
      holder: '0199d0f0-7c00-7000-8000-000000000001',
      programme: '2442-2020-autumn',
      certificateGroup: 'general',
      groupId: '100',
      moduleId: '10',
      providerId: '7',
      direction: 'technical',
      start: '2020-10-10',
      lastDay: '2020-12-31',
      groupFirstDay: '2020-10-01',
      groupLastDay: '2020-12-31',
      priceKopecks: 920_000,
      normativeCostKopecks: 460_000,
    },
  },
  'POST enrollment /applications/{id}/terminate': { body: { by: 'family' } },
  'POST enrollment /lessons': { body: { groupId: '100', month: '2020-10', held: 3, planned: 4 } },
  ...Object.fromEntries(
    ['accept', 'conclude'].map((operation) => [
      `POST enrollment /bulk-jobs/${operation}`,
      { body: { items: [{ applicationId: '0199d0f0-7c00-7000-8000-000000000001' }], dryRun: true } },
    ]),
  ),
  'POST enrollment /bulk-jobs/report': {
    body: { items: [{ groupId: '100', month: '2020-10', held: 3, planned: 4 }], dryRun: true },
  },
  'POST enrollment /bulk-jobs/register': { body: { items: [{ ...SAID, childId: 'k-1' }], dryRun: true } },
  'POST enrollment /bulk-jobs/{id}/cancel': { body: {} },
  'POST webhooks /endpoints': { body: { types: ['certificates.month-debited'], description: 'an inbox' } },
  'POST webhooks /endpoints/{id}/change': { body: { types: [], description: 'another' } },
  'POST webhooks /endpoints/{id}/rotate-secret': { body: {} },
  'POST webhooks /endpoints/{id}/enable': { body: {} },
  'POST webhooks /endpoints/{id}/replays': { body: { after: '2020-10-01T00:00:00Z' } },
  'POST webhooks /endpoints/{id}/remove': { body: {} },
  'PUT webhooks /clock': { body: { now: TODAY } },
  'PUT catalog /clock': { body: { now: TODAY } },
  'PUT certificates /clock': { body: { now: TODAY } },
  'PUT enrollment /clock': { body: { now: TODAY } },
};

type Sent = { readonly request: Request; readonly answer: Answered };

beforeAll(() => announce(`bad input: SEED=${seed}`));

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

describe.each([
  { kind: 'embedded', bodies: 10_000, readsEach: 150 },
  // Here requests meet each other inside the database.
  { kind: 'server', bodies: 9_000, readsEach: 50 },
])('whatever is sent to the services on the $kind database', ({ kind, bodies, readsEach }) => {
  let postgres: RealPostgres | undefined;
  let environment: Environment;
  let ledger: Program;
  let urls: Urls;
  let before: readonly any[];
  let rightFirst: readonly Sent[];
  let sent: readonly Sent[];
  let operations: readonly Operation[];

  beforeAll(async () => {
    postgres = kind === 'server' ? await realPostgres() : undefined;
    environment = postgres
      ? { DATA_FOLDER: await tempFolder(), DATABASE_URL: await postgres.createDatabase(), CLOCK: 'settable' }
      : { DATA_FOLDER: await freshStore() };
    ledger = startLedger(environment);
    urls = await urlsOf(ledger);
    const { programme } = await openSeason(urls, roomyRegion(CHILDREN));
    await setClock(urls, TODAY);
    const known = await knownOf(urls, programme);
    before = await everything(`${urls.enrollment}/applications`);
    operations = await operationsOf(urls);
    const requests = requestsOf(operations, known, { bodies, readsEach });
    const started = performance.now();
    rightFirst = await sendAll(rightOnes(operations, known), 1);
    sent = [...rightFirst, ...(await sendAll(requests, LANES))];
    const seconds = Math.round((performance.now() - started) / 1000);
    const answers = Object.entries(Object.groupBy(sent, ({ answer }) => String(answer.status)))
      .map(([status, those]) => `${those?.length} × ${status}`)
      .join(', ');
    announce(`bad input, ${kind}: ${sent.length} requests in ${seconds} s: ${answers}`);
    await quiet(urls);
  });
  afterAll(async () => {
    await ledger.end('SIGKILL');
    await postgres?.stop();
  });

  it('nothing breaks, and what is wrong is told as a problem', () => expect(faultsIn(sent)).toEqual([]));

  it('every problem is one that the document of its operation names', () => {
    const named = new Map(operations.map(({ name, problems }) => [name, problems]));
    // An address that a client has resolved, or that cannot be read, is no operation's.
    const nobodys = /^(404 not-found|4\d\d malformed-request)$/;
    const unnamed = sent.flatMap(({ request, answer: { status, json } }) => {
      const problem = `${status} ${String(json?.type).replace('/problems/', '')}`;
      const isNamed = status < 400 || nobodys.test(problem) || named.get(request.operation)?.has(problem);
      return isNamed ? [] : [`${request.operation}: ${problem}`];
    });
    expect([...new Set(unnamed)]).toEqual([]);
  });

  it('every kind of request was both taken and refused', () => {
    const notTaken = rightFirst.flatMap(({ request, answer: { status, text } }) =>
      status < 300 ? [] : [`${request.operation}: ${status} ${text}`],
    );
    expect(notTaken).toEqual([]);
    const refused = new Set(sent.flatMap(({ request, answer }) => (answer.status >= 400 ? [request.operation] : [])));
    const neverRefused = rightFirst.map(({ request }) => request.operation).filter((name) => !refused.has(name));
    expect(neverRefused).toEqual([]);
  });

  it('the lists show what was taken and nothing else', async () => {
    const applied = accepted(sent, 'POST enrollment /applications').map(({ id }) => id as string);
    const listed = (await everything(`${urls.enrollment}/applications`)).map(({ id }) => id as string);
    expect(listed.toSorted()).toEqual([...before.map(({ id }) => id as string), ...applied].toSorted());
    const created = accepted(sent, 'POST catalog /imports').reduce((sum, { changed }) => sum + changed.created, 0);
    expect(await everything(`${urls.catalog}/groups`)).toHaveLength(3 + created);
    for (const url of Object.values(urls)) expect((await call(`${url}/clock`)).json.now >= TODAY).toBe(true);
  });

  it('the services still work', async () => {
    await until(async () =>
      (await everything(`${urls.enrollment}/bulk-jobs`)).every(({ endedAt }) => endedAt !== null),
    );
    const today = (await call(`${urls.enrollment}/clock`)).json.now as string;
    expect(await setClock(urls, today)).toMatchObject({ status: 200 });
    const region = { ...JSON.parse(tinyRegion.region), municipality: { id: 777, name: 'After the bad requests' } };
    expect(await post(`${urls.certificates}/financing-programmes`, 'after', region)).toMatchObject({ status: 201 });
    const programs = tinyRegion.programs.replace('"mun": 2442', '"mun": 777').replaceAll(/"id": (\d+)/g, '"id": 77$1');
    const imported = await post(`${urls.catalog}/imports`, 'after', programs);
    expect(imported.json).toMatchObject({ rows: 1, taken: 1, changed: { created: 3 } });
    const children = 'childId,birthDate,municipality,category\nafter,2010-03-01,777,general\n';
    await post(`${urls.enrollment}/children/imports`, 'after, children', children, { 'content-type': 'text/csv' });
    await quiet(urls);
    const body = { childId: 'after', groupId: '77100', start: '2020-10-10' };
    const asked = await post(`${urls.enrollment}/applications`, 'after', body);
    expect(asked.json).toMatchObject({ state: 'requested' });
    const url = `${urls.enrollment}/applications/${asked.json.id}`;
    await post(`${url}/accept`, 'after, accept', {});
    await recordConsent(url);
    const concluded = await post(`${url}/conclude`, 'after, conclude', {}, { prefer: 'wait=30' });
    expect(concluded.json).toMatchObject({ state: 'enrolled', awaiting: null });
    await quiet(urls);
  });

  it('the store holds what was taken and nothing half written', async () => {
    const { differences } = await auditInstallation(
      ledgerOf(() => urls),
      { asksEnrollment: true },
    );
    expect(differences).toEqual([]);
    expect(await ledger.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    const { DATABASE_URL, DATA_FOLDER } = environment;
    const database = DATABASE_URL ? new PgDatabase(DATABASE_URL) : await PgliteDatabase.open(DATA_FOLDER);
    try {
      await compareStore(database, sent);
      expect(await parkedMessages(database)).toBe(0);
    } finally {
      await database.close();
    }
  });
});

/** Right values for the parameters; the applications among them are made here. */
const knownOf = async (urls: Urls, programme: string): Promise<Known> => {
  const children = Array.from({ length: CHILDREN - 2 }, (_, index) => `k-${index + 2}`);
  const applications = await inLanes(children, 4, async (childId) => {
    const body = { childId, groupId: '110', start: '2020-10-20' };
    const { json } = await post(`${urls.enrollment}/applications`, childId, body);
    for (const action of STEPS_BEFORE[Number(childId.slice(2)) % STEPS_BEFORE.length] ?? []) {
      const url = `${urls.enrollment}/applications/${json.id}`;
      await post(`${url}/${action}`, `${action} ${childId}`, {}, { prefer: 'wait=30' });
      if (action === 'accept') await recordConsent(url);
    }
    return json as { id: string; holderId: string };
  });
  return {
    id: applications.map(({ id }) => id),
    holder: applications.map(({ holderId }) => holderId),
    action: ['accept', 'refuse', 'withdraw', 'conclude'],
    programme: [programme],
    groupId: ['100', '101', '110'],
    group: ['100', '110'],
    childId: ['t-1', 'k-1', 'k-2'],
    start: ['2020-10-20', '2020-11-02'],
    from: ['2020-09-01'],
    to: ['2020-12-31', '2020-08-01'],
    asOf: ['2020-09-25', '2021-06-01'],
    knownAt: ['2020-09-25T00:00:00Z', '2020-09-24T23:59:59+03:00'],
    category: ['general', 'special'],
    limit: ['1', '500'],
    cursor: ['["2020-10-01","100"]', '["a"]', '[]'].map((position) => Buffer.from(position).toString('base64url')),
    direction: ['technical', 'physical-culture-and-sport'],
    age: ['10'],
    municipality: ['2442'],
    name: ['chess', 'ш'],
    free: ['true', 'false'],
    payable: ['true'],
    state: ['requested', 'refused'],
  };
};

/** So many bodies over every operation that takes one, and reads of every other, mixed. */
const requestsOf = (
  operations: readonly Operation[],
  known: Known,
  { bodies, readsEach }: { readonly bodies: number; readonly readsEach: number },
): readonly Request[] => {
  const writing = operations.filter(({ method }) => method !== 'GET');
  const reading = operations.filter(({ method }) => method === 'GET');
  const requests = [
    ...writing.flatMap((operation, index) => {
      const sample = right[operation.name];
      if (!sample) throw new Error(`${operation.name} has no sample here`);
      const numRuns = Math.ceil(bodies / writing.length);
      return fc.sample(writes(operation, known, sample).filter(leavesTheDay), { numRuns, seed: seed + index });
    }),
    ...reading.flatMap((operation, index) =>
      fc.sample(reads(operation, known), { numRuns: readsEach, seed: seed - index }),
    ),
  ];
  const mixed = fc.shuffledSubarray(requests, { minLength: requests.length });
  return fc.sample(mixed, { numRuns: 1, seed }).flat();
};

// A clock that goes on by years ends the season, and nothing that comes later can be taken.
const leavesTheDay = ({ method, body }: Request): boolean => {
  const now = method === 'PUT' ? /"now":\s*"([^"]*)"/.exec(body?.toString() ?? '')?.[1] : undefined;
  return !isInstant(now) || Temporal.Instant.compare(now ?? '', TOMORROW) < 0;
};

/** One right request for each operation that can be taken, while the state that it needs is there: chance may bring none. */
const rightOnes = (operations: readonly Operation[], known: Known): readonly Request[] =>
  operations.flatMap((operation) => {
    const sample = right[operation.name];
    if (!sample || !isOftenTaken(operation.name)) return [];
    const index = APPLICATION_FOR[operation.path.split('/').at(-1) ?? ''] ?? 0;
    return [rightWrite(operation, { ...known, id: known['id']?.slice(index) ?? [] }, sample)];
  });

const isOftenTaken = (operation: string): boolean => !SELDOM.some((end) => operation.endsWith(end));

const sendAll = (requests: readonly Request[], lanes: number): Promise<readonly Sent[]> =>
  inLanes(requests, lanes, async (request) => {
    const { url, method, headers } = request;
    const body = request.body && new Uint8Array(request.body);
    return { request, answer: await call(url, { method, headers, ...(body === undefined ? {} : { body }) }) };
  });

// The first of each kind: a thousand times the same says no more.
const faultsIn = (sent: readonly Sent[]): readonly string[] => {
  const firsts = new Map<string, string>();
  for (const { request, answer } of sent)
    for (const wrong of wrongWith(request, answer)) {
      const kind = `${wrong}  <-  ${request.operation}`;
      if (!firsts.has(kind)) firsts.set(kind, `${kind}\n  ${shown(request)}\n  ${answer.text.slice(0, 300)}`);
    }
  return [...firsts.values()].slice(0, SHOWN_MAX);
};

const shown = ({ method, url, headers, body }: Request): string =>
  `${method} ${url.slice(0, 200)} ${JSON.stringify(headers).slice(0, 200)} ${body?.toString().slice(0, 400) ?? ''}`;

/** The answers of the requests that were taken, each effect once. */
const accepted = (sent: readonly Sent[], operation: string): readonly any[] =>
  sent
    .filter(({ request, answer: { status, headers } }) => {
      return request.operation === operation && status < 300 && !headers.has('idempotency-hit');
    })
    .map(({ answer }) => answer.json);

/** Every row that the answers explain is there, and no other. */
const compareStore = async (database: Database, sent: readonly Sent[]): Promise<void> => {
  const count = async (what: string): Promise<number> => {
    const [row] = await database.query<{ count: number }>(`SELECT count(*) AS count FROM ${what}`);
    return row?.count ?? -1;
  };
  const children = accepted(sent, 'POST enrollment /children/imports').reduce(
    (sum, { changed }) => sum + changed.created,
    0,
  );
  // And those that were there before: of the tiny region, of the roomy one, and one after the bad requests.
  const byJobs = (done: string): Promise<number> =>
    count(`enrollment.bulk_items i JOIN enrollment.bulk_jobs j ON j.id = i.job
           WHERE NOT j.dry_run AND i.outcome = 'ok' AND ${done}`);
  const registered = await byJobs(`i.result->>'child' = 'created'`);
  expect(await count('enrollment.children')).toBe(3 + CHILDREN + 1 + children + registered);
  expect(await count('enrollment.people')).toBe(await count('enrollment.children'));
  expect(await count('enrollment.lessons')).toBe(
    accepted(sent, 'POST enrollment /lessons').length + (await byJobs(`j.operation = 'report'`)),
  );
  expect(await count('catalog.fingerprints')).toBe(await count('catalog.groups'));
  expect(await count('enrollment.applications WHERE awaiting IS NOT NULL')).toBe(0);
  const programmes = accepted(sent, 'POST certificates /financing-programmes').map(
    ({ programme }) => programme as string,
  );
  const events = await database.query<{ programme: string }>(
    `SELECT data->>'financingProgramme' AS programme FROM event_store.events WHERE type = 'FinancingProgrammeRegistered'`,
  );
  expect(events.map(({ programme }) => programme).toSorted()).toEqual(
    [...new Set([...programmes, '2442-2020-autumn', '777-2020-autumn'])].toSorted(),
  );
};
