import { describe, expect, test } from '@jest/globals';
import { aGroup, aModule, anAnswer } from '../catalog-api.testing.js';
import { normalise } from './normalise.js';
import type { ApiAnswer } from './programs-file.js';

const take = (...answers: unknown[]) => normalise(answers as ApiAnswer[]);
type Spoilt = Readonly<Record<string, unknown>>;
const reasonsOf = (...answers: unknown[]) =>
  take(...answers).refused.map(({ row, pointer, reason }) => `${row} ${pointer.slice(2)} ${reason}`);

test('a programme in our terms', () => {
  const { taken, refused } = take(anAnswer());
  expect(refused).toEqual([]);
  expect(taken.map(({ programme }) => programme)).toEqual([
    {
      programmeId: '1',
      provider: { providerId: '10', name: 'Центр «Квант»', inn: '7757961674', address: 'г. Минусинск', payable: true },
      name: 'Программа «Радиоэлектроника»',
      shortName: 'Радиоэлектроника',
      direction: 'technical',
      municipality: 2442,
      ageMinMonths: 84,
      ageMaxMonths: 156,
      closed: false,
      modules: [
        {
          moduleId: '100',
          name: 'Модуль 1',
          hours: 48,
          price: 502800,
          normativeCost: 402240,
          groups: [
            {
              groupId: '1000',
              name: 'Группа 1',
              firstDay: '2020-10-02',
              lastDay: '2020-12-30',
              places: 15,
              closed: false,
            },
          ],
        },
      ],
    },
  ]);
});

test.each([
  [1, 'technical'],
  [2, 'natural-science'],
  [3, 'artistic'],
  [4, 'physical-culture-and-sport'],
  [5, 'tourism-and-local-history'],
  [6, 'social-humanitarian'],
])('direction %d is %s', (id, direction) => {
  expect(take(anAnswer({ direction_id: id, direction: { id } })).taken[0]?.programme.direction).toBe(direction);
});

test.each([
  [0, true],
  [1, false],
  [2, false],
  [-1, false],
])('cant_use_certificate %d makes payable %s', (barred, payable) => {
  const answer = anAnswer({ organization: { id: 1, name: 'A', cant_use_certificate: barred } });
  expect(take(answer).taken[0]?.programme.provider.payable).toBe(payable);
});

describe('a row is refused', () => {
  const program: [Spoilt, string][] = [
    [{ direction_id: 0, direction: null }, '/data/program/direction_id direction-unknown'],
    [{ direction_id: 7, direction: null }, '/data/program/direction_id direction-unknown'],
    [{ direction_id: 2 }, '/data/program/direction/id direction-contradicts'],
    [{ full_name: '  ' }, '/data/program/full_name name-not-valid'],
    [{ short_name: '' }, '/data/program/short_name name-not-valid'],
    [{ full_name: 'x'.repeat(1001) }, '/data/program/full_name name-not-valid'],
    [{ mun: -1 }, '/data/program/mun municipality-not-valid'],
    [{ age_group_min: -1 }, '/data/program/age_group_min age-not-valid'],
    [{ age_group_max: 1201 }, '/data/program/age_group_max age-not-valid'],
    [{ age_group_min: 157 }, '/data/program/age_group_max ages-reversed'],
    [{ full_name: 'Клуб\u0007' }, '/data/program/full_name name-not-valid'],
    [{ full_name: 'Клуб\u202e' }, '/data/program/full_name name-not-valid'],
    [{ short_name: 'Клуб\n' }, '/data/program/short_name name-not-valid'],
    // What is of another type refuses this row, and no other.
    [{ id: '1' }, '/data/program/id id-not-valid'],
    [{ id: -1 }, '/data/program/id id-not-valid'],
    [{ id: 2 ** 53 }, '/data/program/id id-not-valid'],
    [{ full_name: null }, '/data/program/full_name name-not-valid'],
    [{ full_name: undefined }, '/data/program/full_name name-not-valid'],
    [{ short_name: 5 }, '/data/program/short_name name-not-valid'],
    [{ mun: '2442' }, '/data/program/mun municipality-not-valid'],
    [{ age_group_min: 84.5 }, '/data/program/age_group_min age-not-valid'],
    [{ age_group_max: null }, '/data/program/age_group_max age-not-valid'],
    [{ direction_id: '1' }, '/data/program/direction_id direction-unknown'],
    [{ direction: 'Техническая' }, '/data/program/direction not-an-object'],
    [{ direction: {} }, '/data/program/direction/id id-not-valid'],
    [{ organization: null }, '/data/program/organization not-an-object'],
    [{ organization: { id: 10, name: 'A' } }, '/data/program/organization/cant_use_certificate payable-not-valid'],
    [
      { organization: { id: 10, name: 'A', cant_use_certificate: false } },
      '/data/program/organization/cant_use_certificate payable-not-valid',
    ],
    [
      { organization: { id: 10, name: 'A', cant_use_certificate: 0, address: 'г. Минусинск' } },
      '/data/program/organization/address not-an-object',
    ],
    [{ status: 'archive' }, '/data/program/status status-not-valid'],
    [{ archived: 'yes' }, '/data/program/archived archived-not-valid'],
  ];
  test.each(program)('%j', (change, expected) => {
    expect(reasonsOf(anAnswer(change))).toEqual([`0 ${expected}`]);
  });

  const module: [Spoilt, string][] = [
    [{ price: '-1.00' }, 'price price-not-valid'],
    [{ price: '1.005' }, 'price price-not-valid'],
    [{ normative_price: 'дорого' }, 'normative_price price-not-valid'],
    [{ hours: -1 }, 'hours hours-not-valid'],
    [{ name: '' }, 'name name-not-valid'],
    [{ price: null }, 'price price-not-valid'],
    [{ price: 5028 }, 'price price-not-valid'],
    [{ price: undefined }, 'price price-not-valid'],
    [{ normative_price: null }, 'normative_price price-not-valid'],
    [{ price: '10000000.01' }, 'price price-not-valid'],
    [{ normative_price: '9999999999999.99' }, 'normative_price price-not-valid'],
    [{ hours: '48' }, 'hours hours-not-valid'],
    [{ id: null }, 'id id-not-valid'],
    [{ groups: {} }, 'groups not-a-list'],
    [{ groups: [7] }, 'groups/0 not-an-object'],
  ];
  test.each(module)('%j', (change, expected) => {
    expect(reasonsOf(anAnswer({}, [aModule(change)]))).toEqual([`0 /data/program/modules/0/${expected}`]);
  });

  const group: [Spoilt, string][] = [
    [{ date_end: '2020-10-01' }, 'date_end dates-reversed'],
    [{ date_start: '2020-02-30' }, 'date_start date-not-valid'],
    [{ date_end: '30.12.2020' }, 'date_end date-not-valid'],
    [{ max_children: -1 }, 'max_children places-not-valid'],
    [{ name: '\t' }, 'name name-not-valid'],
    [{ date_start: 20201002 }, 'date_start date-not-valid'],
    [{ date_end: null }, 'date_end date-not-valid'],
    [{ max_children: '15' }, 'max_children places-not-valid'],
    [{ id: {} }, 'id id-not-valid'],
  ];
  test.each(group)('%j', (change, expected) => {
    const answer = anAnswer({}, [aModule({}, [aGroup({ id: 1 }), aGroup(change)])]);
    expect(reasonsOf(answer)).toEqual([`0 /data/program/modules/0/groups/1/${expected}`]);
  });

  test.each<[Spoilt, string]>([
    [{ result_code: 'ERR', data: 'nothing' }, '/result_code answer-not-success'],
    [{ result_code: null }, '/result_code answer-not-success'],
    [{}, '/result_code answer-not-success'],
    [{ result_code: 'FLSCS' }, '/data not-an-object'],
    [{ result_code: 'FLSCS', data: [] }, '/data not-an-object'],
    [{ result_code: 'FLSCS', data: { program: 1 } }, '/data/program not-an-object'],
    [anAnswer({}, 'none'), '/data/program/modules not-a-list'],
  ])('%j', (answer, expected) => {
    expect(reasonsOf(answer)).toEqual([`0 ${expected}`]);
  });

  test('for what is of another type and for what breaks a rule at once', () => {
    expect(
      reasonsOf(anAnswer({ id: 'x', mun: null }, [aModule({ price: null }, [aGroup({ max_children: -1 })])])),
    ).toEqual([
      '0 /data/program/id id-not-valid',
      '0 /data/program/mun municipality-not-valid',
      '0 /data/program/modules/0/price price-not-valid',
      '0 /data/program/modules/0/groups/0/max_children places-not-valid',
    ]);
  });

  test('and named up to a number that a person can use', () => {
    const { refused, refusedRows } = take(...Array.from({ length: 12_000 }, () => ({})));
    expect([refused.length, refusedRows]).toEqual([10_000, 12_000]);
  });

  test('with every fault named, and the rows around it taken', () => {
    const faulty = anAnswer({ id: 2, mun: -1 }, [
      aModule({ id: 200, price: '-1' }, [aGroup({ id: 2000, max_children: -1 })]),
    ]);
    const last = anAnswer({ id: 3 }, [aModule({ id: 300 }, [aGroup({ id: 3000, date_start: '2020-12-30' })])]);
    expect(reasonsOf(anAnswer(), faulty, last)).toHaveLength(3);
    expect(take(anAnswer(), faulty, last).taken.map(({ row, programme }) => [row, programme.programmeId])).toEqual([
      [0, '1'],
      [2, '3'],
    ]);
  });
});

describe('an archived programme', () => {
  const closed = (program: Spoilt) => take(anAnswer(program)).taken[0]?.programme.closed;
  test.each<[Spoilt, boolean]>([
    [{}, false],
    [{ status: 1 }, false],
    [{ status: '1' }, false],
    [{ status: null }, false],
    [{ status: 10 }, true],
    [{ status: 0 }, true],
    [{ status: 1, archived: true }, true],
    [{ archived: 1 }, true],
    [{ archived: '1' }, true],
    [{ is_archived: true }, true],
    [{ is_archive: 1 }, true],
    [{ archived: false }, false],
    [{ archived: 0, is_archive: null }, false],
    // Whether that portal takes applications today is another thing.
    [{ is_open: false, enrollment: 3 }, false],
  ])('%j: %s', (program, expected) => expect(closed(program)).toBe(expected));

  test('may be a module or a group of it', () => {
    const { taken } = take(
      anAnswer({}, [
        aModule({ id: 1, archived: 1 }, [aGroup({ id: 1 })]),
        aModule({ id: 2 }, [aGroup({ id: 2, archived: true }), aGroup({ id: 3 })]),
      ]),
    );
    expect(taken[0]?.programme.modules.flatMap(({ groups }) => groups.map((group) => group.closed))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

test('a name is kept in one spelling', () => {
  const name = 'Музыкальныи\u0306 клуб';
  expect(take(anAnswer({ full_name: name })).taken[0]?.programme.name).toBe('Музыкальный клуб');
});

test('the programmes that a file names are known, those of refused rows too', () => {
  const { named, nameless } = take(anAnswer(), anAnswer({ id: 2, mun: null }), anAnswer({ id: 'x' }), {});
  expect([[...named], nameless]).toEqual([['1', '2'], 2]);
});

describe('an id is given once', () => {
  test('in a file', () => {
    expect(reasonsOf(anAnswer(), anAnswer())).toEqual([
      '1 /data/program/id duplicate-programme',
      '1 /data/program/modules/0/id duplicate-module',
      '1 /data/program/modules/0/groups/0/id duplicate-group',
    ]);
  });
  test('in a row', () => {
    expect(reasonsOf(anAnswer({}, [aModule(), aModule({ id: 101 })]))).toEqual([
      '0 /data/program/modules/1/groups/0/id duplicate-group',
    ]);
  });
  test('by a row that is taken: a refused one leaves it to the next', () => {
    expect(reasonsOf(anAnswer({ mun: -1 }), anAnswer(), anAnswer({ id: 2 }, []))).toEqual([
      '0 /data/program/mun municipality-not-valid',
    ]);
  });
});

test('a provider is payable or it is not', () => {
  const barred = anAnswer({ id: 2, organization: { id: 10, name: 'Центр', cant_use_certificate: 1 } }, []);
  expect(reasonsOf(anAnswer(), barred)).toEqual([
    '1 /data/program/organization/cant_use_certificate provider-contradicts',
  ]);
});
