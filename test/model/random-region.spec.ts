import { describe, expect, it } from '@jest/globals';
import { normalise } from '../../apps/catalog/src/import/normalise.js';
import type { ApiAnswer } from '../../apps/catalog/src/import/programs-file.js';
import { readChildrenFile } from '../../apps/enrollment/src/import/children-file.js';
import { regionFile } from '../../apps/certificates/src/programme/region-file.js';
import { randomRegion } from './random-region.js';
import { playSeason } from './season-model.js';

const SEEDS = Array.from({ length: 80 }, (_, seed) => seed);
const seasons = SEEDS.map((seed) => ({ seed, files: randomRegion(seed), ...playSeason(randomRegion(seed)) }));

describe('a random region', () => {
  it('is the same for the same seed and another for another', () => {
    expect(randomRegion(7)).toStrictEqual(randomRegion(7));
    expect(randomRegion(7)).not.toStrictEqual(randomRegion(8));
  });

  it('has settings that can be registered', () => {
    const refused = seasons.filter(({ files }) => !regionFile.safeParse(JSON.parse(files.region)).success);
    expect(refused.map(({ seed }) => seed)).toStrictEqual([]);
  });

  it('has catalogues and registers of which nothing is refused', () => {
    for (const { seed, files } of seasons)
      for (const [name, text] of [
        ['programs.json', files.programs] as const,
        ['children.csv', files.children] as const,
        ...Object.entries(files.later ?? {}),
      ])
        if (name.endsWith('.json'))
          expect([seed, name, normalise(JSON.parse(text) as ApiAnswer[]).refused]).toStrictEqual([seed, name, []]);
        else {
          const children = readChildrenFile(text);
          expect([seed, name, children.ok && children.value.refused]).toStrictEqual([seed, name, []]);
        }
  });

  it('keeps the dates of its imports within the period', () => {
    const named = /^(programs|children)-\d{4}-\d\d-\d\d\.(json|csv)$/;
    for (const { seed, files } of seasons) {
      const { period } = JSON.parse(files.region) as { period: { toExclusive: string } };
      for (const name of Object.keys(files.later ?? {}))
        expect([seed, name, named.test(name), name.slice(9, 19) < period.toExclusive]).toStrictEqual([
          seed,
          name,
          true,
          true,
        ]);
    }
  });

  it('has a timeline in the order of the dates', () => {
    for (const { files } of seasons) {
      const dates = files.timeline
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.slice(0, 10));
      expect(dates).toStrictEqual([...dates].sort());
    }
  });

  it('keeps every kopeck', () => {
    for (const { seed, result } of seasons)
      expect([seed, result.kopecks.debited + result.kopecks.expired]).toStrictEqual([seed, result.kopecks.granted]);
  });

  it('gives no child two places in a module on one day', () => {
    for (const { seed, places } of seasons)
      for (const one of places)
        for (const other of places)
          if (one !== other && one.child === other.child && one.module === other.module)
            expect([seed, one.application, one.from <= other.to && other.from <= one.to]).toStrictEqual([
              seed,
              one.application,
              false,
            ]);
  });

  it('takes no certificate for a free place', () => {
    for (const { seed, places, certificates } of seasons) {
      const paid = new Set(places.filter(({ isFree }) => !isFree).map(({ child }) => child));
      const spent = certificates.filter(({ debitedKopecks }) => debitedKopecks > 0);
      expect([seed, spent.filter(({ childId }) => !paid.has(childId))]).toStrictEqual([seed, []]);
    }
    const free = seasons.flatMap(({ places }) => places.filter(({ isFree }) => isFree));
    expect(free.length).toBeGreaterThan(seasons.length / 4);
  });

  it('sees everything happen that the rules know', () => {
    const reasons = new Set(seasons.flatMap(({ result }) => Object.keys(result.applications.refused)));
    expect([...reasons].sort()).toStrictEqual([
      'age-not-suitable',
      'already-in-module',
      'by-provider',
      'certificate-age',
      'contract-period-over',
      'group-full',
      'insufficient-funds',
      'no-certificate-place',
      'no-financing-programme',
      'period-over',
      'provider-not-payable',
      'start-outside-group',
      'start-outside-period',
      'start-too-old',
      'unknown-child',
      'unknown-group',
    ]);
    const sum = (of: (season: (typeof seasons)[number]) => number): number =>
      seasons.reduce((total, season) => total + of(season), 0);
    expect(sum(({ result }) => result.applications.enrolled)).toBeGreaterThan(seasons.length * 10);
    expect(sum(({ result }) => result.applications.terminated)).toBeGreaterThan(seasons.length);
    expect(sum(({ result }) => result.applications.withdrawn)).toBeGreaterThan(seasons.length);
    expect(sum(({ result }) => result.rejectedActions)).toBeGreaterThan(seasons.length);
    expect(sum(({ result }) => Object.keys(result.debitedByMonth).length)).toBeGreaterThan(seasons.length);
  });
});
