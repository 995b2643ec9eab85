import { afterAll, expect, it } from '@jest/globals';
import { PgliteDatabase } from '@lib/database';
import { randomRegion } from '../model/random-region.js';
import { playSeason } from '../model/season-model.js';
import { chance, expectSound, playKilled } from '../long/killed-season.js';
import { endAll } from '../support/built-program.js';
import { freshStore } from '../support/fresh-store.js';
import { certificateRows } from '../support/season.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { regionFolder } from '../support/tiny-region.js';

const KILLS = 3;

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

// `npm run test:long` kills larger seasons more often.
it('a season through a process that is killed comes to the same kopeck: a random region, in a data folder', async () => {
  const files = randomRegion(chance.seed, { children: 12, programmes: 2, applications: 20 });
  const dates = files.timeline.split('\n').map((line) => line.slice(0, 10));
  const DATA_FOLDER = await freshStore();
  const told = await playKilled({ DATA_FOLDER }, await regionFolder(files), {
    calls: dates.length + new Set(dates).size,
    random: KILLS,
    chosen: [],
    atStart: 1,
  });
  const expected = playSeason(files);
  expect(told.kills).toBeGreaterThanOrEqual(KILLS);
  expect(told.result).toEqual(expected.result);
  await expectSound(await PgliteDatabase.open(DATA_FOLDER), told, certificateRows(expected.certificates));
});
