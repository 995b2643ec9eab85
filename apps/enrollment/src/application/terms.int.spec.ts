import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
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

const accepted = async (childId = '1'): Promise<NamedView> => {
  const application = await service.apply(childId);
  await service.act(application.id, 'accept');
  return application;
};
const enrolled = async (childId = '1'): Promise<NamedView> => {
  const application = await accepted(childId);
  await service.act(application.id, 'conclude');
  await service.deliver(service.fundsReserved(application));
  return application;
};
const typesTold = async () => (await service.told()).map(({ type }) => type);

// Terms moved between the application and the reserve: a share three times the module's price, a co-payment that the
// family had never seen, a second December.
describe('terms that change between two clicks', () => {
  it('stop the conclusion, with both values of each', async () => {
    const { id } = await accepted();
    await service.group({ price: 900_000, firstDay: '2020-12-01' });
    expect((await service.act(id, 'conclude')).body).toMatchObject({
      type: '/problems/terms-changed',
      status: 409,
      childDataChanged: false,
      changes: [
        { term: 'firstDay', submitted: '2020-10-02', present: '2020-12-01' },
        { term: 'priceKopecks', submitted: 502_800, present: 900_000 },
      ],
    });
    expect(await service.application(id)).toMatchObject({ state: 'accepted', awaiting: null });
    expect(await typesTold()).toEqual(['application-submitted', 'application-accepted']);
  });

  it('are shown to the family, found by a list, and confirmed as they were seen', async () => {
    const { id } = await accepted();
    await accepted('2').then(({ id: other }) => service.act(other, 'withdraw'));
    expect((await service.get('/applications?waitsFor=confirm')).body['items']).toEqual([]);
    await service.group({ price: 900_000 });
    const items = (await service.get('/applications?waitsFor=confirm')).body['items'] as NamedView[];
    expect(items.map((item) => item.id)).toEqual([id]);
    const seen = await service.get(`/applications/${id}`);
    expect(seen.body).toMatchObject({
      terms: { priceKopecks: 502_800 },
      presentTerms: { priceKopecks: 900_000 },
      changes: [{ term: 'priceKopecks', submitted: 502_800, present: 900_000 }],
    });
    // A second import slips in between.
    await service.group({ price: 950_000 });
    const ifMatch = { 'if-match': String(seen.headers['etag']) };
    expect((await service.post(`/applications/${id}/confirm`, {}, ifMatch)).body).toMatchObject({
      type: '/problems/terms-not-seen',
      status: 412,
    });
    const again = await service.get(`/applications/${id}`);
    const confirmed = await service.post(
      `/applications/${id}/confirm`,
      {},
      { 'if-match': String(again.headers['etag']) },
    );
    expect([confirmed.status, confirmed.body.state]).toEqual([200, 'accepted']);
    expect((await service.act(id, 'confirm')).body).toMatchObject({ type: '/problems/action-not-allowed' });
    await service.told();
    await service.act(id, 'conclude');
    expect(await service.told()).toMatchObject([
      { type: 'funds-requested', data: { price: 950_000, lastDay: '2020-12-30' } },
    ]);
  });

  it('are confirmed as they are at present where nothing is said about what was seen', async () => {
    const { id } = await accepted();
    await service.group({ lastDay: '2020-11-30' });
    expect((await service.act(id, 'confirm')).body).toMatchObject({ state: 'accepted', lastDay: '2020-11-30' });
    expect((await service.told()).at(-1)).toMatchObject({ type: 'terms-confirmed', data: { lastDay: '2020-11-30' } });
  });

  // A category can be a diagnosis: the provider, who accepts and concludes, learns only that the child's data changed.
  it('of the child are told to the provider without their values, and to the family with them', async () => {
    await service.programme({ certificateGroups: ['general', 'ovz'] });
    const { id } = await accepted();
    await service.importChildren('1,2008-06-26,2442,ovz');
    const stopped = await service.act(id, 'conclude');
    expect(stopped.body).toMatchObject({ childDataChanged: true, changes: [] });
    expect(JSON.stringify(stopped)).not.toContain('ovz');
    expect((await service.get(`/applications/${id}`)).body['changes']).toEqual([
      { term: 'certificateGroup', submitted: 'general', present: 'ovz' },
    ]);
  });

  it('of the child end with its certificate: from then on its group is no term', async () => {
    await service.programme({ certificateGroups: ['general', 'ovz'] });
    const application = await accepted();
    await service.importChildren('1,2008-06-26,2442,ovz');
    const period = { certificateNumber: '2400000001', certificateGroup: 'general', nominal: 190_000 };
    await service.deliver(
      service.fromAccount(application, 'certificate-issued', {
        ...period,
        from: '2020-10-01',
        toExclusive: '2021-01-01',
      }),
    );
    expect((await service.act(application.id, 'conclude')).body).toMatchObject({ awaiting: 'enrolment' });
  });

  it('do not touch what is reserved, but a barred provider is paid for nothing', async () => {
    await service.programme({ reserveAt: 'acceptance' });
    const application = await accepted();
    await service.deliver(service.fundsReserved(application));
    await service.group({ price: 900_000, payable: false });
    expect((await service.act(application.id, 'conclude')).body).toMatchObject({
      state: 'refused',
      reason: 'provider-not-payable',
    });
    expect((await service.told()).at(-1)).toMatchObject({ type: 'application-refused' });
  });
});

// 201 for a financing programme, and 7 of 8 applications within 50 ms were refused for good.
describe('what has not been heard of yet', () => {
  it('is no refusal: the family is told to ask again, nothing is recorded, and the key stays free', async () => {
    const asked = { childId: '1', groupId: 'new', start: '2020-10-02' };
    const key = { 'idempotency-key': newId() };
    service.level.arrived = () => Promise.resolve(false);
    const early = await service.post('/applications', asked, key);
    expect([early.status, early.body.type, early.headers['retry-after']]).toEqual([
      503,
      '/problems/not-known-yet',
      '1',
    ]);
    expect((await service.get('/applications')).body['items']).toEqual([]);
    service.level.arrived = async () => {
      await service.group({ groupId: 'new' });
      return true;
    };
    expect((await service.post('/applications', asked, key)).body).toMatchObject({ state: 'requested' });
  });

  it('is refused once the copy is level with its owner', async () => {
    expect(await service.apply('1', { groupId: 'new' })).toMatchObject({ state: 'refused', reason: 'unknown-group' });
  });

  it('is not a period that may have just been registered', async () => {
    service.level.arrived = () => Promise.resolve(false);
    await service.group({ lastDay: '2021-05-31' });
    const asked = { childId: '1', groupId: '700000', start: '2021-02-01' };
    expect((await service.post('/applications', asked)).status).toBe(503);
  });
});

// A lost answer stuck for ever: no action was taken, the daily jobs skipped it, and it kept its place.
describe('an answer that does not come', () => {
  const waiting = async (): Promise<NamedView> => {
    const application = await accepted();
    await service.act(application.id, 'conclude');
    await service.told();
    return application;
  };

  it('is asked for again after a time, once, with the same content', async () => {
    const { id } = await waiting();
    await service.timePasses();
    service.date('2020-09-22');
    await service.runJobs();
    await service.runJobs();
    expect(await service.told()).toMatchObject([
      { type: 'funds-requested', data: { contract: id, attempt: 1, on: '2020-09-21', price: 502_800 } },
    ]);
  });

  it('comes in the end, and is taken once', async () => {
    const application = await waiting();
    await service.deliver(service.fromAccount(application, 'answer-repeated', { answer: 'reserved' }));
    await service.deliver(service.fundsReserved(application));
    expect(await service.application(application.id)).toMatchObject({ state: 'enrolled', awaiting: null });
    expect(await typesTold()).toEqual(['contract-concluded']);
  });

  it('is a refusal when an operator has discarded the request', async () => {
    const application = await waiting();
    await service.deliver(service.reservationRefused(application, 'request-discarded'));
    expect(await service.application(application.id)).toMatchObject({ state: 'refused', reason: 'request-discarded' });
  });

  it('is waited for until an operator stops it, which gives back what may have been taken', async () => {
    const application = await waiting();
    expect((await service.act(application.id, 'stop-waiting')).body).toMatchObject({
      state: 'refused',
      reason: 'by-operator',
    });
    await service.deliver(service.fundsReserved(application));
    expect(await service.application(application.id)).toMatchObject({ state: 'refused' });
    expect(await typesTold()).toEqual(['application-refused']);
    expect((await service.act(application.id, 'stop-waiting')).status).toBe(409);
  });

  it('ends with the period', async () => {
    const { id } = await waiting();
    service.date('2021-01-01');
    await service.runJobs();
    expect(await service.application(id)).toMatchObject({ state: 'refused', reason: 'period-over', awaiting: null });
    expect((await service.told()).at(-1)).toMatchObject({ type: 'application-refused', data: { on: '2021-01-01' } });
  });
});

describe('a notice on paper', () => {
  it('is dated by the paper and entered today', async () => {
    const application = await enrolled();
    service.date('2020-11-02');
    await service.told();
    expect((await service.act(application.id, 'terminate', { by: 'family', on: '2020-10-31' })).body).toMatchObject({
      state: 'terminated',
      lastDay: '2020-10-31',
    });
    expect(await service.told()).toMatchObject([
      { type: 'contract-terminated', data: { on: '2020-10-31', enteredOn: '2020-11-02', lastDay: '2020-10-31' } },
    ]);
  });

  it.each([
    ['2020-11-03', 'after-today'],
    ['2020-09-20', 'before-conclusion'],
    ['2020-10-01', 'too-late-entered'],
  ])('of %s is rejected on 2020-11-02: %s', async (on, why) => {
    const { id } = await enrolled();
    service.date('2020-11-02');
    expect((await service.act(id, 'terminate', { by: 'family', on })).body).toMatchObject({
      type: '/problems/notice-date-not-possible',
      status: 422,
      why,
    });
    expect(await service.application(id)).toMatchObject({ state: 'enrolled' });
  });

  it('may be as old as its financing programme allows', async () => {
    await service.programme({ lateEntryDays: 40 });
    const { id } = await enrolled();
    service.date('2020-11-10');
    expect((await service.act(id, 'terminate', { by: 'family', on: '2020-10-05' })).status).toBe(200);
  });

  it('is taken back on the day of its entry, and can be given again', async () => {
    const application = await enrolled();
    const { id } = application;
    service.date('2020-10-17');
    await service.act(id, 'terminate', { by: 'provider' });
    expect((await service.act(id, 'revoke-notice')).body).toMatchObject({
      awaiting: 'revocation',
      lastDay: '2020-12-30',
    });
    const revoked = { revocation: 0, lastDay: '2020-12-30', reserved: 1, debited: 0 };
    const answer = service.fromAccount(application, 'notice-revoked', revoked);
    await service.deliver(answer);
    await service.deliver(answer);
    expect(await service.application(id)).toMatchObject({ state: 'enrolled', lastDay: '2020-12-30', awaiting: null });
    await service.told();
    await service.act(id, 'terminate', { by: 'provider' });
    expect(await service.told()).toMatchObject([{ type: 'contract-terminated', data: { notice: 1 } }]);
  });

  // The answer to the first question stuck for ever: only money was asked for again.
  it('is asked for again when the answer about it is lost, and a later one is not moved by that answer', async () => {
    const application = await enrolled();
    const { id } = application;
    service.date('2020-10-17');
    await service.act(id, 'terminate', { by: 'family' });
    await service.act(id, 'revoke-notice');
    await service.told();
    await service.timePasses();
    service.date('2020-10-18');
    await service.runJobs();
    expect(await service.told()).toMatchObject([
      { type: 'notice-revocation-requested', data: { on: '2020-10-17', revocation: 0, attempt: 1 } },
    ]);
    const again = (answer: string) => service.fromAccount(application, 'answer-repeated', { answer, notice: 0 });
    await service.deliver(again('notice-revoked'));
    expect(await service.application(id)).toMatchObject({ state: 'enrolled', lastDay: '2020-12-30', awaiting: null });
    await service.act(id, 'terminate', { by: 'family' });
    await service.told();
    await service.deliver(again('notice-revoked'));
    expect(await service.application(id)).toMatchObject({ state: 'terminated', lastDay: '2020-10-31', awaiting: null });
    expect(await typesTold()).toEqual([]);
  });

  it('stands when the period is over before the answer comes', async () => {
    const { id } = await enrolled();
    service.date('2020-10-17');
    await service.act(id, 'terminate', { by: 'family' });
    await service.act(id, 'revoke-notice');
    service.date('2021-01-01');
    await service.runJobs();
    expect(await service.application(id)).toMatchObject({ state: 'terminated', lastDay: '2020-10-31', awaiting: null });
  });

  it('that cannot be taken back stands', async () => {
    const application = await enrolled();
    const { id } = application;
    service.date('2020-10-17');
    await service.act(id, 'terminate', { by: 'provider' });
    await service.act(id, 'revoke-notice');
    const refused = { revocation: 0, reason: 'insufficient-funds' };
    await service.deliver(service.fromAccount(application, 'notice-revocation-refused', refused));
    expect(await service.application(id)).toMatchObject({ state: 'terminated', lastDay: '2020-10-31', awaiting: null });
    service.date('2020-10-18');
    expect((await service.act(id, 'revoke-notice')).status).toBe(409);
  });
});

describe('a certificate that an operator closed', () => {
  it('ends the contracts that it paid for, as the account has ended them', async () => {
    const [first, second] = [await enrolled('1'), await accepted('2')];
    service.date('2020-10-20');
    const closed = { by: 'operator', on: '2020-10-20', lastDay: '2020-10-31', released: 1, refunded: 0 };
    await service.deliver(service.fromAccount(first, 'contract-terminated', closed));
    expect(await service.application(first.id)).toMatchObject({ state: 'terminated', lastDay: '2020-10-31' });
    expect((await service.act(first.id, 'revoke-notice')).status).toBe(409);
    const released = { reason: 'certificate-closed', released: 1, refunded: 0 };
    await service.deliver(service.fromAccount(second, 'reservation-released', released));
    expect(await service.application(second.id)).toMatchObject({ state: 'refused', reason: 'certificate-closed' });
  });
});
