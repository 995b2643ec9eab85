import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgDatabase, PgliteDatabase, type Database } from '@lib/database';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import { randomRegion } from '../model/random-region.js';
import { playSeason } from '../model/season-model.js';
import { endAll, sample, type Environment } from '../support/built-program.js';
import { Chance, announce, seedOfRun } from '../support/chance.js';
import { KillableLedger, retryingLedger, type Change } from '../support/killable-ledger.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import {
  auditedSeason,
  certificateRows,
  expectedOf,
  parkedMessages,
  playThrough,
  type Told,
} from '../support/season.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { regionFolder } from '../support/tiny-region.js';

/** About what a request and the messages behind it take, so that kills fall into both. */
const DELAY_MS_MAX = 40;
const START_MS_MAX = 1_500;
const LONG_MS = 600_000;

/** When the process is killed: at random calls all over the run, at chosen ones, and while it is starting again. */
type Plan = {
  readonly calls: number;
  readonly random: number;
  readonly chosen: readonly RegExp[];
  readonly atStart: number;
};

const chance = new Chance(seedOfRun());
beforeAll(() => announce(`kill: SEED=${chance.seed}`));

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

type Killed = Told & Awaited<ReturnType<typeof auditedSeason>> & { readonly kills: number };

const playKilled = async (
  environment: Environment,
  folder: string,
  { calls, random, chosen, atStart }: Plan,
): Promise<Killed> => {
  const ledger = await KillableLedger.start(environment);
  const stretch = Math.floor(calls / random);
  const moments = Array.from({ length: random }, (_, index) => index * stretch + chance.whole(1, stretch));
  const twice = new Set(
    Array.from({ length: atStart }, (_, index) => moments[Math.floor((index + 0.5) * (random / atStart))]),
  );
  const onChange = ({ number, path }: Change): void => {
    if (!moments.includes(number) && !chosen.some((pattern) => pattern.test(path))) return;
    ledger.kill(chance.whole(0, DELAY_MS_MAX));
    if (twice.has(number)) ledger.kill(chance.whole(0, START_MS_MAX));
  };
  const started = performance.now();
  const client = retryingLedger(ledger, onChange);
  const told = await playThrough(client, new Player(client, await readRegionFolder(folder), () => undefined));
  const audited = await auditedSeason(client, told);
  expect(await ledger.stop()).toMatchObject({ code: 0, stderr: '' });
  announce(`kill: ${ledger.kills} kills, ${Math.round((performance.now() - started) / 1000)} s`);
  return { ...told, ...audited, kills: ledger.kills };
};

const expectSound = async (database: Database, killed: Killed, certificates: string): Promise<void> => {
  try {
    expect(killed.certificates).toBe(certificates);
    expect(killed.differences).toEqual([]);
    expect(await parkedMessages(database)).toBe(0);
  } finally {
    await database.close();
  }
};

describe('a season through a process that is killed again and again', () => {
  it(
    'comes to the same kopeck: Minusinsk, in a data folder',
    async () => {
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
    },
    LONG_MS,
  );

  describe('on a PostgreSQL server', () => {
    let postgres: RealPostgres;
    beforeAll(async () => {
      postgres = await realPostgres();
    });
    afterAll(() => postgres.stop());

    it(
      'comes to the same kopeck: a random region',
      async () => {
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
      },
      LONG_MS,
    );
  });
});
