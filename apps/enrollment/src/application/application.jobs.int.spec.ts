import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { inLanes } from '../../../../test/support/lanes.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import type { Step } from '../programme/domain/programme.js';

let service: RunningEnrollment;
let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
const open = async (reserveAt: Step = 'enrolment') => {
  service = await openEnrollment(database, reserveAt);
  await service.runJobs();
};
afterEach(() => service.close());

const refusals = async () =>
  (await service.told()).flatMap(({ type, data }) =>
    type === 'application-refused' ? [[data.contract, data.reason, data.on]] : [],
  );

describe('the jobs of the day', () => {
  it('refuse what is open two calendar months after its start, the accepted as well, dated with the first', async () => {
    await open();
    const [requested, accepted, later] = [
      await service.apply('1'),
      await service.apply('2'),
      await service.apply('3', { start: '2020-11-01' }),
    ];
    await service.act(accepted.id, 'accept');
    service.date('2020-11-30');
    await service.runJobs();
    expect(await refusals()).toEqual([]);
    service.date('2020-12-05');
    await service.runJobs();
    expect(await refusals()).toEqual([
      [requested.id, 'start-too-old', '2020-12-01'],
      [accepted.id, 'start-too-old', '2020-12-01'],
    ]);
    expect(await service.application(requested.id)).toMatchObject({ state: 'refused', reason: 'start-too-old' });
    expect(await service.application(later.id)).toMatchObject({ state: 'requested' });
  });

  it('refuse what is open at the end of the period, the stale first', async () => {
    await open();
    await service.group({ groupId: 'g2', moduleId: 'm2' });
    const over = await service.apply('1', { start: '2020-12-01' });
    const stale = await service.apply('1', { groupId: 'g2', start: '2020-11-02' });
    service.date('2021-01-01');
    await service.runJobs();
    expect(await refusals()).toEqual([
      [stale.id, 'start-too-old', '2021-01-01'],
      [over.id, 'period-over', '2021-01-01'],
    ]);
  });

  it('run before the first command of the day, and once', async () => {
    await open();
    const application = await service.apply('1', { start: '2020-12-01' });
    service.date('2021-01-04');
    const { status, body } = await service.act(application.id, 'accept');
    expect([status, body.state]).toEqual([409, 'refused']);
    await service.database.query('DELETE FROM clock.day_runs');
    await service.runJobs();
    expect(await refusals()).toEqual([[application.id, 'period-over', '2021-01-01']]);
  });

  it('leave contracts and what is ended alone', async () => {
    await open();
    const [enrolled, withdrawn] = [await service.apply('1'), await service.apply('2')];
    await service.act(withdrawn.id, 'withdraw');
    await service.act(enrolled.id, 'accept');
    await service.act(enrolled.id, 'conclude');
    await service.deliver(service.fundsReserved(enrolled));
    service.date('2021-01-01');
    await service.runJobs();
    expect(await refusals()).toEqual([]);
    expect(await service.application(enrolled.id)).toMatchObject({ state: 'enrolled' });
  });

  it('take more than one batch', async () => {
    await open();
    await service.group({ places: 1000, lastDay: '2021-05-31' });
    await service.importChildren(...Array.from({ length: 205 }, (_, index) => `c${index},2008-06-26,2442,general`));
    await inLanes(Array.from({ length: 205 }), 8, (_, index) => service.apply(`c${index}`));
    service.date('2020-12-01');
    await service.runJobs();
    expect(await refusals()).toHaveLength(205);
    expect((await service.get('/applications?state=requested')).body.items).toEqual([]);
  });
});

describe('an application that waits for money on the day it lapses', () => {
  it.each([
    ['application', 'refused', 'start-too-old'],
    ['acceptance', 'refused', 'start-too-old'],
    // It was asked in time, so it is a contract.
    ['enrolment', 'enrolled', null],
  ] as const)('is left alone, and after a late yes at the %s it is %s', async (reserveAt, state, reason) => {
    await open(reserveAt);
    const application = await service.apply();
    if (reserveAt !== 'application') await service.act(application.id, 'accept');
    if (reserveAt === 'enrolment') await service.act(application.id, 'conclude');
    service.date('2020-12-03');
    await service.runJobs();
    expect(await service.application(application.id)).toMatchObject({ awaiting: reserveAt });
    await service.deliver(service.fundsReserved(application));
    expect(await service.application(application.id)).toMatchObject({ state, reason, awaiting: null });
    expect(await refusals()).toEqual(reason === null ? [] : [[application.id, reason, '2020-12-01']]);
    service.date('2021-01-01');
    await service.runJobs();
    expect(await refusals()).toEqual([]);
  });

  it('what a run could not see is refused by the next one, with its own date', async () => {
    await open();
    const application = await service.apply();
    // As if it had been written while the jobs of its day ran.
    await service.database.query(
      `UPDATE enrollment.applications SET lapses_on = '2020-09-21', lapse_reason = 'period-over'`,
    );
    service.date('2020-09-22');
    await service.runJobs();
    expect(await refusals()).toEqual([[application.id, 'period-over', '2020-09-21']]);
  });
});
