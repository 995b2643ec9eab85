import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Cabinet, type Faults } from './cabinet.js';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await Cabinet.open();
});
afterEach(() => cabinet.empty());
afterAll(() => cabinet.close());

const faults: Faults = [];
beforeEach(() => void faults.splice(0));

const textOf = async (page: Page): Promise<string> => (await page.getByRole('main').innerText()).replaceAll(/\s/g, ' ');

/** How often somebody of the family has looked at the card of a child. */
const looksOf = async (childId: string): Promise<number> => {
  const reads = await Array.fromAsync(
    cabinet.ledger.enrollment.items('GET /children/{childId}/reads', { path: { childId } }),
  );
  return reads.filter(({ what, why }) => what === 'card' && why === 'family').length;
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
