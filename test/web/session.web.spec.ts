import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cookie, Page } from 'playwright-core';
import { Cabinet, sayWho, type Faults } from './cabinet.js';

let cabinet: Cabinet;
beforeAll(async () => {
  cabinet = await Cabinet.open();
});
afterEach(() => cabinet.empty());
afterAll(() => cabinet.close());

const TOKEN = /eyJ[\w-]+\.[\w-]+/;

const cookieOf = async (page: Page, name: string): Promise<Cookie> => {
  const cookie = (await page.context().cookies(cabinet.url)).find((one) => one.name === name);
  if (!cookie) throw new Error(`no cookie ${name}`);
  return cookie;
};
const asSession = async (page: Page): Promise<string> => `session=${(await cookieOf(page, 'session')).value}`;
const asked = (path: string, headers: Readonly<Record<string, string>>, method = 'GET', body?: URLSearchParams) =>
  fetch(`${cabinet.url}${path}`, { redirect: 'manual', method, headers, ...(body && { body }) });

describe('the session of a browser', () => {
  it('is a cookie that no script reads and no other site sends, and no token of the issuer', async () => {
    const page = await cabinet.loggedIn('anna');
    expect(await cookieOf(page, 'session')).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(await page.evaluate<string>('document.cookie')).toBe('');
    expect(await page.evaluate<number>('localStorage.length + sessionStorage.length')).toBe(0);
    const cookies = await page.context().cookies(cabinet.url);
    for (const text of [await page.content(), ...cookies.map(({ value }) => value)]) expect(text).not.toMatch(TOKEN);
    // The callback has brought a code, which is of no use any more.
    const answer = await asked('/family', { cookie: await asSession(page) });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const [, value] of answer.headers) expect(value).not.toMatch(TOKEN);
  });

  it('ends on the server with the logout: its cookie opens nothing any more', async () => {
    const page = await cabinet.loggedIn('anna');
    const cookie = await asSession(page);
    await page.getByRole('button', { name: 'Выйти' }).click();
    await page.waitForURL(`${cabinet.url}/`);
    expect((await page.context().cookies(cabinet.url)).filter(({ name }) => name === 'session')).toEqual([]);
    const answer = await asked('/family', { cookie });
    const to = answer.headers.get('location') ?? '';
    expect([answer.status, to.startsWith('/login') || to.startsWith(cabinet.issuer)]).toEqual([303, true]);
    // Whoever logs in next may be somebody else.
    await page.goto(`${cabinet.url}/cabinet`);
    await page.getByRole('banner').getByRole('link', { name: 'Войти' }).click();
    await page.waitForURL(`${cabinet.issuer}/**`);
  });

  it('that is over leads to the login and back to the page that was asked for', async () => {
    const page = await cabinet.loggedIn('anna');
    await page.getByRole('link', { name: 'Мария Соколова' }).click();
    await page.waitForURL(/family\/[\da-f-]{36}$/);
    const wanted = `${page.url()}?asOf=2020-11-16`;
    await page.context().clearCookies({ name: 'session' });
    await page.goto(wanted);
    await sayWho(page, 'anna');
    await page.waitForURL(wanted);
    expect(await page.getByRole('main').innerText()).toMatch(/541,67/);
  });

  it.each([true, false])(
    'that is over when a form is sent leads to the login, and what was filled in can be sent then (scripts: %s)',
    async (javaScriptEnabled) => {
      const faults: Faults = [];
      const page = await cabinet.loggedIn('anna', { javaScriptEnabled }, faults);
      await page.goto(`${cabinet.url}/family/claim`);
      await page.context().clearCookies({ name: 'session' });
      await page.getByLabel('Код').fill('ABCDEFGHJKLM');
      await page.getByRole('button', { name: 'Добавить' }).click();
      await page.getByRole('link', { name: 'Войти снова' }).click();
      await sayWho(page, 'anna');
      await page.getByRole('button', { name: 'Отправить форму' }).click();
      await page.waitForURL(`${cabinet.url}/family/claim`);
      expect(await page.getByLabel('Код').inputValue()).toBe('ABCDEFGHJKLM');
      expect(await page.getByRole('alert').textContent()).toContain('Код');
      expect(faults.filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([]);
    },
  );
});

describe('what changes something', () => {
  const refusedFrom: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['no origin at all', {}],
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['no origin to speak of', { origin: 'null' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ];

  it.each(refusedFrom)('is refused from %s', async (_, headers) => {
    const page = await cabinet.loggedIn('anna');
    const cookie = await asSession(page);
    const own = headers['sec-fetch-site'] === undefined ? {} : { origin: cabinet.url };
    for (const path of ['/logout', '/family/claim', '/language']) {
      const answer = await asked(path, { cookie, ...own, ...headers }, 'POST', new URLSearchParams({ code: 'x' }));
      expect([path, answer.status]).toEqual([path, 403]);
    }
    // It is still logged in.
    expect((await asked('/family', { cookie })).status).toBe(200);
    const good = await asked('/logout', { cookie, origin: cabinet.url }, 'POST', new URLSearchParams());
    expect(good.status).toBe(303);
  });
});

describe('after the login', () => {
  const HOSTILE = [
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    '/%09/evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'http:evil.example',
    '///evil.example',
    '/.//evil.example',
  ];

  it.each(HOSTILE)('nobody is led away to %j', async (back) => {
    const page = await cabinet.visitor();
    await page.goto(`${cabinet.url}/login?${new URLSearchParams({ back }).toString()}`);
    await sayWho(page, 'anna');
    await page.waitForURL(`${cabinet.url}/**`);
    expect(new URL(page.url()).origin).toBe(cabinet.url);
    const language = await asked(
      '/language',
      { origin: cabinet.url },
      'POST',
      new URLSearchParams({ back, language: 'ru' }),
    );
    const to = new URL(language.headers.get('location') ?? '', cabinet.url);
    expect([to.origin, language.status]).toEqual([cabinet.url, 303]);
  });

  it('comes from a login that this very browser has begun', async () => {
    const victim = await cabinet.visitor();
    const attacker = await cabinet.visitor();
    const callback = await callbackOf(attacker, 'auditor');
    expect(callback).toContain('code=');
    // Neither in a browser that has begun none, nor in one that has begun another.
    const { status, headers } = await asked(new URL(callback).pathname + new URL(callback).search, {});
    expect([status, headers.get('location'), headers.get('set-cookie')?.includes('session=') ?? false]).toEqual([
      400,
      null,
      false,
    ]);
    await victim.goto(`${cabinet.url}/login`);
    const answer = await victim.goto(callback);
    expect(answer?.status()).toBe(400);
    expect((await victim.context().cookies(cabinet.url)).filter(({ name }) => name === 'session')).toEqual([]);
    await victim.getByRole('link', { name: 'Войти снова' }).click();
    await sayWho(victim, 'anna');
    await victim.waitForURL(`${cabinet.url}/family`);
  });

  it('is told that it did not work when the issuer says no', async () => {
    const page = await cabinet.visitor();
    const { request } = page.context();
    const begun = await request.get(`${cabinet.url}/login`, { maxRedirects: 0 });
    const state = new URL(begun.headers()['location'] ?? '').searchParams.get('state') ?? '';
    const said = new URLSearchParams({ error: 'access_denied', state, iss: cabinet.issuer }).toString();
    const answer = await page.goto(`${cabinet.url}/callback?${said}`);
    expect([answer?.status(), await page.getByRole('heading').first().innerText()]).toEqual([
      400,
      'Войти не получилось',
    ]);
  });
});

/** Where the issuer sends a browser back to that has said who it is; it does not go there. */
const callbackOf = async (page: Page, name: string): Promise<string> => {
  const { request } = page.context();
  let to = `${cabinet.url}/login`;
  for (let steps = 0; steps < 10; steps += 1) {
    const shown = await request.get(to, { maxRedirects: 0 });
    const answer = shown.status() === 200 ? await request.post(to, { form: { login: name }, maxRedirects: 0 }) : shown;
    to = new URL(answer.headers()['location'] ?? '', to).href;
    if (to.startsWith(`${cabinet.url}/callback`)) return to;
  }
  throw new Error('the issuer sends nobody back');
};
