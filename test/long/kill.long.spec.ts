import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgDatabase, PgliteDatabase } from '@lib/database';
import { randomRegion } from '../model/random-region.js';
import { playSeason } from '../model/season-model.js';
import { endAll, sample } from '../support/built-program.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { certificateRows, expectedOf } from '../support/season.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { regionFolder } from '../support/tiny-region.js';
import { chance, expectSound, playKilled } from './killed-season.js';

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

describe('a season through a process that is killed again and again', () => {
  it('comes to the same kopeck: Minusinsk, in a data folder', async () => {
    const DATA_FOLDER = await tempFolder();
    const told = await playKilled({ DATA_FOLDER }, sample('minusinsk-2020'), {
      calls: 2_800,
      random: 14,
      // Where a crash interrupts most: what no transaction holds, a large import, the monthly run, the period's end.
      chosen: [
        /^\/financing-programmes$/,
        /^\/imports$/,
        /^\/clock .*"2020-10-31T17:00/,
        /^\/clock .*"2020-12-31T17:00/,
      ],
      atStart: 2,
    });
    const expected = await expectedOf('minusinsk-2020');
    expect(told.kills).toBe(20);
    expect(told.result).toEqual(expected.result);
    await expectSound(await PgliteDatabase.open(DATA_FOLDER), told, expected.certificates);
  });

  it('comes to the same kopeck: a random region, in a data folder', async () => {
    const files = randomRegion(chance.seed, { children: 12, programmes: 2, applications: 20 });
    const dates = files.timeline.split('\n').map((line) => line.slice(0, 10));
    const DATA_FOLDER = await tempFolder();
    const told = await playKilled({ DATA_FOLDER }, await regionFolder(files), {
      calls: dates.length + new Set(dates).size,
      random: 3,
      chosen: [],
      atStart: 1,
    });
    const expected = playSeason(files);
    expect(told.kills).toBeGreaterThanOrEqual(3);
    expect(told.result).toEqual(expected.result);
    await expectSound(await PgliteDatabase.open(DATA_FOLDER), told, certificateRows(expected.certificates));
  });

  describe('on a PostgreSQL server', () => {
    let postgres: RealPostgres;
    beforeAll(async () => {
      postgres = await realPostgres();
    });
    afterAll(() => postgres.stop());

    it('comes to the same kopeck: a random region', async () => {
      const files = randomRegion(chance.seed, { children: 40, programmes: 6, applications: 120 });
      const dates = files.timeline.split('\n').map((line) => line.slice(0, 10));
      const DATABASE_URL = await postgres.createDatabase();
      const environment = { DATA_FOLDER: await tempFolder(), DATABASE_URL, CLOCK: 'settable' };
      const told = await playKilled(environment, await regionFolder(files), {
        calls: dates.length + new Set(dates).size,
        random: 10,
        chosen: [/^\/imports$/],
        atStart: 1,
      });
      const expected = playSeason(files);
      expect(told.kills).toBeGreaterThanOrEqual(10);
      expect(told.result).toEqual(expected.result);
      await expectSound(new PgDatabase(DATABASE_URL), told, certificateRows(expected.certificates));
    });
  });
});
