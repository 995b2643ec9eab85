import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@lib/messaging/testing';
import { startWithCabinet, type SystemWithCabinet } from '../support/cabinet-system.js';
import { endAll, run } from '../support/built-program.js';
import { recordConsent } from '../support/consent.js';
import { post, setClock } from '../support/http-client.js';
import { auditorOf, ledgerOf } from '../support/login.js';
import { openSeason, quiet, roomyRegion } from '../support/open-season.js';
import { PortalVisitor, keyIn, wordsIn } from '../support/portal-login.js';
import { removeTempFolders } from '../support/temp-folder.js';

// What was lost: a provider with hundreds of applications answered them twenty-five at a time, an auditor read the result of
// an audit in a terminal, and nobody saw in the cabinet what is owed by study group.

let system: SystemWithCabinet;
let provider: PortalVisitor;
let auditor: PortalVisitor;
let applications: readonly string[];

const open = async (who: PortalVisitor, path: string): Promise<string> => wordsIn((await who.open(path)).html);
const begin = async (step: string, key?: string): Promise<string> => {
  const sent = { key: key ?? keyIn((await provider.open('/provider')).html), step };
  return (await provider.submit('/provider/jobs', sent)).html;
};

beforeAll(async () => {
  system = await startWithCabinet();
  await openSeason(system.urls, roomyRegion(3));
  applications = await Promise.all(
    ['k-0', 'k-1', 'k-2'].map(async (childId) => {
      const body = { childId, groupId: '100', start: '2020-10-01' };
      const { json } = await post(`${system.urls.enrollment}/applications`, `apply ${childId}`, body);
      return json.id as string;
    }),
  );
  provider = await new PortalVisitor(system.portal).login('provider:7');
  auditor = await new PortalVisitor(system.portal).login('auditor');
});
afterAll(async () => {
  await endAll();
  await system.close();
  await removeTempFolders();
});

/** The page of a job once it is over. */
const overAt = async (html: string): Promise<string> => {
  const at = /\/provider\/jobs\/[\da-f-]{36}/.exec(html)?.[0] ?? '';
  let text = '';
  await until(async () => (text = await open(provider, at)).includes('выполнено'));
  return text;
};

describe('a provider takes a step with all applications at once', () => {
  it('and sees how far it is, once, however often the form is sent', async () => {
    const key = keyIn((await provider.open('/provider')).html);
    const [html] = await Promise.all([begin('accept', key), begin('accept', key)]);
    expect(await overAt(html)).toMatch(/3 из 3.*сделано 3, отказано 0/);
    expect((await open(provider, '/provider/jobs')).split('Приём заявок')).toHaveLength(2);
  });

  it('and concludes with those families alone that have consented', async () => {
    for (const id of applications.slice(0, 2)) await recordConsent(`${system.urls.enrollment}/applications/${id}`);
    expect(await overAt(await begin('conclude'))).toMatch(/2 из 2.*сделано 2, отказано 0/);
    await quiet(system.urls);
    expect(await open(provider, '/provider')).toContain('k-2');
  });

  it('and is led to its jobs where nothing waits', async () => {
    expect(wordsIn(await begin('accept'))).toContain('Задания');
    expect((await provider.submit('/provider/jobs', { step: 'refuse' })).status).toBe(400);
    expect((await auditor.submit('/provider/jobs', { step: 'accept' })).status).toBe(403);
  });
});

it('what is owed by study group is the sum of what the ledger owes', async () => {
  await setClock(system.urls, '2020-11-03T00:00:00Z');
  await quiet(system.urls);
  const ledger = ledgerOf(() => system.urls);
  const [programme] = await Array.fromAsync(ledger.certificates.items('GET /financing-programmes'));
  const path = `/programmes/${encodeURIComponent(programme?.programme ?? '')}/groups?month=2020-10`;
  const { body } = await ledger.certificates.call('GET /payables/totals', { query: { month: '2020-10' } });
  const kopecks = 'sum' in body ? body.sum.debitedKopecks : 0;
  expect(kopecks).toBeGreaterThan(0);
  const owed = new Intl.NumberFormat('ru-RU', { minimumFractionDigits: 2 })
    .format(kopecks / 100)
    .replaceAll(/\s/g, ' ');
  const operator = await new PortalVisitor(system.portal).login('operator');
  for (const [who, room] of [
    [auditor, '/audit'],
    [operator, '/operator'],
  ] as const)
    expect((await open(who, `${room}${path}`)).replaceAll(/\s/g, ' ')).toMatch(
      new RegExp(`К выплате по сертификатам ${owed} ₽.*Договоров 2 .*Chess A school 2 ${owed} ₽`),
    );
  expect((await provider.open(`/audit${path}`)).status).toBe(403);
});

describe('the result of an audit', () => {
  const show = async (result: string): Promise<{ readonly status: number; readonly html: string }> => {
    const form = new FormData();
    form.set('key', 'any');
    form.set('file', new Blob([result]), 'result.json');
    return auditor.submit('/audit/runs', form);
  };

  it('is shown as the audit has written it', async () => {
    const { urls } = system;
    const args = ['--certificates', urls.certificates, '--enrollment', urls.enrollment, '--json'];
    const { stdout } = await run('audit', args, auditorOf(urls));
    const { status, html } = await show(stdout);
    expect([status, wordsIn(html)]).toEqual([200, expect.stringContaining('Расхождений нет')]);
    const { differences: _, ...right } = JSON.parse(stdout) as { differences: string[] };
    const [account] = await Array.fromAsync(ledgerOf(() => urls).enrollment.items('GET /applications'));
    const wrong = await show(
      JSON.stringify({
        ...right,
        differences: [`account-${account?.holderId}#1: the hash does not fit`, '<script>alert(1)</script>'],
      }),
    );
    const text = wordsIn(wrong.html);
    expect(text).toContain('Найдено 2 расхождения.');
    expect(text).toContain('Событие изменили, убрали, добавили или переставили');
    expect(wrong.html).not.toContain('<script>alert');
    const at = `/audit/accounts/${account?.holderId}/events/1`;
    expect(wrong.html).toContain(`href="${at}"`);
    expect((await auditor.open(at)).status).toBe(200);
  });

  it.each(['', 'not JSON', '{"differences": []}'])('is refused where it is none: %j', async (text) => {
    const { status, html } = await show(text);
    expect([status, wordsIn(html)]).toEqual([422, expect.stringContaining('Это не результат проверки')]);
  });
});
