import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kopecks, newId } from '@lib/kernel';
import { aGroup, aModule, anAnswer } from '../catalog-api.testing.js';
import { openCatalog, sample, type Catalog } from '../catalog.testing.js';
import type { ImportReport } from './import.dto.js';

const none = { count: 0, items: [] };
const untouched = { openApplications: none, contracts: none, closed: none, opened: none, barred: none };
const terms = {
  financingProgramme: 'p',
  certificateGroup: 'general',
  module: '340',
  provider: '340',
  direction: 'technical',
};

let catalog: Catalog;
beforeAll(async () => {
  catalog = await openCatalog();
});
afterAll(() => catalog.close());

const sizes = async () => {
  const [row] = await catalog.database.query(
    `SELECT (SELECT count(*) FROM catalog.providers) AS providers, (SELECT count(*) FROM catalog.programmes) AS programmes,
            (SELECT count(*) FROM catalog.modules) AS modules, (SELECT count(*) FROM catalog.groups) AS groups`,
  );
  return row;
};

describe('the samples', () => {
  test('are taken whole, and every group is published', async () => {
    expect(await catalog.import(await sample('minusinsk-2020'))).toEqual({
      rows: 36,
      taken: 36,
      refused: [],
      refusedRows: 0,
      changed: { created: 57, updated: 0, unchanged: 0 },
      touched: untouched,
      absentClosed: false,
    });
    const news = await catalog.news();
    expect(news).toHaveLength(57);
    expect(news.find(({ key }) => key === '700000')).toMatchObject({
      type: 'group-changed',
      sequence: 0,
      data: {
        groupId: '700000',
        moduleId: '900000',
        programmeId: '1067100',
        providerId: '22003',
        municipality: 2442,
        direction: 'technical',
        unit: 'kopeck',
        price: 502800,
        normativeCost: 402240,
        firstDay: '2020-10-02',
        lastDay: '2020-12-30',
        places: 15,
        payable: true,
        closed: false,
        ageMinMonths: 132,
        ageMaxMonths: 216,
      },
    });
  });

  test('are taken whole in their own region', async () => {
    const vyborg = await openCatalog();
    expect(await vyborg.import(await sample('vyborg-2019'))).toMatchObject({
      taken: 36,
      refused: [],
      changed: { created: 57 },
    });
    expect(await vyborg.news()).toHaveLength(57);
    await vyborg.close();
  });

  // The regions number their programmes each for itself: the second file would have put its prices on the first one's groups.
  test('of another region with the same ids are refused, and nothing of the first is changed', async () => {
    const report = await catalog.import(await sample('vyborg-2019'));
    expect(report).toMatchObject({ rows: 36, taken: 0, changed: { created: 0, updated: 0, unchanged: 0 } });
    expect(new Set(report.refused.map(({ row }) => row)).size).toBe(36);
    expect(report.refused[0]).toEqual({
      row: 0,
      pointer: '/0/data/program/mun',
      reason: 'programme-elsewhere',
      message: 'a programme with this id is known in another municipality',
    });
    expect(await catalog.news()).toEqual([]);
  });

  test('change nothing the second time', async () => {
    const before = await sizes();
    expect((await catalog.import(await sample('minusinsk-2020'))).changed).toEqual({
      created: 0,
      updated: 0,
      unchanged: 57,
    });
    expect(await catalog.news()).toEqual([]);
    expect(await sizes()).toEqual(before);
  });
});

describe('a change', () => {
  const file = (price: string, organization = {}) => [
    anAnswer({ id: 51, organization: { id: 50, name: 'Клуб', cant_use_certificate: 0, ...organization } }, [
      aModule({ id: 52, price }, [aGroup({ id: 53 })]),
    ]),
    anAnswer({ id: 54, organization: { id: 50, name: 'Клуб', cant_use_certificate: 0, ...organization } }, [
      aModule({ id: 55 }, [aGroup({ id: 56 })]),
    ]),
  ];
  const told = async () =>
    (await catalog.news()).map(({ key, sequence, data }) => ({
      key,
      sequence,
      price: data.price,
      payable: data.payable,
    }));
  beforeAll(async () => {
    await catalog.import(file('10.00'));
    await catalog.news();
  });

  test('of one price publishes one group', async () => {
    expect((await catalog.import(file('10.01'))).changed).toEqual({ created: 0, updated: 1, unchanged: 1 });
    expect(await told()).toEqual([{ key: '53', sequence: 1, price: 1001, payable: true }]);
  });

  test('and back is told again', async () => {
    await catalog.import(file('10.00'));
    expect(await told()).toEqual([{ key: '53', sequence: 2, price: 1000, payable: true }]);
  });

  test('of a name is counted and told: the state names what a family reads', async () => {
    expect((await catalog.import(file('10.00', { name: 'Клуб 2' }))).changed).toEqual({
      created: 0,
      updated: 2,
      unchanged: 0,
    });
    expect(await told()).toEqual([
      { key: '53', sequence: 3, price: 1000, payable: true },
      { key: '56', sequence: 1, price: 502800, payable: true },
    ]);
  });

  test('of the provider reaches the groups the file does not name', async () => {
    const barred = file('10.00', { name: 'Клуб 2', cant_use_certificate: 1 }).slice(0, 1);
    expect((await catalog.import(barred)).changed).toEqual({ created: 0, updated: 2, unchanged: 0 });
    expect(await told()).toEqual([
      { key: '53', sequence: 4, price: 1000, payable: false },
      { key: '56', sequence: 2, price: 502800, payable: false },
    ]);
  });
});

describe('a file', () => {
  test.each([
    ['{"a":', 400, 'malformed-json', []],
    ['{"a":1}', 422, 'malformed-programs-file', ['']],
    ['', 422, 'malformed-programs-file', ['']],
    [JSON.stringify([anAnswer({ id: 61 }), 7, null]), 422, 'malformed-programs-file', ['/1', '/2']],
  ])('that is malformed changes nothing: %.30s', async (file, status, reason, pointers) => {
    const before = await sizes();
    const response = await catalog.post(file);
    expect(response.statusCode).toBe(status);
    const problem = response.json<{ type: string; errors?: { pointer: string; message: string }[] }>();
    expect(problem.type).toBe(`/problems/${reason}`);
    expect((problem.errors ?? []).map(({ pointer }) => pointer)).toEqual(pointers);
    expect(await sizes()).toEqual(before);
    expect(await catalog.news()).toEqual([]);
  });

  test('with refused rows is taken without them', async () => {
    const report = await catalog.import([
      anAnswer({ id: 71 }, [aModule({ id: 72, price: '-1' }, [aGroup({ id: 73, date_end: '2019-01-01' })])]),
      anAnswer({ id: 74 }, [aModule({ id: 75 }, [aGroup({ id: 76 })])]),
      { result_code: 'NOT_FOUND' },
    ]);
    expect(report).toMatchObject({
      rows: 3,
      taken: 1,
      refusedRows: 2,
      refused: [
        {
          row: 0,
          pointer: '/0/data/program/modules/0/price',
          reason: 'price-not-valid',
          message: expect.stringContaining('at most two decimals'),
        },
        {
          row: 0,
          pointer: '/0/data/program/modules/0/groups/0/date_end',
          reason: 'dates-reversed',
          message: 'the last day is before the first',
        },
        { row: 2, pointer: '/2/result_code', reason: 'answer-not-success', message: expect.stringContaining('FLSCS') },
      ],
      changed: { created: 1, updated: 0, unchanged: 0 },
    });
    expect((await catalog.news()).map(({ key }) => key)).toEqual(['76']);
  });

  test('cannot move a module or a group that is known', async () => {
    await catalog.import([anAnswer({ id: 91 }, [aModule({ id: 92 }, [aGroup({ id: 93 })])])]);
    const { refused } = await catalog.import([
      anAnswer({ id: 94 }, [aModule({ id: 92 }, [aGroup({ id: 95 })])]),
      anAnswer({ id: 91 }, [aModule({ id: 96 }, [aGroup({ id: 97 }), aGroup({ id: 93 })])]),
    ]);
    expect(refused.map(({ pointer, reason }) => `${pointer} ${reason}`)).toEqual([
      '/0/data/program/modules/0/id module-elsewhere',
      '/1/data/program/modules/0/groups/1/id group-elsewhere',
    ]);
    await catalog.news();
  });

  test('is taken once for one key', async () => {
    const key = newId();
    const file = JSON.stringify([anAnswer({ id: 81 }, [aModule({ id: 82 }, [aGroup({ id: 83 })])])]);
    const first = await catalog.post(file, key);
    const second = await catalog.post(file, key);
    expect(first.headers).not.toHaveProperty('idempotency-hit');
    expect(second.headers['idempotency-hit']).toBe('true');
    expect(second.json()).toEqual(first.json());
    expect(await catalog.news()).toHaveLength(1);
    expect((await catalog.post('[]', key)).json()).toMatchObject({ type: '/problems/idempotency-key-reused' });
  });

  test('may be empty', async () => {
    expect(await catalog.import([])).toMatchObject({
      rows: 0,
      taken: 0,
      refused: [],
      changed: { created: 0, updated: 0, unchanged: 0 },
    });
  });

  // A null in one programme refused a region's whole catalogue.
  test.each([null, 5028])('with the price %j in one programme is taken without that programme', async (price) => {
    const id = price === null ? 84 : 87;
    const { rows, taken, refused } = await catalog.import([
      anAnswer({ id }, [aModule({ id, price }, [aGroup({ id })])]),
      anAnswer({ id: id + 1 }, [aModule({ id: id + 1 }, [aGroup({ id: id + 1 })])]),
    ]);
    expect({ rows, taken, refused }).toEqual({
      rows: 2,
      taken: 1,
      refused: [
        {
          row: 0,
          pointer: '/0/data/program/modules/0/price',
          reason: 'price-not-valid',
          message: expect.stringContaining('roubles'),
        },
      ],
    });
    expect((await catalog.get(`/groups/${id + 1}`)).statusCode).toBe(200);
    await catalog.news();
  });

  // The words of the first reader were stored with the answer.
  test('is answered again in the words of who asks again', async () => {
    const key = newId();
    const file = JSON.stringify([{ result_code: 'NOT_FOUND' }]);
    const messageIn = async (language: string) =>
      (await catalog.post(file, key, { 'accept-language': language })).json<ImportReport>().refused[0]?.message;
    expect(await messageIn('en')).toMatch(/API answer/);
    expect(await messageIn('ru')).toMatch(/API ответил/);
  });
});

const programme = (id: number, change: Readonly<Record<string, unknown>> = {}, group = {}) =>
  anAnswer({ id, mun: 3000, organization: { id, name: 'Клуб', cant_use_certificate: 0 }, ...change }, [
    aModule({ id }, [aGroup({ id, ...group })]),
  ]);
const closedNews = async () => (await catalog.news()).map(({ key, data }) => `${key} ${data.closed}`);
const isClosed = async (id: number) => (await catalog.get(`/groups/${id}`)).json<{ readonly closed: boolean }>().closed;

describe('an archived programme', () => {
  // It went on taking applications until the end of its dates.
  test('takes no new applications, and opens when it comes back', async () => {
    await catalog.import([programme(310), programme(311)]);
    expect(await closedNews()).toEqual(['310 false', '311 false']);
    const { changed, touched } = await catalog.import([programme(310, { status: 10 })]);
    expect(changed).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(touched).toEqual({ ...untouched, closed: { count: 1, items: ['310'] } });
    expect(await closedNews()).toEqual(['310 true']);
    expect(await catalog.get('/groups/310').then((answer) => answer.json<unknown>())).toMatchObject({
      closed: true,
      freePlaces: 0,
    });
    expect((await catalog.import([programme(310, { status: 1 })])).touched.opened).toEqual({
      count: 1,
      items: ['310'],
    });
    expect(await closedNews()).toEqual(['310 false']);
  });

  test('closes the groups that the answer leaves out', async () => {
    await catalog.import([programme(312)]);
    await catalog.import([anAnswer({ ...programme(312).data.program, archived: true }, [])]);
    expect(await isClosed(312)).toBe(true);
    await catalog.news();
  });

  test('of its own closes one group', async () => {
    await catalog.import([programme(313)]);
    expect((await catalog.import([programme(313, {}, { archived: 1 })])).touched.closed.items).toEqual(['313']);
    await catalog.news();
  });
});

describe('a whole catalogue', () => {
  const whole = (file: unknown, query = '?complete=true') => catalog.import(file, query);
  beforeAll(async () => {
    await catalog.import([programme(320), programme(321), programme(322, { mun: 3001 })]);
    await catalog.news();
  });

  test('closes what it does not name, in the municipalities that it names', async () => {
    const report = await whole([programme(320)]);
    expect(report).toMatchObject({
      absentClosed: true,
      touched: { closed: { count: 3, items: ['310', '311', '321'] } },
    });
    expect(await closedNews()).toEqual(['310 true', '311 true', '321 true']);
    expect([await isClosed(320), await isClosed(321), await isClosed(322)]).toEqual([false, true, false]);
    expect((await whole([programme(320)])).touched).toEqual(untouched);
  });

  test('opens what it names again, and so does a file that is not whole', async () => {
    expect((await catalog.import([programme(321)])).touched.opened.items).toEqual(['321']);
    expect(await closedNews()).toEqual(['321 false']);
  });

  test('that is not stated to be whole closes nothing', async () => {
    expect((await whole([programme(320)], '?complete=false')).touched).toEqual(untouched);
    expect(await isClosed(321)).toBe(false);
  });

  test('closes a group that its programme no longer names', async () => {
    const two = [aGroup({ id: 320 }), aGroup({ id: 3200 })];
    const { organization, mun } = programme(320).data.program;
    const named = (groups: unknown) => anAnswer({ id: 320, mun, organization }, [aModule({ id: 320 }, groups)]);
    await catalog.import([named(two)]);
    expect((await whole([named(two.slice(0, 1)), programme(321)])).touched.closed.items).toEqual(['3200']);
    await catalog.news();
  });

  test('leaves a programme open that it names in a row with a fault', async () => {
    const report = await whole([programme(320), programme(321, { full_name: null })]);
    expect(report).toMatchObject({ refusedRows: 1, absentClosed: true, touched: untouched });
    expect(await isClosed(321)).toBe(false);
  });

  // What such a row was about cannot be told: it may be any programme that seems absent.
  test('closes nothing when a row does not say which programme it is about', async () => {
    const report = await whole([programme(320), { result_code: 'TIMEOUT' }]);
    expect(report).toMatchObject({ absentClosed: false, touched: untouched });
    expect(await isClosed(321)).toBe(false);
    expect(await whole([])).toMatchObject({ touched: untouched });
    await catalog.news();
  });
});

describe('a dry run', () => {
  test('answers the report and changes nothing, its key included', async () => {
    const key = newId();
    const file = JSON.stringify([programme(330), programme(310, {}, { date_end: '2020-12-29' })]);
    const state = () =>
      catalog.database.query(
        `SELECT (SELECT json_agg(o ORDER BY group_id) FROM catalog.offers o)::text AS offers,
                (SELECT json_agg(f ORDER BY group_id) FROM catalog.fingerprints f)::text AS fingerprints,
                (SELECT count(*) FROM catalog.outbox) AS told, (SELECT count(*) FROM catalog.idempotency_keys) AS keys`,
      );
    const before = await state();
    const rehearsed = await catalog.post(file, key, {}, '?dryRun=true');
    expect(rehearsed.statusCode).toBe(200);
    expect(await state()).toEqual(before);
    const real = await catalog.post(file, key);
    expect(real.headers).not.toHaveProperty('idempotency-hit');
    expect(real.json()).toEqual(rehearsed.json());
    expect(real.json()).toMatchObject({ changed: { created: 1, updated: 1, unchanged: 0 } });
    expect((await catalog.news()).map(({ key: group }) => group)).toEqual(['310', '330']);
  });

  test.each(['?dryRun=maybe', '?complete=1', '?wet=true'])('%s is a fault', async (query) => {
    const response = await catalog.post('[]', newId(), {}, query);
    expect([response.statusCode, response.json()]).toMatchObject([400, { type: '/problems/invalid-request' }]);
  });
});

describe('what an import touches', () => {
  const holder = newId();
  const fact = (group: string) => ({ contract: newId(), holder, on: '2020-09-01', group });
  const submit = async (group: string) => {
    const { contract } = fact(group);
    await catalog.tell({
      type: 'application-submitted',
      data: { ...fact(group), contract, ...terms, start: '2020-10-02', lastDay: '2020-12-30' },
    });
    return contract;
  };

  // Families learned of a new price from the invoice.
  test('is told: open applications with the terms that change, contracts that keep theirs', async () => {
    await catalog.import([programme(340), programme(341)]);
    const [open, contract, reserving, ended, gone] = [
      await submit('340'),
      await submit('340'),
      await submit('340'),
      await submit('340'),
      await submit('340'),
    ];
    const on = (id: string) => ({ ...fact('340'), contract: id });
    await catalog.tell({ type: 'contract-concluded', data: { ...on(contract), completeness: [] } });
    await catalog.tell({
      type: 'funds-requested',
      data: {
        ...on(reserving),
        ...terms,
        start: '2020-10-02',
        groupFirstDay: '2020-10-02',
        groupLastDay: '2020-12-30',
        unit: 'kopeck',
        price: kopecks(502800),
        normativeCost: kopecks(402240),
      },
    });
    await catalog.tell({ type: 'contract-terminated', data: { ...on(ended), by: 'family', lastDay: '2020-08-31' } });
    await catalog.tell({ type: 'application-refused', data: { ...on(gone), reason: 'by-provider' } });

    const moved = { ...programme(340, { age_group_min: 96 }, { date_end: '2020-12-29' }) };
    const { touched } = await catalog.import([moved, programme(341)]);
    const changes = [
      { term: 'lastDay', before: '2020-12-30', after: '2020-12-29' },
      { term: 'ageMinMonths', before: 84, after: 96 },
    ];
    expect(touched).toEqual({
      ...untouched,
      openApplications: { count: 1, items: [{ id: open, groupId: '340', terms: changes }] },
      contracts: {
        count: 2,
        items: [contract, reserving].toSorted().map((id) => ({ id, groupId: '340', terms: changes })),
      },
    });
  });

  test('is not an application whose terms stay: places and names are no terms', async () => {
    expect(
      (
        await catalog.import([
          programme(340, { age_group_min: 96, full_name: 'Новое имя' }, { date_end: '2020-12-29', max_children: 1 }),
        ])
      ).touched,
    ).toEqual(untouched);
  });

  test('names the groups whose provider may no longer be paid', async () => {
    const organization = { id: 341, name: 'Клуб', cant_use_certificate: 1 };
    expect((await catalog.import([programme(341, { organization })])).touched.barred).toEqual({
      count: 1,
      items: ['341'],
    });
  });

  test('is counted whole and listed to the first thousand', async () => {
    await catalog.import([programme(342)]);
    await catalog.database.query(
      `INSERT INTO catalog.places (contract, group_id, start, last_day, standing)
       SELECT gen_random_uuid(), '342', '2020-10-02', '2020-12-30', 'open' FROM generate_series(1, 1100)`,
    );
    const { openApplications } = (await catalog.import([programme(342, {}, { date_end: '2020-12-28' })])).touched;
    expect([openApplications.count, openApplications.items.length]).toEqual([1100, 1000]);
  });
});

describe('on a PostgreSQL server', () => {
  let shared: Catalog;
  beforeAll(async () => {
    shared = await openCatalog();
  });
  afterAll(() => shared.close());

  test('imports that overlap neither lock each other out nor publish a group twice', async () => {
    const file = await sample('minusinsk-2020');
    const reports = await Promise.all(
      [file, file.toReversed(), file, file.toReversed()].map((rows) => shared.import(rows)),
    );
    expect(reports.reduce((total, { changed }) => total + changed.created, 0)).toBe(57);
    expect(await shared.news()).toHaveLength(57);
  });

  test('two requests with one key at once have one effect', async () => {
    const key = newId();
    const file = JSON.stringify([anAnswer({ id: 1 }, [aModule({ id: 2 }, [aGroup({ id: 3 })])])]);
    const statuses = (await Promise.all([shared.post(file, key), shared.post(file, key)])).map(
      ({ statusCode }) => statusCode,
    );
    expect(statuses).toContain(200);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    expect(await shared.news()).toHaveLength(1);
  });
});
