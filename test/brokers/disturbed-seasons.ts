import { randomRegion } from '../model/random-region.js';
import { filesOf } from '../model/region-files.js';
import { playSeason, type PlayedSeason } from '../model/season-model.js';
import { sample } from '../support/built-program.js';
import { regionFolder } from '../support/tiny-region.js';

/** A season that is disturbed, and what it comes to by the letter of the rules. */
export type Disturbed = {
  readonly name: string;
  readonly folder: () => Promise<string>;
  readonly expected: PlayedSeason;
};

const ofSample = (name: string): Disturbed => ({
  name,
  folder: async () => sample(name),
  expected: playSeason(filesOf(sample(name))),
});
const ofSeed = (seed: number): Disturbed => {
  const files = randomRegion(seed);
  return { name: `random ${seed}`, folder: () => regionFolder(files), expected: playSeason(files) };
};

/** FAULT_SEASONS names others, once: samples, or the seeds of random regions; "moving-small,vyborg-2019,17". */
export const disturbedSeasons = (): readonly Disturbed[] =>
  (process.env['FAULT_SEASONS'] ?? 'minusinsk-2020-changing')
    .split(',')
    .map((name) => (/^\d+$/.test(name) ? ofSeed(Number(name)) : ofSample(name)));
