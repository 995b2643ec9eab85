import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UnexpectedAnswer, ledgerAt, programLogin, type LedgerClient, type Urls } from '@lib/client';
import { DEMO_APPROVER, DEMO_PROGRAM } from '@lib/demo-issuer';
import { calendarDate } from '@lib/kernel';
import type { Installation } from '../config.js';
import { Player } from './player.js';
import { readRegionFolder } from './region-folder.js';

const FOLDER = fileURLToPath(new URL('../../../../../samples/minusinsk-small', import.meta.url));
/** Some months are debited by then, some are not. */
const TODAY = calendarDate('2020-11-20');

/** Who logs in as one of these is the parent of these children. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  anna: ['24-000001', '24-000002'],
  boris: ['24-000004', '24-000011'],
  vera: ['24-000012'],
};

/** Whether an installation is about to be made that wants a sample region: never on a server, never where there are data. */
export const wantsSample = ({ dataFolder, databaseUrl, eventStore, login, clock }: Installation): boolean =>
  databaseUrl === undefined &&
  eventStore?.url === undefined &&
  login === undefined &&
  clock === 'settable' &&
  !existsSync(dataFolder);

type Played = {
  readonly urls: Urls;
  readonly issuer: string;
  /** A token of somebody at the demo issuer. */
  readonly tokenOf: (name: string) => Promise<string>;
};

/** Plays a small region up to the middle of its season, and gives its families their children. */
export const playSample = async ({ urls, issuer, tokenOf }: Played): Promise<void> => {
  const as = (program: typeof DEMO_PROGRAM | typeof DEMO_APPROVER): LedgerClient =>
    ledgerAt(() => urls, { login: programLogin({ issuer, ...program }) });
  const folder = await readRegionFolder(FOLDER);
  const ledger = as(DEMO_PROGRAM);
  const halfway = { ...folder, season: { ...folder.season, periodEnd: TODAY } };
  await new Player(ledger, as(DEMO_APPROVER), halfway, () => undefined).play();
  for (const [name, children] of Object.entries(FAMILIES)) {
    const family = ledgerAt(() => urls, { login: { token: () => tokenOf(name), forget: () => undefined } });
    for (const childId of children) await give(ledger, family, childId);
  }
};

const give = async (operator: LedgerClient, family: LedgerClient, childId: string): Promise<void> => {
  const code = await operator.enrollment.call('POST /guardianships/codes', {
    body: { childId, relation: 'guardian' },
  });
  if (code.status !== 200) throw new UnexpectedAnswer('a code of the sample', code);
  const claimed = await family.enrollment.call('POST /guardianships', {
    headers: { 'Idempotency-Key': `claim of ${childId}` },
    body: { code: code.body.code },
  });
  if (claimed.status !== 201) throw new UnexpectedAnswer('a claim of the sample', claimed);
};
