import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WireMessage } from '@lib/contracts';
import { NewerVersion, derivedId } from '@lib/kernel';
import { MalformedMessage } from '@lib/messaging';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { GroupConsumer } from '../group/group.consumer.js';

let service: RunningEnrollment;
beforeAll(async () => {
  service = await openEnrollment(await openDatabase(), 'application');
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

const everything = () =>
  service.database.query(
    'SELECT * FROM enrollment.applications, (SELECT count(*) AS messages FROM enrollment.outbox) o ORDER BY id',
  );

describe('a message that comes twice', () => {
  it('has its effect once', async () => {
    const [first, second] = [await service.apply('1'), await service.apply('2')];
    for (const wire of [service.fundsReserved(first), service.reservationRefused(second)]) {
      await service.deliver(wire);
      const once = await everything();
      await service.deliver(wire);
      expect(await everything()).toEqual(once);
    }
    expect(await service.application(first.id)).toMatchObject({ state: 'requested', awaiting: null });
    expect(await service.application(second.id)).toMatchObject({ state: 'refused', reason: 'insufficient-funds' });
  });

  it('an older state of a group does not come back', async () => {
    const states = [0, 1].map((places) => service.groupChanged({ groupId: 'g-9', moduleId: 'm-9', places }));
    for (const wire of [...states, ...states]) await service.app.get(GroupConsumer).take(wire);
    expect(await service.apply('3', { groupId: 'g-9' })).toMatchObject({ state: 'requested' });
  });

  it('a second answer, under another id, changes nothing', async () => {
    const application = await service.application((await service.apply('2')).id);
    await service.deliver(service.fundsReserved(application));
    const once = await everything();
    await service.deliver(service.reservationRefused(application));
    expect(await everything()).toEqual(once);
  });
});

describe('what is not ours', () => {
  it('an answer about an application that nobody knows changes nothing', async () => {
    const application = await service.apply('3');
    const before = await everything();
    await service.deliver(service.fundsReserved({ ...application, id: derivedId('somebody else') }));
    expect(await everything()).toEqual(before);
  });
});

describe('a message that is none', () => {
  it.each([
    ['a tombstone', (good: WireMessage) => ({ ...good, value: null })],
    ['no JSON', (good: WireMessage) => ({ ...good, value: '{' })],
    ['a string', (good: WireMessage) => ({ ...good, value: '"text"' })],
    ['no id', (good: WireMessage) => ({ ...good, headers: { ...good.headers, ce_id: '' } })],
    ['an unknown type', (good: WireMessage) => ({ ...good, headers: { ...good.headers, ce_type: 'nobody.gift.v1' } })],
    ['data of another shape', (good: WireMessage) => ({ ...good, value: '{"contract":"x"}' })],
  ])('%s is malformed', async (_, spoil) => {
    const spoiled = spoil(service.fundsReserved(await service.apply()));
    await expect(service.deliver(spoiled)).rejects.toBeInstanceOf(MalformedMessage);
  });

  it('of a type or a version that is not known yet is of a newer build', async () => {
    const good = service.fundsReserved(await service.apply());
    for (const type of ['certificates.gift-given.v1', 'certificates.funds-reserved.v3']) {
      const newer = { ...good, headers: { ...good.headers, ce_type: type } };
      await expect(service.deliver(newer)).rejects.toBeInstanceOf(NewerVersion);
    }
  });
});
