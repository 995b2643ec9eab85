import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approverOf, ledgerOf, trusting } from '../support/login.js';
import { PgDatabase, PgliteDatabase, type Database } from '@lib/database';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { randomRegion } from '../model/random-region.js';
import type { RegionFiles } from '../model/region-files.js';
import { playSeason } from '../model/season-model.js';
import { announce } from '../support/chance.js';
import { freshStore } from '../support/fresh-store.js';
import { LostAnswers } from '../support/lost-answers.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { auditedSeason, certificateRows, parkedMessages, playThrough, type Told } from '../support/season.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { regionFolder } from '../support/tiny-region.js';
import { UNCOUNTED_HTTP } from '../support/uncounted.js';

const SIZE = { children: 25, programmes: 4, applications: 60 };

type Settings = { readonly reserveAt: string; readonly rounding: string };

/** How the region of a seed reserves and rounds. */
export const settingsOf = (seed: number): Settings => {
  const { rules } = JSON.parse(randomRegion(seed, SIZE).region) as { rules: Partial<Settings> };
  return { reserveAt: rules.reserveAt ?? 'enrolment', rounding: rules.rounding ?? 'down' };
};

const systemOn = async (databaseUrl: string | undefined, dataFolder: string): Promise<System> =>
  trusting(
    startSystem({
      dataFolder,
      databaseUrl,
      ports: { catalog: 0, enrollment: 0, certificates: 0 },
      http: UNCOUNTED_HTTP,
      clock: 'settable',
      vaultKeys: undefined,
    }),
  );

type Audited = Awaited<ReturnType<typeof auditedSeason>> & Pick<Told, 'result'>;

const played = async (system: System, files: RegionFiles): Promise<Audited> => {
  const ledger = ledgerOf(() => system.urls);
  const player = new Player(
    ledger,
    approverOf(() => system.urls),
    await readRegionFolder(await regionFolder(files)),
    () => undefined,
  );
  try {
    const told = await playThrough(ledger, player);
    return { ...(await auditedSeason(ledger, told)), result: told.result };
  } finally {
    await system.close();
  }
};

/** Compares what the services told with the letter of the rules, and with what an auditor found. */
const expectSeason = async (told: Audited, files: RegionFiles, database: Database): Promise<void> => {
  try {
    const expected = playSeason(files);
    expect(told.result).toEqual(expected.result);
    const { differences, certificates } = told;
    expect(certificates).toBe(certificateRows(expected.certificates));
    expect(differences).toEqual([]);
    expect(await parkedMessages(database)).toBe(0);
  } finally {
    await database.close();
  }
};

/** Plays the seasons of these seeds: one of three on a PostgreSQL server whose answers about money are lost. */
export const playsRandomSeasons = (seeds: readonly number[]): void =>
  describe('a random region, through the services and by the letter of the rules', () => {
    let postgres: RealPostgres;
    beforeAll(async () => {
      announce(`random regions: SEED=${seeds[0]}`);
      postgres = await realPostgres();
    });
    afterAll(async () => {
      await postgres.stop();
      await removeTempFolders();
    });

    const seasons = seeds.map((seed, index) => ({
      seed,
      ...settingsOf(seed),
      isLossy: index % 3 === 1,
    }));

    it.each(seasons.filter(({ isLossy }) => !isLossy))(
      'comes to the same kopeck: $seed, reserved at $reserveAt, rounded $rounding',
      async ({ seed }) => {
        const files = randomRegion(seed, SIZE);
        const dataFolder = await freshStore();
        const told = await played(await systemOn(undefined, dataFolder), files);
        await expectSeason(told, files, await PgliteDatabase.open(dataFolder));
      },
    );

    it.each(seasons.filter(({ isLossy }) => isLossy))(
      'comes to the same kopeck though answers about money are lost: $seed, reserved at $reserveAt, rounded $rounding',
      async ({ seed }) => {
        const files = randomRegion(seed, SIZE);
        const url = await postgres.createDatabase();
        const system = await systemOn(url, await tempFolder());
        const answers = new LostAnswers(url);
        await answers.start();
        const told = await played(system, files);
        const lost = await answers.stop();
        announce(`random regions: ${seed}: ${lost} answers lost`);
        await expectSeason(told, files, new PgDatabase(url));
      },
    );
  });
