import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWithCabinet, type SystemWithCabinet } from '../support/cabinet-system.js';
import { recordConsent } from '../support/consent.js';
import { call, post, setClock } from '../support/http-client.js';
import { approverOf, asPerson, ledgerOf } from '../support/login.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { PortalVisitor, keyIn, wordsIn } from '../support/portal-login.js';
import { removeTempFolders } from '../support/temp-folder.js';

const PROGRAMME = '2442-2020-autumn';
const PAGE = `/operator/programmes/${PROGRAMME}`;

let system: SystemWithCabinet;
let operator: PortalVisitor;

const open = async (path: string): Promise<string> => wordsIn((await operator.open(path)).html);
const send = async (path: string, fields: Readonly<Record<string, string>>, from = path): Promise<string> => {
  const key = keyIn((await operator.open(from)).html);
  return wordsIn((await operator.submit(path, { key, ...fields })).html);
};
const limits = async () => {
  const { body } = await ledgerOf(() => system.urls).certificates.call('GET /financing-programmes/{programme}/limits', {
    path: { programme: PROGRAMME },
  });
  return body as Extract<typeof body, { groups: unknown }>;
};

beforeAll(async () => {
  system = await startWithCabinet();
  await openSeason(system.urls, roomyRegion(2));
  const body = { childId: 'k-0', groupId: '100', start: '2020-10-01' };
  const { json } = await post(`${system.urls.enrollment}/applications`, 'apply', body);
  const url = `${system.urls.enrollment}/applications/${json.id as string}`;
  await post(`${url}/accept`, 'accept', {});
  await recordConsent(url);
  await post(`${url}/conclude`, 'conclude', {}, { prefer: 'wait=30' });
  await setClock(system.urls, '2020-11-03T00:00:00Z');
  await quiet(system.urls);
  operator = await new PortalVisitor(system.portal).login('operator');
});
afterAll(async () => {
  await system.close();
  await removeTempFolders();
});

describe('limits of a group', () => {
  it('are asked for by one person and hold once another has approved', async () => {
    expect(await open('/operator')).toContain('Выдано сертификатов 1');
    const asked = { certificateGroup: 'general', countLimit: '7', sumLimit: '40 000,00', act: '№ 12 от 01.11.2020' };
    expect(await send(PAGE, asked)).toContain('Это запросили вы');
    const waiting = await open('/operator/waiting');
    expect(waiting).toContain('не больше 7 сертификатов');
    expect(waiting).not.toContain('Одобрить');
    const { changes } = await limits();
    // Whoever asked is refused by the service, whatever he sends.
    const own = { kind: 'limits', id: changes[0]?.id ?? '', programme: PROGRAMME, decision: 'approve' };
    expect(await send('/operator/waiting', own)).toMatch(/друг(ой|им) человек/);
    const { certificates } = approverOf(() => system.urls);
    await certificates.call('POST /financing-programmes/{programme}/limit-changes/{change}/approve', {
      path: { programme: PROGRAMME, change: changes[0]?.id ?? '' },
      headers: { 'Idempotency-Key': 'approve' },
    });
    expect(await open(PAGE)).toMatch(/выдано 1 из 7.*5 000,00 ₽ из 40 000,00 ₽/);
  });

  it('are approved in the cabinet where somebody else has asked', async () => {
    const { certificates } = ledgerOf(() => system.urls);
    await certificates.call('POST /financing-programmes/{programme}/limit-changes', {
      path: { programme: PROGRAMME },
      headers: { 'Idempotency-Key': 'ask' },
      body: { certificateGroup: 'special', countLimit: 3, sumLimitKopecks: null, act: '№ 13' },
    });
    const [change] = (await limits()).changes;
    const fields = { kind: 'limits', id: change?.id ?? '', programme: PROGRAMME, decision: 'approve' };
    expect(await open('/operator/waiting')).toContain('Одобрить');
    expect(await send('/operator/waiting', fields)).toContain('Одобрено.');
    expect((await limits()).groups).toContainEqual(
      expect.objectContaining({ certificateGroup: 'special', countLimit: 3 }),
    );
  });

  it('are refused in the words of the service, with what was typed', async () => {
    const wrong = { certificateGroup: 'general', countLimit: '0', sumLimit: 'много', act: '№ 14' };
    const { html, status } = await operator.submit(PAGE, { key: keyIn((await operator.open(PAGE)).html), ...wrong });
    expect(status).toBe(400);
    expect(html).toContain('value="много"');
  });
});

describe('what is looked for', () => {
  it('a certificate by its number, and its account', async () => {
    const { json } = await call(`${system.urls.certificates}/financing-programmes/${PROGRAMME}/certificates`);
    const { number } = json.items[0] as { number: string };
    const account = await open(`/operator/certificates?number=${number}`);
    expect(account).toContain(`Сертификат № ${number}`);
    expect(account).toContain('Движения по сертификату');
    expect((await operator.open('/operator/certificates?number=1')).status).toBe(404);
  });

  it('a child by its id in the register, and a code for its family, shown once', async () => {
    expect(await open('/operator/children?childId=k-0')).toContain('договор действует');
    const given = await send(
      '/operator/children',
      { childId: 'k-0', relation: 'guardian' },
      '/operator/children?childId=k-0',
    );
    expect(given).toContain('показан один раз');
    expect(await open('/operator/children?childId=k-0')).not.toContain('показан один раз');
    expect((await operator.open('/operator/children?childId=nobody')).status).toBe(404);
  });
});

it('a correction that a provider has proposed is approved by an operator', async () => {
  const { enrollment } = ledgerOf(() => system.urls);
  const of = { groupId: '100', month: '2020-10', planned: 4 };
  await enrollment.call('POST /lessons', { headers: { 'Idempotency-Key': 'report' }, body: { ...of, held: 3 } });
  const { body } = await enrollment.call('POST /lessons/corrections', {
    headers: { 'Idempotency-Key': 'correct' },
    body: { ...of, held: 4, reason: 'typing-error' },
  });
  expect(await open('/operator/waiting')).toContain('Исправления занятий');
  const { id } = body as { id: string };
  expect(await send('/operator/waiting', { kind: 'correction', id, decision: 'approve' })).toContain('Одобрено.');
});

it('a payer sees its own programme without a form that changes anything, and not that of another', async () => {
  const payer = await new PortalVisitor(system.portal).login('payer:2442');
  const { html } = await payer.open(PAGE);
  expect(wordsIn(html)).toContain('Оборотная ведомость');
  expect(html).not.toContain(`action="${PAGE}"`);
  expect((await payer.open('/operator/waiting')).status).toBe(403);
  expect((await payer.submit(PAGE, { certificateGroup: 'general' })).status).toBe(403);
  const other = await new PortalVisitor(system.portal).login('payer:2401');
  expect((await other.open(PAGE)).status).toBe(404);
  expect(wordsIn((await other.open('/operator')).html)).toContain('Программ нет');
});

describe('files', () => {
  const sendFile = async (kind: string, step: string, file: string | Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    const { html } = await operator.open('/operator/imports');
    const fields = { key: keyIn(html), kind, step };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([file]), 'file');
    const { status, html: shown } = await operator.submit('/operator/imports', form);
    return { status, text: wordsIn(shown) };
  };
  const childNow = async () => (await operator.open('/operator/children?childId=new-1')).status;

  it('a register of children is looked at, and then taken over', async () => {
    const register =
      'childId,birthDate,municipality,category\nnew-1,2011-05-01,2442,general\nnew-2,never,2442,general\n';
    const preview = await sendFile('children', 'preview', register);
    expect(preview.text).toMatch(/Что изменится.*Принято 1 Отклонено 1.*новых 1.*строка 3/);
    expect(await childNow()).toBe(404);
    expect((await sendFile('children', 'take', register)).text).toMatch(/Загружено.*Принято 1/);
    expect(await childNow()).toBe(200);
  });

  it('a catalogue is told in words, and a file that is none is refused by the service', async () => {
    const catalogue = await sendFile('programs', 'preview', roomyRegion(1).programs);
    expect(catalogue.text).toMatch(/Что изменится.*Принято 1 .*без изменений 3/);
    const refused = [await sendFile('programs', 'preview', 'no JSON'), await sendFile('region', 'take', '{}')];
    expect(refused.map(({ status }) => status)).toEqual([400, 422]);
  });

  it('a file that is too large, or none, is refused, and so is whoever is no operator', async () => {
    expect((await sendFile('programs', 'preview', '')).text).toContain('Файл не выбран');
    const large = await sendFile('programs', 'preview', new Uint8Array(33 * 1024 * 1024));
    expect(large).toMatchObject({ status: 413, text: expect.stringContaining('Файл больше 32 МиБ') });
    const payer = await new PortalVisitor(system.portal).login('payer:2442');
    expect((await payer.submit('/operator/imports', new FormData())).status).toBe(403);
    // Nothing of a form that another site has sent is read.
    const foreign = { method: 'POST', body: new FormData(), headers: { origin: 'https://elsewhere.example' } };
    expect((await fetch(`${system.portal}/operator/imports`, foreign)).status).toBe(403);
  });
});

describe('a registration', () => {
  const CHILD = {
    lastName: 'Иванова',
    firstName: 'Мария',
    birthDate: '2012-06-26',
    document: { kind: 'birth-certificate', number: 'II-БА 123456' },
    address: 'Минусинск',
    municipality: 2442,
    category: 'general',
  };
  const register = async (name: string): Promise<string> => {
    const header = await asPerson(system.urls.enrollment, name);
    return (await post(`${system.urls.enrollment}/registrations`, `register ${name}`, CHILD, header)).json.id as string;
  };

  it('is confirmed as a child of the register, with what the parent has said before the operator’s eyes', async () => {
    const page = `/operator/registrations/${await register('anna')}`;
    expect(await open('/operator/registrations')).toContain('Посмотреть и решить');
    expect(await open(page)).toMatch(/Иванова Мария.*свидетельство о рождении.*Похожих детей нет/);
    expect(await send(page, { decision: 'confirm', childId: 'maria', as: 'new' })).toContain('Новых регистраций нет');
    expect((await operator.open('/operator/children?childId=maria')).status).toBe(200);
  });

  it('is refused, and shows who the same child may be', async () => {
    const page = `/operator/registrations/${await register('boris')}`;
    expect(await open(page)).toContain('ребёнок в реестре');
    const wrong = await send(page, { decision: 'confirm', childId: 'maria', as: 'new' });
    expect(wrong).toContain('Отклонить');
    expect(await send(page, { decision: 'refuse', reason: 'twice' })).toContain('Новых регистраций нет');
    expect(await open(page)).toContain('Отклонена.');
  });
});

it('refusals are counted by reason, and an administrator sees what waits between the services', async () => {
  const body = { childId: 'k-1', groupId: '100', start: '2019-01-01' };
  await post(`${system.urls.enrollment}/applications`, 'too early', body);
  expect(await open('/operator/refusals')).toMatch(/Всего отказов: 1.*дата начала/);
  const administrator = await new PortalVisitor(system.portal).login('administrator');
  expect(wordsIn((await administrator.open('/messages')).html)).toContain('Отложенных сообщений нет');
  expect((await administrator.open('/operator')).status).toBe(403);
  expect((await operator.open('/messages')).status).toBe(403);
});
