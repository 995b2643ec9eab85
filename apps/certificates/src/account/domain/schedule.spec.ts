import { describe, expect, it } from '@jest/globals';
import { month, type Rounding } from '@lib/kernel';
import { contractLastDay, costOf, costOfMonth, dueOn, splitOverMonths, type GroupTerms } from './schedule.js';
import { day, rub } from '../account-events.testing.js';

const group = (first: string, last: string, price: string, normativeCost: string): GroupTerms => ({
  groupFirstDay: day(first),
  groupLastDay: day(last),
  price: rub(price),
  normativeCost: rub(normativeCost),
});
const school = group('2019-09-01', '2020-05-31', '18,000', '16,200');
const oneMonth = group('2020-11-01', '2020-11-30', '3,000', '2,500');
const twoDays = group('2020-10-31', '2020-11-01', '200', '200');
const minusinsk = group('2020-10-01', '2020-12-31', '2,400', '2,100');

type Example = {
  readonly name: string;
  readonly group: GroupTerms;
  readonly days: readonly [string, string];
  readonly available: string;
  readonly rounding: Rounding;
  readonly price: string;
  readonly norm: string;
  readonly share: readonly [string, ...string[]];
  readonly coPayment: readonly [string, ...string[]];
};

// docs/examples.md §1. The first amount is the total, the others are the months.
const examples: readonly Example[] = [
  {
    name: '1.1 down',
    group: school,
    days: ['2019-09-10', '2019-12-31'],
    available: '5,000.00',
    rounding: 'down',
    price: '7,423.35',
    norm: '6,681.02',
    share: ['5,000.00', '929.21', '1,356.93', '1,356.93', '1,356.93'],
    coPayment: ['2,423.35', '450.37', '657.66', '657.66', '657.66'],
  },
  {
    name: '1.1 up',
    group: school,
    days: ['2019-09-10', '2019-12-31'],
    available: '5,000.00',
    rounding: 'up',
    price: '7,423.36',
    norm: '6,681.03',
    share: ['5,000.00', '929.21', '1,356.93', '1,356.93', '1,356.93'],
    coPayment: ['2,423.36', '450.38', '657.66', '657.66', '657.66'],
  },
  {
    name: '1.2 down',
    group: school,
    days: ['2019-09-10', '2019-12-31'],
    available: '20,000.00',
    rounding: 'down',
    price: '7,423.35',
    norm: '6,681.02',
    share: ['6,681.02', '1,241.63', '1,813.13', '1,813.13', '1,813.13'],
    coPayment: ['742.33', '137.98', '201.45', '201.45', '201.45'],
  },
  {
    name: '1.2 up',
    group: school,
    days: ['2019-09-10', '2019-12-31'],
    available: '20,000.00',
    rounding: 'up',
    price: '7,423.36',
    norm: '6,681.03',
    share: ['6,681.03', '1,241.61', '1,813.14', '1,813.14', '1,813.14'],
    coPayment: ['742.33', '137.98', '201.45', '201.45', '201.45'],
  },
  {
    name: '1.3 one month',
    group: oneMonth,
    days: ['2020-11-10', '2020-11-30'],
    available: '1,900.00',
    rounding: 'down',
    price: '2,100.00',
    norm: '1,750.00',
    share: ['1,750.00', '1,750.00'],
    coPayment: ['350.00', '350.00'],
  },
  {
    name: '1.4 two days of two months',
    group: twoDays,
    days: ['2020-10-31', '2020-11-01'],
    available: '5,000.00',
    rounding: 'down',
    price: '200.00',
    norm: '200.00',
    share: ['200.00', '100.00', '100.00'],
    coPayment: ['0', '0', '0'],
  },
  {
    name: '1.5 Minusinsk, autumn 2020',
    group: minusinsk,
    days: ['2020-10-01', '2020-12-31'],
    available: '1,900.00',
    rounding: 'down',
    price: '2,400.00',
    norm: '2,100.00',
    share: ['1,900.00', '640.22', '629.89', '629.89'],
    coPayment: ['500.00', '168.48', '165.76', '165.76'],
  },
];

describe('the cost of a place (docs/examples.md §1)', () => {
  it.each(examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const [first, last] = example.days;
    const cost = costOf(example.group, day(first), day(last), rub(example.available), example.rounding);
    expect([cost.fullPrice, cost.fullNorm]).toStrictEqual([rub(example.price), rub(example.norm)]);
    expect([cost.share, ...cost.parts.map((part) => part.share)]).toStrictEqual(example.share.map(rub));
    expect([cost.coPayment, ...cost.parts.map((part) => part.coPayment)]).toStrictEqual(example.coPayment.map(rub));
  });

  it('names the months in order, over the turn of a year', () => {
    const winter = group('2020-11-15', '2021-02-03', '100', '100');
    const { parts } = costOf(winter, day('2020-11-15'), day('2021-02-03'), rub('100'), 'down');
    expect(parts.map((part) => part.month)).toStrictEqual(['2020-11', '2020-12', '2021-01', '2021-02']);
  });

  it('takes the normative cost where it is the least, and leaves the rest of the price to the parent', () => {
    const { share, coPayment } = costOf(oneMonth, day('2020-11-01'), day('2020-11-30'), rub('5,000'), 'down');
    expect([share, coPayment]).toStrictEqual([rub('2,500'), rub('500')]);
  });

  it('takes the price where the normative cost is above it', () => {
    const cheap = group('2020-11-01', '2020-11-30', '300', '2,500');
    const { share, coPayment } = costOf(cheap, day('2020-11-01'), day('2020-11-30'), rub('5,000'), 'down');
    expect([share, coPayment]).toStrictEqual([rub('300'), rub('0')]);
  });

  it('costs nothing where the price is nothing', () => {
    const free = group('2020-10-01', '2020-12-31', '0', '2,500');
    const cost = costOf(free, day('2020-10-05'), day('2020-12-31'), rub('5,000'), 'up');
    expect([cost.fullPrice, cost.share, cost.coPayment]).toStrictEqual([rub('0'), rub('0'), rub('0')]);
    expect(cost.parts.map((part) => part.share)).toStrictEqual([rub('0'), rub('0'), rub('0')]);
  });

  it('rounds up a price that does not divide and leaves one that does', () => {
    const seven = group('2020-11-01', '2020-11-07', '0.10', '0.10');
    const upTo = (last: string) => costOf(seven, day('2020-11-01'), day(last), rub('1'), 'up').fullPrice;
    expect([upTo('2020-11-01'), upTo('2020-11-07')]).toStrictEqual([rub('0.02'), rub('0.10')]);
  });
});

describe('the schedule', () => {
  it('gives the rounding tail to the first month', () => {
    expect(splitOverMonths(rub('1.00'), day('2020-10-31'), day('2020-12-31'))).toStrictEqual([
      rub('0.02'),
      rub('0.49'),
      rub('0.49'),
    ]);
  });

  it('loses no kopeck where the amount is smaller than the number of months', () => {
    expect(splitOverMonths(rub('0.02'), day('2020-10-01'), day('2020-12-31'))).toStrictEqual([
      rub('0.02'),
      rub('0'),
      rub('0'),
    ]);
  });

  it('ends with the group or with the period, whichever is first', () => {
    expect(contractLastDay(day('2020-05-31'), day('2019-12-31'))).toBe('2019-12-31');
    expect(contractLastDay(day('2019-12-30'), day('2019-12-31'))).toBe('2019-12-30');
  });

  it.each([
    ['concluded before the month', '2019-09-09', '2019-10-01'],
    ['concluded on its 1st', '2019-10-01', '2019-10-01'],
    ['concluded inside it', '2019-10-02', '2019-10-02'],
    ['concluded after it', '2019-11-15', '2019-11-15'],
  ])('October is due, %s (%s), on %s', (_, concludedOn, due) => {
    expect(dueOn({ month: month('2019-10') }, day(concludedOn))).toBe(due);
  });
});

describe('the cost of an incomplete month (docs/rules.md §4)', () => {
  it.each([
    ['6 of 8: 1,017.6975', '1,356.93', 6, 8, '1,017.70'],
    ['exactly half a kopeck goes up', '0.01', 1, 2, '0.01'],
    ['less than half goes down', '0.01', 1, 3, '0'],
    ['more than half goes up', '0.01', 2, 3, '0.01'],
    ['none held', '1,356.93', 0, 8, '0'],
    ['all held', '1,356.93', 8, 8, '1,356.93'],
  ])('%s', (_, part, held, planned, cost) => {
    expect(costOfMonth(rub(part), { held, planned })).toBe(rub(cost));
  });

  it('is the part where nothing was reported: absence reduces nothing', () => {
    expect(costOfMonth(rub('1,356.93'), undefined)).toBe(rub('1,356.93'));
  });
});
