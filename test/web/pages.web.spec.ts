import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Cabinet, type Faults } from './cabinet.js';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await Cabinet.open();
});
afterEach(() => cabinet.empty());
afterAll(() => cabinet.close());

const ROLES = ['nobody', 'anna', 'provider:22001', 'operator', 'payer:2442', 'auditor', 'administrator'];
/** Pages that no link leads to: what was typed was wrong, what is missing, what is not for this reader. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  nobody: ['/nothing-here'],
  anna: ['/audit', '/cabinet'],
  auditor: ['/audit?find=999'],
};
const PAGES_AT_MOST = 60;
const WEIGHT_AT_MOST_BYTES = 100_000;
/** Visited by whom, and how heavy: bytes as they are sent, and the page compressed with what it needs. */
const seen = new Map<string, { readonly page: string; readonly needs: number; readonly bytes: number }>();

/** A page by its form: what has another id is the same page. */
const formOf = (path: string): string =>
  path.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, ':id').replaceAll(/\/\d[^/]*/g, '/:number');

const VIEWS = [
  { width: 360, height: 740, colorScheme: 'light' },
  { width: 360, height: 740, colorScheme: 'dark' },
  { width: 1100, height: 900, colorScheme: 'light' },
  { width: 1100, height: 900, colorScheme: 'dark' },
] as const;

/** What of a page is against the rules, at every width and in every light. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const { colorScheme, ...viewport } of VIEWS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations)
      faults.push(...nodes.map(({ html }) => `${viewport.width} ${colorScheme}: ${id}: ${html.slice(0, 200)}`));
    const over = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (over > 0) faults.push(`${viewport.width}: ${over} pixels wider than the window`);
  }
  return faults;
};

/** The places of the cabinet that a page leads to. */
const linksOf = async (page: Page): Promise<readonly string[]> => {
  const hrefs = await page
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return hrefs.filter(
    (href) => href.startsWith('/') && !/^\/(login|exports)\b|\/exports\b|\/certificates\//.test(href),
  );
};

describe.each(ROLES)('what %s can reach by links from the front page', (role) => {
  it('is all there, accessible, no wider than a telephone, and light', async () => {
    const faults: Faults = [];
    const page = role === 'nobody' ? await cabinet.visitor({}, faults) : await cabinet.loggedIn(role, {}, faults);
    // axe needs scripts; the pages do not.
    const queue = ['/', ...(ALSO[role] ?? [])];
    const known = new Set(queue.map(formOf));
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const answer = await page.goto(`${cabinet.url}${path}`);
      const form = formOf(new URL(page.url()).pathname);
      const isExpected = answer?.status() === 200 || (ALSO[role] ?? []).includes(path);
      if (!isExpected) faults.push(`${path}: ${answer?.status()}`);
      if ((answer?.headers()['content-security-policy'] ?? 'unsafe-inline').includes('unsafe'))
        faults.push(`${path}: its content security policy lets anything run`);
      if (!seen.has(form) || path === '/') {
        faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
        await weigh(page, form);
      }
      for (const link of await linksOf(page)) {
        const to = link.split(/[?#]/)[0] ?? link;
        if (known.has(formOf(to)) || known.size >= PAGES_AT_MOST) continue;
        known.add(formOf(to));
        queue.push(link);
      }
    }
    expect(faults).toEqual([]);
  });
});

/** Bytes as they are sent to a browser that takes brotli. */
const sentOf = async (url: string, headers: Readonly<Record<string, string>>): Promise<number> => {
  const answer = await fetch(url, { headers: { ...headers, 'accept-encoding': 'br' } });
  await answer.arrayBuffer();
  expect([url, answer.headers.get('content-encoding')]).toEqual([url, 'br']);
  return Number(answer.headers.get('content-length') ?? Number.POSITIVE_INFINITY);
};

const weigh = async (page: Page, form: string): Promise<void> => {
  const cookies = await page.context().cookies(cabinet.url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const html = await sentOf(page.url(), { cookie });
  const paths = await page
    .locator('link[rel=stylesheet], script[src]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? one.getAttribute('src') ?? ''));
  let needs = 0;
  for (const path of paths) {
    needs += await sentOf(`${cabinet.url}${path}`, {});
  }
  const bytes = html + needs;
  seen.set(form, { page: form, needs, bytes });
};

const TABLE = new URL('../../docs/performance.md', import.meta.url);
/** What the table says of each page, in kB. */
const stated = async (): Promise<ReadonlyMap<string, number>> =>
  new Map(
    [...(await readFile(TABLE, 'utf8')).matchAll(/^\| `(\/[^`]*)` +\| +([\d.]+) +\|$/gm)].map(([, page = '', kB]) => [
      page,
      Number(kB),
    ]),
  );

it('the table of docs/performance.md has every page, and none is heavier by a tenth', async () => {
  const table = await stated();
  const faults = [...seen.values()].flatMap(({ page, bytes }) => {
    const kB = table.get(page);
    if (kB === undefined) return [`${page}: ${(bytes / 1000).toFixed(1)} kB, and not in the table`];
    return bytes > kB * 1100 ? [`${page}: ${(bytes / 1000).toFixed(1)} kB, ${kB} in the table`] : [];
  });
  expect(faults).toEqual([]);
});

it('no page weighs more than 100 kB with its style and its script', () => {
  const rows = [...seen.values()].sort((one, other) => other.bytes - one.bytes);
  process.stdout.write(`${rows.map(({ page, bytes }) => `${String(bytes).padStart(8)} bytes  ${page}`).join('\n')}\n`);
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ bytes }) => !(bytes < WEIGHT_AT_MOST_BYTES))).toEqual([]);
});

describe('what a screen reader says of', () => {
  /** Headings, landmarks, forms and their fields, each by name: not the tables and texts between them. */
  const outlineOf = async (page: Page): Promise<readonly string[]> =>
    (await page.locator('body').ariaSnapshot())
      .split('\n')
      .map((line) =>
        /^ *- (heading|navigation|textbox|button|search|banner|main|contentinfo|table|region)(.*?):?$/.exec(line),
      )
      .flatMap((found) => (found ? [`${found[1]}${found[2]?.replace(/:.*$/, '')}`] : []));

  it('the front page', async () => {
    const page = await cabinet.visitor();
    await page.goto(cabinet.url);
    expect(await outlineOf(page)).toEqual([
      'banner',
      'navigation "Разделы"',
      'button "English"',
      'main',
      'heading "Кружок по сертификату" [level=1]',
      'region "Как у нас записаться"',
      'heading "Как у нас записаться" [level=2]',
      'heading "Где действуют сертификаты" [level=2]',
      'region "Кому звонить"',
      'heading "Кому звонить" [level=2]',
      'contentinfo',
    ]);
  });

  it('the page to claim a child', async () => {
    const page = await cabinet.loggedIn('anna');
    await page.goto(`${cabinet.url}/family/claim`);
    expect(await outlineOf(page)).toEqual([
      'banner',
      'navigation "Разделы"',
      'button "English"',
      'button "Выйти"',
      'main',
      'heading "Добавить ребёнка по коду" [level=1]',
      'textbox "Код"',
      'button "Добавить"',
      'contentinfo',
    ]);
  });

  it('the account that an auditor sees', async () => {
    const page = await cabinet.loggedIn('auditor');
    await page.goto(`${cabinet.url}/audit?find=2400000001`);
    expect(await outlineOf(page)).toEqual([
      'banner',
      'navigation "Разделы"',
      'button "English"',
      'button "Выйти"',
      'main',
      'heading "Счёт сертификата" [level=1]',
      'textbox "Состояние на день"',
      'textbox "По данным, известным на день"',
      'button "Показать"',
      'navigation "Дни счёта"',
      'region "Сертификат № 2400000001"',
      'heading "Сертификат № 2400000001" [level=2]',
      'region "Из чего сложился доступный остаток"',
      'table "Из чего сложился доступный остаток"',
      'region "Выписка"',
      'table "Выписка"',
      'contentinfo',
    ]);
  });
});

it('everything can be used where it is shown twice as large', async () => {
  const faults: Faults = [];
  // A window of 1280 pixels at 200 % is one of 640.
  const page = await cabinet.loggedIn('anna', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, faults);
  await page.getByRole('link', { name: 'Мария Соколова' }).click();
  await page.getByLabel('Как было на день').fill('2020-11-16');
  await page.getByRole('button', { name: 'Показать' }).click();
  await page.getByText('541,67 ₽').first().click();
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(faults).toEqual([]);
});
