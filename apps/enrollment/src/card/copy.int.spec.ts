import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { byName } from '../callers.testing.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';

// A copy of all that is held had no consent, and any operator or program was told the numbers of papers by lists that
// nobody saw it read.

let database: Database;
let service: RunningEnrollment;

const as = (name: string) => ({ authorization: `Bearer ${name}` });
const PAPERS = ['17/2020', '18/2020', '19/2020'].map((number) => ({ number, signedOn: '2020-09-21' }));
const QUOTE = { coPaymentAtMostKopecks: 312_800, textVersion: 'quote-1' };

let application: string;
beforeAll(async () => {
  database = await openDatabase();
  service = await openEnrollment(database, 'enrolment', byName);
  const { code } = (await service.post('/guardianships/codes', { childId: '1', relation: 'guardian' }, as('operator')))
    .body as unknown as { code: string };
  await service.post('/guardianships', { code }, as('anna'));
  ({ id: application } = await service.apply('1'));
  const consents = `/applications/${application}/consent`;
  await service.post(consents, QUOTE, as('anna'));
  await service.post(consents, { ...QUOTE, paper: PAPERS[0] }, as('program'));
  const processing = '/children/1/processing-consents';
  await service.post(processing, { textVersion: 'processing-1', paper: PAPERS[1] }, as('operator'));
  await service.post(`${processing}/withdraw`, {}, as('anna'));
  await service.post(processing, { textVersion: 'processing-1', paper: PAPERS[2] }, as('operator'));
});
afterAll(async () => {
  await service.close();
  await database.close();
});

const copy = async (name: string): Promise<any> =>
  (await service.get('/children/1/copy?why=inspection', as(name))).body;
const reads = async (): Promise<number> => (await database.query('SELECT FROM enrollment.reads')).length;

describe('a copy of what is held on a child', () => {
  it.each(['anna', 'operator-2'])('has every consent with its paper, also for %s, who is recorded', async (name) => {
    const before = await reads();
    expect(await copy(name)).toMatchObject({
      consents: [
        { applicationId: application, how: 'own-login', coPaymentAtMostKopecks: 312_800 },
        { applicationId: application, how: 'paper', paper: PAPERS[0] },
      ],
      processingConsents: [
        { standing: 'given', how: 'paper', paper: PAPERS[1] },
        { standing: 'withdrawn', how: 'own-login' },
        { standing: 'given', how: 'paper', paper: PAPERS[2] },
      ],
    });
    expect(await reads()).toBe(before + 1);
  });
});

describe('the number of a paper', () => {
  const listed = async (name: string): Promise<any> =>
    (await service.get('/processing-consents', as(name))).body['items'];
  const shown = async (name: string): Promise<any> =>
    (await service.get(`/applications/${application}`, as(name))).body['consent'];

  it.each([
    ['anna', true, true],
    ['operator', true, false],
    ['operator-2', false, false],
    ['program', false, true],
    ['program-2', false, false],
  ])('is told to the family and to whoever recorded it: %s', async (name, ofProcessing, ofQuote) => {
    const [said] = await listed(name);
    expect(said).toMatchObject({ standing: 'given', paper: { signedOn: '2020-09-21' } });
    expect(said.paper.number).toBe(ofProcessing ? PAPERS[2]?.number : undefined);
    const consent = await shown(name);
    expect(consent).toMatchObject({ how: 'paper', paper: { signedOn: '2020-09-21' } });
    expect(consent.paper.number).toBe(ofQuote ? PAPERS[0]?.number : undefined);
  });
});
