import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { dayOf, dayText, firstOf, lastOf, monthOf, monthText, monthsBetween, yearsBetween } from './calendar.js';
import { playSeason } from './season-model.js';
import { filesOf } from './region-files.js';

const folderOf = (name: string): string => fileURLToPath(new URL(`../../samples/${name}`, import.meta.url));
const expectedText = (name: string, file: string): string => readFileSync(join(folderOf(name), file), 'utf8');

describe('the model of a season', () => {
  describe.each(['moving-small', 'minusinsk-2020', 'minusinsk-2020-changing'])('%s', (folder) => {
    const { result, certificates } = playSeason(filesOf(folderOf(folder)));

    it('comes to what is expected', () => {
      expect(result).toStrictEqual(JSON.parse(expectedText(folder, 'expected.json')));
    });

    it('comes to the same kopeck for every certificate', () => {
      const rows = certificates.map(({ childId, nominalKopecks, debitedKopecks, expiredKopecks }) =>
        [childId, nominalKopecks, debitedKopecks, expiredKopecks].join(','),
      );
      const [, ...expected] = expectedText(folder, 'expected-certificates.csv').trim().split(/\r?\n/);
      expect(rows).toStrictEqual(expected.sort());
    });
  });

  it('plays Vyborg to the end: what was granted is debited or expired', () => {
    const { kopecks, certificates: counted } = playSeason(filesOf(folderOf('vyborg-2019'))).result;
    expect(kopecks.granted).toBe(kopecks.debited + kopecks.expired);
    expect(counted.issued).toBeGreaterThan(300);
  });
});

describe("the model's calendar", () => {
  it('agrees with the calendar of JavaScript on every day of 1999–2101', () => {
    const ofJanuary = dayOf('1999-01-01');
    const differing: string[] = [];
    for (let at = Date.UTC(1999, 0, 1), day = ofJanuary; at < Date.UTC(2102, 0, 1); at += 86_400_000, day++) {
      const text = new Date(at).toISOString().slice(0, 10);
      if (dayOf(text) !== day || dayText(day) !== text || monthText(monthOf(day)) !== text.slice(0, 7))
        differing.push(text);
    }
    expect(differing).toStrictEqual([]);
  });

  it('knows the ends of months', () => {
    const february = monthOf(dayOf('2020-02-10'));
    expect([dayText(firstOf(february)), dayText(lastOf(february))]).toStrictEqual(['2020-02-01', '2020-02-29']);
  });

  it.each([
    ['2010-01-31', '2010-02-28', 0],
    ['2010-01-31', '2010-03-01', 1],
    ['2010-01-31', '2010-03-30', 1],
    ['2010-01-31', '2010-03-31', 2],
    ['2012-02-29', '2013-02-28', 11],
    ['2012-02-29', '2013-03-01', 12],
    ['2012-10-02', '2020-10-01', 95],
  ])('a child born on %s is on %s of %i months', (birth, on, months) => {
    expect(monthsBetween(dayOf(birth), dayOf(on))).toBe(months);
  });

  it.each([
    ['2012-02-29', '2019-02-28', 6],
    ['2012-02-29', '2019-03-01', 7],
    ['2012-02-29', '2020-02-29', 8],
    ['2012-10-02', '2020-10-01', 7],
    ['2012-10-02', '2020-10-02', 8],
  ])('a child born on %s is on %s of %i years', (birth, on, years) => {
    expect(yearsBetween(dayOf(birth), dayOf(on))).toBe(years);
  });
});
