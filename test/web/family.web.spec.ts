import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { textOfPdf } from '../support/pdf-text.js';
import { Cabinet, sayWho, type Faults } from './cabinet.js';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await Cabinet.open();
});
afterEach(() => cabinet.empty());
afterAll(() => cabinet.close());

const faults: Faults = [];
beforeEach(() => void faults.splice(0));

const textOf = async (page: Page): Promise<string> => (await page.getByRole('main').innerText()).replaceAll(/\s/g, ' ');

/** How often a family has looked at its own child: an open page that asks again and again looks at nothing. */
const looksOf = async (childId: string): Promise<number> => {
  const reads = await Array.fromAsync(
    cabinet.ledger.enrollment.items('GET /children/{childId}/reads', { path: { childId } }),
  );
  return reads.filter(({ what, why }) => what !== 'terms' && why === 'family').length;
};

describe('the name of a child', () => {
  it('stands wherever its family reads of it, after one look that is recorded', async () => {
    const before = await looksOf('24-000001');
    const page = await cabinet.loggedIn('anna', {}, faults);
    const places: string[] = [];
    page.on('framenavigated', (frame) => places.push(frame.url()));
    const titles: string[] = [];
    const isNamed = async (): Promise<void> => {
      expect(await textOf(page)).toContain('Мария Соколова');
      titles.push(await page.title());
    };
    await isNamed();
    await page.getByRole('link', { name: 'Робототехника для начинающих' }).click();
    await isNamed();
    await page.goBack();
    await page.getByRole('link', { name: 'Мария Соколова' }).click();
    await isNamed();
    await page.goBack();
    await page.getByRole('link', { name: 'Кто смотрел данные ребёнка' }).first().click();
    await isNamed();
    await page.goto(`${cabinet.url}/programmes/30200`);
    await page.getByLabel('Ребёнок').selectOption({ label: 'Мария Соколова' });
    await page.getByRole('button', { name: 'Рассчитать' }).click();
    expect(await page.getByLabel('Ребёнок').locator('option:checked').innerText()).toBe('Мария Соколова');
    expect((await looksOf('24-000001')) - before).toBe(1);
    // Titles and addresses are kept by browsers and by whatever stands between them and us.
    for (const left of [...places.map(decodeURI), ...titles]) expect(left).not.toMatch(/Мария|Соколов|24-000001/);
    expect(faults).toEqual([]);
  });

  it('is nobody else’s: who has not this child does not get to its page, and who provides sees an id', async () => {
    const family = await cabinet.loggedIn('anna');
    await family.getByRole('link', { name: 'Мария Соколова' }).click();
    const other = await cabinet.loggedIn('boris');
    await other.goto(family.url());
    expect(await textOf(other)).toContain('Такой страницы нет');
    const provider = await cabinet.loggedIn('provider:22002');
    expect(await textOf(provider)).not.toContain('Соколова');
  });

  it('is the id of the register where nobody has told one', async () => {
    const page = await cabinet.loggedIn('vera', {}, faults);
    expect(await textOf(page)).toContain('Ребёнок 24-000012');
    expect(faults).toEqual([]);
  });
});

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('the certificate as a paper, %s', (_, javaScriptEnabled) => {
  it('is a PDF under a Russian name with what is left today, for its own family alone', async () => {
    const page = await cabinet.loggedIn('anna', { javaScriptEnabled }, faults);
    await page.getByRole('link', { name: 'Мария Соколова' }).click();
    const link = page.getByRole('link', { name: 'Скачать сертификат (PDF)' });
    const coming = page.waitForEvent('download');
    await link.click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('Сертификат 2400000001.pdf');
    const text = textOfPdf(await readFile(await download.path())).replaceAll(/\s+/g, ' ');
    for (const said of ['Соколова Мария Андреевна', '2400000001', '598,88 ₽', `${cabinet.url}/check/2400000001`])
      expect(text).toContain(said);
    const answer = await page.context().request.get(download.url());
    expect(answer.headers()).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/pdf' });
    const other = await cabinet.loggedIn('boris', { javaScriptEnabled });
    expect((await other.context().request.get(download.url())).status()).toBe(404);
    expect(faults).toEqual([]);
  });

  it('leads by its code to a page that tells strangers nothing, and its family what is left', async () => {
    const page = await cabinet.visitor({ javaScriptEnabled }, faults);
    await page.goto(`${cabinet.url}/check/2400000001`);
    const [known, unknown] = [await textOf(page), 'Сертификат № 2400000001'];
    expect(known).toContain(unknown);
    expect(known).not.toMatch(/₽|2020|Соколов/);
    await page.goto(`${cabinet.url}/check/9999999999`);
    expect((await textOf(page)).replace('9999999999', '2400000001')).toBe(known);
    await page.getByRole('main').getByRole('link', { name: 'Войти' }).click();
    await sayWho(page, 'anna');
    await page.goto(`${cabinet.url}/check/2400000001`);
    expect(await textOf(page)).toContain('598,88 ₽');
    await page.goto(`${cabinet.url}/check/9999999999`);
    expect(await textOf(page)).toContain('Такого сертификата нет');
    expect(faults).toEqual([]);
  });
});

describe('a page that is open', () => {
  /** The application of the child of `vera`, which waits for its provider in the sample. */
  const waiting = async (): Promise<string> => {
    const all = await Array.fromAsync(cabinet.ledger.enrollment.items('GET /applications'));
    return all.find(({ childId, state }) => childId === '24-000012' && state === 'requested')?.id ?? '';
  };

  it('says what has changed as soon as it has, and aloud', async () => {
    const id = await waiting();
    const page = await cabinet.loggedIn('vera', {}, faults);
    const [listening] = await Promise.all([
      page.waitForResponse((answer) => answer.url().includes('/family/live')),
      page.goto(`${cabinet.url}/family/applications/${id}`),
    ]);
    expect(listening.headers()['content-type']).toContain('text/event-stream');
    expect(await textOf(page)).toContain('Подана, ждёт ответа организации');
    const other = await page.context().newPage();
    await other.goto(`${cabinet.url}/family`);
    const accepted = await cabinet.ledger.enrollment.call('POST /applications/{id}/accept', {
      path: { id },
      headers: { 'Idempotency-Key': 'accepted while a page is open' },
    });
    expect(accepted.status).toBe(200);
    await page.getByRole('main').getByText('Организация согласна').first().waitFor();
    await other.getByRole('main').getByText('Организация согласна').first().waitFor();
    const spoken = page.locator('[aria-live=polite]');
    expect(await spoken.innerText()).toMatch(/На странице новое\..*Организация согласна/s);
    expect(faults).toEqual([]);
  });

  it('never takes away what is being typed', async () => {
    const page = await cabinet.loggedIn('anna', {}, faults);
    await page.getByRole('link', { name: 'Хор «Ёлочка»' }).click();
    const date = page.getByLabel('Дата уведомления');
    await date.fill('2020-11-20');
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const ended = await cabinet.ledger.enrollment.call('POST /applications/{id}/terminate', {
      path: { id },
      headers: { 'Idempotency-Key': 'ended while a form is open' },
      body: { by: 'provider' },
    });
    expect(ended.status).toBe(200);
    await page.getByText('Есть новое. Закончите с формой и обновите страницу.').waitFor();
    expect(await date.inputValue()).toBe('2020-11-20');
    await page.reload();
    expect(await textOf(page)).toContain('Договор расторгнут');
    expect(faults).toEqual([]);
  });

  it('is not spoken to by a session that is over, and a stranger gets no stream', async () => {
    const page = await cabinet.loggedIn('vera', {}, faults);
    await page.context().clearCookies({ name: 'session' });
    const answer = await page.context().request.get(`${cabinet.url}/family/live`);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
  });

  it('hears that its session has ended', async () => {
    const page = await cabinet.loggedIn('boris', {}, faults);
    const cookie = (await page.context().cookies(cabinet.url)).find(({ name }) => name === 'session');
    await fetch(`${cabinet.url}/logout`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: `session=${cookie?.value}`, origin: cabinet.url },
    });
    await page.getByText('Время входа закончилось. Чтобы видеть новое, войдите снова.').waitFor();
  });

  it('stands still without JavaScript, and is new when it is loaded anew', async () => {
    const page = await cabinet.loggedIn('vera', { javaScriptEnabled: false }, faults);
    expect(await textOf(page)).toContain('Организация согласна');
    expect(await page.locator('[aria-live=polite]').innerText()).toBe('');
    expect(faults).toEqual([]);
  });
});

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('what a family says of a provider, %s', (_, javaScriptEnabled) => {
  it('reaches the operator, who answers it, and nobody else', async () => {
    const page = await cabinet.loggedIn('anna', { javaScriptEnabled }, faults);
    await page.getByRole('main').getByRole('link', { name: 'Отзыв об организации' }).click();
    expect(await page.getByRole('link', { name: 'bus.gov.ru' }).getAttribute('href')).toBe('https://bus.gov.ru/');
    const said = `Педагог внимательный, а зал холодный (${String(javaScriptEnabled)}).`;
    await page.getByLabel('Ваш отзыв').fill(said);
    await page.getByRole('button', { name: 'Отправить отзыв' }).click();
    await page.getByText('Оператор ещё не ответил.').first().waitFor();
    const operator = await cabinet.loggedIn('operator', { javaScriptEnabled }, faults);
    await operator.goto(`${cabinet.url}/operator/feedback`);
    const item = operator.getByRole('listitem').filter({ hasText: said });
    expect(await item.innerText()).not.toMatch(/anna|Соколов|24-0000/);
    await item.getByLabel('Ваш ответ').fill('Зал утеплят к понедельнику.');
    await item.getByRole('button', { name: 'Ответить' }).click();
    await item.getByText('Ответ оператора: Зал утеплят к понедельнику.').waitFor();
    await page.reload();
    expect(await textOf(page)).toContain('Ответ оператора: Зал утеплят к понедельнику.');
    const other = await cabinet.loggedIn('boris', { javaScriptEnabled });
    await other.goto(`${cabinet.url}/family/feedback`);
    expect(await textOf(other)).not.toContain('зал холодный');
    expect(faults).toEqual([]);
  });
});

it('a family is told what waits for it and what it will lose, and whom to call', async () => {
  const page = await cabinet.loggedIn('boris', { javaScriptEnabled: false }, faults);
  await page.getByRole('navigation').getByRole('link', { name: 'Что нового' }).click();
  const text = await textOf(page);
  expect(text).toContain('Тимур Ким: организация согласна. Теперь согласитесь с условиями вы');
  expect(await page.getByRole('contentinfo').innerText()).toContain('8 (39132) 5-00-00');
  expect(faults).toEqual([]);
});

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('a parent, %s,', (_, javaScriptEnabled) => {
  it('asks for mail, corrects the address, and erases what it has said', async () => {
    const page = await cabinet.loggedIn(`reader of mail ${javaScriptEnabled}`, { javaScriptEnabled }, faults);
    await page.getByRole('link', { name: 'Письма и сведения о вас' }).click();
    await page.getByLabel('Ваша фамилия').fill('Зверева');
    await page.getByLabel('Ваше имя').fill('Ольга');
    const [address, wanted] = [page.getByLabel('Адрес электронной почты'), page.getByLabel('Присылать письмо')];
    const save = (): Promise<void> => page.getByRole('button', { name: 'Сохранить' }).click();
    await address.fill('zvereva@example');
    await wanted.check();
    await save();
    expect(await textOf(page)).toContain('недопустимое значение');
    expect([await address.inputValue(), await wanted.isChecked()]).toEqual(['zvereva@example', true]);
    await address.fill('zvereva@example.org');
    await save();
    expect(await textOf(page)).toContain('Сохранено.');
    await page.reload();
    expect([await address.inputValue(), await wanted.isChecked()]).toEqual(['zvereva@example.org', true]);
    await wanted.uncheck();
    await save();
    expect(await wanted.isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Удалить сведения обо мне' }).click();
    expect(await address.inputValue()).toBe('');
    expect(faults).toEqual([]);
  });
});
