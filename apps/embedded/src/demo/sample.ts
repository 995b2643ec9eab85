import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UnexpectedAnswer, ledgerAt, programLogin, type LedgerClient, type Urls } from '@lib/client';
import { DEMO_APPROVER, DEMO_PROGRAM } from '@lib/demo-issuer';
import { calendarDate } from '@lib/kernel';
import type { Installation } from '../config.js';
import { Player } from './player.js';
import { readRegionFolder } from './region-folder.js';

const FOLDER = fileURLToPath(new URL('../../../../../samples/minusinsk-small', import.meta.url));
/** What the sample region says of itself in the cabinet. */
export const SAMPLE_REGION_FILE = join(FOLDER, 'region.json');
/** Some months are debited by then, some are not. */
const TODAY = calendarDate('2020-11-20');

/** Who logs in as one of these is the parent of these children, whose birth dates the register has. */
const FAMILIES: Readonly<Record<string, readonly SampleChild[]>> = {
  anna: [
    {
      childId: '24-000001',
      lastName: 'Соколова',
      firstName: 'Мария',
      middleName: 'Андреевна',
      birthDate: '2010-03-14',
    },
    { childId: '24-000002', lastName: 'Соколов', firstName: 'Илья', middleName: 'Андреевич', birthDate: '2013-07-02' },
  ],
  boris: [
    { childId: '24-000004', lastName: 'Ким', firstName: 'Дарья', birthDate: '2012-01-09', category: 'ovz' },
    { childId: '24-000011', lastName: 'Ким', firstName: 'Тимур', birthDate: '2015-06-01', category: 'ovz' },
  ],
};
/** They have claimed theirs by a code, and nobody has told a name. */
const BY_CODE: Readonly<Record<string, string>> = { vera: '24-000012' };

type SampleChild = {
  readonly childId: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName?: string;
  readonly birthDate: string;
  readonly category?: string;
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
  const asFamily = (name: string): LedgerClient =>
    ledgerAt(() => urls, { login: { token: () => tokenOf(name), forget: () => undefined } });
  for (const [name, children] of Object.entries(FAMILIES))
    for (const child of children) await register(ledger, asFamily(name), child);
  for (const [name, childId] of Object.entries(BY_CODE)) await give(ledger, asFamily(name), childId);
};

/** The family says who its child is, and the operator finds it in the register. */
const register = async (operator: LedgerClient, family: LedgerClient, child: SampleChild): Promise<void> => {
  const { childId, category = 'general', ...said } = child;
  const asked = await family.enrollment.call('POST /registrations', {
    headers: { 'Idempotency-Key': `registration of ${childId}` },
    body: {
      ...said,
      category,
      document: { kind: 'birth-certificate', number: `II-БА ${childId.slice(-6)}` },
      address: 'г. Минусинск, ул. Ленина, 1',
      municipality: 2442,
    },
  });
  if (asked.status !== 201) throw new UnexpectedAnswer('a registration of the sample', asked);
  const confirmed = await operator.enrollment.call('POST /registrations/{id}/confirm', {
    path: { id: asked.body.id },
    headers: { 'Idempotency-Key': `confirmation of ${childId}` },
    body: { childId, as: 'existing' },
  });
  if (confirmed.status !== 200) throw new UnexpectedAnswer('a confirmation of the sample', confirmed);
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
