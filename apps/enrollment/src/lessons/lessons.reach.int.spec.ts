import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SCOPES, type TokenCheck } from '@lib/access';
import type { Database } from '@lib/database';
import { derivedId } from '@lib/kernel';
import { enrollmentPolicy } from '../enrollment.policy.js';
import { GROUP, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

let database: Database;
let service: RunningEnrollment;

/** A program, or somebody with the role that the token names, such as `payer-2442`. */
const caller = async (name: string): ReturnType<TokenCheck['caller']> => {
  const [role, of] = name.split('-') as ['payer' | 'municipality' | 'provider', string | undefined];
  if (of === undefined)
    return { kind: 'integration', name, grants: [{ role: 'integration', of: undefined }], scopes: [...SCOPES] };
  return { kind: 'person', name: derivedId(name), grants: [{ role, of }], scopes: [] };
};
const as = (name: string) => ({ authorization: `Bearer ${name}` });
const listed = async (name: string): Promise<any> => (await service.get('/lessons', as(name))).body['items'];
const months = async (name: string): Promise<readonly string[]> =>
  (await listed(name)).map(({ month }: { month: string }) => month);

const contract = async (childId: string): Promise<string> => {
  const { id } = await service.apply(childId);
  await service.act(id, 'accept');
  await service.act(id, 'conclude');
  await service.deliver(service.fundsReserved(await service.application(id)));
  return id;
};

let ofTheOtherTown: string;
beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database, 'enrolment', {
    policy: enrollmentPolicy,
    tokens: { known: () => undefined, caller },
  });
  await service.programme({ financingProgramme: 'shushenskoye-2020', municipality: 2443 });
  await service.importChildren('x,2008-06-26,2443,general');
  await contract('1');
  ofTheOtherTown = await contract('x');
  service.date('2020-11-20');
  for (const month of ['2020-10', '2020-11'])
    await service.post('/lessons', { groupId: GROUP, month, held: 0, planned: 8 });
});
afterAll(async () => {
  await service.close();
  await database.close();
});

describe('reports of lessons', () => {
  it.each(['municipality', 'payer'])('are shown to the %s whose children have contracts in the group', async (role) => {
    expect(await months(`${role}-2442`)).toEqual(['2020-10', '2020-11']);
    expect(await months(`${role}-2443`)).toEqual(['2020-10', '2020-11']);
    expect(await months(`${role}-2444`)).toEqual([]);
    expect((await service.get(`/lessons/${GROUP}/2020-10`, as(`${role}-2443`))).status).toBe(200);
    expect((await service.get(`/lessons/${GROUP}/2020-10`, as(`${role}-2444`))).body).toMatchObject({
      type: '/problems/not-reported',
      status: 404,
    });
    expect(await months('provider-22003')).toEqual(['2020-10', '2020-11']);
  });

  it('tell a municipality those certificates alone that a correction finds lacking of its own', async () => {
    const lessons = { groupId: GROUP, month: '2020-10', held: 8, planned: 8, reason: 'typing-error' };
    const { id } = (await service.post('/lessons/corrections', lessons, as('program'))).body;
    await service.told();
    await service.post(`/lessons/corrections/${id}/approve`, undefined, as('second'));
    for (const question of await service.told())
      await service.deliver(
        service.correctionAnswered(
          question,
          'contract' in question.data && question.data.contract === ofTheOtherTown ? '2400000007' : undefined,
        ),
      );
    const lacking = async (name: string): Promise<unknown> =>
      (await listed(name))[0].corrections[0].certificatesLacking;
    expect(await lacking('program')).toEqual(['2400000007']);
    expect(await lacking('provider-22003')).toEqual(['2400000007']);
    expect(await lacking('payer-2443')).toEqual(['2400000007']);
    expect(await lacking('payer-2442')).toEqual([]);
    const corrections = async (name: string): Promise<readonly string[]> =>
      ((await service.get('/lessons/corrections', as(name))).body as any).items.map((one: any) => one.id);
    expect(await corrections('program')).toEqual([id]);
    expect(await corrections('provider-22003')).toEqual([id]);
    expect(await corrections('provider-1')).toEqual([]);
    expect((await service.get('/lessons/corrections', as('payer-2442'))).status).toBe(403);
  });

  it('are shown to a municipality of the months in which such a contract has days', async () => {
    await database.query(
      "UPDATE enrollment.applications SET state = 'terminated', last_day = '2020-10-31' WHERE id = $1",
      [ofTheOtherTown],
    );
    expect(await months('payer-2443')).toEqual(['2020-10']);
    expect(await months('payer-2442')).toEqual(['2020-10', '2020-11']);
    await database.query("UPDATE enrollment.applications SET state = 'withdrawn' WHERE id = $1", [ofTheOtherTown]);
    expect(await months('payer-2443')).toEqual([]);
  });
});
