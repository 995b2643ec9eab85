import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import { RunningCertificates, aRegion, holderOf, openDatabase } from '../certificates.testing.js';

let database: Database;
let service: RunningCertificates;
let other: RunningCertificates;
let region: FinancingProgramme;
let programme: string;
let municipality = 2442;
beforeAll(async () => {
  database = await openDatabase();
  service = await RunningCertificates.open(database);
  other = await RunningCertificates.open(database);
});
afterAll(async () => {
  await other.close();
  await service.close();
  await service.store.close();
  await database.close();
});
beforeEach(async () => {
  const [general] = aRegion().groups;
  municipality += 1;
  region = aRegion({
    municipality: { id: municipality, name: 'г. Минусинск' },
    groups: [{ ...general!, countLimit: 1 }],
  });
  programme = await service.register(region);
});

const changes = (rest = ''): string => `/financing-programmes/${programme}/limit-changes${rest}`;
const wanted = { certificateGroup: 'general', countLimit: 2, sumLimitKopecks: null, act: '№ 412 от 05.10.2020' };
const limits = () => service.get(`/financing-programmes/${programme}/limits`);
const hasCertificate = async (at: RunningCertificates): Promise<boolean> => {
  const child = newId();
  await at.enrol(child, region);
  const { body } = await at.get(`/accounts/${holderOf(child)}`);
  return (body as { certificates: readonly unknown[] }).certificates.length === 1;
};

describe('changing the limits of a certificate group (docs/rules.md §3)', () => {
  it('takes two, and every instance goes by them at once', async () => {
    expect([await hasCertificate(service), await hasCertificate(other)]).toStrictEqual([true, false]);
    const asked = await service.postAs('anna', changes(), wanted);
    expect(asked).toMatchObject({
      status: 201,
      body: { state: 'waiting', askedBy: 'anna', askedOn: '2020-10-05', countLimit: 2, act: wanted.act },
    });
    const { id } = asked.body as { id: string };
    expect(await service.postAs('anna', changes(`/${id}/approve`))).toMatchObject({
      status: 403,
      body: { type: '/problems/second-person-needed' },
    });
    expect(await hasCertificate(other)).toBe(false);
    expect(await other.postAs('boris', changes(`/${id}/approve`))).toMatchObject({
      status: 200,
      body: { state: 'approved', decidedBy: 'boris', decidedOn: '2020-10-05' },
    });
    expect([await hasCertificate(service), await hasCertificate(other)]).toStrictEqual([true, false]);
    expect(await limits()).toMatchObject({
      status: 200,
      body: {
        programme,
        groups: [{ certificateGroup: 'general', countLimit: 2, issued: 2, issuedKopecks: 380_000 }],
        changes: [{ id, state: 'approved', askedBy: 'anna', decidedBy: 'boris' }],
      },
    });
  });

  it('names every fault of a request, and what there is not', async () => {
    expect(await service.postAs('anna', changes(), { countLimit: -1, act: '' })).toMatchObject({
      status: 400,
      body: {
        errors: [
          { pointer: '/certificateGroup' },
          { pointer: '/countLimit' },
          { pointer: '/sumLimitKopecks' },
          { pointer: '/act' },
        ],
      },
    });
    expect(await service.postAs('anna', changes(), { ...wanted, certificateGroup: 'ovz' })).toMatchObject({
      status: 404,
      body: { type: '/problems/unknown-certificate-group' },
    });
    for (const step of ['approve', 'drop'])
      expect(await service.postAs('boris', changes(`/${newId()}/${step}`))).toMatchObject({
        status: 404,
        body: { type: '/problems/unknown-limit-change' },
      });
    expect(await service.postAs('anna', '/financing-programmes/1-nowhere/limit-changes', wanted)).toMatchObject({
      status: 404,
      body: { type: '/problems/unknown-programme' },
    });
  });

  it('is not below what is issued, and the answer says how much that is', async () => {
    await hasCertificate(service);
    expect(await service.postAs('anna', changes(), { ...wanted, countLimit: 0 })).toMatchObject({
      status: 409,
      body: { type: '/problems/limit-below-issued', count: 1, sumKopecks: 190_000 },
    });
  });

  it('of one request is one, also with an answer that was lost', async () => {
    const first = await service.postAs('anna', changes(), wanted, 'raise');
    const again = await other.postAs('anna', changes(), wanted, 'raise');
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(await service.postAs('vera', changes(), wanted, 'raise')).toMatchObject({
      status: 409,
      body: { type: '/problems/limit-change-waiting' },
    });
  });

  it('approved and dropped at one moment by two is one of the two, and both are told which', async () => {
    const { body } = await service.postAs('anna', changes(), wanted);
    const { id } = body as { id: string };
    const answers = await Promise.all([
      service.postAs('boris', changes(`/${id}/approve`)),
      other.postAs('vera', changes(`/${id}/drop`)),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toStrictEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)!.body as { state: string };
    expect((await limits()).body).toMatchObject({ changes: [{ id, state: won.state }] });
  });
});
