import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditInstallation } from '../../apps/audit/src/audit.run.js';
import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { freshStore } from '../support/fresh-store.js';
import { call, post } from '../support/http-client.js';
import { asPerson, ledgerOf, trusting } from '../support/login.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { removeTempFolders } from '../support/temp-folder.js';

let system: System;
type Header = Readonly<Record<string, string>>;
let family: Header;
let provider: Header;

const url = (id: string, rest = ''): string => `${system.urls.enrollment}/applications/${id}${rest}`;
let keys = 0;
const step = async (id: string, name: string, body: unknown, header: Header) =>
  (await post(url(id, `/${name}`), `step ${(keys += 1)}`, body, { prefer: 'wait=30', ...header })).json;
const quoted = async (id: string, headers = family): Promise<number> =>
  (await call(url(id, '/quote'), { headers })).json.coPaymentKopecks as number;
const consent = (id: string, coPaymentAtMostKopecks: number, header = family) =>
  step(id, 'consent', { coPaymentAtMostKopecks, textVersion: 'quote-1' }, header);

/** The family applies and the provider accepts. */
const accepted = async (childId: string, groupId: string, start: string): Promise<string> => {
  const body = { childId, groupId, start };
  const { json } = await post(`${system.urls.enrollment}/applications`, `apply ${(keys += 1)}`, body, family);
  expect(await step(json.id, 'accept', {}, provider)).toMatchObject({ state: 'accepted' });
  return json.id as string;
};

beforeAll(async () => {
  system = await trusting(
    startSystem({
      dataFolder: await freshStore(),
      databaseUrl: undefined,
      ports: { catalog: 0, enrollment: 0, certificates: 0 },
      clock: 'settable',
      vaultKeys: undefined,
    }),
  );
  await openSeason(system.urls, roomyRegion(3));
  family = await asPerson(system.urls.enrollment, 'anna');
  provider = await asPerson(system.urls.enrollment, 'provider:7');
  for (const childId of ['k-0', 'k-1']) {
    const codes = `${system.urls.enrollment}/guardianships/codes`;
    const { json } = await post(codes, 'none', { childId, relation: 'guardian' });
    await post(`${system.urls.enrollment}/guardianships`, `claim ${childId}`, { code: json.code }, family);
  }
});
afterAll(async () => {
  await system.close();
  await removeTempFolders();
});

// A family saw one co-payment and was bound to another: what it spent on one club was missing for the other.
describe('a family that consents to a quote', () => {
  let first: string;
  let second: string;

  it('is bound by it as long as it holds', async () => {
    first = await accepted('k-0', '100', '2020-10-01');
    second = await accepted('k-0', '110', '2020-10-20');
    // 9,200.00, of which the certificate pays the norm of 4,600.00; then 57 of 62 days of 1,234.56.
    expect([await quoted(first), await quoted(second)]).toEqual([460_000, 0]);
    // What was lost: who writes the contract was told 503 until the money was reserved, for certificates knows no provider.
    expect([await quoted(first, provider), await quoted(second, provider)]).toEqual([460_000, 0]);
    const stranger = await asPerson(system.urls.enrollment, 'provider:8');
    expect(await call(url(first, '/quote'), { headers: stranger })).toMatchObject({ status: 404 });
    expect(await step(first, 'conclude', {}, provider)).toMatchObject({ type: '/problems/consent-missing' });
    await consent(first, 460_000);
    await consent(second, 0);
    expect(await step(first, 'conclude', {}, provider)).toMatchObject({ state: 'enrolled' });
  });

  it('keeps its application where the parent would pay more, and nothing is reserved', async () => {
    const stopped = await step(second, 'conclude', {}, provider);
    expect(stopped).toMatchObject({ state: 'accepted', awaiting: null, reason: null, notTaken: 'terms-changed' });
    const { json: account } = await call(`${system.urls.certificates}/accounts/${stopped.holderId}`);
    expect(account.certificates).toMatchObject([{ availableKopecks: 40_000, reservedKopecks: 460_000 }]);
    const { json: statement } = await call(
      `${system.urls.certificates}/accounts/${stopped.holderId}/statement?programme=2442-2020-autumn`,
    );
    expect(JSON.stringify(statement)).toContain('доплата выше той, на которую согласна семья');
  });

  it('goes on with a new consent to what is shown by then', async () => {
    const coPayment = await quoted(second);
    // 1,134.99 less the 400.00 that are left.
    expect(coPayment).toBe(73_499);
    const { json: shown } = await call(url(second), { headers: provider });
    expect(shown).toMatchObject({ notTaken: 'terms-changed', coPaymentKopecks: coPayment });
    expect(await step(second, 'conclude', {}, provider)).toMatchObject({ notTaken: 'terms-changed' });
    await consent(second, coPayment);
    expect(await step(second, 'conclude', {}, provider)).toMatchObject({ state: 'enrolled', notTaken: null });
    expect(await quoted(second)).toBe(coPayment);
  });

  it('consents by confirming what has changed', async () => {
    const id = await accepted('k-1', '100', '2020-10-02');
    const region = roomyRegion(0).programs.replace('"price": "9200.00"', '"price": "9300.00"');
    await post(`${system.urls.catalog}/imports`, 'dearer', region);
    await quiet(system.urls);
    const { json: seen, headers } = await call(url(id), { headers: family });
    const coPaymentKopecks = seen.quotes.present.coPaymentKopecks as number;
    // What was lost: who pays for the town was told 503 of an application whose terms have changed.
    const payer = await asPerson(system.urls.enrollment, 'payer:2442');
    expect((await call(url(id), { headers: payer })).json.quotes).toEqual(seen.quotes);
    const ifMatch = { 'if-match': headers.get('etag') ?? '' };
    expect(await step(id, 'confirm', {}, { ...family, ...ifMatch })).toMatchObject({ state: 'accepted' });
    const { json: shown } = await call(url(id), { headers: family });
    expect(shown.consent).toMatchObject({ coPaymentAtMostKopecks: coPaymentKopecks, how: 'own-login' });
    expect(await step(id, 'conclude', {}, provider)).toMatchObject({ state: 'enrolled' });
  });

  it('leaves a ledger that an auditor finds right', async () => {
    await quiet(system.urls);
    const { differences } = await auditInstallation(
      ledgerOf(() => system.urls),
      { asksEnrollment: true },
    );
    expect(differences).toEqual([]);
  });
});

describe('who gives a consent', () => {
  const paper = { number: '17/2020', signedOn: '2020-09-25' };
  let id: string;
  beforeAll(async () => {
    id = await accepted('k-1', '110', '2020-10-20');
  });
  const refusal = (answer: { type?: unknown; why?: unknown }) => [answer.type, answer.why];

  it('is the family without a paper, and everybody else with one', async () => {
    const withPaper = { coPaymentAtMostKopecks: 1, textVersion: 'quote-1', paper };
    const not = '/problems/consent-not-possible';
    expect(refusal(await step(id, 'consent', withPaper, family))).toEqual([not, 'paper-in-own-login']);
    expect(refusal(await consent(id, 1, provider))).toEqual([not, 'paper-needed']);
    expect(await step(id, 'consent', withPaper, provider)).toMatchObject({ state: 'accepted' });
    const program = {};
    expect(refusal(await consent(id, 1, program))).toEqual([not, 'paper-needed']);
  });

  it('is a guardian, of what becomes of the data of a child', async () => {
    const of = (rest: string): string => `${system.urls.enrollment}/children/k-1/processing-consents${rest}`;
    const said = async (rest: string, body: object, header: Header) =>
      (await post(of(rest), `said ${(keys += 1)}`, body, header)).json;
    const stranger = await asPerson(system.urls.enrollment, 'boris');
    expect(await said('/withdraw', {}, stranger)).toMatchObject({ type: '/problems/unknown-child' });
    expect(await said('/withdraw', {}, provider)).toMatchObject({ type: '/problems/not-allowed' });
    expect(await said('/withdraw', {}, family)).toMatchObject({ standing: 'withdrawn', how: 'own-login' });
    const list = `${system.urls.enrollment}/processing-consents`;
    const [operator, other] = [await asPerson(list, 'operator'), await call(list, { headers: stranger })];
    expect((await call(`${list}?standing=withdrawn`, { headers: operator })).json.items).toMatchObject([
      { childId: 'k-1', standing: 'withdrawn' },
    ]);
    expect(other.json.items).toEqual([]);
    expect(await said('', { textVersion: 'processing-1' }, family)).toMatchObject({ standing: 'given' });
  });

  it('is no stranger, and no municipality sees it', async () => {
    const stranger = await asPerson(system.urls.enrollment, 'boris');
    expect(await consent(id, 1, stranger)).toMatchObject({ type: '/problems/unknown-application' });
    const town = await asPerson(system.urls.enrollment, 'payer:2442');
    const seenBy = async (header: Header) => (await call(url(id), { headers: header })).json.consent as unknown;
    expect(await seenBy(town)).toBeUndefined();
    for (const party of [family, provider]) expect(await seenBy(party)).toMatchObject({ how: 'paper', paper });
    // Who has not recorded the paper is not told its number.
    expect(await seenBy({})).toMatchObject({ how: 'paper', paper: { signedOn: paper.signedOn } });
    expect(await seenBy({})).not.toHaveProperty('paper.number');
  });
});
