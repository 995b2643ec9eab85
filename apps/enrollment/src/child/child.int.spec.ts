import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { erase } from './vault.js';

let service: RunningEnrollment;
beforeAll(async () => {
  service = await openEnrollment(await openDatabase());
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

const HEADER = 'childId,birthDate,municipality,category';
const upload = (csv: string | Buffer, headers: Record<string, string> = {}) =>
  service.post('/children/imports', csv, { 'content-type': 'text/csv', ...headers });
const counts = () =>
  service.database.query(
    'SELECT (SELECT count(*) FROM enrollment.people) AS people, (SELECT count(*) FROM enrollment.children) AS children',
  );

describe('an import of children', () => {
  it('creates, updates, and leaves what is the same', async () => {
    expect(await upload(`${HEADER}\na,2008-06-26,2442,general\nb,2009-06-26,2442,general\n`)).toMatchObject({
      status: 200,
      body: { rows: 2, taken: 2, refused: [], changed: { created: 2, updated: 0, unchanged: 0 } },
    });
    const { body: before } = await service.get('/children/a');
    const { body } = await upload(
      `${HEADER}\na,2008-06-27,2442,general\nb,2009-06-26,2442,general\nc,2009-06-26,2442,general\n`,
    );
    expect(body.changed).toEqual({ created: 1, updated: 1, unchanged: 1 });
    expect((await service.get('/children/a')).body).toEqual(before);
    // Each field of the row counts.
    expect((await upload(`${HEADER}\na,2008-06-27,2443,general\nb,2009-06-26,2442,disabled\n`)).body.changed).toEqual({
      created: 0,
      updated: 2,
      unchanged: 0,
    });
  });

  it('takes the good rows and names the others', async () => {
    const { status, body } = await upload(
      `${HEADER}\n,2008-06-26,2442,general\nd,2008-02-30,x,general\ne,2008-06-26,2442,\ne,2008-06-26,2442,\n`,
      {
        'accept-language': 'en',
      },
    );
    expect([status, body]).toEqual([
      200,
      {
        rows: 4,
        taken: 1,
        refused: [
          { line: 2, reason: 'not-a-child-id', message: expect.stringContaining('1 to 100') },
          { line: 3, reason: 'not-a-birth-date', message: expect.stringContaining('YYYY-MM-DD') },
          { line: 3, reason: 'not-a-municipality', message: expect.stringContaining('whole number') },
          { line: 5, reason: 'child-twice', message: 'this child already stands in line 4' },
        ],
        changed: { created: 1, updated: 0, unchanged: 0 },
      },
    ]);
  });

  it.each([
    [
      'no register',
      'x,y\n1,2,3',
      422,
      ['line=1 csv-column-missing', 'line=1 csv-column-unknown', 'line=2 csv-column-count'],
    ],
    ['broken quotes', `${HEADER}\nf,"2008-06-26,2442,general`, 422, ['line=2 csv-quotes']],
    ['nothing', '', 422, ['line=1 csv-empty']],
    ['not UTF-8', Buffer.from([0x63, 0xff, 0xfe]), 422, [' csv-not-utf-8']],
  ])('%s: nothing is changed and every fault has its line', async (_, csv, status, faults) => {
    const before = await counts();
    const answer = await upload(csv);
    const errors = answer.body.errors as { pointer: string; code: string; message: string }[];
    expect(answer.status).toBe(status);
    expect([...new Set(errors.map(({ pointer, code }) => `${pointer} ${code}`))]).toEqual(faults);
    for (const { code, message } of errors) expect(message).not.toBe(`fault.${code}`);
    expect(await counts()).toEqual(before);
  });

  it('takes CSV only', async () =>
    expect(await service.post('/children/imports', { a: 1 })).toMatchObject({
      status: 415,
      body: { type: '/problems/csv-expected' },
    }));

  it('takes 6,000 children in well under two seconds, and again', async () => {
    const rows = Array.from({ length: 6000 }, (_, index) => `k${index},2008-06-26,2442,general`);
    for (const changed of [
      { created: 6000, updated: 0, unchanged: 0 },
      { created: 0, updated: 0, unchanged: 6000 },
    ]) {
      const started = performance.now();
      expect((await upload([HEADER, ...rows].join('\n'))).body.changed).toEqual(changed);
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  });
});

describe('a child', () => {
  it('is known outside by a surrogate id only', async () => {
    const { body } = await service.get('/children/1');
    expect(Object.keys(body).sort()).toEqual(['childId', 'holderId']);
    expect(body.holderId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('that nobody knows is 404', async () =>
    expect(await service.get('/children/nobody')).toMatchObject({
      status: 404,
      body: { type: '/problems/unknown-child' },
    }));

  it('leaves no birth date and no category in the clear', async () => {
    const dump = JSON.stringify(
      await service.database.query(
        `SELECT child_id, encode(sealed, 'escape') AS sealed, encode(key, 'escape') AS key
         FROM enrollment.children JOIN enrollment.people USING (holder_id)`,
      ),
    );
    expect(dump).not.toMatch(/2008-06|general/);
  });

  it('that was erased is known to nobody, and its applications name nobody', async () => {
    const application = await service.apply('3');
    await service.database.transaction((tx) => erase(tx, application.holderId ?? ''));
    expect((await service.get('/children/3')).status).toBe(404);
    expect(await service.application(application.id)).toMatchObject({ ...application, childId: null });
    expect((await service.act(application.id, 'accept')).body).toMatchObject({
      state: 'refused',
      reason: 'unknown-child',
    });
    await service.importChildren('3,2008-06-26,2442,general');
    expect((await service.get('/children/3')).body.holderId).not.toBe(application.holderId);
  });
});
