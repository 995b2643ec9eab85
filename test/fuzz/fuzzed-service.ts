import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Urls } from '@lib/client';
import { endAll, run, type Program } from '../support/built-program.js';
import { announce, seedOfRun } from '../support/chance.js';
import { freshStore } from '../support/fresh-store.js';
import { asPerson, auditorOf, authorizationFor } from '../support/login.js';
import { everything, quiet } from '../support/open-season.js';
import { start } from '../support/started-ledger.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { fuzzedDocument, type FuzzedDocument } from './fuzzed-document.js';
import { PARENT, openFuzzedSeason } from './fuzzed-season.js';
import { fuzz } from './schemathesis.js';

const SERVICES = ['catalog', 'enrollment', 'certificates'] as const;

const seed = seedOfRun();
/** At least so many, of all services together. */
const REQUESTS = Number(process.env['REQUESTS'] ?? 20_000);
/** From so many on every bound of every field is asked for as well, which alone takes some thousands. */
const THOROUGH = 10_000;

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
  let urls: Urls;
  let document: FuzzedDocument;
  let operations: number;
  let share: number;
  let sentInAll = 0;

  beforeAll(async () => {
    ({ ledger, urls } = await start({ DATA_FOLDER: await freshStore() }));
    const known = await openFuzzedSeason(urls);
    const documents = await Promise.all(SERVICES.map((one) => documentAt(urls[one])));
    const [all, own] = [documents.reduce((sum, one) => sum + countOf(one), 0), await documentAt(urls[service])];
    document = fuzzedDocument(own, known);
    operations = countOf(own);
    share = Math.ceil((REQUESTS * operations) / all);
    announce(`fuzz of ${service}: SEED=${seed} REQUESTS=${REQUESTS}, ${share} of them here`);
  });
  afterAll(async () => {
    await endAll();
    await removeTempFolders();
  });

  it.each(LOGINS)('to %s it answers as its document says, whatever is asked', async (_, headersAt) => {
    const shareOfLogin = share / LOGINS.length;
    for (let sent = 0, round = 0; sent < shareOfLogin; round++) {
      const done = await fuzz({
        document,
        url: urls[service],
        headers: await headersAt(urls[service]),
        seed: seed + round,
        examples: Math.ceil((shareOfLogin - sent) / operations),
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

const countOf = ({ paths }: FuzzedDocument): number =>
  Object.values(paths).reduce((sum, item) => sum + Object.keys(item).length, 0);
