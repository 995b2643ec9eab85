import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import { freshPglite } from '../../../../test/support/fresh-store.js';
import { GROUP, PROGRAMME, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import type { Step } from '../programme/domain/programme.js';
import type { NamedView } from './application.row.js';

let service: RunningEnrollment;
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await freshPglite());
});
afterAll(() => database.close());
const open = async (reserveAt: Step) => {
  service = await openEnrollment(database, reserveAt);
};
afterEach(() => service.close());

const standing = ({ state, awaiting, reason }: NamedView) => [state, awaiting, reason];
const typesTold = async () => (await service.told()).map(({ type }) => type);
const act = async (id: string, action: string, body?: unknown) => {
  const answer = await service.act(id, action, body);
  return answer.status === 200 ? standing(answer.body) : [answer.status, answer.body.type, answer.body.state];
};
const terms = {
  financingProgramme: PROGRAMME,
  certificateGroup: 'general',
  group: GROUP,
  module: '900000',
  provider: '22003',
  direction: 'technical',
  start: '2020-10-02',
};
const money = {
  lastDay: '2020-12-30',
  groupFirstDay: '2020-10-02',
  groupLastDay: '2020-12-30',
  unit: 'kopeck',
  price: 502800,
  normativeCost: 402240,
};

describe('the money reserved at the enrolment', () => {
  it('from the application to the termination', async () => {
    await open('enrolment');
    const application = await service.apply();
    expect(application).toEqual({
      id: application.id,
      childId: '1',
      holderId: application.holderId,
      groupId: GROUP,
      financingProgramme: PROGRAMME,
      state: 'requested',
      awaiting: null,
      reason: null,
      start: '2020-10-02',
      lastDay: '2020-12-30',
      submittedOn: '2020-09-21',
      concludedOn: null,
      notTaken: null,
    });
    const { id } = application;
    expect(await act(id, 'accept')).toEqual(['accepted', null, null]);
    service.date('2020-09-25');
    expect(await act(id, 'conclude')).toEqual(['accepted', 'enrolment', null]);
    for (const action of ['accept', 'refuse', 'withdraw', 'conclude'])
      expect(await act(id, action)).toEqual([409, '/problems/action-not-allowed', 'accepted']);

    service.date('2020-09-27');
    await service.deliver(service.fundsReserved(application));
    expect(await service.application(id)).toMatchObject({
      state: 'enrolled',
      awaiting: null,
      concludedOn: '2020-09-25',
    });
    service.date('2020-10-17');
    expect(await act(id, 'terminate', { by: 'family' })).toEqual(['terminated', null, null]);
    expect(await service.application(id)).toMatchObject({ lastDay: '2020-10-31' });
    expect(await act(id, 'terminate', { by: 'family' })).toEqual([409, '/problems/action-not-allowed', 'terminated']);

    const notice = { enteredOn: '2020-10-17', notice: 0 };
    const about = (on: string) => ({ contract: id, holder: application.holderId, on });
    const told = await service.told();
    expect(told.map(({ type, data }) => [type, data])).toEqual([
      ['application-submitted', { ...about('2020-09-21'), ...terms, lastDay: '2020-12-30' }],
      ['application-accepted', about('2020-09-21')],
      ['funds-requested', { ...about('2020-09-25'), ...terms, ...money, coPaymentAtMost: 502_800 }],
      ['contract-concluded', { ...about('2020-09-25'), group: GROUP, completeness: [] }],
      ['contract-terminated', { ...about('2020-10-17'), group: GROUP, by: 'family', ...notice, lastDay: '2020-10-31' }],
    ]);
    expect(told.map(({ key, sequence }) => [key, sequence])).toEqual(
      told.map((_, index) => [application.holderId, index]),
    );
  });

  it('a refused reservation refuses the application and tells so', async () => {
    await open('enrolment');
    const application = await service.apply();
    await act(application.id, 'accept');
    await act(application.id, 'conclude');
    await service.deliver(service.reservationRefused(application, 'no-certificate-place'));
    expect(standing(await service.application(application.id))).toEqual(['refused', null, 'no-certificate-place']);
    expect((await service.told()).at(-1)).toMatchObject({
      type: 'application-refused',
      data: { group: GROUP, reason: 'no-certificate-place', on: '2020-09-21' },
    });
  });
});

describe('the money reserved at the acceptance', () => {
  it('the acceptance waits for it', async () => {
    await open('acceptance');
    const application = await service.apply();
    const { id } = application;
    expect(standing(application)).toEqual(['requested', null, null]);
    expect(await act(id, 'accept')).toEqual(['requested', 'acceptance', null]);
    expect(await act(id, 'withdraw')).toEqual([409, '/problems/action-not-allowed', 'requested']);
    service.date('2020-09-22');
    await service.deliver(service.fundsReserved(application));
    expect(standing(await service.application(id))).toEqual(['accepted', null, null]);
    expect(await act(id, 'conclude')).toEqual(['enrolled', null, null]);
    expect((await service.told()).map(({ type, data }) => [type, data.on])).toEqual([
      ['application-submitted', '2020-09-21'],
      ['funds-requested', '2020-09-21'],
      ['application-accepted', '2020-09-21'],
      ['contract-concluded', '2020-09-22'],
    ]);
  });

  it('a conclusion after the last day is a refusal, and the reserve returns', async () => {
    await open('acceptance');
    await service.programme({ reserveAt: 'acceptance', toExclusive: '2021-06-01' });
    const application = await service.apply('1', { start: '2020-12-29' });
    await act(application.id, 'accept');
    await service.deliver(service.fundsReserved(application));
    service.date('2020-12-31');
    expect(await act(application.id, 'conclude')).toEqual(['refused', null, 'contract-period-over']);
    expect((await service.told()).at(-1)).toMatchObject({
      type: 'application-refused',
      data: { reason: 'contract-period-over', on: '2020-12-31' },
    });
  });
});

describe('the money reserved at the application', () => {
  it('the application waits for it and holds its place meanwhile', async () => {
    await open('application');
    await service.group({ places: 1 });
    const application = await service.apply();
    expect(standing(application)).toEqual(['requested', 'application', null]);
    expect(await typesTold()).toEqual(['application-submitted', 'funds-requested']);
    expect(standing(await service.apply('2'))).toEqual(['refused', null, 'group-full']);
    await service.deliver(service.fundsReserved(application));
    expect(standing(await service.application(application.id))).toEqual(['requested', null, null]);
    expect(await act(application.id, 'accept')).toEqual(['accepted', null, null]);
    expect(await act(application.id, 'conclude')).toEqual(['enrolled', null, null]);
    expect(await typesTold()).toEqual(['application-accepted', 'contract-concluded']);
  });

  it('a refused reservation gives the place back', async () => {
    await open('application');
    await service.group({ places: 1 });
    const application = await service.apply();
    await service.deliver(service.reservationRefused(application));
    expect(standing(await service.application(application.id))).toEqual(['refused', null, 'insufficient-funds']);
    expect(await typesTold()).toEqual(['application-submitted', 'funds-requested', 'application-refused']);
    expect(standing(await service.apply('2'))).toEqual(['requested', 'application', null]);
  });
});

describe('a refusal, a withdrawal, a notice before the start', () => {
  it('each tells the others that the reserve returns', async () => {
    await open('enrolment');
    const [first, second, third] = [await service.apply('1'), await service.apply('2'), await service.apply('3')];
    expect(await act(first.id, 'refuse')).toEqual(['refused', null, 'by-provider']);
    expect(await act(second.id, 'withdraw')).toEqual(['withdrawn', null, null]);
    await act(third.id, 'accept');
    await act(third.id, 'conclude');
    await service.deliver(service.fundsReserved(third));
    expect(await act(third.id, 'terminate', { by: 'provider' })).toEqual(['withdrawn', null, null]);
    const told = (await service.told()).filter(({ type }) => /refused|withdrawn/.test(type));
    expect(told.map(({ type, data }) => [type, data.contract])).toEqual([
      ['application-refused', first.id],
      ['application-withdrawn', second.id],
      ['application-withdrawn', third.id],
    ]);
    // Nobody is live any more.
    for (const child of ['1', '2', '3'])
      expect(standing(await service.apply(child))).toEqual(['requested', null, null]);
  });

  // After a notice the child was refused another group of the module, and others its seat, from the day after the last.
  it('a terminated contract holds its place on its days, and on no other', async () => {
    await open('enrolment');
    await service.group({ places: 1 });
    const application = await service.apply();
    await act(application.id, 'accept');
    await act(application.id, 'conclude');
    await service.deliver(service.fundsReserved(application));
    service.date('2020-10-17');
    await act(application.id, 'terminate', { by: 'family' });
    expect(await service.apply('1', { start: '2020-10-31' })).toMatchObject({ reason: 'already-in-module' });
    expect(await service.apply('2', { start: '2020-10-31' })).toMatchObject({ reason: 'group-full' });
    expect(await service.apply('1', { start: '2020-11-01' })).toMatchObject({ state: 'requested' });
    expect(await service.apply('2', { start: '2020-11-01' })).toMatchObject({ reason: 'group-full' });
    // Past days are days too.
    service.date('2020-12-01');
    expect(await service.apply('2', { start: '2020-10-20' })).toMatchObject({ reason: 'group-full' });
  });
});

describe('an application that is refused at once', () => {
  it('is recorded with its reason and told to nobody', async () => {
    await open('enrolment');
    await service.group({ groupId: 'g-unpaid', moduleId: 'm2', payable: false });
    await service.group({ groupId: 'g-long', moduleId: 'm3', firstDay: '2020-09-01', lastDay: '2021-05-31' });
    await service.importChildren('4,2015-01-01,2442,general', '5,2008-06-26,4705,general');
    const refused = async (childId: string, asked: { groupId?: string; start?: string } = {}) =>
      (await service.apply(childId, asked)).reason;
    expect(await refused('nobody', { groupId: 'nothing' })).toBe('unknown-group');
    expect(await refused('nobody')).toBe('unknown-child');
    expect(await refused('5')).toBe('no-financing-programme');
    expect(await refused('1', { groupId: 'g-unpaid' })).toBe('provider-not-payable');
    expect(await refused('1', { start: '2020-12-30' })).toBe('start-outside-group');
    expect(await refused('1', { groupId: 'g-long', start: '2021-01-01' })).toBe('start-outside-period');
    expect(await refused('1', { groupId: 'g-long', start: '2020-09-30' })).toBe('start-outside-period');
    expect(await refused('4')).toBe('age-not-suitable');
    expect(await service.told()).toEqual([]);

    const { body } = await service.get('/applications?state=refused');
    expect((body.items as NamedView[]).map(({ childId, reason }) => [childId, reason])).toEqual([
      ['nobody', 'unknown-group'],
      ['nobody', 'unknown-child'],
      ['5', 'no-financing-programme'],
      ['1', 'provider-not-payable'],
      ['1', 'start-outside-group'],
      ['1', 'start-outside-period'],
      ['1', 'start-outside-period'],
      ['4', 'age-not-suitable'],
    ]);
    const [unknown] = body.items as NamedView[];
    expect(await act(unknown?.id ?? '', 'accept')).toEqual([409, '/problems/action-not-allowed', 'refused']);
  });

  it('takes the programme whose period contains the start, and else the latest', async () => {
    await open('enrolment');
    await service.programme({
      financingProgramme: 'spring',
      from: '2021-01-01',
      toExclusive: '2021-06-01',
      reserveAt: 'application',
    });
    await service.group({ lastDay: '2021-12-31' });
    expect(await service.apply('1', { start: '2020-12-31' })).toMatchObject({
      financingProgramme: PROGRAMME,
      lastDay: '2020-12-31',
    });
    expect(await service.apply('2', { start: '2021-01-01' })).toMatchObject({
      financingProgramme: 'spring',
      lastDay: '2021-05-31',
      awaiting: 'application',
    });
    expect(await service.apply('3', { start: '2021-06-01' })).toMatchObject({ reason: 'start-outside-period' });
  });
});

describe('the HTTP side', () => {
  it('answers a repeated application with the same one, as it is by then', async () => {
    await open('enrolment');
    const body = { childId: '1', groupId: GROUP, start: '2020-10-02' };
    const key = { 'idempotency-key': newId() };
    const first = await service.post('/applications', body, key);
    expect([first.status, first.headers['idempotency-hit']]).toEqual([201, undefined]);
    await act(first.body.id, 'accept');
    const again = await service.post('/applications', body, key);
    expect([again.status, again.headers['idempotency-hit']]).toEqual([201, 'true']);
    expect(again.body).toEqual({ ...first.body, state: 'accepted' });
    expect(await service.post('/applications', { ...body, childId: '2' }, key)).toMatchObject({
      status: 422,
      body: { type: '/problems/idempotency-key-reused' },
    });
  });

  it('answers a repeated refusal of an action as the first time', async () => {
    await open('enrolment');
    const { id } = await service.apply();
    const key = { 'idempotency-key': newId() };
    const first = await service.post(`/applications/${id}/conclude`, undefined, key);
    expect(first.body).toMatchObject({ status: 409, state: 'requested', awaiting: null, action: 'conclude' });
    await act(id, 'accept');
    const again = await service.post(`/applications/${id}/conclude`, undefined, key);
    expect([again.status, again.headers['idempotency-hit'], again.body.state]).toEqual([409, 'true', 'requested']);
  });

  it.each([
    ['/applications/not-an-id/accept', undefined, 404, 'unknown-application'],
    [`/applications/${newId()}/accept`, undefined, 404, 'unknown-application'],
    [`/applications/${newId()}/dance`, undefined, 404, 'not-found'],
    [`/applications/${newId()}/terminate`, { by: 'nobody' }, 400, 'invalid-request'],
    ['/applications', {}, 400, 'invalid-request'],
  ])('POST %s %j: %i %s', async (path, body, status, reason) => {
    await open('enrolment');
    expect(await service.post(path, body)).toMatchObject({ status, body: { type: `/problems/${reason}` } });
  });

  it('names every fault of a request', async () => {
    await open('enrolment');
    const { body } = await service.post('/applications', { childId: '', start: '2020-02-30', x: 1 });
    expect(
      (body.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`).toSorted(),
    ).toEqual(['/childId not-a-code', '/groupId required', '/start not-a-date', '/x unknown-field']);
  });

  it('lists by state, group and child, page by page', async () => {
    await open('enrolment');
    await service.group({ groupId: 'g2', moduleId: 'm2' });
    const ids: string[] = [];
    for (const child of ['1', '2', '3'])
      for (const groupId of [GROUP, 'g2']) ids.push((await service.apply(child, { groupId })).id);
    const list = async (query: string) => {
      const { body } = await service.get(`/applications?${query}`);
      return { ids: (body.items as NamedView[]).map(({ id }) => id), next: body.next as string | undefined };
    };
    expect((await list('')).ids).toEqual(ids);
    expect((await list('childId=2')).ids).toEqual(ids.slice(2, 4));
    expect((await list('group=g2&state=requested')).ids).toEqual([ids[1], ids[3], ids[5]]);
    const page = await list('limit=4');
    expect(page.ids).toEqual(ids.slice(0, 4));
    expect(await list(`limit=4&cursor=${page.next}`)).toEqual({ ids: ids.slice(4), next: undefined });
    expect((await service.get('/applications?cursor=x')).status).toBe(400);
    expect((await service.get(`/applications?cursor=${Buffer.from('["x"]').toString('base64url')}`)).status).toBe(400);
  });
});

describe('Prefer: wait', () => {
  it('holds the answer until the money is answered', async () => {
    await open('application');
    const waiting = service.post(
      '/applications',
      { childId: '1', groupId: GROUP, start: '2020-10-02' },
      { prefer: 'wait=30' },
    );
    const application = await submitted();
    await service.deliver(service.fundsReserved(application));
    expect(standing((await waiting).body)).toEqual(['requested', null, null]);
  });

  it('holds a read and a repeat as well', async () => {
    await open('acceptance');
    const { id } = await service.apply();
    const key = { 'idempotency-key': newId() };
    const accepted = await service.post(`/applications/${id}/accept`, undefined, key);
    expect(accepted.body.awaiting).toBe('acceptance');
    const reads = [
      service.get(`/applications/${id}`, { prefer: 'wait=30' }),
      service.post(`/applications/${id}/accept`, undefined, { ...key, prefer: 'wait=30' }),
    ];
    await service.deliver(service.fundsReserved(accepted.body));
    for (const read of reads) expect(standing((await read).body)).toEqual(['accepted', null, null]);
  });

  it('finds an answer that another process took', async () => {
    await open('application');
    const application = await service.apply();
    const read = service.get(`/applications/${application.id}`, { prefer: 'wait=30' });
    await service.database.query(`UPDATE enrollment.applications SET awaiting = NULL, state = 'accepted'`);
    expect(standing((await read).body)).toEqual(['accepted', null, null]);
  });

  it('is over after so many seconds', async () => {
    await open('application');
    const application = await service.apply();
    const asked = performance.now();
    const read = await service.get(`/applications/${application.id}`, { prefer: 'wait=1' });
    expect(standing(read.body)).toEqual(['requested', 'application', null]);
    expect(performance.now() - asked).toBeGreaterThanOrEqual(990);
  });

  const submitted = async (): Promise<NamedView> => {
    for (;;) {
      const { body } = await service.get('/applications');
      const [application] = body.items as NamedView[];
      if (application) return application;
      // Everything a request to PGlite awaits is a microtask: without this turn the other request never goes on.
      await new Promise(setImmediate);
    }
  };
});
