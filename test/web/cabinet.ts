import { existsSync } from 'node:fs';
import type { LedgerClient } from '@lib/client';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { endAll, startLedger, urlsOf } from '../support/built-program.js';
import { ledgerOf } from '../support/login.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Only what hangs takes as long. */
const PATIENCE_MS = 120_000;
const NO_THIRD_PARTY = /^(data|blob|about):/;

/** What a page did that no page may do. */
export type Faults = string[];

/** The built program with its sample region, and a browser in front of it. */
export class Cabinet {
  private constructor(
    readonly url: string,
    readonly issuer: string,
    readonly ledger: LedgerClient,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<Cabinet> {
    const executablePath = process.env['CHROMIUM'] ?? BROWSERS.find((path) => existsSync(path));
    if (executablePath === undefined)
      throw new Error(`no browser: CHROMIUM names one, or one of ${BROWSERS.join(', ')} is there`);
    const program = startLedger({ DATA_FOLDER: `${await tempFolder()}/data`, SAMPLE: 'small' });
    const urls = await urlsOf(program);
    const [url, issuer] = await program.finds((stdout) => {
      const found = [/^ +cabinet +(\S+)$/m, /^Login: (\S+)$/m].map((line) => line.exec(stdout)?.[1]);
      return found.every((one) => one !== undefined) ? found : undefined;
    });
    const browser = await chromium.launch({
      // Without a locale it cannot name a file in Russian.
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      executablePath,
      args: ['--no-sandbox'],
    });
    const ledger = ledgerOf(() => urls);
    return new Cabinet(url ?? '', issuer ?? '', ledger, browser);
  }

  /** A browser of its own, with nothing in it. What its pages do that no page may do is added to `faults`. */
  async visitor(options: BrowserContextOptions = {}, faults: Faults = []): Promise<Page> {
    const context = await this.browser.newContext({
      locale: 'ru-RU',
      viewport: { width: 1100, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    watch(context, [this.url, this.issuer], faults);
    return context.newPage();
  }

  /** Somebody who has logged in, at the room that is his. */
  async loggedIn(name: string, options: BrowserContextOptions = {}, faults: Faults = []): Promise<Page> {
    const page = await this.visitor(options, faults);
    await page.goto(`${this.url}/`);
    await page.getByRole('main').getByRole('link', { name: 'Войти в кабинет' }).click();
    await sayWho(page, name);
    return page;
  }

  /** A code by which a family claims a child of the sample. */
  async codeFor(childId: string): Promise<string> {
    const answer = await this.ledger.enrollment.call('POST /guardianships/codes', {
      body: { childId, relation: 'guardian' },
    });
    if (answer.status !== 200) throw new Error(`no code: ${answer.status}`);
    return answer.body.code;
  }

  /** For `afterEach`: whoever was here goes. */
  async empty(): Promise<void> {
    for (const context of this.browser.contexts()) await context.close();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await endAll();
    await removeTempFolders();
  }
}

/** On the page of the demo issuer. */
export const sayWho = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel(/^Имя/).fill(name);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
};

const watch = (context: BrowserContext, own: readonly string[], faults: Faults): void => {
  context.on('request', (request) => {
    const url = request.url();
    if (!NO_THIRD_PARTY.test(url) && !own.some((one) => url.startsWith(`${one}/`)))
      faults.push(`asked a third party: ${url}`);
  });
  context.on('console', (message) => {
    // A page that says that something is missing or refused is logged by the browser itself.
    if (message.type() === 'error' && !/status of (400|401|403|404|409|422)/.test(message.text()))
      faults.push(`${message.page()?.url() ?? ''} says on the console: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`an error of a script: ${error.error().message}`));
};
