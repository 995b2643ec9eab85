import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { endAll, run, type Program } from '../support/built-program.js';
import { announce, seedOfRun } from '../support/chance.js';
import { freshStore } from '../support/fresh-store.js';
import { asPerson, auditorOf, authorizationFor } from '../support/login.js';
import { everything, quiet } from '../support/open-season.js';
import { start } from '../support/started-ledger.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { fuzzedDocument, type FuzzedDocument, type Known } from './fuzzed-document.js';
import { PARENT, anotherInbox, openFuzzedSeason } from './fuzzed-season.js';
import { fuzz } from './schemathesis.js';

const SERVICES = ['catalog', 'enrollment', 'certificates', 'webhooks'] as const;

const seed = seedOfRun();
/** At least so many, of all services together. */
const REQUESTS = Number(process.env['REQUESTS'] ?? 20_000);
/** From so many on every bound of every field is asked for as well, which alone takes some thousands. */
const THOROUGH = 10_000;

/** Answered with 410: it has moved. */
const MOVED = 'GET /accounts/:holder/quote';

/** Those who may set the clock come last: they may jump out of the season. */
const LOGINS: readonly (readonly [string, (url: string) => Promise<Readonly<Record<string, string>>>])[] = [
  ['nobody', () => Promise.resolve({})],
  ['an operator', (url) => asPerson(url, 'operator')],
  ['a provider', (url) => asPerson(url, 'provider:7')],
  ['an auditor', (url) => asPerson(url, 'auditor')],
  ['a parent', (url) => asPerson(url, PARENT)],
  ['an administrator', (url) => asPerson(url, 'administrator')],
  ['a program', authorizationFor],
];

/** Every operation of a service by its OpenAPI document, in the middle of a season, by each kind of login and without one. */
export const fuzzing = (service: (typeof SERVICES)[number]): void => {
  let ledger: Program;
  let urls: Required<Urls>;
  let document: FuzzedDocument;
  let known: Known;
  let operations: number;
  let share: number;
  let sentInAll = 0;
  let doneBefore: ReadonlyMap<string, number>;

  beforeAll(async () => {
    ({ ledger, urls } = await start({ DATA_FOLDER: await freshStore() }));
    known = await openFuzzedSeason(urls);
    const counts = await Promise.all(SERVICES.map(async (one) => countOf(await documentAt(urls[one]))));
    document = await documentAt(urls[service]);
    operations = countOf(document);
    share = Math.ceil((REQUESTS * operations) / counts.reduce((sum, count) => sum + count, 0));
    doneBefore = await successesOf(service, urls[service]);
    announce(`fuzz of ${service}: SEED=${seed} REQUESTS=${REQUESTS}, ${share} of them here`);
  });
  afterAll(async () => {
    await endAll();
    await removeTempFolders();
  });

  it.each(LOGINS)('to %s it answers as its document says, whatever is asked', async (_, headersAt) => {
    const shareOfLogin = share / LOGINS.length;
    const there = { ...known, 'endpoints id': [await anotherInbox(urls), await anotherInbox(urls)] };
    /** By what there is, and by whatever fits. */
    const documents = [fuzzedDocument(document, there), fuzzedDocument(document, {})] as const;
    for (let sent = 0, round = 0; sent < shareOfLogin || round < documents.length; round++) {
      const done = await fuzz({
        document: documents[round % 2] ?? documents[0],
        url: urls[service],
        headers: await headersAt(urls[service]),
        seed: seed + round,
        examples: Math.max(1, Math.ceil(shareOfLogin / documents.length / operations)),
        isThorough: REQUESTS >= THOROUGH && round === 0,
      });
      expect(done.found).toBe('');
      // Else it would never end: there is nothing to ask.
      expect(done.sent).toBeGreaterThan(0);
      sent += done.sent;
      sentInAll += done.sent;
    }
  });

  describe('afterwards', () => {
    it('it has had its share of requests, and is still there', async () => {
      announce(`fuzz of ${service}: ${sentInAll} requests`);
      expect(sentInAll).toBeGreaterThanOrEqual(share);
      expect(ledger.isRunning).toBe(true);
      expect((await fetch(`${urls[service]}/health/ready`)).status).toBe(200);
    });

    it('everything that can be read has been read, so that answers were held against their schemas', async () => {
      const done = await successesOf(service, urls[service]);
      const never = operationsIn(document).filter((one) => (done.get(one) ?? 0) === (doneBefore.get(one) ?? 0));
      announce(`fuzz of ${service}: never done: ${never.join(', ')}`);
      if (REQUESTS >= THOROUGH) expect(never.filter((one) => one.startsWith('GET ') && one !== MOVED)).toEqual([]);
    });

    it('no message is stuck, and an audit finds nothing', async () => {
      await quiet(urls);
      for (const url of Object.values(urls)) expect(await everything(`${url}/messaging/parked`)).toEqual([]);
      const { certificates, enrollment } = urls;
      const args = ['--certificates', certificates, '--enrollment', enrollment];
      expect(await run('audit', args, auditorOf(urls))).toMatchObject({ code: 0 });
    });
  });
};

const documentAt = async (url: string): Promise<FuzzedDocument> =>
  (await (await fetch(`${url}/openapi.json`)).json()) as FuzzedDocument;

const operationsIn = ({ paths }: FuzzedDocument): readonly string[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );

const countOf = (document: FuzzedDocument): number => operationsIn(document).length;

/** How often each operation of a service has been done, as the service itself tells it. */
const successesOf = async (service: string, url: string): Promise<ReadonlyMap<string, number>> => {
  const text = await (await fetch(`${url}/metrics`, { headers: await authorizationFor(url) })).text();
  const counted = /^http_\w+_count\{service="(\w+)",method="(\w+)",route="([^"]+)",status="2\d\d"\} (\d+)$/gm;
  const done = new Map<string, number>();
  for (const [, of, method, route, count] of text.matchAll(counted))
    if (of === service) done.set(`${method} ${route}`, (done.get(`${method} ${route}`) ?? 0) + Number(count));
  return done;
};
