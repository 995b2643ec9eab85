import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
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
const holderIn = (page: Page): string => /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/.exec(page.url())?.[0] ?? '';

/** What the ledger itself says was available. */
const availableIn = async (holder: string, asOf: string): Promise<number | undefined> => {
  const { body } = await cabinet.ledger.certificates.call('GET /accounts/{holder}', {
    path: { holder },
    query: { asOf },
  });
  return 'certificates' in body ? body.certificates[0]?.availableKopecks : undefined;
};

describe.each([
  ['with JavaScript', true, '24-000003'],
  ['without JavaScript', false, '24-000005'],
])('%s', (_, javaScriptEnabled, childId) => {
  it('a family adds its child by a code and sees the certificate as it stood on a day', async () => {
    const page = await cabinet.loggedIn(`family of ${childId}`, { javaScriptEnabled }, faults);
    await page.getByRole('main').getByRole('link', { name: 'Добавить ребёнка по коду' }).first().click();
    await page.getByLabel('Код').fill('WRONGWRONG12');
    await page.getByRole('button', { name: 'Добавить' }).click();
    expect(await page.getByRole('alert').innerText()).not.toBe('');
    expect(await page.getByLabel('Код').inputValue()).toBe('WRONGWRONG12');
    await page.getByLabel('Код').fill(await cabinet.codeFor(childId));
    await page.getByRole('button', { name: 'Добавить' }).click();
    const holder = holderIn(page);
    await page.getByLabel('Как было на день').fill('2020-10-15');
    await page.getByRole('button', { name: 'Показать' }).click();
    expect(await textOf(page)).toContain('750,00 ₽');
    expect(await availableIn(holder, '2020-10-15')).toBe(75_000);
    await page.getByRole('link', { name: 'Мои дети' }).click();
    expect(await textOf(page)).toContain(`Ребёнок ${childId}`);
    const guarded = await Array.fromAsync(cabinet.ledger.enrollment.items('GET /guardianships'));
    expect(guarded.filter((one) => one.holderId === holder)).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('an auditor learns why 541.67 were available on 16 November, down to the stored event', async () => {
    const page = await cabinet.loggedIn('auditor', { javaScriptEnabled }, faults);
    await page.getByLabel('Номер сертификата').fill('2400000001');
    await page.getByRole('button', { name: 'Найти счёт' }).click();
    const holder = holderIn(page);
    await page.getByLabel('Состояние на день').fill('2020-11-16');
    await page.getByRole('button', { name: 'Показать' }).click();
    const account = await textOf(page);
    expect(account).toContain('16 ноября 2020 г. было доступно 541,67 ₽');
    expect(await availableIn(holder, '2020-11-16')).toBe(54_167);
    const made = page.getByRole('table', { name: 'Из чего сложился доступный остаток' });
    expect((await made.innerText()).replaceAll(/\s/g, ' ')).toMatch(/\+1 900,00 ₽.*−1 358,33 ₽.*541,67 ₽/);
    // What was learned on the 18th about October is not there by then, and is there by today.
    await page.getByLabel('Состояние на день').fill('2020-11-18');
    await page.getByLabel('По данным, известным на день').fill('2020-11-17');
    await page.getByRole('button', { name: 'Показать' }).click();
    expect(await textOf(page)).toContain('18 ноября 2020 г. было доступно 541,67 ₽');
    await page.getByRole('link', { name: 'По всем данным, известным сегодня' }).click();
    expect(await textOf(page)).toContain('18 ноября 2020 г. было доступно 598,88 ₽');
    await page.getByRole('link', { name: 'Событие 5' }).click();
    const shown = await textOf(page);
    const { body } = await cabinet.ledger.certificates.call('GET /accounts/{holder}/events', { path: { holder } });
    const stored = 'items' in body ? body.items : [];
    for (const said of [stored[5]?.hash, stored[4]?.hash, stored[5]?.type, 'POST /lessons', '57,21 ₽'])
      expect(shown).toContain(said ?? 'an event');
    await page.getByRole('link', { name: 'К счёту на этот день' }).click();
    expect(await textOf(page)).toContain('18 ноября 2020 г. было доступно 598,88 ₽');
    expect(faults).toEqual([]);
  });

  it('an operator sees the totals of a programme on a day and takes the entries home', async () => {
    const page = await cabinet.loggedIn('operator', { javaScriptEnabled }, faults);
    await page.getByRole('link', { name: 'г. Минусинск' }).click();
    await page.getByLabel('Состояние на день').fill('2020-10-31');
    await page.getByRole('button', { name: 'Показать' }).click();
    const shown = await textOf(page);
    expect(shown).toContain('Сумма счетов равна нулю');
    expect(shown).not.toContain('ноябрь 2020 г.');
    const coming = page.waitForEvent('download');
    await page.getByRole('listitem').filter({ hasText: 'Движения' }).getByRole('link', { name: 'CSV' }).click();
    const download = await coming;
    const lines = await readAll(await download.createReadStream());
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(lines).toContain('2400000001');
    // An account is reached one way, and without the stored events, to which an operator has no access.
    await page.getByRole('navigation').first().getByRole('link', { name: 'Оператор' }).click();
    await page.getByLabel('Номер сертификата').fill('2400000001');
    await page.getByRole('button', { name: 'Найти' }).first().click();
    expect(await textOf(page)).toContain('Сертификат № 2400000001');
    expect(await page.getByRole('link', { name: /Событие \d/ }).count()).toBe(0);
    expect((await page.goto(`${cabinet.url}/audit`))?.status()).toBe(403);
    expect(faults).toEqual([]);
  });
});

describe('by keyboard alone', () => {
  /** Goes on by Tab until that is in focus, and checks that one sees where one is. */
  const tabTo = async (page: Page, role: 'link' | 'button' | 'textbox', name: string | RegExp): Promise<void> => {
    const wanted = page.getByRole(role, { name }).first();
    await wanted.waitFor();
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outline');
      expect(outline).not.toMatch(/none|0px/);
      if (await wanted.evaluate((element) => element.matches(':focus'))) return;
    }
    throw new Error(`${String(name)} is not reached by Tab`);
  };

  it('a family goes from the front page to how its certificate stood on a day', async () => {
    const page = await cabinet.visitor({}, faults);
    await page.goto(`${cabinet.url}/`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('К содержанию');
    await page.keyboard.press('Enter');
    await tabTo(page, 'link', 'Войти в кабинет');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${cabinet.issuer}/**`);
    await tabTo(page, 'textbox', /^Имя/);
    await page.keyboard.type('anna');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${cabinet.url}/family`);
    await tabTo(page, 'link', 'Мария Соколова');
    await page.keyboard.press('Enter');
    await page.waitForURL(/family\/[\da-f-]{36}$/);
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await page.getByLabel('Как было на день').evaluate((element) => element.matches(':focus'))) break;
    }
    await page.keyboard.type('11162020');
    await page.keyboard.press('Enter');
    await page.waitForURL(/asOf=2020-11-16/);
    expect(await textOf(page)).toContain('541,67 ₽');
    expect(faults).toEqual([]);
  });
});

it('an auditor slides through the days, and the page follows without being loaded anew', async () => {
  const page = await cabinet.loggedIn('auditor', {}, faults);
  await page.goto(`${cabinet.url}/audit?find=2400000001`);
  const stood = page.locator('#shown .lead');
  const slider = page.getByRole('slider', { name: 'Листать дни состояния' });
  await page.evaluate('window.isSame = true');
  await slider.focus();
  for (let day = 20; day > 16; day -= 1) await page.keyboard.press('ArrowLeft');
  await page.waitForURL(/asOf=2020-11-16/);
  await stood.filter({ hasText: /16\sноября\s2020\sг\. было доступно 541,67/ }).waitFor();
  expect(await page.getByLabel('Состояние на день').inputValue()).toBe('2020-11-16');
  expect(await slider.getAttribute('aria-valuetext')).toBe('2020-11-16');
  expect(await slider.evaluate((element) => element.matches(':focus'))).toBe(true);
  // What became known on the 18th is gone when one slides before it.
  await page.getByLabel('Состояние на день').fill('2020-11-18');
  await page.getByRole('slider', { name: 'Листать дни известности' }).press('Home');
  await page.waitForURL(/knownAt=2020/);
  await page.getByLabel('По данным, известным на день').fill('2020-11-17');
  await page.getByRole('slider', { name: 'Листать дни известности' }).press('ArrowRight');
  await stood.filter({ hasText: /18\sноября\s2020\sг\. было доступно 598,88/ }).waitFor();
  await page.getByRole('slider', { name: 'Листать дни известности' }).press('ArrowLeft');
  await stood.filter({ hasText: /18\sноября\s2020\sг\. было доступно 541,67/ }).waitFor();
  expect(await page.evaluate('window.isSame')).toBe(true);
  const still = await cabinet.loggedIn('auditor', { javaScriptEnabled: false }, faults);
  await still.goto(`${cabinet.url}/audit?find=2400000001`);
  expect(await still.getByRole('slider').count()).toBe(0);
  expect(faults).toEqual([]);
});

describe('a stranger, by what he reads, from the printed address', () => {
  /** Clicks on visible texts and counts them; what is typed or chosen counts as a click too. */
  const walk = async () => {
    const page = await cabinet.visitor({}, faults);
    await page.goto(cabinet.url);
    let clicks = 0;
    return {
      page,
      clicks: () => clicks,
      click: async (text: string) => {
        clicks += 1;
        await page.getByText(text, { exact: true }).first().click();
      },
      type: async (label: string, text: string) => {
        clicks += 1;
        await page.getByLabel(label).fill(text);
      },
    };
  };

  it('a provider reports the lessons of a month', async () => {
    const { page, click, type, clicks } = await walk();
    await click('Войти в кабинет');
    await type('Имя', 'provider:22002');
    await click('Войти');
    await click('Проведённые занятия');
    await type('Месяц', '2020-10');
    await click('Показать');
    const reportable = page.getByRole('spinbutton');
    await reportable.first().waitFor();
    await reportable.nth(0).fill('4');
    await reportable.nth(1).fill('4');
    await click('Отправить отчёт');
    expect(await textOf(page)).toContain('записано 4 из 4');
    expect(clicks() + 2).toBeLessThanOrEqual(12);
    await click('К выплате');
    expect(await textOf(page)).toContain('К выплате по сертификатам');
    expect(faults).toEqual([]);
  });

  it('an auditor learns why 541.67 were there on 16 November, and what event says so', async () => {
    const { page, click, type, clicks } = await walk();
    await click('Войти в кабинет');
    await click('auditor');
    await type('Номер сертификата или идентификатор владельца', '2400000001');
    await click('Найти счёт');
    await type('Состояние на день', '2020-11-16');
    await click('Показать');
    const account = await textOf(page);
    expect(account).toContain('16 ноября 2020 г. было доступно 541,67 ₽');
    expect(account).toMatch(/Зарезервировано 1 358,33 ₽, доплата родителя 271,66 ₽\s+под договор на обучение/);
    await click('Событие 1');
    expect(await textOf(page)).toMatch(/FundsReserved.*Хеш этого события/);
    expect(clicks()).toBeLessThanOrEqual(12);
    expect(faults).toEqual([]);
  });
});

it('a stranger comes from the printed address to a debit in at most twelve clicks, by what he reads', async () => {
  const page = await cabinet.visitor({}, faults);
  let clicks = 0;
  const click = async (text: string): Promise<void> => {
    clicks += 1;
    await page.getByText(text, { exact: true }).first().click();
  };
  await page.goto(cabinet.url);
  await click('Войти в кабинет');
  await click('anna');
  await click('Мария Соколова');
  expect(await textOf(page)).toContain('Списано 457,71 ₽ за октябрь 2020 г.');
  expect(clicks).toBeLessThanOrEqual(12);
  await click('Выйти');
  await page.getByText('Войти', { exact: true }).click();
  await sayWho(page, 'auditor');
  await page.waitForURL(`${cabinet.url}/**`);
  expect(await page.getByRole('navigation').first().innerText()).toContain('Проверка');
  expect(faults).toEqual([]);
});

const readAll = async (stream: AsyncIterable<Buffer | string>): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
};
