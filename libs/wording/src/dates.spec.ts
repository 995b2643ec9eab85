import { expect, it } from '@jest/globals';
import { dateInWords, monthInWords } from './dates.js';

it.each([
  ['2020-10', 'октябрь 2020 г.', 'October 2020'],
  ['2021-01', 'январь 2021 г.', 'January 2021'],
])('the month %s', (month, ru, en) => {
  expect(plain(monthInWords('ru', month))).toBe(ru);
  expect(monthInWords('en', month)).toBe(en);
});

it.each([
  ['2020-10-31', '31 октября 2020 г.', '31 October 2020'],
  ['2020-03-01', '1 марта 2020 г.', '1 March 2020'],
])('the date %s', (date, ru, en) => {
  expect(plain(dateInWords('ru', date))).toBe(ru);
  expect(dateInWords('en', date)).toBe(en);
});

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
