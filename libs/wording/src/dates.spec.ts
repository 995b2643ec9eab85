import { expect, it } from '@jest/globals';
import { dateInFigures, dateInWords, dayOfYearInWords, monthInWords, untorn } from './dates.js';
import { messageOf } from './message.js';

it.each([
  ['2020-10', 'октябрь 2020 г.', 'October 2020'],
  ['2021-01', 'январь 2021 г.', 'January 2021'],
])('the month %s', (month, ru, en) => {
  expect(plain(monthInWords('ru', month))).toBe(ru);
  expect(plain(monthInWords('en', month))).toBe(en);
});

it.each([
  ['2020-10-31', '31 октября 2020 г.', '31 October 2020'],
  ['2020-03-01', '1 марта 2020 г.', '1 March 2020'],
])('the date %s', (date, ru, en) => {
  expect(plain(dateInWords('ru', date))).toBe(ru);
  expect(plain(dateInWords('en', date))).toBe(en);
});

it('a date in figures', () => {
  expect([dateInFigures('ru', '2020-10-01'), dateInFigures('en', '2020-10-01')]).toEqual(['01.10.2020', '01/10/2020']);
});

// A page broke the line before «г.» and between the day and its month.
it('a date stands in one line, alone and in a phrase', () => {
  const inPhrase = messageOf('ru', 'на {day, date, day} за {month, date, month}');
  expect(dateInWords('ru', '2020-10-31')).toBe('31\u00a0октября\u00a02020\u00a0г.');
  expect(dayOfYearInWords('ru', '2020-10-31')).toBe('31\u00a0октября');
  expect(inPhrase.say({ day: '2020-10-31', month: '2020-10' })).toBe(
    'на 31\u00a0октября\u00a02020\u00a0г. за октябрь\u00a02020\u00a0г.',
  );
});

it.each([
  ['Сертификат № 2400000001', 'Сертификат №\u00a02400000001'],
  ['Правила: г. Минусинск', 'Правила: г.\u00a0Минусинск'],
  ['г. Минусинск, ул. Гоголя', 'г.\u00a0Минусинск, ул.\u00a0Гоголя'],
  ['с 1 октября по 31 мая', 'с 1\u00a0октября по 31\u00a0мая'],
  ['до 31\u00a0октября 2020\u00a0г. Потом', 'до 31\u00a0октября 2020\u00a0г. Потом'],
])('numbers, places and days are not torn: %s', (text, one) => {
  expect(untorn(text)).toBe(one);
});

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
