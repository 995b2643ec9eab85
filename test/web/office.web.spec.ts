import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PgDatabase, type Database } from '@lib/database';
import { startWithCabinet, type SystemWithCabinet } from '../support/cabinet-system.js';
import { recordConsent } from '../support/consent.js';
import { call, post, setClock } from '../support/http-client.js';
import { asPerson, ledgerOf } from '../support/login.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { until } from '@lib/messaging/testing';
import { PortalVisitor, keyIn, wordsIn } from '../support/portal-login.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { SAID } from '../support/said.js';
import { removeTempFolders } from '../support/temp-folder.js';

// What was lost: a provider had no page of what it is owed, an operator could decide about erasures and merges and not ask
// for them, and an administrator read of parked messages in the cabinet and went to the API to do something about them.

let postgres: RealPostgres;
let database: Database;
let system: SystemWithCabinet;
let operator: PortalVisitor;
let provider: PortalVisitor;
let application: string;

const open = async (who: PortalVisitor, path: string): Promise<string> => wordsIn((await who.open(path)).html);
const send = async (
  who: PortalVisitor,
  path: string,
  fields: Readonly<Record<string, string>>,
  from = path,
): Promise<string> => {
  const key = keyIn((await who.open(from)).html);
  return wordsIn((await who.submit(path, { key, ...fields })).html);
};

beforeAll(async () => {
  postgres = await realPostgres();
  const databaseUrl = await postgres.createDatabase();
  database = new PgDatabase(databaseUrl);
  system = await startWithCabinet(databaseUrl);
  const region = roomyRegion(3);
  await openSeason(system.urls, {
    ...region,
    children: `${region.children}twin-1,2011-01-01,2442,general\ntwin-2,2011-01-01,2442,general\n`,
  });
  for (const childId of ['k-0', 'k-1']) {
    const body = { childId, groupId: '100', start: '2020-10-01' };
    const { json } = await post(`${system.urls.enrollment}/applications`, `apply ${childId}`, body);
    application = json.id as string;
    const url = `${system.urls.enrollment}/applications/${application}`;
    await post(`${url}/accept`, `accept ${childId}`, {});
    await recordConsent(url);
    await post(`${url}/conclude`, `conclude ${childId}`, {}, { prefer: 'wait=30' });
  }
  await setClock(system.urls, '2020-11-03T00:00:00Z');
  await quiet(system.urls);
  operator = await new PortalVisitor(system.portal).login('operator');
  provider = await new PortalVisitor(system.portal).login('provider:7');
});
afterAll(async () => {
  await system.close();
  await database.close();
  await postgres.stop();
  await removeTempFolders();
});

const roubles = (kopecks: number): string =>
  `${new Intl.NumberFormat('ru-RU', { minimumFractionDigits: 2 }).format(kopecks / 100)} ₽`.replaceAll(/\s/g, ' ');

describe('what a provider is owed', () => {
  it('stands on a page of a month, and is what the ledger owes', async () => {
    const { json } = await call(`${system.urls.certificates}/financing-programmes/2442-2020-autumn/totals`);
    const october = (json.debitedByMonth as readonly { month: string; debitedKopecks: number }[])[0];
    const page = await open(provider, '/provider/payable?month=2020-10');
    expect(october?.debitedKopecks).toBeGreaterThan(0);
    expect(page).toContain(`К выплате по сертификатам ${roubles(october?.debitedKopecks ?? 0)}`);
    expect(page).toMatch(/Договоров 2 .*k-0.*списано/);
    // Without a month it is the present one.
    expect(await open(provider, '/provider/payable')).toContain('К выплате за ноябрь 2020');
    expect(await open(provider, '/provider/payable?month=2021-05')).toContain('В этом месяце договоров нет');
  });

  it('is taken home as a table, and is of that provider alone', async () => {
    const csv = await provider.open('/exports/payables?format=csv&month=2020-10');
    expect(csv.html.trim().split('\r\n')).toHaveLength(3);
    expect(csv.html).toContain(application);
    const other = await new PortalVisitor(system.portal).login('provider:8');
    expect(await open(other, '/provider/payable?month=2020-10')).toContain('В этом месяце договоров нет');
    expect((await other.open('/exports/payables?format=csv')).html).not.toContain(application);
  });
});

it('a provider sees the age of a child in whole years, and what it had offered', async () => {
  const page = await open(provider, `/provider/applications/${application}`);
  expect(page).toMatch(/Возраст ребёнка 10 лет на 1 октября 2020 г\..*Условия, на которых подана заявка/);
  expect(page).not.toContain('2010');
});

it('a correction that a provider has proposed waits on a page of its own until it is decided', async () => {
  const { enrollment } = ledgerOf(() => system.urls);
  const of = { groupId: '100', month: '2020-10', planned: 4 } as const;
  await enrollment.call('POST /lessons', { headers: { 'Idempotency-Key': 'report' }, body: { ...of, held: 3 } });
  expect(await open(provider, '/provider/corrections')).toContain('Исправлений на рассмотрении нет');
  await send(provider, '/provider/lessons/100/2020-10', { held: '4', planned: '4', reason: 'typing-error', words: '' });
  expect(await open(provider, '/provider/corrections')).toMatch(
    /октябрь 2020 г\. 3 из 4 4 из 4.*ждёт второго подтверждения/,
  );
  expect(await open(operator, '/operator/waiting')).toMatch(/Исправления занятий.*3 из 4.*4 из 4/);
});

describe('an operator asks, and another decides,', () => {
  const ask = (childId: string, fields: Readonly<Record<string, string>>): Promise<string> =>
    send(operator, '/operator/children/ask', { childId, ...fields }, `/operator/children?childId=${childId}`);

  it('for a merge', async () => {
    expect(await ask('twin-1', { ask: 'merge', other: 'nobody', reason: 'same-person' })).toContain('twin-1');
    expect(await ask('twin-1', { ask: 'merge', other: 'twin-2', reason: 'same-person' })).toMatch(
      /Объединение записей детей.*один и тот же ребёнок.*Это запросили вы/,
    );
  });

  it('for an erasure', async () => {
    expect(await ask('k-2', { ask: 'erasure', reason: 'request' })).toMatch(
      /Удаление данных детей.*по просьбе семьи.*Это запросили вы/,
    );
    const payer = await new PortalVisitor(system.portal).login('payer:2442');
    expect((await payer.submit('/operator/children/ask', { childId: 'k-2', ask: 'erasure' })).status).toBe(403);
  });
});

it('an operator finds a child by document and by name, and nobody by what differs', async () => {
  const parent = await asPerson(system.urls.enrollment, 'anna');
  const { json } = await post(`${system.urls.enrollment}/registrations`, 'register', SAID, parent);
  const confirmed = { decision: 'confirm', childId: 'maria', as: 'new' };
  await send(operator, `/operator/registrations/${json.id as string}`, confirmed);
  const { document, lastName, firstName, birthDate } = SAID;
  const by = (fields: Readonly<Record<string, string>>) =>
    send(operator, '/operator/search', { why: 'appeal', ...fields }, '/operator/search');
  expect(await by({ by: 'document', kind: document.kind, number: document.number })).toMatch(/maria документ/);
  expect(await by({ by: 'name', lastName, firstName, birthDate })).toMatch(/maria имя и дата рождения/);
  expect(await by({ by: 'name', lastName, firstName, birthDate: '2001-01-01' })).toContain('Никого не найдено');
  expect(await by({ by: 'name', lastName, firstName, birthDate: 'вчера' })).toContain('birthDate');
});

it('a region file is looked at before it is registered, and every fault of it is named', async () => {
  const sendFile = async (step: string, file: string) => {
    const form = new FormData();
    const fields = { key: keyIn((await operator.open('/operator/imports')).html), kind: 'region', step };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([file]), 'region.json');
    return wordsIn((await operator.submit('/operator/imports', form)).html);
  };
  const region = roomyRegion(0).region;
  expect(await sendFile('preview', region)).toContain('уже записана');
  const next = region.replaceAll('2442', '2443');
  expect(await sendFile('preview', next)).toMatch(/Будет записана программа 2443-.*Пока ничего не изменено/);
  expect(await open(operator, '/operator/programmes/2443-2020-autumn')).toContain('Проверьте адрес');
  const faulty = next.replace(/"timeZone": "[^"]+"/, '"timeZone": "Mars"').replace(/"length": \d+/, '"length": 1');
  expect(await sendFile('preview', faulty)).toMatch(/timeZone.*certificateNumber/);
  expect(await sendFile('take', next)).toContain('Программа финансирования записана');
});

it('an import that takes long goes on behind a page that says so, and tells its result there', async () => {
  const form = new FormData();
  const { html } = await operator.open('/operator/imports');
  for (const [name, value] of Object.entries({ key: keyIn(html), kind: 'children', step: 'take' }))
    form.append(name, value);
  form.append('file', new Blob(['childId,birthDate,municipality,category\nlong-1,2011-05-01,2442,general\n']), 'c.csv');
  const free = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const other = database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('enrollment children import'))`);
    held.resolve();
    await free.promise;
  });
  await held.promise;
  const going = await operator.submit('/operator/imports', form);
  free.resolve();
  await other;
  expect(wordsIn(going.html)).toMatch(/Файл загружается \d+ секунд/);
  const at = /href="(\/operator\/imports\/[\w-]+)"/.exec(going.html)?.[1] ?? '';
  let told = '';
  await until(async () => !(told = await open(operator, at)).includes('Файл загружается'));
  expect(told).toMatch(/Загружено.*Принято 1/);
  const another = await new PortalVisitor(system.portal).login('operator-2');
  expect((await another.open(at)).status).not.toBe(200);
});

it('an operator follows a job that it has asked for', async () => {
  expect(await open(operator, '/operator/jobs')).toContain('Заданий нет');
  const header = await asPerson(system.urls.enrollment, 'operator');
  const items = [1, 2].map((number) => ({
    ...SAID,
    childId: `many-${number}`,
    municipality: number === 1 ? 2442 : 99,
  }));
  const { json } = await post(`${system.urls.enrollment}/bulk-jobs/register`, 'job', { items, dryRun: true }, header);
  expect(await open(operator, '/operator/jobs')).toContain('Регистрация детей');
  expect(await open(operator, `/operator/jobs/${json.id as string}`)).toMatch(/из 2/);
});

it('an administrator tries a parked message again, and discards what can never go through', async () => {
  const message = { topic: 'certificates.accounts.v1', key: 'k', value: '{}', headers: {} };
  await database.query(
    `INSERT INTO enrollment.parked_messages (consumer, origin, topic, key, message, cause, sequence, recorded_at)
     VALUES ('enrollment', 'nowhere', $1, $2, $3, 'no message', 0, '2020-11-03T00:00:00Z')`,
    [message.topic, message.key, JSON.stringify(message)],
  );
  const administrator = await new PortalVisitor(system.portal).login('administrator');
  expect(await open(administrator, '/messages')).toMatch(/certificates\.accounts\.v1.*no message.*Повторить/);
  const of = { service: 'enrollment', topic: 'certificates.accounts.v1' };
  expect(await send(administrator, '/messages', { ...of, of: 'k', step: 'retry' })).toMatch(
    /Ни одно сообщение не прошло\. Остановилось снова/,
  );
  const [{ id } = { id: 0 }] = await database.query<{ id: number }>('SELECT id FROM enrollment.parked_messages');
  const discard = { service: 'enrollment', id: String(id), step: 'discard' };
  expect(await send(administrator, '/messages', { ...discard, reason: '' })).toContain('reason');
  expect(await send(administrator, '/messages', { ...discard, reason: 'no message at all' })).toContain(
    'Сообщение отброшено',
  );
  expect(await open(administrator, '/messages')).not.toContain('certificates.accounts.v1');
  expect((await operator.submit('/messages', discard)).status).toBe(403);
});
