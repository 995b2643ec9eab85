import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerAt } from '@lib/client';
import { PgDatabase, PgliteDatabase, type Database } from '@lib/database';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { randomRegion } from '../model/random-region.js';
import type { RegionFiles } from '../model/region-files.js';
import { playSeason } from '../model/season-model.js';
import { announce, seedOfRun } from '../support/chance.js';
import { freshStore } from '../support/fresh-store.js';
import { LostAnswers } from '../support/lost-answers.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { auditedSeason, certificateRows, parkedMessages, playThrough, type Told } from '../support/season.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
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
let postgres: RealPostgres;
beforeAll(async () => {
  announce(`random regions: SEED=${run}`);
  postgres = await realPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await removeTempFolders();
}, LONG_MS);

const systemOn = async (databaseUrl: string | undefined, dataFolder: string): Promise<System> =>
  startSystem({
    dataFolder,
    databaseUrl,
    ports: { catalog: 0, enrollment: 0, certificates: 0 },
    clock: 'settable',
    vaultKey: undefined,
  });

type Audited = Awaited<ReturnType<typeof auditedSeason>> & Pick<Told, 'result'>;

const played = async (system: System, files: RegionFiles): Promise<Audited> => {
  const ledger = ledgerAt(() => system.urls);
  const player = new Player(ledger, await readRegionFolder(await regionFolder(files)), () => undefined);
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

describe('a random region, through the services and by the letter of the rules', () => {
  const seasons = seedsFrom(run).map((seed, index) => ({
    seed,
    ...settingsOf(randomRegion(seed, SIZE)),
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
    LONG_MS,
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
    LONG_MS,
  );
});
