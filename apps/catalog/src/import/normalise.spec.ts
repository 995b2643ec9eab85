import { describe, expect, test } from '@jest/globals';
import { aGroup, aModule, anAnswer } from './api.testing.js';
import { normalise } from './normalise.js';
import { programsFile, type ApiGroup, type ApiModule, type ApiProgram } from './programs-file.js';

const take = (...answers: unknown[]) => normalise(programsFile.parse(answers));
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
      modules: [
        {
          moduleId: '100',
          name: 'Модуль 1',
          hours: 48,
          price: 502800,
          normativeCost: 402240,
          groups: [{ groupId: '1000', name: 'Группа 1', firstDay: '2020-10-02', lastDay: '2020-12-30', places: 15 }],
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
  const program: [Partial<ApiProgram>, string][] = [
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
  ];
  test.each(program)('%j', (change, expected) => {
    expect(reasonsOf(anAnswer(change))).toEqual([`0 ${expected}`]);
  });

  const module: [Partial<ApiModule>, string][] = [
    [{ price: '-1.00' }, 'price price-not-valid'],
    [{ price: '1.005' }, 'price price-not-valid'],
    [{ normative_price: 'дорого' }, 'normative_price price-not-valid'],
    [{ hours: -1 }, 'hours hours-not-valid'],
    [{ name: '' }, 'name name-not-valid'],
  ];
  test.each(module)('%j', (change, expected) => {
    expect(reasonsOf(anAnswer({}, [aModule(change)]))).toEqual([`0 /data/program/modules/0/${expected}`]);
  });

  const group: [Partial<ApiGroup>, string][] = [
    [{ date_end: '2020-10-01' }, 'date_end dates-reversed'],
    [{ date_start: '2020-02-30' }, 'date_start date-not-valid'],
    [{ date_end: '30.12.2020' }, 'date_end date-not-valid'],
    [{ max_children: -1 }, 'max_children places-not-valid'],
    [{ name: '\t' }, 'name name-not-valid'],
  ];
  test.each(group)('%j', (change, expected) => {
    const answer = anAnswer({}, [aModule({}, [aGroup({ id: 1 }), aGroup(change)])]);
    expect(reasonsOf(answer)).toEqual([`0 /data/program/modules/0/groups/1/${expected}`]);
  });

  test('when the answer is no success', () => {
    expect(reasonsOf({ result_code: 'ERR', data: null })).toEqual(['0 /result_code answer-not-success']);
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
