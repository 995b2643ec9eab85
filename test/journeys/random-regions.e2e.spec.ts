import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgliteDatabase } from '@lib/database';
import { Api } from '../../apps/embedded/src/demo/api.js';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { startSystem } from '../../apps/embedded/src/system.js';
import { randomRegion } from '../model/random-region.js';
import type { RegionFiles } from '../model/region-files.js';
import { playSeason } from '../model/season-model.js';
import { announce, seedOfRun } from '../support/chance.js';
import { freshStore } from '../support/fresh-store.js';
import { auditedSeason, certificateRows, parkedMessages, playThrough } from '../support/season.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { regionFolder } from '../support/tiny-region.js';

const SIZE = { children: 25, programmes: 4, applications: 60 };
/** RANDOM_SEASONS plays more of them, once. */
const SEASONS = Math.max(10, Number(process.env['RANDOM_SEASONS'] ?? 0) || 0);
const LONG_MS = 300_000;

type Settings = { readonly reserveAt: string; readonly rounding: string };

const settingsOf = ({ region }: RegionFiles): Settings => {
  const { rules } = JSON.parse(region) as { rules: Partial<Settings> };
  return { reserveAt: rules.reserveAt ?? 'enrolment', rounding: rules.rounding ?? 'down' };
};

/** The first seeds from here on that give each combination of settings, and more as they come. */
const seedsFrom = (first: number): readonly number[] => {
  const wanted = new Set(['application', 'acceptance', 'enrolment'].flatMap((at) => [`${at} down`, `${at} up`]));
  const seeds: number[] = [];
  for (let seed = first; wanted.size > 0 || seeds.length < SEASONS; seed++) {
    const { reserveAt, rounding } = settingsOf(randomRegion(seed, SIZE));
    if (wanted.delete(`${reserveAt} ${rounding}`) || wanted.size === 0) seeds.push(seed);
  }
  return seeds;
};

const run = seedOfRun();
beforeAll(() => announce(`random regions: SEED=${run}`));
afterAll(removeTempFolders);

describe('a random region, through the services and by the letter of the rules', () => {
  it.each(seedsFrom(run).map((seed) => ({ seed, ...settingsOf(randomRegion(seed, SIZE)) })))(
    'comes to the same kopeck: $seed, reserved at $reserveAt, rounded $rounding',
    async ({ seed }) => {
      const files = randomRegion(seed, SIZE);
      const dataFolder = await freshStore();
      const system = await startSystem({
        dataFolder,
        databaseUrl: undefined,
        ports: { catalog: 0, enrollment: 0, certificates: 0 },
        clock: 'settable',
        vaultKey: undefined,
      });
      const api = new Api(() => system.urls);
      const player = new Player(api, await readRegionFolder(await regionFolder(files)), () => undefined);
      const told = await playThrough(api, player);
      await system.close();

      const expected = playSeason(files);
      expect(told.result).toEqual(expected.result);
      const database = await PgliteDatabase.open(dataFolder);
      try {
        const { differences, certificates } = await auditedSeason(database, told);
        expect(certificates).toBe(certificateRows(expected.certificates));
        expect(differences).toEqual([]);
        expect(await parkedMessages(database)).toBe(0);
      } finally {
        await database.close();
      }
    },
    LONG_MS,
  );
});
