import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PgDatabase } from '@lib/database';
import { newId } from '@lib/kernel';
import { realPostgres, type RealPostgres } from '../../../../test/support/postgres.js';
import { openCatalog, sample, type Catalog } from '../catalog.testing.js';
import { aGroup, aModule, anAnswer } from './api.testing.js';

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
      changed: { created: 57, updated: 0, unchanged: 0 },
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
        priceKopecks: 502800,
        normativeCostKopecks: 402240,
        firstDay: '2020-10-02',
        lastDay: '2020-12-30',
        places: 15,
        payable: true,
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
      price: data.priceKopecks,
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
    [
      JSON.stringify([
        anAnswer({ id: 61 }),
        anAnswer({ id: 'x' } as never),
        anAnswer({}, [aModule({ price: 1 } as never)]),
      ]),
      422,
      'malformed-programs-file',
      ['/1/data/program/id', '/2/data/program/modules/0/price'],
    ],
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
    expect(report).toEqual({
      rows: 3,
      taken: 1,
      refused: [
        {
          row: 0,
          pointer: '/0/data/program/modules/0/price',
          reason: 'price-not-valid',
          message: 'a price is a non-negative amount in roubles with at most two decimals',
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
    expect(await catalog.import([])).toEqual({
      rows: 0,
      taken: 0,
      refused: [],
      changed: { created: 0, updated: 0, unchanged: 0 },
    });
  });
});

describe('on a PostgreSQL server', () => {
  let postgres: RealPostgres;
  let shared: Catalog;
  beforeAll(async () => {
    postgres = await realPostgres();
    shared = await openCatalog(new PgDatabase(await postgres.createDatabase()));
  });
  afterAll(async () => {
    await shared.close();
    await postgres.stop();
  });

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
