import { UnexpectedAnswer, type Urls } from '@lib/client';
import { recordConsent } from '../support/consent.js';
import { call, post, setClock, type Answered } from '../support/http-client.js';
import { asPerson } from '../support/login.js';
import { SAID } from '../support/said.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import type { Known } from './fuzzed-document.js';

const CHILDREN = 30;
/** A child that may be one of the others, and has nothing of its own. */
const TWIN = 'twin-1';
const NOW = '2020-11-03T05:00:00.000Z';
/** What becomes of the applications, in turn. */
const STEPS = [[], ['accept'], ['accept', 'conclude'], ['withdraw'], ['accept', 'conclude']];
const stepsOf = (index: number): readonly string[] => STEPS[index % STEPS.length] ?? [];
const isConcluded = (index: number): boolean => stepsOf(index).includes('conclude');

/** Whose children are claimed. */
export const PARENT = 'anna';

/** Brings a season to the middle of its second month: applications in every state, lessons, a correction, a family. */
export const openFuzzedSeason = async (urls: Urls): Promise<Known> => {
  const { programme } = await openSeason(urls, roomyRegion(CHILDREN));
  const done = async (path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<any> =>
    taken(path, await post(`${urls.enrollment}${path}`, crypto.randomUUID(), body, { prefer: 'wait=30', ...headers }));
  const applications: { readonly id: string; readonly holderId: string; readonly childId: string }[] = [];
  for (let index = 0; index < CHILDREN; index++) {
    const groupId = index % 2 === 0 ? '100' : '110';
    const application = await done('/applications', { childId: `k-${index}`, groupId, start: '2020-10-15' });
    applications.push(application);
    const at = `/applications/${application.id}`;
    for (const step of stepsOf(index)) {
      if (step === 'conclude') await recordConsent(`${urls.enrollment}${at}`);
      await done(`${at}/${step}`, {});
    }
  }
  const parent = await asPerson(urls.enrollment, PARENT);
  const guardianships = [];
  for (const childId of ['k-2', 'k-4', 'k-5']) {
    const { code } = await done('/guardianships/codes', { childId, relation: 'guardian' });
    guardianships.push(await done('/guardianships', { code }, parent));
  }
  const registration = await done('/registrations', SAID, parent);
  const register = `childId,birthDate,municipality,category\n${TWIN},2010-03-01,2442,general\n`;
  const imports = `${urls.enrollment}/children/imports`;
  taken(imports, await post(imports, 'twin', register, { 'content-type': 'text/csv' }));
  const erasure = await done('/erasures', { childId: 'k-8', reason: 'request' });
  const merge = await done('/merges', { keep: 'k-0', other: TWIN, reason: 'same-person' });
  const { code } = await done('/guardianships/codes', { childId: 'k-7', relation: 'guardian' });
  await setClock(urls, NOW);
  const report = { groupId: '100', month: '2020-10', planned: 4 };
  await done('/lessons', { ...report, held: 3 });
  const job = await done('/bulk-jobs/report', { items: [{ ...report, held: 3 }], dryRun: true });
  const correction = await done('/lessons/corrections', { ...report, held: 2, reason: 'typing-error' });
  await quiet(urls);
  const path = `/accounts/${applications[2]?.holderId}`;
  const account = taken(path, await call(`${urls.certificates}${path}`));
  const contracts = applications.map(({ id }) => id);
  const holders = applications.map(({ holderId }) => holderId);
  return {
    'applications id': contracts,
    'lessons id': [correction.id],
    'bulk-jobs id': [job.id],
    'registrations id': [registration.id],
    'merges id': [merge.id],
    'erasures id': [erasure.id],
    applicationId: contracts,
    // Those with an account.
    'accounts holder': applications.filter((_, index) => isConcluded(index)).map(({ holderId }) => holderId),
    'guardianships id': guardianships.map(({ id }: { id: string }) => id),
    contract: contracts,
    holder: holders,
    holderId: holders,
    childId: applications.map(({ childId }) => childId),
    groupId: ['100', '101', '110'],
    moduleId: ['10', '11'],
    providerId: ['7'],
    programme: [programme],
    financingProgramme: [programme],
    certificateGroup: ['general', 'special'],
    number: [account.certificates[0].number],
    month: ['2020-10', '2020-11', '2020-12'],
    start: ['2020-11-10', '2020-12-01'],
    asOf: ['2020-10-31', '2020-11-03'],
    knownAt: [NOW],
    topic: ['enrollment.contracts.v1', 'certificates.accounts.v1', 'catalog.groups.v1'],
    code: [code],
    // Of a clock that only goes forward: nothing moves by the first.
    now: [NOW, '2020-11-04T05:00:00.000Z'],
  };
};

/** An inbox of the program that asks: what was asked for before may have removed every one that there was. */
export const anotherInbox = async ({ webhooks }: Required<Urls>): Promise<string> =>
  taken('/endpoints', await post(`${webhooks}/endpoints`, crypto.randomUUID(), {})).id;

const taken = (path: string, { status, text, json }: Answered): any => {
  if (status >= 300) throw new UnexpectedAnswer(path, { status, body: text });
  return json;
};
