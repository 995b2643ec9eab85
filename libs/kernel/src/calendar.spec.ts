import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  addMonths,
  calendarDate as date,
  completedMonths,
  dateAt,
  daysInclusive,
  earlierOf,
  firstDayOf,
  instant,
  isCalendarDate,
  isInstant,
  isMonth,
  isTimeZone,
  lastDayOf,
  laterOf,
  month,
  monthOf,
  monthsBetween,
  monthsTouched,
  nextMonth,
  startOfDay,
  timeZone,
} from './calendar.js';

describe('a calendar date', () => {
  it.each(['1900-01-01', '2020-02-29', '2000-02-29', '2021-02-28', '2020-12-31', '2199-12-31'])('is %s', (text) => {
    expect(isCalendarDate(text)).toBe(true);
    expect(date(text)).toBe(text);
  });
  it.each([
    '2021-02-29',
    '1900-02-29',
    '2100-02-29',
    '2020-02-30',
    '2020-04-31',
    '2020-13-01',
    '2020-00-01',
    '2020-01-00',
    '1899-12-31',
    '2201-01-01',
    '2020-1-1',
    '20200101',
    '2020-01-01T00:00:00Z',
    ' 2020-01-01',
    '2020-01-01\n',
    '',
  ])('is not %j', (text) => {
    expect(isCalendarDate(text)).toBe(false);
    expect(() => date(text)).toThrow(RangeError);
  });
  it.each([undefined, null, 20200101, new Date(0), {}])('is not %p', (value) =>
    expect(isCalendarDate(value)).toBe(false),
  );
  it('is what the calendar has, in every year that counts', () => {
    const two = (n: number): string => String(n).padStart(2, '0');
    for (let year = 1899; year <= 2201; year++)
      for (let m = 0; m <= 13; m++)
        for (const day of [0, 1, 28, 29, 30, 31, 32]) {
          const text = `${year}-${two(m)}-${two(day)}`;
          const isReal =
            m >= 1 && m <= 12 && day >= 1 && day <= Temporal.PlainYearMonth.from({ year, month: m }).daysInMonth;
          if (isCalendarDate(text) !== (isReal && year >= 1900 && year < 2200)) throw new Error(text);
        }
  });

  it.each([
    ['2020-02-28', 1, '2020-02-29'],
    ['2021-02-28', 1, '2021-03-01'],
    ['2020-12-31', 1, '2021-01-01'],
    ['2020-03-01', -1, '2020-02-29'],
    ['2020-01-01', 366, '2021-01-01'],
    ['2020-01-01', 0, '2020-01-01'],
  ])('%s and %d days is %s', (from, days, to) => expect(addDays(date(from), days)).toBe(to));

  it.each([
    ['2020-09-01', '2020-09-01', 1],
    ['2020-02-01', '2020-02-29', 29],
    ['2020-02-28', '2020-03-01', 3],
    ['2020-09-01', '2021-05-31', 273],
    ['2020-01-01', '2020-12-31', 366],
    ['2020-09-02', '2020-09-01', 0],
    ['2020-09-03', '2020-09-01', -1],
  ])('from %s to %s, both included, are %d days', (first, last, days) => {
    expect(daysInclusive(date(first), date(last))).toBe(days);
  });

  it.each([
    ['2010-09-02', '2020-09-01', 119],
    ['2010-09-01', '2020-09-01', 120],
    ['2010-08-31', '2020-09-01', 120],
    ['2004-02-29', '2021-02-28', 203],
    ['2004-02-29', '2021-03-01', 204],
    ['2004-02-29', '2020-02-29', 192],
    ['2020-01-31', '2020-02-29', 0],
    ['2020-01-31', '2020-03-01', 1],
    ['2020-09-01', '2020-09-01', 0],
    ['2020-09-02', '2020-09-01', -1],
  ])('who was born on %s has on %s completed %d months', (birth, on, months) => {
    expect(completedMonths(date(birth), date(on))).toBe(months);
  });

  it('orders as its text does', () => {
    const [earlier, later] = [date('2020-09-30'), date('2020-10-01')];
    expect([earlierOf(earlier, later), earlierOf(later, earlier)]).toEqual([earlier, earlier]);
    expect([laterOf(earlier, later), laterOf(later, earlier)]).toEqual([later, later]);
  });
});

describe('a month', () => {
  it.each(['1900-01', '2020-01', '2020-12', '2199-12'])('is %s', (text) => {
    expect(isMonth(text)).toBe(true);
    expect(month(text)).toBe(text);
  });
  it.each(['2020-00', '2020-13', '1899-12', '2201-01', '2020-1', '2020-01-01', '2020/01', ''])('is not %j', (text) => {
    expect(isMonth(text)).toBe(false);
    expect(() => month(text)).toThrow(RangeError);
  });

  it.each([
    ['2020-02', '2020-02-29'],
    ['2021-02', '2021-02-28'],
    ['2100-02', '2100-02-28'],
    ['2000-02', '2000-02-29'],
    ['2020-04', '2020-04-30'],
    ['2020-12', '2020-12-31'],
  ])('%s ends on %s', (m, last) => {
    expect(lastDayOf(month(m))).toBe(last);
    expect(firstDayOf(month(m))).toBe(`${m}-01`);
    expect(monthOf(date(last))).toBe(m);
  });

  it.each([
    ['2020-10', 0, '2020-10'],
    ['2020-12', 1, '2021-01'],
    ['2020-01', -1, '2019-12'],
    ['2020-10', 27, '2023-01'],
    ['2020-10', -22, '2018-12'],
  ])('%s and %d months is %s, so many months apart', (from, count, to) => {
    expect(addMonths(month(from), count)).toBe(to);
    expect(monthsBetween(month(from), month(to))).toBe(count);
  });

  it('is followed by the next', () => expect(nextMonth(month('2020-12'))).toBe('2021-01'));

  it.each([
    ['2020-09-15', '2020-09-20', ['2020-09']],
    ['2020-09-30', '2020-10-01', ['2020-09', '2020-10']],
    ['2020-11-30', '2021-02-01', ['2020-11', '2020-12', '2021-01', '2021-02']],
    ['2020-10-02', '2020-10-01', ['2020-10']],
    ['2020-11-01', '2020-10-31', []],
  ])('from %s to %s are touched: %j', (first, last, months) => {
    expect(monthsTouched(date(first), date(last))).toEqual(months);
  });
});

describe('counting by whole numbers', () => {
  // Days of all four centuries' kinds: leap years, 1900 and 2100 that are none, ends of months and years.
  it('is what Temporal counts, for each day of the years that count', () => {
    const [first, last] = [date('1900-01-01'), date('2199-12-31')];
    let day = Temporal.PlainDate.from(first);
    for (let counted = first, n = 1; counted <= last; counted = addDays(counted, 1), n++, day = day.add({ days: 1 })) {
      const back = n % 41;
      const isAsTemporal =
        counted === day.toString() &&
        daysInclusive(first, counted) === n &&
        addDays(counted, -n) === day.subtract({ days: n }).toString() &&
        lastDayOf(monthOf(counted)) === day.with({ day: day.daysInMonth }).toString() &&
        addMonths(monthOf(counted), back) === day.with({ day: 1 }).add({ months: back }).toString().slice(0, 7) &&
        addMonths(monthOf(counted), -back) === day.with({ day: 1 }).subtract({ months: back }).toString().slice(0, 7);
      if (!isAsTemporal) throw new Error(counted);
    }
  });
});

describe('an instant', () => {
  it.each([
    ['2020-10-01T00:00:00Z', '2020-10-01T00:00:00.000Z'],
    ['2020-10-01T07:00:00+07:00', '2020-10-01T00:00:00.000Z'],
    ['2020-10-01T00:00:00.123456789Z', '2020-10-01T00:00:00.123Z'],
    ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'],
  ])('%s is in UTC %s', (text, utc) => {
    expect(isInstant(text)).toBe(true);
    expect(instant(text)).toBe(utc);
    expect(instant(new Date(utc))).toBe(utc);
  });
  it.each([
    '2020-10-01',
    '2020-10-01T00:00:00',
    '2020-02-30T00:00:00Z',
    '2020-02-30T00:00:00.000Z',
    '2020-10-01T24:00:01Z',
    '2020-10-01T24:00:00.000Z',
    '2020-10-01T00:60:00.000Z',
    '2020-10-01T00:00:00.000Z\n',
    'now',
    '',
  ])('is not %j', (text) => {
    expect(isInstant(text)).toBe(false);
    // By name: Temporal throws the RangeError of its own realm, which is not the one of a test.
    expect(() => instant(text)).toThrow(expect.objectContaining({ name: 'RangeError' }));
  });
  it.each([undefined, null, 0, new Date(0)])('is not %p', (value) => expect(isInstant(value)).toBe(false));
});

describe('a time zone', () => {
  it.each(['Asia/Krasnoyarsk', 'Europe/Moscow', 'America/Argentina/Buenos_Aires', 'UTC'])('is %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
    expect(timeZone(name)).toBe(name);
  });
  it.each(['Mars/Olympus', '+03:00', 'Europe', '', ' UTC'])('is not %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
    expect(() => timeZone(name)).toThrow(RangeError);
  });
  it.each([undefined, null, 3])('is not %p', (value) => expect(isTimeZone(value)).toBe(false));

  it.each([
    // Regions without a change of clocks.
    ['Europe/Moscow', '2020-09-30T20:59:59.999Z', '2020-09-30'],
    ['Europe/Moscow', '2020-09-30T21:00:00.000Z', '2020-10-01'],
    ['Asia/Krasnoyarsk', '2020-09-30T16:59:59.999Z', '2020-09-30'],
    ['Asia/Krasnoyarsk', '2020-09-30T17:00:00.000Z', '2020-10-01'],
    ['Asia/Kamchatka', '2020-12-31T12:00:00.000Z', '2021-01-01'],
    ['Europe/Kaliningrad', '2020-12-31T21:59:59.999Z', '2020-12-31'],
    // Moscow moved its clocks for the last time on 26 October 2014, from +4 to +3.
    ['Europe/Moscow', '2014-10-25T20:00:00.000Z', '2014-10-26'],
    ['Europe/Moscow', '2014-10-26T20:59:59.999Z', '2014-10-26'],
    // Summer time: Berlin is at +2 until the last Sunday of October, at +1 from then on.
    ['Europe/Berlin', '2020-10-24T22:00:00.000Z', '2020-10-25'],
    ['Europe/Berlin', '2020-10-25T22:59:59.999Z', '2020-10-25'],
    ['Europe/Berlin', '2020-10-25T23:00:00.000Z', '2020-10-26'],
  ])('of %s has at %s the date %s', (zone, at, on) => {
    expect(dateAt(instant(at), timeZone(zone))).toBe(on);
  });

  it.each([
    ['Asia/Krasnoyarsk', '2020-10-01', '2020-09-30T17:00:00.000Z'],
    ['UTC', '2020-10-01', '2020-10-01T00:00:00.000Z'],
    ['Europe/Berlin', '2020-03-29', '2020-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2020-03-30', '2020-03-29T22:00:00.000Z'],
    // The clocks of São Paulo went from midnight to one o'clock: the day began at one.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    // The clocks of Havana go from one o'clock back to midnight: the day begins at the first midnight.
    ['America/Havana', '2020-11-01', '2020-11-01T04:00:00.000Z'],
    // Samoa had no 30 December 2011; the 31st began right after the 29th.
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ])('of %s begins %s at %s', (zone, on, at) => {
    expect(startOfDay(date(on), timeZone(zone))).toBe(at);
    expect(dateAt(instant(at), timeZone(zone))).toBe(on);
  });
});
