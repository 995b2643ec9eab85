import { describe, expect, it } from '@jest/globals';
import { calendarDate, month } from '@lib/kernel';
import { faultsOfMonth } from './reportable.js';

const days = [
  { first: calendarDate('2020-10-02'), last: calendarDate('2020-11-30') },
  { first: calendarDate('2020-12-31'), last: calendarDate('2020-12-31') },
];

describe('a month of lessons', () => {
  it.each([
    ['2020-10', '2020-10-01', []],
    ['2020-10', '2020-09-30', ['month-not-begun']],
    ['2020-11', '2021-06-01', []],
    ['2020-12', '2020-12-01', []],
    ['2020-09', '2020-10-05', ['month-outside-group']],
    ['1999-01', '2020-10-05', ['month-outside-group']],
    ['2030-05', '2020-10-05', ['month-not-begun', 'month-outside-group']],
  ])('%s on %s: %j', (reported, today, faults) => {
    expect(faultsOfMonth(month(reported), { today: calendarDate(today), days })).toEqual(faults);
  });
});
