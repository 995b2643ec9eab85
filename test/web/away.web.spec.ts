import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { demoSettings } from '@lib/demo-issuer';
import { PgDatabase, migrate } from '@lib/database';
import type { Urls } from '@lib/client';
import { startSystem, type System } from '../../apps/embedded/src/system.js';
import { portalSchema } from '../../apps/portal/src/portal.migrations.js';
import { startPortal, type Portal } from '../../apps/portal/src/portal.server.js';
import { freshStore } from '../support/fresh-store.js';
import { trusting } from '../support/login.js';
import { openSeason } from '../support/open-season.js';
import { PortalVisitor, keyIn, wordsIn } from '../support/portal-login.js';
import { postgresProxy, type PostgresProxy } from '../support/postgres-proxy.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';
import { removeTempFolders } from '../support/temp-folder.js';

// A page waited for a service as long as that hung, and a form that was sent meanwhile was lost.
const ANSWER_MS = 12_000;
const PATIENT_MS = 600_000;
const LIMITS = { connectMs: 1_000, statementMs: 1_000, lockMs: 1_000, idleMs: 1_000, longMs: 1_000 };

let system: System;
let postgres: RealPostgres;
let proxy: PostgresProxy;
let database: PgDatabase;
let silent: Server;
let silentUrl: string;
const refusing = 'http://127.0.0.1:1';
const portals: Portal[] = [];
const logged: unknown[] = [];

beforeAll(async () => {
  postgres = await realPostgres();
  proxy = await postgresProxy(await postgres.createDatabase());
  database = new PgDatabase(proxy.url, { limits: LIMITS });
  await migrate(database, portalSchema.name, portalSchema.migrations);
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
  silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
});
afterEach(() => proxy.mend());
afterAll(async () => {
  for (const portal of portals) await portal.close();
  await database.close();
  proxy.close();
  silent.closeAllConnections();
  silent.close();
  await system.close();
  await postgres.stop();
  await removeTempFolders();
});

const portalOf = async (urls: () => Urls, issuer = system.issuer, answerMs = ANSWER_MS): Promise<Portal> => {
  const portal = await startPortal({
    host: '127.0.0.1',
    port: 0,
    database,
    tokens: demoSettings({ issuer }),
    client: { id: 'demo-cabinet' },
    urls,
    answerMs,
    logger: { log: () => undefined, warn: () => undefined, error: (error: unknown) => void logged.push(error) },
  });
  portals.push(portal);
  return portal;
};

/** That a page says what to do, and nothing of what has happened inside. */
const expectAway = (page: { status: number; html: string; headers: Headers }, text: string): void => {
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '30']);
  expect(wordsIn(page.html)).toContain(text);
  expect(page.html).not.toMatch(/ at .*\.[jt]sx?\b|ECONN|fetch failed|Error|undefined|127\.0\.0\.1/);
};

describe.each([
  ['refuses the connection', () => refusing],
  ['does not answer', () => silentUrl],
])('where a service %s', (_, away) => {
  it('a page says so, and how to ask again', async () => {
    const portal = await portalOf(() => ({ ...system.urls, catalog: away() }));
    const page = await new PortalVisitor(portal.url).open('/programmes');
    expectAway(page, 'Сервис временно недоступен');
    expect(page.html).toContain('href="/programmes"');
    // What needs nothing of it is there.
    expect((await new PortalVisitor(portal.url).open('/accessibility')).status).toBe(200);
  });

  it('whoever is logged in stays so', async () => {
    const portal = await portalOf(() => ({ ...system.urls, enrollment: away() }));
    const anna = await new PortalVisitor(portal.url).login('anna');
    const page = await anna.open('/family');
    expectAway(page, 'Сервис временно недоступен');
    expect(wordsIn(page.html)).toContain('Выйти');
  });

  it('a form is shown again as it was sent, with the key that it had', async () => {
    let enrollment = system.urls.enrollment;
    const portal = await portalOf(() => ({ ...system.urls, enrollment }));
    const anna = await new PortalVisitor(portal.url).login('anna');
    const key = keyIn((await anna.open('/family/claim')).html);
    enrollment = away();
    const page = await anna.submit('/family/claim', { key, code: 'ABCDEFGHJKLM' });
    expectAway(page, 'Неизвестно, дошла ли форма');
    expect(page.html).toContain('action="/family/claim"');
    expect(page.html).toContain('name="code" value="ABCDEFGHJKLM"');
    expect(keyIn(page.html)).toBe(key);
    enrollment = system.urls.enrollment;
    const again = await anna.submit('/family/claim', { key, code: 'ABCDEFGHJKLM' });
    expect(again.html).toContain('role="alert"');
  });

  it('the other instance of it answers', async () => {
    let sendings = 0;
    const portal = await portalOf(() => ({
      ...system.urls,
      get catalog() {
        return sendings++ === 0 ? away() : system.urls.catalog;
      },
    }));
    expect((await new PortalVisitor(portal.url).open('/programmes')).status).toBe(200);
  });
});

describe.each([
  ['refuses the connection', () => refusing],
  ['does not answer', () => silentUrl],
])('where the issuer %s', (_, issuer) => {
  it('a login says so, and what needs none is there', async () => {
    const portal = await portalOf(() => system.urls, issuer(), PATIENT_MS);
    const visitor = new PortalVisitor(portal.url);
    for (const path of ['/login', '/family']) expectAway(await visitor.open(path), 'Вход временно недоступен');
    expect((await visitor.open('/programmes')).status).toBe(200);
    expect((await fetch(`${portal.url}/health/ready`)).status).toBe(200);
  });
});

// The services were asked for an open page as for one that is waited for: after half a minute they were asked no more.
// And they were not asked at all where a third of what a page may take was no whole number of milliseconds.
it('an open page has news of services that come back after longer than a page may take', async () => {
  const answerMs = 2_000;
  const back = Promise.withResolvers<void>();
  let first: number | undefined;
  const failing = createServer((_, reply) => {
    first ??= performance.now();
    if (performance.now() - first > answerMs) back.resolve();
    reply.writeHead(503).end();
  }).listen(0, '127.0.0.1');
  await once(failing, 'listening');
  let urls: Urls = system.urls;
  const portal = await portalOf(() => urls, system.issuer, answerMs);
  const anna = await new PortalVisitor(portal.url).login('anna');
  urls = { ...urls, enrollment: `http://127.0.0.1:${(failing.address() as AddressInfo).port}` };
  const leaving = new AbortController();
  const headers = { cookie: anna.cookieAt(portal.url) };
  const news = await fetch(`${portal.url}/family/live`, { headers, signal: leaving.signal });
  expect(news.headers.get('content-security-policy')).toContain("default-src 'none'");
  await back.promise;
  urls = system.urls;
  const decoder = new TextDecoder();
  let said = '';
  for await (const part of news.body!) {
    said += decoder.decode(part, { stream: true });
    if (said.includes('event: changed')) break;
  }
  expect(said).toContain('event: changed');
  leaving.abort();
  failing.closeAllConnections();
  failing.close();
});

describe('where the database', () => {
  it('is away or silent, pages say so, and go on when it is back', async () => {
    const portal = await portalOf(() => system.urls, system.issuer, PATIENT_MS);
    const anna = await new PortalVisitor(portal.url).login('anna');
    for (const fails of [() => proxy.sever(), () => proxy.silence()]) {
      fails();
      expectAway(await anna.open('/family'), 'Сервис временно недоступен');
      const ready = await fetch(`${portal.url}/health/ready`);
      expect([ready.status, await ready.json()]).toEqual([503, { status: 'not-ready', silent: ['database'] }]);
      expect((await fetch(`${portal.url}/health/live`)).status).toBe(200);
      // Nobody is logged in who could be asked for: what needs no login needs no database.
      expect((await new PortalVisitor(portal.url).open('/programmes')).status).toBe(200);
      proxy.mend();
      while ((await anna.open('/family')).status !== 200);
    }
  });
});
