import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SCOPES, type TokenCheck } from '@lib/access';
import type { Database } from '@lib/database';
import { calendarDate, derivedId, instant, type Clock } from '@lib/kernel';
import { enrollmentPolicy } from '../enrollment.policy.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { retain } from '../erasure/retention.jobs.js';

let database: Database;
let service: RunningEnrollment;

/** Whoever the token names: programs, operators vera and boris, or else a parent. */
const caller = async (name: string): ReturnType<TokenCheck['caller']> => {
  if (name === 'program')
    return { kind: 'integration', name, grants: [{ role: 'integration', of: undefined }], scopes: [...SCOPES] };
  const role = ['vera', 'boris'].includes(name) ? 'operator' : 'parent';
  return { kind: 'person', name: derivedId(name), grants: [{ role, of: undefined }], scopes: [] };
};

beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database, 'enrolment', {
    policy: enrollmentPolicy,
    tokens: { known: () => undefined, caller },
  });
});
afterAll(async () => {
  await service.close();
  await database.close();
});

const as = (name: string) => ({ authorization: `Bearer ${name}` });
const status = async (path: string, name: string): Promise<number> => (await service.get(path, as(name))).status;
const holderOf = async (childId: string): Promise<string> =>
  (await service.get(`/children/${childId}`, as('vera'))).body.holderId!;
const ask = (keep: string, other: string, name = 'vera') =>
  service.post('/merges', { keep, other, reason: 'same-person' }, as(name));
const decide = (id: string, how = 'approve', name = 'boris') =>
  service.post(`/merges/${id}/${how}`, undefined, as(name));
const merged = async (keep: string, other: string): Promise<void> => {
  const { body } = await ask(keep, other);
  const { status: done } = await decide(body.id);
  if (done !== 200) throw new Error(`${keep} and ${other}: ${JSON.stringify(body)}`);
};
const claimed = async (childId: string, name: string): Promise<string> => {
  const { body } = await service.post('/guardianships/codes', { childId, relation: 'guardian' }, as('vera'));
  return (await service.post('/guardianships', { code: body['code'] }, as(name))).body.id;
};
const twoChildren = async (one: string, other: string): Promise<void> => {
  await service.importChildren(`${one},2008-06-26,2442,general`, `${other},2008-06-26,2442,general`);
};
/** An application that is over, which stays under its holder. */
const withdrawn = async (childId: string): Promise<string> => {
  const { id } = await service.apply(childId);
  await service.act(id, 'withdraw');
  return id;
};

describe('two children that are one', () => {
  it('are merged when a second person agrees, and not by one alone', async () => {
    await twoChildren('24-1', '24-2');
    const [kept, other] = [await holderOf('24-1'), await holderOf('24-2')];
    const asked = await ask('24-1', '24-2');
    expect(asked).toMatchObject({ status: 201, body: { keep: kept, other, state: 'waiting' } });
    expect(asked.headers['location']).toBe(`/merges/${asked.body.id}`);
    expect((await ask('24-1', '24-2', 'boris')).body).toMatchObject({ type: '/problems/merge-waiting' });
    expect((await decide(asked.body.id, 'approve', 'vera')).body).toMatchObject({
      type: '/problems/second-person-needed',
      status: 403,
    });
    expect(await holderOf('24-2')).toBe(other);
    expect(await decide(asked.body.id)).toMatchObject({ status: 200, body: { state: 'done' } });
    expect([await holderOf('24-1'), await holderOf('24-2')]).toEqual([kept, kept]);
    expect((await decide(asked.body.id)).body).toMatchObject({ type: '/problems/merge-decided' });
    expect((await ask('24-2', '24-1')).body).toMatchObject({ type: '/problems/same-child' });
  });

  it('stay two when that is dropped', async () => {
    await twoChildren('24-3', '24-4');
    const { body } = await ask('24-3', '24-4');
    expect(await decide(body.id, 'drop', 'vera')).toMatchObject({ status: 200, body: { state: 'dropped' } });
    expect(await holderOf('24-3')).not.toBe(await holderOf('24-4'));
    expect((await service.get('/merges?state=dropped', as('boris'))).body['items']).toMatchObject([{ id: body.id }]);
    expect((await service.get(`/merges/${body.id}`, as('boris'))).body).toMatchObject({ state: 'dropped' });
  });

  it('apply as the one that is kept, under either id', async () => {
    await twoChildren('24-5', '24-6');
    const before = await withdrawn('24-6');
    await merged('24-5', '24-6');
    const { id, holderId } = await service.apply('24-6');
    expect(holderId).toBe(await holderOf('24-5'));
    // A second contract of the module is refused under the other id as well.
    expect(await service.apply('24-5')).toMatchObject({ state: 'refused', reason: 'already-in-module' });
    await service.act(id, 'withdraw');
    expect((await service.application(before)).holderId).not.toBe(holderId);
  });

  it('take the municipality of the one that is kept', async () => {
    await service.importChildren('24-7,2008-06-26,2442,general', '24-8,2008-06-26,1,general');
    await merged('24-7', '24-8');
    expect((await service.apply('24-8')).state).toBe('requested');
  });

  it('are reached by the guardians of either, with the applications and the account of both', async () => {
    await twoChildren('24-9', '24-10');
    const [kept, other] = [await holderOf('24-9'), await holderOf('24-10')];
    await claimed('24-9', 'anna');
    const ofDina = await claimed('24-10', 'dina');
    const application = await withdrawn('24-10');
    expect(await status(`/applications/${application}`, 'anna')).toBe(404);
    await merged('24-9', '24-10');
    for (const name of ['anna', 'dina']) {
      expect([await status('/children/24-9', name), await status('/children/24-10', name)]).toEqual([200, 200]);
      expect(await status(`/applications/${application}`, name)).toBe(200);
      // By this certificates asks whose account one may see.
      for (const holder of [kept, other]) expect(await status(`/children?holderId=${holder}`, name)).toBe(200);
    }
    // And by whoever claims it later.
    await claimed('24-10', 'egor');
    expect(await status(`/children?holderId=${other}`, 'egor')).toBe(200);
    const copy = (await service.get('/children/24-9/copy', as('egor'))).body;
    expect(copy).toMatchObject({ card: { childId: '24-9' }, merged: [{ childId: '24-10' }] });
    expect(copy['applications']).toMatchObject([{ id: application }]);
    // A guardianship that ends, ends for both.
    await service.post(`/guardianships/${ofDina}/end`, undefined, as('vera'));
    for (const holder of [kept, other]) expect(await status(`/children?holderId=${holder}`, 'dina')).toBe(404);
    for (const holder of [kept, other]) expect(await status(`/children?holderId=${holder}`, 'anna')).toBe(200);
  });

  it('are three when there was a merge before', async () => {
    await twoChildren('24-11', '24-12');
    await service.importChildren('24-13,2008-06-26,2442,general');
    await merged('24-12', '24-11');
    await merged('24-13', '24-12');
    const kept = await holderOf('24-13');
    expect([await holderOf('24-11'), await holderOf('24-12')]).toEqual([kept, kept]);
  });
});

describe('a child is not merged into another', () => {
  const reasonOf = async (keep: string, other: string): Promise<unknown> => (await ask(keep, other)).body['type'];

  it('while an application is open or a contract runs under the id that ends', async () => {
    await twoChildren('24-20', '24-21');
    const waiting = await ask('24-20', '24-21');
    const { id } = await service.apply('24-21');
    expect((await decide(waiting.body.id)).body).toMatchObject({ type: '/problems/contracts-live', contracts: 1 });
    expect(await reasonOf('24-20', '24-21')).toBe('/problems/contracts-live');
    // Under the id that is kept there may be some.
    expect((await ask('24-21', '24-20')).status).toBe(201);
    await service.act(id, 'withdraw');
    expect((await decide(waiting.body.id)).status).toBe(200);
  });

  // A notice that is revoked on its day brings back a contract that was over.
  it('on the day of a notice, which may be revoked', async () => {
    await twoChildren('24-28', '24-29');
    const application = await service.apply('24-29');
    await service.act(application.id, 'accept');
    await service.act(application.id, 'conclude');
    await service.deliver(service.fundsReserved(await service.application(application.id)));
    await service.act(application.id, 'terminate', { by: 'family' });
    const ended = await service.application(application.id);
    expect(ended).toMatchObject({ state: 'withdrawn', awaiting: null });
    // The kept child has the same certificate.
    for (const childId of ['24-28', '24-29'])
      await database.query('INSERT INTO enrollment.certificates VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        await holderOf(childId),
        'minusinsk-2020',
      ]);
    expect((await ask('24-28', '24-29')).body).toMatchObject({ type: '/problems/contracts-live', contracts: 1 });
    service.date('2020-09-22');
    expect((await ask('24-28', '24-29')).body).toMatchObject({ type: '/problems/contracts-live' });
    service.date('2020-09-24');
    expect((await ask('24-28', '24-29')).status).toBe(201);
  });

  it('while it alone has a certificate: the kept child would be given a second one', async () => {
    await twoChildren('24-22', '24-23');
    const has = async (childId: string) =>
      database.query('INSERT INTO enrollment.certificates (holder_id, financing_programme) VALUES ($1, $2)', [
        await holderOf(childId),
        'minusinsk-2020',
      ]);
    await has('24-23');
    expect(await reasonOf('24-22', '24-23')).toBe('/problems/certificate-of-other');
    await has('24-22');
    expect((await ask('24-22', '24-23')).status).toBe(201);
  });

  it('while one of them is to be erased, or where there is none', async () => {
    await twoChildren('24-24', '24-25');
    await service.post('/erasures', { childId: '24-25', reason: 'request' }, as('vera'));
    expect(await reasonOf('24-24', '24-25')).toBe('/problems/erasure-waiting');
    expect(await reasonOf('24-25', '24-24')).toBe('/problems/erasure-waiting');
    expect(await reasonOf('24-24', 'nobody')).toBe('/problems/unknown-child');
    expect(await reasonOf('24-24', '24-24')).toBe('/problems/same-child');
  });

  it('in a circle, whoever agrees at the same time', async () => {
    await twoChildren('24-26', '24-27');
    const [one, another] = [await ask('24-26', '24-27'), await ask('24-27', '24-26')];
    const answers = await Promise.all([decide(one.body.id), decide(another.body.id)]);
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    expect(await holderOf('24-26')).toBe(await holderOf('24-27'));
  });
});

describe('a child that others were merged into', () => {
  const rows = async (holders: readonly string[]): Promise<number> =>
    (
      await database.query(
        `SELECT holder_id FROM enrollment.children WHERE holder_id = ANY($1::uuid[])
         UNION ALL SELECT holder_id FROM enrollment.people WHERE holder_id = ANY($1::uuid[])
         UNION ALL SELECT holder_id FROM enrollment.guardianships WHERE holder_id = ANY($1::uuid[])`,
        [holders],
      )
    ).length;

  it('is erased with them', async () => {
    await twoChildren('24-30', '24-31');
    const holders = [await holderOf('24-30'), await holderOf('24-31')];
    await claimed('24-31', 'fedor');
    const application = await withdrawn('24-31');
    await merged('24-30', '24-31');
    const { body } = await service.post('/erasures', { childId: '24-31', reason: 'request' }, as('vera'));
    expect((await service.post(`/erasures/${body.id}/approve`, undefined, as('boris'))).status).toBe(200);
    expect(await rows(holders)).toBe(0);
    expect(await status('/children/24-30', 'vera')).toBe(404);
    expect(await status('/children/24-31', 'vera')).toBe(404);
    expect((await service.application(application)).childId).toBeNull();
  });

  it('is kept as long as one of them is', async () => {
    const standing = { now: () => instant('2020-09-21T05:00:00Z') } as Clock;
    await twoChildren('24-32', '24-33');
    const holders = [await holderOf('24-32'), await holderOf('24-33')];
    const application = await withdrawn('24-33');
    await merged('24-32', '24-33');
    await database.query("UPDATE enrollment.applications SET last_day = '2021-05-31' WHERE id = $1", [application]);
    await retain(database, standing, calendarDate('2026-01-01'));
    expect(await rows(holders)).toBe(4);
    await retain(database, standing, calendarDate('2027-01-01'));
    expect(await rows(holders)).toBe(0);
  });
});
