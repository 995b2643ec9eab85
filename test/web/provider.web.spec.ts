import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWithCabinet, type SystemWithCabinet } from '../support/cabinet-system.js';
import { post, setClock } from '../support/http-client.js';
import { openSeason, roomyRegion } from '../support/open-season.js';
import { PortalVisitor, keyIn, wordsIn } from '../support/portal-login.js';
import { removeTempFolders } from '../support/temp-folder.js';

let system: SystemWithCabinet;
let provider: PortalVisitor;
let applications: string[];

const open = async (path: string): Promise<string> => wordsIn((await provider.open(path)).html);
/** Sends a form of a page as it is shown, and reads what comes. */
const send = async (path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<string> => {
  const key = keyIn((await provider.open(path)).html);
  return wordsIn((await provider.submit(path, { key, ...fields })).html);
};

beforeAll(async () => {
  system = await startWithCabinet();
  await openSeason(system.urls, roomyRegion(3));
  applications = [];
  for (const childId of ['k-0', 'k-1', 'k-2']) {
    const body = { childId, groupId: '100', start: '2020-10-01' };
    const { json } = await post(`${system.urls.enrollment}/applications`, `apply ${childId}`, body);
    applications.push(json.id as string);
  }
  provider = await new PortalVisitor(system.portal).login('provider:7');
});
afterAll(async () => {
  await system.close();
  await removeTempFolders();
});

describe('a provider in the cabinet', () => {
  it('answers several applications at once, and is told what came of each', async () => {
    const [first = '', second = '', third = ''] = applications;
    expect(await open('/provider')).toContain('Ждут вашего ответа');
    const accepted = await send('/provider', { application: [first, second], step: 'accept' });
    expect(accepted).toContain('Ребёнок k-0: принята');
    expect(accepted).toContain('Ребёнок k-1: принята');
    // A family is always told why.
    expect(await send('/provider', { application: third, step: 'refuse', reason: '' })).toContain('Выберите причину');
    const refused = await send('/provider', {
      application: [third, first],
      step: 'refuse',
      reason: 'group-not-formed',
      words: 'В другой раз',
    });
    expect(refused).toContain('Ребёнок k-2: отказано');
    // What cannot be done does not hide what was.
    expect(refused).toMatch(/Ребёнок k-0: \S/);
    expect(await open(`/provider/applications/${third}`)).toMatch(/группа не набрана.*В другой раз/);
  });

  it('records the paper of the family, and concludes; without one nothing is concluded', async () => {
    const [first = '', second = ''] = applications;
    const page = `/provider/applications/${first}`;
    const paper = { number: '17/2020', signedOn: '2020-09-01', step: 'consent' };
    expect(await send(page, { ...paper, atMost: 'сколько угодно' })).toContain('Запишите сумму так');
    expect(await send(page, { ...paper, atMost: '9 200,00' })).toContain('Согласие записано');
    const concluded = await send('/provider', { application: [first, second], step: 'conclude' });
    expect(concluded).toContain('Ребёнок k-0: договор действует');
    expect(concluded).not.toContain('Ребёнок k-1: договор действует');
    expect(await open('/provider/contracts')).toContain('k-0');
  });

  it('does a thing once, however often its form is sent', async () => {
    const [, second = ''] = applications;
    const page = `/provider/applications/${second}`;
    const fields = {
      key: keyIn((await provider.open(page)).html),
      step: 'consent',
      number: '18/2020',
      signedOn: '2020-09-01',
      atMost: '9200',
    };
    for (const _ of [1, 2]) expect(wordsIn((await provider.submit(page, fields)).html)).toContain('Согласие записано');
  });

  it('reports the lessons of all groups of a month in one form, and proposes a correction', async () => {
    await setClock(system.urls, '2020-11-03T00:00:00Z');
    const month = '/provider/lessons?month=2020-10';
    expect(await open(month)).toContain('октябрь 2020 г.');
    const key = keyIn((await provider.open(month)).html);
    const fields = { key, month: '2020-10', 'held 100': '3', 'planned 100': '' };
    expect(wordsIn((await provider.submit('/provider/lessons', fields)).html)).toContain('нужны оба числа');
    const reported = await provider.submit('/provider/lessons', { ...fields, 'planned 100': '4' });
    expect(wordsIn(reported.html)).toContain('записано 3 из 4, договоров: 1');
    const page = '/provider/lessons/100/2020-10';
    const correction = { held: '4', planned: '4', reason: 'typing-error', words: '' };
    expect(await send(page, correction)).toContain('ждёт второго подтверждения');
    expect(await open(month)).toContain('ждёт второго подтверждения: 4 из 4');
  });

  it('takes the tables as files, without a token in the browser', async () => {
    const csv = await provider.open('/exports/contracts?format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.html).toContain(applications[0]);
    const xlsx = await provider.open('/exports/lessons?format=xlsx');
    expect(xlsx.headers.get('content-disposition')).toContain('.xlsx');
  });

  it('gives notice, and takes it back on the same day', async () => {
    const page = `/provider/applications/${applications[0]}`;
    expect(await send(page, { step: 'notice', on: '' })).toContain('Уведомление записано');
    expect(await open(page)).toContain('договор расторгнут');
    expect(await send(page, { step: 'revoke-notice' })).toContain('Уведомление отменяется');
  });

  it('sees nothing of another provider, and nobody else sees its pages', async () => {
    const other = await new PortalVisitor(system.portal).login('provider:8');
    expect((await other.open(`/provider/applications/${applications[0]}`)).status).toBe(404);
    const family = await new PortalVisitor(system.portal).login('anna');
    expect((await family.open('/provider')).status).toBe(403);
    expect((await family.open('/exports/contracts?format=csv')).status).toBe(403);
  });
});
