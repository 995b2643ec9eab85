import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Content, UnexpectedAnswer, inTurn, type LedgerClient } from '@lib/client';
import { newId } from '@lib/kernel';
import { auditInstallation } from '../../apps/audit/src/audit.run.js';
import { anyCoPayment } from '../support/consent.js';
import { call, post } from '../support/http-client.js';
import { ledgerOf, trusts } from '../support/login.js';
import { quiet } from '../support/open-season.js';
import { removeTempFolders } from '../support/temp-folder.js';
import { tinyRegion } from '../support/tiny-region.js';
import { sentTo } from './inboxes.js';
import { Operator, momentsWithoutAnswer, whatIsMissing } from './operator.js';

const missing = await whatIsMissing();
if (missing !== undefined) process.stderr.write(`Left out, the installation on a Docker engine: ${missing}.\n`);

const instancesOf = (service: string, port: number) => ({
  containers: [`${service}-1`, `${service}-2`],
  urls: [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`],
});
const instances = {
  catalog: instancesOf('catalog', 3101),
  enrollment: instancesOf('enrollment', 3201),
  certificates: instancesOf('certificates', 3301),
  webhooks: instancesOf('webhooks', 3501),
  portal: instancesOf('portal', 3601),
};
const { catalog, enrollment, certificates, webhooks, portal } = instances;
const urls = inTurn({ catalog: catalog.urls, enrollment: enrollment.urls, certificates: certificates.urls });
// The demo issuer of the composition, by the port that it has here.
const ISSUER = 'http://127.0.0.1:3401';
trusts(
  { catalog: catalog.urls, enrollment: enrollment.urls, certificates: certificates.urls, webhooks: webhooks.urls },
  ISSUER,
);
const ledger: LedgerClient = ledgerOf(urls);

// The tests of the compose file read it. None of them had seen that brokers looped on directories of root, that an upgrade
// left seconds without an answer, or that a stop took a minute: nothing but an engine shows it.
(missing === undefined ? describe : describe.skip)('the installation, as deploy/README.md says', () => {
  let operator: Operator;
  beforeAll(async () => {
    operator = await Operator.arrives();
  });
  afterAll(async () => {
    await operator.types('compose down --volumes --timeout 1');
    await removeTempFolders();
  });

  it('starts, and takes families in', async () => {
    await operator.follows('First start');
    await openToday();
    await enrol();
    expect(await state()).toMatchObject({
      applications: [{ state: 'enrolled' }],
      accounts: [{ certificates: [expect.objectContaining({ programme: '2442-this-year' })] }],
      sent: expect.arrayContaining([expect.stringContaining('certificates.funds-reserved')]),
    });
  });

  it('goes on after the end of any process', async () => {
    for (const container of ENDED) {
      const before = await state();
      await operator.crashes(container);
      await operator.types('compose up --detach --wait');
      expect(await state()).toEqual(before);
      await enrol();
    }
  });

  it('is upgraded while it answers', async () => {
    const before = await state();
    const old = await operator.imageOf('catalog-1');
    await operator.types('echo LABEL upgraded=yes >> deploy/Dockerfile');
    const over = new AbortController();
    const silent = momentsWithoutAnswer(
      Object.values(instances).map((of) => of.urls),
      over.signal,
    );
    try {
      await operator.follows('Upgrade');
    } finally {
      over.abort();
    }
    expect(await silent).toEqual([]);
    const images = await Promise.all(
      Object.values(instances).flatMap((of) => of.containers.map((one) => operator.imageOf(one))),
    );
    expect(new Set(images).size).toBe(1);
    expect(images).not.toContain(old);
    expect(await state()).toEqual(before);
    await enrol();
  });

  it('comes back from a backup as it was', async () => {
    const kept = await state();
    await operator.follows('Backup and restore', 0);
    expect(await operator.types('find ~/certificate-ledger-backup -perm /077')).toBe('');
    expect(await state()).toEqual(kept);
    await enrol();
    await operator.follows('Backup and restore', 1);
    expect(await state()).toEqual(kept);
    await enrol();
  });

  // The last broker asks controllers that have gone: compose.yaml says why it alone may be killed.
  it('stops, when nothing but a last broker has to be killed, and starts again', async () => {
    const before = await state();
    await operator.types('compose stop');
    const killed = Object.entries(await operator.endings()).filter(([, code]) => code === 137);
    expect(killed.filter(([name]) => !name.startsWith('kafka-'))).toEqual([]);
    await operator.types('compose up --detach --wait');
    expect(await state()).toEqual(before);
    await enrol();
  });
});

const ENDED = 'catalog-1 enrollment-2 certificates-1 webhooks-2 portal-1 kafka-2 postgres eventstore'.split(' ');

/** A region whose year began with this month, with a course, and children enough. */
const openToday = async (): Promise<void> => {
  const month = new Date().toISOString().slice(0, 7);
  const [from, to] = [`${month}-01`, `${Number(month.slice(0, 4)) + 1}${month.slice(4)}-01`];
  const dated = (text: string): string =>
    text
      .replaceAll(/2020-10-01|2020-10-15|2020-11-01/g, from)
      .replaceAll(/2021-01-01|2020-12-31|2021-05-31|2020-12-15/g, to)
      .replaceAll(/"max_children": \d+/g, '"max_children": 1000')
      .replace('2020-autumn', 'this-year');
  const children = Array.from({ length: CHILDREN }, (_, at) => `k-${at},2015-03-01,2442,general\n`).join('');
  const headers = () => ({ 'Idempotency-Key': newId() });
  const answers = [
    await ledger.certificates.call('POST /financing-programmes', {
      headers: headers(),
      body: new Content(dated(tinyRegion.region).replace('"countLimit": 10', '"countLimit": null')),
    }),
    await ledger.catalog.call('POST /imports', { headers: headers(), body: new Content(dated(tinyRegion.programs)) }),
    await ledger.enrollment.call('POST /children/imports', {
      headers: headers(),
      body: new Content(`childId,birthDate,municipality,category\n${children}`, 'text/csv'),
    }),
  ];
  for (const answer of answers) if (answer.status > 201) throw new UnexpectedAnswer('the region', answer);
  const inbox = await post(`${webhooks.urls[0]}/endpoints`, newId(), { description: 'an inbox' });
  expect(inbox.status).toBe(201);
  await quiet(urls());
};
const CHILDREN = 100;

let enrolled = 0;
/** The next child, from the application to the contract. */
const enrol = async (): Promise<void> => {
  const keyed = () => ({ 'Idempotency-Key': newId(), Prefer: 'wait=30' });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const body = { childId: `k-${enrolled++}`, groupId: '110', start: tomorrow };
  const applied = await ledger.enrollment.call('POST /applications', { headers: keyed(), body });
  if (applied.status !== 201) throw new UnexpectedAnswer('apply', applied);
  const path = { id: applied.body.id };
  await ledger.enrollment.call('POST /applications/{id}/accept', { headers: keyed(), path });
  await ledger.enrollment.call('POST /applications/{id}/consent', { headers: keyed(), path, body: anyCoPayment });
  const concluded = await ledger.enrollment.call('POST /applications/{id}/conclude', { headers: keyed(), path });
  expect(concluded).toMatchObject({ status: 200, body: { state: 'enrolled' } });
  await quiet(urls());
};

/** All money events, accounts and applications, and what webhooks have sent; the audit finds them right. */
const state = async () => {
  expect((await auditInstallation(ledger, { asksEnrollment: true })).differences).toEqual([]);
  const applications = await Array.fromAsync(ledger.enrollment.items('GET /applications'));
  const holders = new Set(applications.map(({ holderId }) => holderId ?? ''));
  return {
    events: await Array.fromAsync(ledger.certificates.items('GET /events')),
    applications,
    accounts: await Promise.all([...holders].map((holder) => accountOf(holder))),
    sent: await sentTo(webhooks.urls, ISSUER),
    // The cabinet asks two services for this page.
    cabinet: (await call(`${portal.urls[1]}/programmes`)).text.includes('Group 110'),
  };
};

const accountOf = async (holder: string): Promise<unknown> => {
  const account = await ledger.certificates.call('GET /accounts/{holder}', { path: { holder } });
  if (account.status !== 200) throw new UnexpectedAnswer('account', account);
  return account.body;
};
