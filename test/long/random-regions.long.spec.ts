import { seedOfRun } from '../support/chance.js';
import { playsRandomSeasons, settingsOf } from './random-seasons.js';

/** RANDOM_SEASONS plays more of them, once. */
const SEASONS = Math.max(10, Number(process.env['RANDOM_SEASONS'] ?? 0) || 0);

/** The first seeds from here on that give each combination of settings, and more as they come. */
const seedsFrom = (first: number): readonly number[] => {
  const wanted = new Set(['application', 'acceptance', 'enrolment'].flatMap((at) => [`${at} down`, `${at} up`]));
  const seeds: number[] = [];
  for (let seed = first; wanted.size > 0 || seeds.length < SEASONS; seed++) {
    const { reserveAt, rounding } = settingsOf(seed);
    if (wanted.delete(`${reserveAt} ${rounding}`) || wanted.size === 0) seeds.push(seed);
  }
  return seeds;
};

playsRandomSeasons(seedsFrom(seedOfRun()));
