import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EnrollmentContractsMessage } from '@lib/contracts';
import type { Database } from '@lib/database';
import { newId } from '@lib/kernel';
import type { NamedView } from '../application/application.row.js';
import { GROUP, openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

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

const report = { groupId: GROUP, month: '2020-10', held: 0, planned: 8 };
const correction = { ...report, held: 8, reason: 'typing-error' };

const concluded = async (child: string): Promise<NamedView> => {
  const application = await service.apply(child);
  await service.act(application.id, 'accept');
  await service.act(application.id, 'conclude');
  return application;
};
const enrolled = async (child: string): Promise<NamedView> => {
  const application = await concluded(child);
  await service.deliver(service.fundsReserved(application));
  return application;
};
/** Two contracts of a group of whose October 0 of 8 lessons were reported, a slip, and the questions about its correction. */
const asked = async (body: object = correction) => {
  const contracts = [await enrolled('1'), await enrolled('2')];
  service.date('2020-11-05');
  await service.post('/lessons', report);
  await service.told();
  const proposed = await service.post('/lessons/corrections', body);
  expect(await service.told()).toEqual([]);
  const answer = await approved(proposed.body.id);
  const questions = await service.told();
  return { contracts, proposed, answer, id: proposed.body.id, questions };
};
/** Whoever proposed it does not approve it. */
const SECOND = { 'client-name': 'second' };
const approved = (id: string, headers: Record<string, string> = {}) =>
  service.post(`/lessons/corrections/${id}/approve`, {}, { ...SECOND, ...headers });
/** Every message comes twice. */
const answer = async (question: EnrollmentContractsMessage | undefined, lacking?: string): Promise<void> => {
  if (!question) throw new TypeError('nothing was asked');
  const wire = service.correctionAnswered(question, lacking);
  await service.deliver(wire);
  await service.deliver(wire);
};
const state = async (id: string): Promise<unknown> => (await service.get(`/lessons/corrections/${id}`)).body.state;
const inForce = async (): Promise<unknown> => {
  const { items } = (await service.get(`/lessons?groupId=${GROUP}`)).body as unknown as { items: any[] };
  return items.map(({ held, planned, first, corrections }) => [
    held,
    planned,
    first.held,
    corrections.map((each: any) => [each.before.held, each.held, each.state]),
  ]);
};

describe('a correction of a report of lessons', () => {
  it('asks every contract of the group first, and is decided for all when all have answered', async () => {
    const { contracts, proposed, answer: first, id, questions } = await asked();
    expect(proposed).toMatchObject({
      status: 201,
      headers: { location: `/lessons/corrections/${id}` },
      body: { state: 'proposed', approvedBy: null },
    });
    expect(first).toMatchObject({
      status: 200,
      body: {
        groupId: GROUP,
        month: '2020-10',
        held: 8,
        planned: 8,
        before: { held: 0, planned: 8 },
        reason: 'typing-error',
        state: 'pending',
        approvedBy: 'second',
        decidedAt: null,
        contracts: 2,
        certificatesLacking: [],
      },
    });
    const question = ({ id: contract, holderId: holder }: NamedView) => ({
      contract,
      holder,
      on: '2020-11-05',
      group: GROUP,
      correction: id,
      month: '2020-10',
      held: 8,
      planned: 8,
      reason: 'typing-error',
      corrects: { held: 0, planned: 8, reportedOn: '2020-11-05' },
    });
    expect(questions.map(({ type, key, data }) => [type, key, data])).toEqual(
      contracts.map((contract) => ['lessons-correction-requested', contract.holderId, question(contract)]),
    );

    await answer(questions[0]);
    expect([await state(id), await service.told(), await inForce()]).toEqual([
      'pending',
      [],
      [[0, 8, 0, [[0, 8, 'pending']]]],
    ]);
    // Midnight of another month between question and answer: the correction is of the day on which it was approved.
    service.date('2021-01-02');
    await answer(questions[1]);
    expect((await service.told()).map(({ type, data }) => [type, data])).toEqual(
      contracts.map((contract) => ['lessons-correction-decided', { ...question(contract), outcome: 'apply' }]),
    );
    expect(await inForce()).toEqual([[8, 8, 0, [[0, 8, 'applied']]]]);
    expect((await service.get(`/lessons/corrections/${id}`)).body.decidedAt).toBe('2021-01-02T05:00:00.000Z');
  });

  it('is refused as a whole, and names the certificates that lack money', async () => {
    const { contracts, id, questions } = await asked();
    await answer(questions[0], '2400000007');
    expect(await state(id)).toBe('pending');
    await answer(questions[1]);
    expect((await service.told()).map(({ type, data }) => [type, data])).toMatchObject([
      ['lessons-correction-decided', { contract: contracts[1]?.id, outcome: 'drop' }],
    ]);
    expect((await service.get(`/lessons/corrections/${id}`)).body).toMatchObject({
      state: 'refused',
      certificatesLacking: ['2400000007'],
    });
    expect(await inForce()).toEqual([[0, 8, 0, [[0, 8, 'refused']]]]);
    // It can be asked for again, with what the certificates have.
    expect((await service.post('/lessons/corrections', { ...correction, held: 4 })).status).toBe(201);
  });

  it('can itself be corrected, and every report stays visible', async () => {
    const { questions } = await asked();
    for (const question of questions) await answer(question);
    await service.told();
    service.date('2020-11-06');
    const second = await service.post('/lessons/corrections', { ...correction, held: 5, reason: 'inspection' });
    await approved(second.body.id);
    const again = await service.told();
    expect(again[0]?.data).toMatchObject({ corrects: { held: 8, planned: 8, reportedOn: '2020-11-05' } });
    for (const question of again) await answer(question);
    expect(await state(second.body.id)).toBe('applied');
    expect(await inForce()).toEqual([
      [
        5,
        8,
        0,
        [
          [0, 8, 'applied'],
          [8, 5, 'applied'],
        ],
      ],
    ]);
  });

  it('waits for a contract that is concluded meanwhile, on the report that was in force', async () => {
    const { id, questions } = await asked();
    const late = await enrolled('3');
    expect((await service.told()).at(-1)).toMatchObject({
      type: 'contract-concluded',
      data: { contract: late.id, completeness: [{ month: '2020-10', held: 0, planned: 8 }] },
    });
    for (const question of questions) await answer(question);
    expect(await state(id)).toBe('pending');
    const joined = await service.told();
    // Not before there was a contract.
    expect(joined).toMatchObject([
      { type: 'lessons-correction-requested', data: { contract: late.id, on: '2020-11-05' } },
    ]);
    await answer(joined[0]);
    expect(await state(id)).toBe('applied');
    expect((await service.told()).map(({ data }) => (data as { outcome?: string }).outcome)).toEqual([
      'apply',
      'apply',
      'apply',
    ]);
    // The next one hears the right report only.
    await database.query("UPDATE enrollment.applications SET state = 'withdrawn' WHERE id = $1", [late.id]);
    await service.importChildren('4,2008-06-26,2442,general');
    await enrolled('4');
    expect((await service.told()).at(-1)).toMatchObject({ data: { completeness: [{ held: 8, planned: 8 }] } });
  });

  it('asks a contract that waits for its money, and one that has ended; not one of other months', async () => {
    const [waiting, ended] = [await concluded('1'), await enrolled('2')];
    const later = await service.apply('3', { start: '2020-11-10' });
    await service.act(later.id, 'accept');
    await service.act(later.id, 'conclude');
    await service.deliver(service.fundsReserved(later));
    service.date('2020-10-30');
    await service.act(ended.id, 'terminate', { by: 'family' });
    service.date('2020-11-05');
    await service.post('/lessons', report);
    await service.told();
    await approved((await service.post('/lessons/corrections', correction)).body.id);
    expect((await service.told()).map(({ data }) => data.contract).sort()).toEqual([waiting.id, ended.id].sort());
  });

  it('of a group without contracts is decided at once', async () => {
    service.date('2020-11-05');
    await service.post('/lessons', report);
    const proposed = await service.post('/lessons/corrections', correction);
    expect((await approved(proposed.body.id)).body).toMatchObject({
      state: 'applied',
      contracts: 0,
    });
    expect(await inForce()).toEqual([[8, 8, 0, [[0, 8, 'applied']]]]);
  });

  it('whose answers do not come is cancelled by an operator; answers that come then change nothing', async () => {
    const { id, questions } = await asked();
    await answer(questions[0]);
    expect(await service.post(`/lessons/corrections/${id}/cancel`)).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    });
    expect((await service.told()).map(({ data }) => (data as { outcome?: string }).outcome)).toEqual(['drop', 'drop']);
    await answer(questions[1]);
    expect([await state(id), await service.told()]).toEqual(['cancelled', []]);
    expect(await service.post(`/lessons/corrections/${id}/cancel`)).toMatchObject({
      status: 409,
      body: { type: '/problems/correction-decided', state: 'cancelled' },
    });
    expect((await service.post(`/lessons/corrections/${newId()}/cancel`)).status).toBe(404);
  });

  it('is waited for, if the client wishes so, and repeated under its key', async () => {
    await enrolled('1');
    service.date('2020-11-05');
    await service.post('/lessons', report);
    const key = { 'idempotency-key': newId() };
    const { id } = (await service.post('/lessons/corrections', correction, key)).body;
    await service.told();
    expect((await approved(id, key)).body.state).toBe('pending');
    const questions = await service.told();
    const waiting = approved(id, { ...key, prefer: 'wait=30' });
    for (const question of questions) await answer(question);
    const waited = await waiting;
    expect([waited.status, waited.headers['idempotency-hit'], waited.body.state]).toEqual([200, 'true', 'applied']);
    const proposed = await service.post('/lessons/corrections', correction, key);
    expect([proposed.status, proposed.headers['idempotency-hit'], proposed.body.state]).toEqual([
      201,
      'true',
      'applied',
    ]);
    const again = await service.get(`/lessons/corrections/${id}`, { prefer: 'wait=30' });
    expect([again.status, again.body.state]).toEqual([200, 'applied']);
  });

  it('keeps words of its own sealed, and shows them with the correction only', async () => {
    const words = 'Петров болел, журнал заполнил Иванов';
    const { proposed, id } = await asked({ ...correction, reason: 'other', words });
    expect(proposed.status).toBe(201);
    expect((await service.get(`/lessons/corrections/${id}`)).body.words).toBe(words);
    for (const table of ['lesson_corrections', 'outbox', 'idempotency_keys']) {
      const rows = await database.query(`SELECT * FROM enrollment.${table}`);
      expect(JSON.stringify(rows)).not.toContain('Петров');
    }
  });

  it.each([
    [{ ...correction, groupId: 'nothing' }, 422, 'unknown-group', []],
    [{ ...correction, month: '2020-11' }, 409, 'not-reported', []],
    [report, 400, 'invalid-request', ['/reason required']],
    [{ ...correction, held: 0 }, 409, 'correction-changes-nothing', []],
    [{ ...correction, held: 9 }, 400, 'invalid-request', ['/held more-held-than-planned']],
    [{ ...correction, planned: 311 }, 400, 'invalid-request', ['/planned too-large']],
    [{ ...correction, reason: 'mood', words: ' ' }, 400, 'invalid-request', ['/reason not-one-of', '/words empty']],
  ])('%j: %i %s %j', async (body, status, reason, faults) => {
    service.date('2020-11-05');
    await service.post('/lessons', report);
    const refused = await service.post('/lessons/corrections', body);
    const errors = (refused.body.errors ?? []) as unknown as { pointer: string; code: string }[];
    expect([refused.status, refused.body.type, errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()]).toEqual(
      [status, `/problems/${reason}`, faults],
    );
  });

  // One person changed what every family of a group had paid.
  it('is approved by somebody else than who proposed it, once', async () => {
    service.date('2020-11-05');
    await service.post('/lessons', report);
    const { id } = (await service.post('/lessons/corrections', correction)).body;
    expect(await service.post(`/lessons/corrections/${id}/approve`)).toMatchObject({
      status: 403,
      body: { type: '/problems/second-person-needed' },
    });
    expect(await state(id)).toBe('proposed');
    const both = await Promise.all([approved(id), approved(id)]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  it('that is not to be approved is cancelled, and nobody was asked', async () => {
    await enrolled('1');
    service.date('2020-11-05');
    await service.post('/lessons', report);
    await service.told();
    const { id } = (await service.post('/lessons/corrections', correction)).body;
    expect((await service.post(`/lessons/corrections/${id}/cancel`)).body.state).toBe('cancelled');
    expect([await service.told(), (await approved(id)).status]).toEqual([[], 409]);
    expect((await service.post('/lessons/corrections', correction)).status).toBe(201);
  });

  it('is one at a time for a group and month', async () => {
    const { id } = await asked();
    expect(await service.post('/lessons/corrections', { ...correction, held: 4 })).toMatchObject({
      status: 409,
      body: { type: '/problems/correction-pending', correction: id },
    });
    const both = await Promise.all([3, 5].map((held) => service.post('/lessons/corrections', { ...correction, held })));
    expect(both.map(({ status }) => status)).toEqual([409, 409]);
  });
});

describe('the list of reports', () => {
  it('is of a group or of a provider, page by page', async () => {
    await service.group({ groupId: '700001', providerId: '9' });
    service.date('2020-11-05');
    for (const groupId of [GROUP, '700001'])
      for (const month of ['2020-10', '2020-11']) await service.post('/lessons', { ...report, groupId, month });
    const of = async (query: string): Promise<{ items: any[]; next?: string }> =>
      (await service.get(`/lessons?${query}`)).body as never;
    const months = ({ items }: { items: any[] }) => items.map(({ groupId, month }) => `${groupId} ${month}`);
    expect(months(await of(`groupId=${GROUP}`))).toEqual([`${GROUP} 2020-10`, `${GROUP} 2020-11`]);
    expect(months(await of('providerId=9'))).toEqual(['700001 2020-10', '700001 2020-11']);
    const page = await of('limit=3');
    expect(months(page)).toHaveLength(3);
    expect(months(await of(`limit=3&cursor=${page.next}`))).toEqual(['700001 2020-11']);
  });
});

// What was lost: whoever was to approve had to look through all reports of lessons for what waited.
describe('the list of corrections', () => {
  const ids = async (query = ''): Promise<readonly string[]> => {
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const { status, body } = await service.get(`/lessons/corrections?limit=1${query}${cursor}`);
      expect(status).toBe(200);
      const page = body as unknown as { items: readonly { id: string }[]; next?: string };
      found.push(...page.items.map(({ id }) => id));
      if (page.next === undefined) return found;
      cursor = `&cursor=${page.next}`;
    }
  };

  it('has those of all states, or of one, in the order in which they were asked for', async () => {
    const before = await ids();
    service.date('2020-12-05');
    const proposed = [];
    for (const [groupId, month] of [
      ['720', '2020-10'],
      ['720', '2020-11'],
      ['721', '2020-10'],
    ] as const) {
      await service.group({ groupId, moduleId: `m${groupId}`, providerId: '22003' });
      await service.post('/lessons', { groupId, month, held: 0, planned: 8 });
      const { body } = await service.post('/lessons/corrections', {
        groupId,
        month,
        held: 8,
        planned: 8,
        reason: 'other',
      });
      proposed.push(body.id);
    }
    expect(await ids()).toEqual([...before, ...proposed]);
    expect((await ids('&state=proposed')).slice(-3)).toEqual(proposed);
    expect(await ids('&groupId=720')).toEqual(proposed.slice(0, 2));
    await approved(proposed[0] ?? '');
    expect(await ids('&state=proposed&groupId=720')).toEqual(proposed.slice(1, 2));
    for (const wrong of ['state=nothing', 'cursor=x', `cursor=${Buffer.from('["a","b"]').toString('base64url')}`])
      expect((await service.get(`/lessons/corrections?${wrong}`)).status).toBe(400);
  });
});
