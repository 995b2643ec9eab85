import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MemoryEventStore, type NewEvent, type NonEmpty } from '@lib/event-store';
import { derivedId, instant } from '@lib/kernel';
import { issued, reserved, rub } from '../account/account-events.testing.js';
import { accountCodec } from '../account/event-catalogue.js';
import { inVyborg, type RunningCertificates } from '../certificates.testing.js';
import { StudyGroups } from '../group/group.store.js';
import { streams } from '../ledger/streams.js';

const anna = '0199a1f0-0000-7000-8000-00000000000a';
const contract = '0199a1f0-0000-7000-8000-0000000000c1';

let service: RunningCertificates;
beforeAll(async () => {
  const store = new MemoryEventStore();
  service = await inVyborg(store, { now: '2019-10-01T09:00:00.000Z', nominalKopecks: 500_000 });
  const events = [issued('2019-09-06', rub('5,000')), { ...reserved('2019-09-06'), contract }].map((event, index) => ({
    id: derivedId(anna, index),
    ...accountCodec.encode(event),
    meta: {},
    recordedAt: instant('2019-09-06T06:00:00Z'),
  }));
  await store.append(streams.account(anna), 'no-stream', events as unknown as NonEmpty<NewEvent>);
  await service.caughtUp();
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

const get = async (url: string, language = 'ru') => {
  const { statusCode, body } = await service.app.inject({ url, headers: { 'accept-language': language } });
  return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> };
};

// A family names the number of its certificate, and there was nothing that took it.
it('a number leads to the holder and the programme of its certificate', async () => {
  expect(await get('/certificates/4700000001')).toEqual({
    status: 200,
    body: {
      number: '4700000001',
      certificates: [{ holder: anna, programme: '4705-2019-autumn', certificateGroup: 'general', closed: false }],
    },
  });
});

it('a number that nobody has is 404', async () => {
  expect(await get('/certificates/4700000002')).toMatchObject({
    status: 404,
    body: { type: '/problems/unknown-certificate-number', title: 'Сертификата с таким номером нет' },
  });
});

it('a child whose certificate is not issued yet is told so', async () => {
  const { status, body } = await get(`/accounts/${contract}`);
  expect([status, body['type'], body['title']]).toEqual([404, '/problems/unknown-account', 'Сертификат ещё не выдан']);
});

it('a statement is read with the names that the catalogue has told, in the language of the reader', async () => {
  const entry = async (language: string): Promise<unknown> =>
    ((await get(`/accounts/${anna}/statement?programme=4705-2019-autumn`, language)).body['entries'] as unknown[])[1];
  const place = { providerId: '22003', moduleId: '900000', groupId: '700000' };
  const cause = { causedBy: 'family', reason: 'contract', amountKopecks: 500_000 };
  expect(await entry('en')).toMatchObject({ ...place, ...cause, reasonText: 'for a contract' });
  await service.app.get(StudyGroups).put(
    {
      ...place,
      programmeId: '1067100',
      providerName: 'Дворец творчества',
      programmeName: 'Шахматы',
      groupName: 'Группа 1',
    } as never,
    { sequence: 0, recordedTime: '2020-09-01T00:00:00.000Z' },
  );
  expect(await entry('ru')).toMatchObject({
    ...place,
    ...cause,
    providerName: 'Дворец творчества',
    programmeName: 'Шахматы',
    groupName: 'Группа 1',
    text: expect.stringContaining('Зарезервировано 5\u00a0000,00'),
  });
});
