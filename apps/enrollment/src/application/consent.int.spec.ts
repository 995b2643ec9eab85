import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import type { Step } from '../programme/domain/programme.js';
import type { NamedView } from './application.row.js';

let service: RunningEnrollment;
let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  service = await openEnrollment(database);
});
afterAll(() => database.close());
afterEach(() => service.close());

const reopened = async (reserveAt: Step): Promise<void> => {
  await service.close();
  service = await openEnrollment(database, reserveAt);
};
const accepted = async (): Promise<NamedView> => {
  const application = await service.apply();
  await service.act(application.id, 'accept');
  return application;
};
/** Without the consent that `act` records. */
const conclude = async ({ id }: NamedView) => (await service.post(`/applications/${id}/conclude`)).body;
const shown = async ({ id }: NamedView) => (await service.get(`/applications/${id}`)).body;
const moneyAskedFor = async () => (await service.told()).filter(({ type }) => type === 'funds-requested');
const PAPER = { number: '17/2020', signedOn: '2020-09-21' };
const consent = { coPaymentAtMostKopecks: 312_800, textVersion: 'quote-1', paper: PAPER };

describe('a conclusion', () => {
  it('needs a consent, whose co-payment goes along with the request for the money', async () => {
    const application = await accepted();
    expect(await conclude(application)).toMatchObject({ type: '/problems/consent-missing', status: 409 });
    expect((await service.consent(application.id, 312_800)).body).toMatchObject({ state: 'accepted', awaiting: null });
    await service.told();
    expect(await conclude(application)).toMatchObject({ state: 'accepted', awaiting: 'enrolment' });
    expect(await service.told()).toMatchObject([{ type: 'funds-requested', data: { coPaymentAtMost: 312_800 } }]);
  });

  it('needs another consent for other terms', async () => {
    const application = await accepted();
    await service.consent(application.id);
    await service.group({ price: 900_000 });
    expect(await conclude(application)).toMatchObject({ type: '/problems/terms-changed' });
    await service.act(application.id, 'confirm');
    expect(await conclude(application)).toMatchObject({ type: '/problems/consent-missing' });
    expect(await shown(application)).not.toHaveProperty('consent');
    await service.consent(application.id);
    expect(await conclude(application)).toMatchObject({ awaiting: 'enrolment' });
  });

  // A family was asked again for the consent that it had given.
  it('is waited for by a list until the family has consented to the present terms', async () => {
    const application = await accepted();
    const waiting = async () =>
      ((await service.get('/applications?waitsFor=consent&state=accepted')).body['items'] as NamedView[]).length;
    expect(await waiting()).toBe(1);
    await service.consent(application.id);
    expect(await waiting()).toBe(0);
    await service.group({ price: 900_000 });
    await service.act(application.id, 'confirm');
    expect(await waiting()).toBe(1);
  });

  it('goes by the last consent', async () => {
    const application = await accepted();
    await service.consent(application.id, 500_000);
    await service.consent(application.id, 1);
    await service.told();
    await conclude(application);
    expect(await moneyAskedFor()).toMatchObject([{ data: { coPaymentAtMost: 1 } }]);
  });
});

// A refused reserve was the end of an application. A family whose co-payment has grown wants its place all the same, or not.
describe('a co-payment above what the family has consented to', () => {
  const tooMuch = (application: NamedView) =>
    service.deliver(
      service.fromAccount(application, 'reservation-refused', { reason: 'terms-changed', coPayment: 312_801 }),
    );

  it('leaves the application as it was, until a new consent and a new conclusion', async () => {
    const application = await accepted();
    await service.consent(application.id, 312_800);
    await conclude(application);
    const [first] = await moneyAskedFor();
    await tooMuch(application);
    expect(await shown(application)).toMatchObject({
      state: 'accepted',
      awaiting: null,
      reason: null,
      notTaken: 'terms-changed',
      coPaymentKopecks: 312_801,
      consent: { coPaymentAtMostKopecks: 312_800 },
    });
    expect(await service.told()).toEqual([]);

    await service.consent(application.id, 312_801);
    expect(await conclude(application)).toMatchObject({ state: 'accepted', awaiting: 'enrolment', notTaken: null });
    const [second] = await moneyAskedFor();
    expect(second).toMatchObject({ data: { coPaymentAtMost: 312_801, request: 1 } });
    expect(second?.id).not.toBe(first?.id);
    // The first request had been sent twice, and is answered twice.
    const again = { answer: 'refused', reason: 'terms-changed', coPayment: 312_801 };
    await service.deliver(service.fromAccount(application, 'answer-repeated', again));
    expect(await shown(application)).toMatchObject({ awaiting: 'enrolment', notTaken: null });
    await service.deliver(service.fundsReserved(application));
    expect(await shown(application)).toMatchObject({ state: 'enrolled', notTaken: null, coPaymentKopecks: 312_800 });
  });

  it('lets the family withdraw', async () => {
    const application = await accepted();
    await service.consent(application.id);
    await conclude(application);
    await tooMuch(application);
    expect((await service.act(application.id, 'withdraw')).body).toMatchObject({ state: 'withdrawn' });
  });

  it('stops a conclusion whose money was reserved before, and the reserve stays', async () => {
    await reopened('acceptance');
    const application = await accepted();
    await service.deliver(service.fundsReserved(application));
    expect(await shown(application)).toMatchObject({ state: 'accepted', coPaymentKopecks: 312_800 });
    expect(await conclude(application)).toMatchObject({ type: '/problems/consent-missing' });
    await service.consent(application.id, 312_799);
    expect(await conclude(application)).toMatchObject({
      type: '/problems/terms-changed',
      changes: [{ term: 'coPaymentKopecks', submitted: 312_799, present: 312_800 }],
      childDataChanged: false,
    });
    await service.consent(application.id, 312_800);
    expect(await conclude(application)).toMatchObject({ state: 'enrolled' });
  });

  it('is asked for where the money was reserved before anybody noted the co-payment', async () => {
    await reopened('acceptance');
    const application = await accepted();
    await service.deliver(service.fundsReserved(application));
    await database.query('UPDATE enrollment.applications SET co_payment_kopecks = NULL');
    await service.consent(application.id, 312_800);
    await service.told();
    expect(await conclude(application)).toMatchObject({ state: 'accepted', awaiting: 'enrolment' });
    expect(await service.told()).toMatchObject([{ type: 'funds-requested', data: { attempt: 1 } }]);
    const answer = { answer: 'reserved', coPayment: 312_800 };
    await service.deliver(service.fromAccount(application, 'answer-repeated', answer));
    expect(await shown(application)).toMatchObject({ state: 'enrolled', coPaymentKopecks: 312_800 });
  });

  it('bounds the reserve at the acceptance, where the family has consented by then', async () => {
    await reopened('acceptance');
    const application = await service.apply();
    await service.consent(application.id, 312_800);
    await service.told();
    await service.act(application.id, 'accept');
    expect(await service.told()).toMatchObject([{ type: 'funds-requested', data: { coPaymentAtMost: 312_800 } }]);
    await tooMuch(application);
    expect(await shown(application)).toMatchObject({ state: 'requested', notTaken: 'terms-changed' });
  });
});

describe('a consent', () => {
  it('is shown with its paper, to the terms as they are', async () => {
    const application = await accepted();
    await service.post(`/applications/${application.id}/consent`, consent);
    expect((await shown(application))['consent']).toEqual({
      coPaymentAtMostKopecks: 312_800,
      textVersion: 'quote-1',
      how: 'paper',
      paper: PAPER,
      givenAt: '2020-09-21T05:00:00.000Z',
    });
  });

  it.each([
    ['paper-needed', { paper: undefined }],
    ['signed-after-today', { paper: { ...PAPER, signedOn: '2020-09-22' } }],
  ])('is not taken: %s', async (why, changed) => {
    const { id } = await accepted();
    const answer = await service.post(`/applications/${id}/consent`, { ...consent, ...changed });
    expect(answer.body).toMatchObject({ type: '/problems/consent-not-possible', status: 422, why });
    expect(await database.query('SELECT FROM enrollment.consents')).toEqual([]);
  });

  it('names every fault of its form', async () => {
    const { id } = await accepted();
    const paper = { number: ' ', signedOn: '2020-02-30' };
    const asked = { coPaymentAtMostKopecks: -1, textVersion: 'quote-0', paper };
    const { status, body } = await service.post(`/applications/${id}/consent`, asked);
    const pointers = (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect([status, pointers.sort()]).toEqual([
      400,
      ['/coPaymentAtMostKopecks', '/paper/number', '/paper/signedOn', '/textVersion'],
    ]);
  });

  it('may say which terms the family has seen', async () => {
    const application = await accepted();
    const { headers } = await service.get(`/applications/${application.id}`);
    const ifMatch = { 'if-match': String(headers['etag']) };
    await service.group({ price: 900_000 });
    const stale = await service.consent(application.id, 1, ifMatch);
    expect(stale.body).toMatchObject({ type: '/problems/terms-not-seen', status: 412 });
  });

  it('is taken once for a key', async () => {
    const { id } = await accepted();
    const key = { 'idempotency-key': 'once' };
    await service.consent(id, 1, key);
    expect((await service.consent(id, 1, key)).headers).toMatchObject({ 'idempotency-hit': 'true' });
    expect(await database.query('SELECT FROM enrollment.consents')).toHaveLength(1);
  });

  // A paper's number is of a person's paper: it goes with the person.
  it('keeps the number of the paper under the key of the child alone', async () => {
    const application = await accepted();
    const paper = { ...PAPER, number: 'paper-of-anna' };
    await service.post(`/applications/${application.id}/consent`, { ...consent, paper });
    await service.act(application.id, 'conclude');
    const tables = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'enrollment'`,
    );
    for (const { name } of tables) {
      const rows = await database.query<{ row: string }>(`SELECT t::text AS row FROM enrollment.${name} t`);
      expect(rows.filter(({ row }) => row.includes('paper-of-anna'))).toEqual([]);
    }
    await service.erase(application.holderId ?? '');
    expect((await shown(application))['consent']).toMatchObject({ paper: { signedOn: PAPER.signedOn } });
    expect((await shown(application))['consent']).not.toHaveProperty('paper.number');
  });
});

describe('the texts that families consent to', () => {
  it('are there in every version, in both languages', async () => {
    const words = async (language: string) =>
      (await service.get('/consent-texts', { 'accept-language': language })).body;
    expect(await words('ru')).toMatchObject({
      items: [
        { version: 'quote-1', of: 'quote', text: expect.stringMatching(/^Я ознакомлен/) },
        { version: 'processing-1', of: 'processing', text: expect.stringMatching(/^Я, законный представитель/) },
      ],
    });
    expect(await words('en')).toMatchObject({
      items: [
        { text: expect.stringMatching(/^I have read the terms/) },
        { text: expect.stringMatching(/^As a legal/) },
      ],
    });
  });
});
