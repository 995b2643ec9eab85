import { expect, it } from '@jest/globals';
import { sumsByGroup } from './group-sums.js';

const row = (groupId: string, debitedKopecks: number, coPaymentDueKopecks = 1) => ({
  groupId,
  groupName: `группа ${groupId}`,
  programmeName: 'Робототехника',
  providerId: '22001',
  debitedKopecks,
  coPaymentDueKopecks,
});

it('what is owed is summed by study group, the largest first, to the kopeck', () => {
  const { groups, sum } = sumsByGroup([row('1', 33_333), row('2', 70_000), row('1', 33_334)]);
  expect(groups.map(({ name, contracts, debitedKopecks }) => [name, contracts, debitedKopecks])).toEqual([
    ['группа 2', 1, 70_000],
    ['группа 1', 2, 66_667],
  ]);
  expect(sum).toEqual({ contracts: 3, debitedKopecks: 136_667, coPaymentDueKopecks: 3 });
});

it('a month without contracts owes nothing', () => {
  expect(sumsByGroup([])).toEqual({ groups: [], sum: { contracts: 0, debitedKopecks: 0, coPaymentDueKopecks: 0 } });
});
