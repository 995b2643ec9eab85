import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@lib/messaging/testing';
import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { balancer, type Balancer } from '../support/balancer.js';
import { Program, endAll, run, type Environment } from '../support/built-program.js';
import { freshStore } from '../support/fresh-store.js';
import { asPerson, trusting } from '../support/login.js';
import { openSeason } from '../support/open-season.js';
import { PortalVisitor, keyIn, wordsIn } from '../support/portal-login.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { removeTempFolders } from '../support/temp-folder.js';

// The cabinet ran in the one process of `npm start` alone: a region with a cluster had none.
let system: System;
let postgres: RealPostgres;
let front: Balancer;
let environment: Environment;
let portals: readonly Program[];

const addressOf = (portal: Program): Promise<string> =>
  portal.finds((stdout) => /^portal (http:\S+)$/m.exec(stdout)?.[1]);

beforeAll(async () => {
  postgres = await realPostgres();
  system = await trusting(
    startSystem({
      dataFolder: await freshStore(),
      databaseUrl: undefined,
      ports: { catalog: 0, enrollment: 0, certificates: 0 },
      clock: 'settable',
      vaultKeys: undefined,
    }),
  );
  await openSeason(system.urls);
  front = await balancer();
  const ownerUrl = await postgres.createDatabase();
  environment = {
    PORT: '0',
    DATABASE_URL: await postgres.asFreshUser(ownerUrl),
    OIDC_ISSUER: system.issuer,
    PORTAL_URL: front.url,
    PORTAL_CLIENT_ID: 'demo-cabinet',
    CATALOG_URL: system.urls.catalog,
    ENROLLMENT_URL: system.urls.enrollment,
    CERTIFICATES_URL: system.urls.certificates,
  };
  const migrated = await run('migrate', ['portal'], { ...environment, DATABASE_OWNER_URL: ownerUrl });
  expect(migrated).toMatchObject({ code: 0, stdout: expect.stringMatching(/owns nothing\.$/m) });
  portals = [new Program('portal', [], environment), new Program('portal', [], environment)];
  front.leadTo(await Promise.all(portals.map(addressOf)));
});
afterAll(async () => {
  await endAll();
  front.close();
  await system.close();
  await postgres.stop();
  await removeTempFolders();
});

describe('two processes of the cabinet', () => {
  // Each request of this visitor goes to another one than the request before.
  it('log somebody in together, and out', async () => {
    const anna = await new PortalVisitor(front.url).login('anna');
    for (let page = 0; page < 4; page += 1) {
      const { status, html } = await anna.open('/family');
      expect([status, wordsIn(html)]).toEqual([200, expect.stringContaining('Мои дети')]);
    }
    const out = await anna.submit('/logout', {});
    expect(out.html).toContain('Демонстрационный вход');
    expect(wordsIn((await anna.open('/')).html)).not.toContain('Выйти');
  });

  it('go on when one of them is killed', async () => {
    const [first, other] = portals;
    const anna = await new PortalVisitor(front.url).login('anna');
    await other!.end('SIGKILL');
    expect((await anna.open('/family')).status).toBe(200);
    expect((await anna.open('/family')).status).toBe(200);
    const again = new Program('portal', [], environment);
    portals = [first!, again];
    front.leadTo(await Promise.all(portals.map(addressOf)));
    expect((await anna.open('/family')).status).toBe(200);
    expect((await anna.open('/family')).status).toBe(200);
  });

  it('run an audit for an auditor, with his rights, and tell what it has found', async () => {
    const auditor = await new PortalVisitor(front.url).login('auditor');
    const key = keyIn((await auditor.open('/audit/runs')).html);
    let { html } = await auditor.submit('/audit/runs/begin', { key });
    const at = /href="(\/audit\/runs\/[\w-]{40,})"/.exec(html)?.[1] ?? '/audit/runs';
    await until(async () => {
      if (html.includes('id="progress"')) ({ html } = await auditor.open(at));
      return !html.includes('data-again');
    });
    expect(wordsIn(html)).toMatch(/Расхождений нет.*Прочитано событий [1-9]/);
    expect((await (await new PortalVisitor(front.url).login('anna')).submit('/audit/runs/begin', { key })).status).toBe(
      403,
    );
  });

  it('answer the probes, and their numbers to an administrator alone', async () => {
    const at = await addressOf(portals[0]!);
    expect(await (await fetch(`${at}/health/live`)).json()).toEqual({ status: 'alive' });
    expect(await (await fetch(`${at}/health/ready`)).json()).toEqual({ status: 'ready' });
    const asked = async (headers: Readonly<Record<string, string>>) => fetch(`${at}/metrics`, { headers });
    // A stream lasts as long as a page is open: it is no answer that took minutes.
    const cookie = (await new PortalVisitor(front.url).login('anna')).cookieAt(front.url);
    const stream = await fetch(`${at}/family/live`, { headers: { cookie } });
    await fetch(`${front.url}/logout`, { method: 'POST', redirect: 'manual', headers: { cookie, origin: front.url } });
    expect(await stream.text()).toContain('event: ended');
    const isTold = (stdout: string): true | undefined => stdout.includes('"route":"/family/live"') || undefined;
    await portals[0]!.finds(isTold);
    expect((await asked({})).status).toBe(401);
    expect((await asked({ authorization: 'Bearer nonsense' })).status).toBe(401);
    expect((await asked(await asPerson(system.urls.catalog, 'operator'))).status).toBe(403);
    const numbers = await (await asked(await asPerson(system.urls.catalog, 'administrator'))).text();
    expect(numbers).toMatch(/^http_request_duration_seconds_count\{service="portal",method="GET",route="\/family"/m);
    expect(numbers).not.toContain('/family/live');
  });

  it('say in their lines which page was asked for, and neither by whom nor of whom', async () => {
    const boris = await new PortalVisitor(front.url).login('boris');
    await boris.open('/audit?find=2400000001');
    await boris.open('/family/0199aaaa-0000-7000-8000-000000000001');
    const isTold = (stdout: string): true | undefined => stdout.includes('"route":"/family/:holder"') || undefined;
    await Promise.any(portals.map((portal) => portal.finds(isTold)));
    const lines = portals.flatMap(({ said }) => said.split('\n').filter((line) => line.startsWith('{')));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), service: 'portal' });
      expect(line).not.toMatch(/boris|anna|2400000001|0199aaaa|eyJ|"session|cookie/);
    }
  });

  it('finish what is in hand when they are told to stop', async () => {
    const { code, stdout } = await portals[1]!.end('SIGTERM');
    expect([code, stdout]).toEqual([0, expect.stringContaining('SIGTERM: stopping')]);
    front.leadTo([await addressOf(portals[0]!)]);
  });
});

describe('a cabinet that is told something wrong', () => {
  it('names every fault at once, and does not start', async () => {
    const { code, stderr } = await new Program('portal', [], {
      ...environment,
      DATABASE_URL: '',
      PORTAL_URL: 'http://cabinet.example',
      PORTAL_CLIENT_ID: '',
      PORTAL_CLIENT_SECRET_FILE: '/nowhere/secret',
      PORTAL_ANSWER_SECONDS: 'soon',
      CATALOG_URL: 'catalog:3000',
    }).ended;
    expect(code).toBe(1);
    for (const fault of [
      'DATABASE_URL: is missing',
      'PORTAL_URL: must begin with https://, except on this machine',
      'PORTAL_CLIENT_ID: is missing',
      'PORTAL_CLIENT_SECRET_FILE: /nowhere/secret cannot be read: ENOENT',
      'PORTAL_ANSWER_SECONDS: a whole number from 1, not "soon"',
      'CATALOG_URL: addresses that begin with http:// or https://',
    ])
      expect(stderr).toContain(fault);
  });

  it.each(['https://cabinet.example/portal', 'https://cabinet.example?x=1', 'https://'])(
    'does not take %s for where browsers find it',
    async (PORTAL_URL) => {
      const { code, stderr } = await new Program('portal', [], { ...environment, PORTAL_URL }).ended;
      expect([code, stderr]).toEqual([1, expect.stringContaining('PORTAL_URL: an address such as')]);
    },
  );

  it('does not start on tables that were not made', async () => {
    const ownerUrl = await postgres.createDatabase();
    const { code, stderr } = await new Program('portal', [], {
      ...environment,
      DATABASE_URL: await postgres.asFreshUser(ownerUrl),
    }).ended;
    expect([code, stderr]).toEqual([1, expect.stringContaining('Run the migration')]);
  });
});

describe('pages', () => {
  const asked = async (headers: Readonly<Record<string, string>>) =>
    new Promise<{ encoding: string | undefined; vary: string | undefined; bytes: number }>((resolve, reject) => {
      get(`${front.url}/programmes`, { headers }, (answer) => {
        let bytes = 0;
        answer.on('data', (part: Buffer) => (bytes += part.length));
        answer.on('end', () => {
          const { 'content-encoding': encoding, vary } = answer.headers;
          resolve({ encoding, vary, bytes });
        });
      }).on('error', reject);
    });

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip;q=1.0', 'gzip'],
    ['identity', undefined],
    ['', undefined],
  ])('for a browser that takes "%s" are encoded as %s', async (accepted, encoding) => {
    const plain = await asked({});
    const answer = await asked({ 'accept-encoding': accepted });
    expect(answer).toMatchObject({ encoding, vary: 'accept-encoding, sec-fetch-site' });
    if (encoding) expect(answer.bytes).toBeLessThan(plain.bytes / 2);
  });

  // How long a compressed page is tells what it repeats of its address.
  it.each([
    ['cross-site', undefined],
    ['same-site', undefined],
    ['same-origin', 'br'],
    ['none', 'br'],
  ])('asked for from %s are encoded as %s', async (site, encoding) => {
    expect(await asked({ 'accept-encoding': 'br', 'sec-fetch-site': site })).toMatchObject({ encoding });
  });
});

it('over HTTPS has cookies that no other host can set, and browsers that come back by HTTPS alone', async () => {
  const secure = new Program('portal', [], {
    ...environment,
    PORTAL_URL: 'https://cabinet.example',
    HSTS_DAYS: '30',
    HTTP_PROXIES: '127.0.0.1',
  });
  const at = await addressOf(secure);
  const begun = await fetch(`${at}/login`, { redirect: 'manual' });
  expect(begun.headers.get('set-cookie')).toMatch(/^__Host-login=[^;]+;.*; HttpOnly; Secure; SameSite=Lax$/);
  expect(new URL(begun.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe(
    'https://cabinet.example/callback',
  );
  expect(begun.headers.get('strict-transport-security')).toBe(`max-age=${30 * 86_400}`);
  // Whatever name the proxy asks by: what counts is what browsers see.
  const sent = (origin: string) =>
    fetch(`${at}/language`, { method: 'POST', redirect: 'manual', headers: { origin }, body: new URLSearchParams() });
  expect((await sent('https://cabinet.example')).status).toBe(303);
  expect((await sent(at)).status).toBe(403);
});
