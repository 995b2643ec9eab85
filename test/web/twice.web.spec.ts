import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerClient } from '@lib/client';
import { startWithCabinet, type SystemWithCabinet } from '../support/cabinet-system.js';
import { recordConsent } from '../support/consent.js';
import { post, setClock } from '../support/http-client.js';
import { ledgerOf } from '../support/login.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { PortalVisitor, keyIn } from '../support/portal-login.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { Cabinet } from './cabinet.js';

// A form that is sent twice: two clicks, a page of an answer loaded again, back and once more, the same page in two tabs.
type Fields = Readonly<Record<string, string>>;
type Sending = (visitor: PortalVisitor, page: string, to: string, fields: Fields) => Promise<unknown>;

/** Addresses and forms name a child by its surrogate id. */
const holderOf = async ({ enrollment }: LedgerClient, childId: string): Promise<string> => {
  const { body } = await enrollment.call('GET /children/{childId}', { path: { childId } });
  return 'holderId' in body ? body.holderId : '';
};
const keyOf = async (visitor: PortalVisitor, page: string): Promise<string> => keyIn((await visitor.open(page)).html);
const WAYS: readonly (readonly [string, Sending])[] = [
  [
    'by two clicks',
    async (visitor, page, to, fields) => {
      const sent = { key: await keyOf(visitor, page), ...fields };
      return Promise.all([visitor.submit(to, sent), visitor.submit(to, sent)]);
    },
  ],
  [
    'once more from the same page',
    async (visitor, page, to, fields) => {
      const sent = { key: await keyOf(visitor, page), ...fields };
      await visitor.submit(to, sent);
      return visitor.submit(to, sent);
    },
  ],
  [
    'from two tabs',
    async (visitor, page, to, fields) => {
      const [one, other] = [await keyOf(visitor, page), await keyOf(visitor, page)];
      expect(one).not.toBe(other);
      return Promise.all([visitor.submit(to, { key: one, ...fields }), visitor.submit(to, { key: other, ...fields })]);
    },
  ],
];

describe('without JavaScript', () => {
  let system: SystemWithCabinet;
  let ledger: LedgerClient;
  let anna: PortalVisitor;
  let provider: PortalVisitor;
  beforeAll(async () => {
    system = await startWithCabinet();
    ledger = ledgerOf(() => system.urls);
    await openSeason(system.urls, roomyRegion(WAYS.length));
    anna = await new PortalVisitor(system.portal).login('anna');
    provider = await new PortalVisitor(system.portal).login('provider:7');
    for (const [index] of WAYS.entries()) {
      const code = await ledger.enrollment.call('POST /guardianships/codes', {
        body: { childId: `k-${index}`, relation: 'guardian' },
      });
      await anna.submit('/family/claim', { code: 'code' in code.body ? code.body.code : '' });
    }
  });
  afterAll(() => system.close());

  const applicationsOf = async (childId: string) =>
    (await Array.fromAsync(ledger.enrollment.items('GET /applications'))).filter((one) => one.childId === childId);
  const eventsOf = async (type: string) =>
    (await Array.fromAsync(ledger.certificates.items('GET /events'))).filter((event) => event.type === type);

  it.each(WAYS.map(([way, send], index) => [way, send, index] as const))(
    'an application sent %s is one',
    async (way, send, index) => {
      const childId = `k-${index}`;
      const child = await holderOf(ledger, childId);
      const page = `/programmes/100?child=${child}&start=2020-10-01`;
      await send(anna, page, '/programmes/100/apply', { child, start: '2020-10-01' });
      // Of two tabs the second is refused, as anybody's second application for the same course.
      const all = await applicationsOf(childId);
      expect(all.filter(({ state }) => state !== 'refused')).toHaveLength(1);
      expect(all.length).toBe(way === 'from two tabs' ? 2 : 1);
    },
  );

  it.each(WAYS.map(([way, send], index) => [way, send, index] as const))(
    'a notice sent %s is one',
    async (_, send, index) => {
      const [application] = await applicationsOf(`k-${index}`);
      const url = `${system.urls.enrollment}/applications/${application?.id}`;
      await post(`${url}/accept`, `accept ${index}`, {});
      await recordConsent(url);
      await post(`${url}/conclude`, `conclude ${index}`, {}, { prefer: 'wait=30' });
      await setClock(system.urls, '2020-10-05T00:00:00Z');
      await quiet(system.urls);
      const before = (await eventsOf('ContractTerminated')).length;
      const at = `/family/applications/${application?.id}`;
      await send(anna, at, `${at}/terminate`, { on: '' });
      await quiet(system.urls);
      expect((await eventsOf('ContractTerminated')).length - before).toBe(1);
    },
  );

  it.each(WAYS)('a correction sent %s is one', async (way, send) => {
    await setClock(system.urls, '2020-11-03T00:00:00Z');
    const headers = { 'Idempotency-Key': 'report' };
    const reported = { groupId: '100', month: '2020-10', held: 3, planned: 4 };
    await ledger.enrollment.call('POST /lessons', { headers, body: reported });
    const path = { groupId: '100', month: '2020-10' };
    const corrections = async () => {
      const { body } = await ledger.enrollment.call('GET /lessons/{groupId}/{month}', { path });
      return 'corrections' in body ? body.corrections : [];
    };
    const before = (await corrections()).length;
    const at = '/provider/lessons/100/2020-10';
    await send(provider, at, at, { held: '4', planned: '4', reason: 'typing-error', words: '' });
    const proposed = await corrections();
    expect([way, proposed.length - before]).toEqual([way, 1]);
    // It is over for whoever comes next.
    for (const { id } of proposed.filter(({ state }) => state === 'proposed'))
      await ledger.enrollment.call('POST /lessons/corrections/{id}/cancel', {
        path: { id },
        headers: { 'Idempotency-Key': `no ${id}` },
      });
  });
});

describe.each([
  ['with JavaScript', true, '24-000003'],
  ['without JavaScript', false, '24-000005'],
])('in a browser %s', (_, javaScriptEnabled, childId) => {
  let cabinet: Cabinet;
  beforeAll(async () => {
    cabinet = await Cabinet.open();
  });
  afterEach(() => cabinet.empty());
  afterAll(() => cabinet.close());

  it('two clicks, and back and again, are one application', async () => {
    const page = await cabinet.loggedIn(`family of ${childId}`, { javaScriptEnabled });
    await page.goto(`${cabinet.url}/family/claim`);
    await page.getByLabel('Код').fill(await cabinet.codeFor(childId));
    await page.getByRole('button', { name: 'Добавить' }).click();
    const { enrollment, catalog } = cabinet.ledger;
    const ofChild = async () =>
      (await Array.fromAsync(enrollment.items('GET /applications'))).filter((one) => one.childId === childId);
    const before = (await ofChild()).length;
    for await (const { groupId } of catalog.items('GET /groups')) {
      const start = '2020-12-01';
      const quote = await enrollment.call('GET /quotes', { query: { childId, groupId, start } });
      if (!('possible' in quote.body && quote.body.possible)) continue;
      const child = await holderOf(cabinet.ledger, childId);
      const at = `${cabinet.url}/programmes/${groupId}?child=${child}&start=${start}`;
      await page.goto(at);
      await page.getByRole('button', { name: 'Подать заявку' }).dblclick();
      await page.waitForURL(/\/family\/applications\//);
      const shown = page.url();
      await page.reload();
      expect(page.url()).toBe(shown);
      await page.goBack();
      const again = page.getByRole('button', { name: 'Подать заявку' });
      if ((await again.count()) > 0) await again.click();
      expect(await ofChild()).toHaveLength(before + 1);
      return;
    }
    throw new Error('no group has a place for this child');
  });
});
afterAll(removeTempFolders);
