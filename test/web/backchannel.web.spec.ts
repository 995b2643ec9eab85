import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_CABINET, demoSettings, newSigningKey, startDemoIssuer, type DemoIssuer } from '@lib/demo-issuer';
import { PgDatabase, migrate } from '@lib/database';
import { SignJWT, importJWK, type JWK } from 'jose';
import { portalSchema } from '../../apps/portal/src/portal.migrations.js';
import { startPortal, type Portal } from '../../apps/portal/src/portal.server.js';
import { PortalVisitor } from '../support/portal-login.js';
import { realPostgres, type RealPostgres } from '../support/postgres.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Whoever had been logged out at the issuer, as one who has lost a telephone, went on in the cabinet until the token ended. */
describe('a logout at the issuer', () => {
  let postgres: RealPostgres;
  let database: PgDatabase;
  let issuer: DemoIssuer;
  let key: string;
  let portal: Portal;
  let silent: Server;
  beforeAll(async () => {
    postgres = await realPostgres();
    database = new PgDatabase(await postgres.createDatabase());
    await migrate(database, portalSchema.name, portalSchema.migrations);
    key = await newSigningKey();
    issuer = await startDemoIssuer(0, key);
    silent = createServer((_, reply) => reply.writeHead(503).end()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const nowhere = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    portal = await startPortal({
      host: '127.0.0.1',
      port: 0,
      database,
      tokens: demoSettings(issuer),
      client: { id: DEMO_CABINET },
      urls: () => ({ catalog: nowhere, enrollment: nowhere, certificates: nowhere }),
    });
    await issuer.tellLogouts(portal.backchannel);
  });
  afterAll(async () => {
    await portal.close();
    await issuer.close();
    silent.close();
    await database.close();
    await postgres.stop();
  });

  const isIn = async (visitor: PortalVisitor): Promise<boolean> =>
    (await fetch(`${portal.url}/family`, { redirect: 'manual', headers: { cookie: visitor.cookieAt(portal.url) } }))
      .status !== 303;
  const loggedIn = (name: string): Promise<PortalVisitor> => new PortalVisitor(portal.url).login(name);
  const tell = (body: string | URLSearchParams): Promise<Response> =>
    fetch(`${portal.url}/backchannel-logout`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  let tokens = 0;
  const logoutToken = async (claims: Readonly<Record<string, unknown>>): Promise<URLSearchParams> => {
    const signing = JSON.parse(key) as JWK;
    const all = { iss: issuer.issuer, aud: DEMO_CABINET, jti: `token-${tokens++}`, events: { [EVENT]: {} }, ...claims };
    const token = new SignJWT(all).setProtectedHeader({ alg: 'ES256', typ: 'logout+jwt' });
    const signed = token
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(await importJWK(signing, 'ES256'));
    return new URLSearchParams({ logout_token: await signed });
  };

  it('ends the session of that browser here, and no other', async () => {
    const [lost, own, other] = [await loggedIn('anna'), await loggedIn('anna'), await loggedIn('boris')];
    const asked = await lost.open(`${issuer.issuer}/session/end`);
    const [action, xsrf] = [/action="([^"]+)"/, /name="xsrf" value="([^"]+)"/].map(
      (of) => of.exec(asked.html)?.[1] ?? '',
    );
    await lost.submit(String(action), { xsrf: String(xsrf), logout: 'yes' });
    expect(await Promise.all([lost, own, other].map(isIn))).toEqual([false, true, true]);
  });

  it('of a person ends all sessions of that person', async () => {
    const [first, second, other] = [await loggedIn('anna'), await loggedIn('anna'), await loggedIn('boris')];
    const answer = await tell(await logoutToken({ sub: 'anna' }));
    expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([200, 'no-store', '']);
    expect(await Promise.all([first, second, other].map(isIn))).toEqual([false, false, true]);
  });

  it('of a session ends that one, where it is that person’s', async () => {
    const [first, second] = [await loggedIn('anna'), await loggedIn('anna')];
    const hash = createHmac('sha256', DEMO_CABINET).update(JSON.stringify([issuer.issuer, 'session', 'known']));
    await database.query('UPDATE portal.kept SET issuer_session = $1 WHERE issuer_session = $2', [
      hash.digest(),
      (await sessionRow()).issuer_session,
    ]);
    for (const claims of [{ sub: 'boris', sid: 'known' }, { sub: 'anna', sid: 'never' }, { sid: 'never' }])
      expect((await tell(await logoutToken(claims))).status).toBe(200);
    expect(await Promise.all([first, second].map(isIn))).toEqual([true, true]);
    expect((await tell(await logoutToken({ sub: 'anna', sid: 'known' }))).status).toBe(200);
    expect(await Promise.all([first, second].map(isIn))).toEqual([true, false]);
  });

  it('that is told again ends nothing that has begun since', async () => {
    const token = await logoutToken({ sub: 'anna' });
    expect((await tell(token)).status).toBe(200);
    const anna = await loggedIn('anna');
    expect((await tell(token)).status).toBe(400);
    expect(await isIn(anna)).toBe(true);
  });

  it('that is none is refused, and says nothing of why', async () => {
    const anna = await loggedIn('anna');
    const good = (await logoutToken({ sub: 'anna' })).toString();
    const forged = (await logoutToken({ sub: 'anna', iss: 'https://other.example' })).toString();
    for (const body of ['', 'logout_token=', 'logout_token=x.y.z', forged, `${good}&${good}`, good.slice(0, -4)]) {
      const answer = await tell(body);
      expect([answer.status, await answer.text()]).toEqual([400, '{"error":"invalid_request"}']);
    }
    const access = new URLSearchParams({ logout_token: await issuer.tokenOf('anna') });
    expect((await tell(access)).status).toBe(400);
    expect((await fetch(`${portal.url}/backchannel-logout`)).status).toBe(404);
    expect(await isIn(anna)).toBe(true);
  });

  it('finds sessions by hashes: the table has no login and no id of the issuer’s', async () => {
    await loggedIn('anna');
    const { subject } = await sessionRow();
    const said = JSON.stringify([issuer.issuer, 'subject', 'anna']);
    expect(Buffer.from(subject)).toEqual(createHmac('sha256', DEMO_CABINET).update(said).digest());
    const rows = await database.query<{ row: string }>('SELECT k::text AS row FROM portal.kept k');
    expect(rows.map(({ row }) => row).join('\n')).not.toMatch(/anna/);
  });

  const sessionRow = async () => {
    const [row] = await database.query<{ subject: Uint8Array; issuer_session: Uint8Array }>(
      `SELECT subject, issuer_session FROM portal.kept WHERE kind = 'session' ORDER BY until DESC LIMIT 1`,
    );
    if (!row) throw new Error('no session');
    return row;
  };
});
