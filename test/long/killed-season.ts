import { expect } from '@jest/globals';
import type { Database } from '@lib/database';
import { Player } from '../../apps/embedded/src/demo/player.js';
import { readRegionFolder } from '../../apps/embedded/src/demo/region-folder.js';
import type { Environment } from '../support/built-program.js';
import { Chance, announce, seedOfRun } from '../support/chance.js';
import { KillableLedger, retryingLedger, type Change } from '../support/killable-ledger.js';
import { approverOf } from '../support/login.js';
import { auditedSeason, parkedMessages, playThrough, type Told } from '../support/season.js';

/** About what a request and the messages behind it take, so that kills fall into both. */
const DELAY_MS_MAX = 40;
const START_MS_MAX = 1_500;

/** When the process is killed: at random calls all over the run, at chosen ones, and while it is starting again. */
type Plan = {
  readonly calls: number;
  readonly random: number;
  readonly chosen: readonly RegExp[];
  readonly atStart: number;
};

export const chance = new Chance(seedOfRun());

type Killed = Told & Awaited<ReturnType<typeof auditedSeason>> & { readonly kills: number };

/** Plays the season of a folder through main.js, which is killed by the plan and started again, and audits it. */
export const playKilled = async (
  environment: Environment,
  folder: string,
  { calls, random, chosen, atStart }: Plan,
): Promise<Killed> => {
  announce(`kill: SEED=${chance.seed}`);
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
  const second = retryingLedger(ledger, () => undefined, approverOf);
  const told = await playThrough(client, new Player(client, second, await readRegionFolder(folder), () => undefined));
  const audited = await auditedSeason(client, told);
  expect(await ledger.stop()).toMatchObject({ code: 0, stderr: '' });
  announce(`kill: ${ledger.kills} kills, ${Math.round((performance.now() - started) / 1000)} s`);
  return { ...told, ...audited, kills: ledger.kills };
};

/** To the kopeck, by the auditor too, and nothing is parked. Closes the database. */
export const expectSound = async (database: Database, killed: Killed, certificates: string): Promise<void> => {
  try {
    expect(killed.certificates).toBe(certificates);
    expect(killed.differences).toEqual([]);
    expect(await parkedMessages(database)).toBe(0);
  } finally {
    await database.close();
  }
};
