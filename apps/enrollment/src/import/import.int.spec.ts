import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { windows1251 } from './windows-1251.testing.js';
import { MEDIA_TYPES } from '@lib/sheets';
import { writeXlsx } from 'hucre/xlsx';

let service: RunningEnrollment;
beforeAll(async () => {
  service = await openEnrollment(await openDatabase());
});
afterAll(async () => {
  await service.close();
  await service.database.close();
});

const none = { count: 0, items: [] };
const untouched = { openApplications: none, contracts: none };
/** Of a key its hash is stored. */
const storedKey = (key: string): string => `sha256:${createHash('sha256').update(key).digest('hex')}`;
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
        read: { encoding: 'utf-8', delimiter: 'comma', dates: 'yyyy-mm-dd' },
        unknownCategories: { count: 0, items: [] },
        touched: untouched,
      },
    ]);
  });

  it('reads what Excel writes, and says so', async () => {
    const file = 'childId;birthDate;municipality;category\r\nx1;26.06.2008;2442;"дети с ОВЗ"\r\n;;;\r\n';
    const { status, body } = await upload(windows1251(file));
    expect([status, body]).toMatchObject([
      200,
      {
        rows: 1,
        taken: 1,
        refused: [],
        read: { encoding: 'windows-1251', delimiter: 'semicolon', dates: 'dd.mm.yyyy' },
        unknownCategories: { count: 1, items: [{ category: 'дети с ОВЗ' }] },
      },
    ]);
    expect((await upload(Buffer.from(`\uFEFF${file}`, 'utf16le'))).body).toMatchObject({
      changed: { created: 0, updated: 0, unchanged: 1 },
      read: { encoding: 'utf-16le' },
    });
    expect((await upload(file, { 'content-type': 'text/csv; charset=koi8-r' })).status).toBe(415);
  });

  // `"ovz "`, `OVZ` and `оvz` with a Russian letter were `general` without a word.
  it('names the categories that no programme of the municipality knows, with their rows', async () => {
    await service.programme({ certificateGroups: ['general', 'ovz', 'дети войны'] });
    const rows = ['"ovz "', 'ОВЗ', 'оvz', 'OVZ', 'дети войны ', '', 'general', 'ОВЗ'].map(
      (category, index) => `c${index},2008-06-26,2442,${category}`,
    );
    const key = { 'idempotency-key': 'categories-1' };
    const csv = [HEADER, ...rows, 'c9,2008-06-26,77,ovz'].join('\n');
    const { body } = await upload(csv, { 'accept-language': 'en', ...key });
    expect(body.unknownCategories).toEqual({
      count: 4,
      items: [
        { category: 'ОВЗ', municipality: 2442, hasProgramme: true, rows: 2, lines: [3, 9] },
        { category: 'оvz', municipality: 2442, hasProgramme: true, rows: 1, lines: [4] },
        { category: 'OVZ', municipality: 2442, hasProgramme: true, rows: 1, lines: [5] },
        { category: 'ovz', municipality: 77, hasProgramme: false, rows: 1, lines: [10] },
      ].map((item) => ({ ...item, message: expect.stringContaining(`"${item.category}"`) })),
    });
    // A category can be a diagnosis: the answer that is kept has none, and is told again in full.
    const [kept] = await service.database.query<{ answer: string }>(
      `SELECT answer::text FROM enrollment.idempotency_keys WHERE key = $1`,
      [storedKey('categories-1')],
    );
    expect(kept?.answer).not.toMatch(/ovz|ОВЗ|OVZ/);
    const again = await upload(csv, { 'accept-language': 'en', ...key });
    expect([again.headers['idempotency-hit'], again.body]).toEqual(['true', body]);
  });

  it('knows a child by one id, however it is typed', async () => {
    await upload(`${HEADER}\n"24-Юлии\u0306 ",2008-06-26,2442,general\n`);
    const { body } = await service.get(`/children/${encodeURIComponent('24-Юлий')}`);
    expect(body.childId).toBe('24-Юлий');
    expect((await service.get(`/children/${encodeURIComponent('２４-Юлии\u0306')}`)).body).toEqual(body);
    expect((await upload(`${HEADER}\n２４-Юлий,2008-06-26,2442,general\n`)).body.changed).toMatchObject({
      unchanged: 1,
    });
  });

  it('answers a dry run with the same report and changes nothing', async () => {
    const dump = () =>
      service.database.query(
        `SELECT (SELECT json_agg(c ORDER BY holder_id)::text FROM enrollment.children c) AS children,
                (SELECT count(*) FROM enrollment.idempotency_keys) AS keys`,
      );
    const before = await dump();
    const csv = `${HEADER}\na,2009-01-01,2442,general\ndry,2008-06-26,2442,general\n`;
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'dry-1' };
    const rehearsed = await service.post('/children/imports?dryRun=true', csv, headers);
    expect([rehearsed.status, rehearsed.body.changed]).toEqual([200, { created: 1, updated: 1, unchanged: 0 }]);
    expect(await dump()).toEqual(before);
    const real = await service.post('/children/imports', csv, headers);
    expect(real.headers).not.toHaveProperty('idempotency-hit');
    expect(real.body).toEqual(rehearsed.body);
  });

  it('takes a file of more than 8 MiB', async () => {
    const csv = `${HEADER}\nlarge,2008-06-26,2442,general\n${'\n'.repeat(9 * 1024 * 1024)}`;
    expect(await upload(csv)).toMatchObject({ status: 200, body: { taken: 1 } });
  });

  it('tells an answer that an earlier version kept', async () => {
    const csv = `${HEADER}\nold,2008-06-26,2442,general\n`;
    const key = { 'idempotency-key': 'old-1' };
    const { body } = await upload(csv, key);
    await service.database.query(
      `UPDATE enrollment.idempotency_keys SET answer = ((answer::jsonb #- '{body,touched}') #- '{body,unknownCategories}')::json
       WHERE key = $1`,
      [storedKey('old-1')],
    );
    const { touched: _, unknownCategories: __, ...told } = body;
    expect((await upload(csv, key)).body).toEqual(told);
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

  it('takes 6,000 children, and again', async () => {
    const rows = Array.from({ length: 6000 }, (_, index) => `k${index},2008-06-26,2442,general`);
    for (const changed of [
      { created: 6000, updated: 0, unchanged: 0 },
      { created: 0, updated: 0, unchanged: 6000 },
    ]) {
      expect((await upload([HEADER, ...rows].join('\n'))).body.changed).toEqual(changed);
    }
  });
});

describe('what an import of children touches', () => {
  // Nobody learned that the money of an application had become another.
  it('is told: open applications whose terms change, contracts that keep theirs', async () => {
    await service.programme({ certificateGroups: ['general', 'ovz'], municipality: 2442 });
    await service.importChildren(...['t1', 't2', 't3', 't4', 't5'].map((child) => `${child},2008-06-26,2442,general`));
    await service.group({ groupId: '800', moduleId: '800', places: 100 });
    const [one, two, three, four, five] = await Promise.all(
      ['t1', 't2', 't3', 't4', 't5'].map((child) => service.apply(child, { groupId: '800' })),
    );
    await service.act(four?.id ?? '', 'accept');
    await service.act(four?.id ?? '', 'conclude');
    await service.deliver(service.fundsReserved(four ?? one!));
    await service.act(five?.id ?? '', 'withdraw');
    const { body } = await service.importChildren(
      't1,2008-06-26,2442,ovz',
      't2,2009-06-26,2443,general',
      // Neither word is a certificate group: the term is `general`, before and after.
      't3,2008-06-26,2442,слово',
      't4,2008-06-26,2442,ovz',
      't5,2008-06-26,2442,ovz',
    );
    expect(body.changed).toEqual({ created: 0, updated: 5, unchanged: 0 });
    const open = [
      { id: one?.id ?? '', terms: ['certificateGroup'] },
      { id: two?.id ?? '', terms: ['municipality', 'birthDate'] },
    ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(body.touched).toEqual({
      openApplications: { count: 2, items: open },
      contracts: { count: 1, items: [{ id: four?.id, terms: ['certificateGroup'] }] },
    });
    expect(three?.state).toBe('requested');
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
        `SELECT encode(sealed, 'escape') AS sealed, encode(key, 'escape') AS key
         FROM enrollment.children JOIN enrollment.people USING (holder_id)`,
      ),
    );
    expect(dump).not.toMatch(/2008-06|general/);
  });

  it('that was erased is known to nobody, and its applications name nobody', async () => {
    const application = await service.apply('3');
    await service.erase(application.holderId ?? '');
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

describe('a register as a workbook', () => {
  const XLSX = { 'content-type': MEDIA_TYPES.xlsx };
  const workbook = async (...rows: (string | number | Date | null)[][]): Promise<Buffer> =>
    Buffer.from(await writeXlsx({ sheets: [{ name: 'Дети', rows: [HEADER.split(','), ...rows] }] }));
  const born = new Date('2008-06-26T00:00:00Z');

  it('is taken as the same register in CSV is, with the rows of the sheet in its faults', async () => {
    const file = await workbook(['w1', born, 2442, 'general'], [], ['w2', '26.06.2008', 'x', 'general']);
    const { status, body } = await upload(file, { ...XLSX, 'accept-language': 'en' });
    expect([status, body]).toMatchObject([
      200,
      {
        rows: 2,
        taken: 1,
        refused: [{ line: 4, reason: 'not-a-municipality' }],
        changed: { created: 1, updated: 0, unchanged: 0 },
        read: { encoding: 'utf-8', delimiter: 'cells', dates: 'dd.mm.yyyy' },
      },
    ]);
    expect((await upload(`${HEADER}\nw1,2008-06-26,2442,general\n`)).body.changed).toEqual({
      created: 0,
      updated: 0,
      unchanged: 1,
    });
  });

  it('is under an Idempotency-Key what stands in its sheet', async () => {
    const headers = { ...XLSX, 'idempotency-key': 'a workbook' };
    const first = await upload(await workbook(['w3', born, 2442, 'general']), headers);
    const again = await upload(await workbook(['w3', born, 2442, 'general']), headers);
    expect([first.status, again.status, again.headers['idempotency-hit']]).toEqual([200, 200, 'true']);
    expect(again.body).toEqual(first.body);
    expect((await upload(await workbook(['w4', born, 2442, 'general']), headers)).status).toBe(422);
  });

  it('that is none is one problem, and nothing is changed', async () => {
    const before = await counts();
    const problem = async (file: Buffer | string) => {
      const { status, body } = await upload(file, { ...XLSX, 'accept-language': 'en' });
      return [status, body.type, (body as unknown as { errors: { code: string }[] }).errors.map(({ code }) => code)];
    };
    expect(await problem(`${HEADER}\nw5,2008-06-26,2442,general\n`)).toEqual([
      400,
      '/problems/malformed-workbook',
      ['xlsx-not-a-workbook'],
    ]);
    expect(await problem(await workbook(['w5\u0000', born, 2442, 'general']))).toEqual([
      400,
      '/problems/invalid-request',
      ['forbidden-characters'],
    ]);
    expect(await problem(await workbook(['w5', born, 2442, 'general', 'x']))).toEqual([
      422,
      '/problems/malformed-children-file',
      ['csv-column-count'],
    ]);
    const many = Array.from({ length: 501 }, (_, index) => ({ name: `${index}`, rows: [] }));
    expect(await problem(Buffer.from(await writeXlsx({ sheets: many })))).toEqual([
      413,
      '/problems/workbook-too-large',
      ['xlsx-too-many-parts'],
    ]);
    expect(await counts()).toEqual(before);
  });

  it('is read for no other request', async () => {
    const { status, body } = await service.post('/applications', await workbook(['w6', born, 2442, 'general']), XLSX);
    expect([status, body.type]).toEqual([415, '/problems/unsupported-media-type']);
  });
});
