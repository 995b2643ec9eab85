import { describe, expect, it } from '@jest/globals';
import { normalise } from '../../apps/catalog/src/import/normalise.js';
import type { ApiAnswer } from '../../apps/catalog/src/import/programs-file.js';
import { readChildrenFile } from '../../apps/enrollment/src/child/children-file.js';
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

  it('has a catalogue and a register of which nothing is refused', () => {
    for (const { seed, files } of seasons) {
      const children = readChildrenFile(files.children);
      expect([seed, normalise(JSON.parse(files.programs) as ApiAnswer[]).refused]).toStrictEqual([seed, []]);
      expect([seed, children.ok && children.value.refused]).toStrictEqual([seed, []]);
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

  it('sees everything happen that the rules know', () => {
    const reasons = new Set(seasons.flatMap(({ result }) => Object.keys(result.applications.refused)));
    expect([...reasons].sort()).toStrictEqual([
      'age-not-suitable',
      'already-in-module',
      'by-provider',
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
