import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { OAuth2Server } from 'oauth2-mock-server';
import { ALGORITHMS, InvalidToken, IssuerAway, TokenCheck } from './token-check.js';

type Pair = { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };

const AUDIENCE = 'certificate-ledger';
let issuer: string;
let keys: JWK[] = [];
let asked = 0;
const server = createServer((request, reply) => {
  const discovery = request.url === '/.well-known/openid-configuration';
  if (!discovery) asked += 1;
  reply.setHeader('content-type', 'application/json');
  reply.end(JSON.stringify(discovery ? { issuer, jwks_uri: `${issuer}/jwks` } : { keys }));
});
let pair: Pair;

const published = async ({ publicKey }: Pair, kid: string): Promise<JWK> => ({ ...(await exportJWK(publicKey)), kid });
const checking = (more: object = {}): TokenCheck =>
  new TokenCheck({ issuer, audience: AUDIENCE, algorithms: ALGORITHMS, rolesClaim: 'roles', ...more });
const now = (): number => Math.floor(Date.now() / 1000);

type Claims = Readonly<Record<string, unknown>>;
/** A good token but for what is changed; a claim that is undefined is left out. */
const token = (changed: Claims = {}, header: object = {}, key: CryptoKey | Uint8Array = pair.privateKey) => {
  const claims = { iss: issuer, aud: AUDIENCE, sub: 'anna', exp: now() + 600, roles: ['operator'], ...changed };
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: '1', ...header }).sign(key);
};
const said = (given: string | Promise<string>, check = checking()) =>
  Promise.resolve(given)
    .then((text) => check.caller(text))
    .catch((error: Error) => error.constructor);

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pair = await generateKeyPair('ES256');
  keys = [await published(pair, '1')];
});
afterAll(() => void server.close());

describe('a token of the issuer', () => {
  it('says who asks', async () => {
    expect(await said(token({ roles: 'payer:2442 provider:22003' }))).toEqual({
      kind: 'person',
      name: expect.stringMatching(/^[0-9a-f-]{36}$/),
      grants: [
        { role: 'payer', of: '2442' },
        { role: 'provider', of: '22003' },
      ],
      scopes: [],
    });
  });

  it('of a person without a role is of a family, always under the same name, which is not its login', async () => {
    const [first, again, other] = await Promise.all([
      said(token({ roles: undefined })),
      said(token({ roles: ['offline_access', 'provider', 'root'], exp: now() + 700 })),
      said(token({ roles: [], sub: 'boris' })),
    ]);
    expect(first).toMatchObject({ grants: [{ role: 'parent' }, { role: 'child' }] });
    expect(again).toEqual(first);
    expect(first).not.toMatchObject({ name: 'anna' });
    expect(other).not.toMatchObject({ name: (first as { name: string }).name });
  });

  it('of a program has its scopes, those that are known', async () => {
    expect(
      await said(token({ roles: ['integration'], client_id: 'register', scope: 'children openid ledger' })),
    ).toEqual({
      kind: 'integration',
      name: 'register',
      grants: [{ role: 'integration', of: undefined }],
      scopes: ['children', 'ledger'],
    });
  });

  // What was lost: a program whose issuer also calls it a parent asked for its children, by a name that is no person's: 500.
  it('of a program makes it nobody’s parent and no child, whatever roles come with it', async () => {
    const given = token({ roles: ['integration', 'parent', 'child'], client_id: 'register', scope: 'children' });
    expect(await said(given)).toEqual({
      kind: 'integration',
      name: 'register',
      grants: [{ role: 'integration', of: undefined }],
      scopes: ['children'],
    });
  });

  it('may have its roles deeper', async () => {
    const claims = { roles: undefined, realm_access: { roles: ['auditor'] } };
    const check = checking({ rolesClaim: 'realm_access.roles' });
    expect(await said(token(claims), check)).toMatchObject({ grants: [{ role: 'auditor' }] });
  });

  it('may have expired a moment ago, by another clock', async () => {
    expect(await said(token({ exp: now() - 10 }))).toMatchObject({ kind: 'person' });
  });
});

describe('a token that is none here', () => {
  it.each<readonly [why: string, given: () => string | Promise<string>]>([
    ['has expired', () => token({ exp: now() - 60 })],
    ['never expires', () => token({ exp: undefined })],
    ['is of nobody', () => token({ sub: undefined })],
    ['is not valid yet', () => token({ nbf: now() + 600 })],
    ['is for another installation', () => token({ aud: 'certificate-ledger-of-another-region' })],
    ['is for nobody', () => token({ aud: undefined })],
    ['names another issuer', () => token({ iss: 'https://login.example.org' })],
    [
      'is signed by somebody else under the name of the key',
      async () => token({}, {}, (await generateKeyPair('ES256')).privateKey),
    ],
    [
      'is not signed',
      () =>
        new UnsecuredJWT({ roles: ['operator'] })
          .setIssuer(issuer)
          .setAudience(AUDIENCE)
          .setSubject('anna')
          .setExpirationTime('1h')
          .encode(),
    ],
    [
      'is signed with the public key as a secret',
      async () => token({}, { alg: 'HS256' }, new TextEncoder().encode(await exportSPKI(pair.publicKey))),
    ],
    [
      'brings its own key',
      async () => {
        const own = await generateKeyPair('ES256');
        return token({}, { jwk: await exportJWK(own.publicKey), kid: 'own' }, own.privateKey);
      },
    ],
    [
      'is changed',
      async () => {
        const [head, , signature] = (await token({ roles: [] })).split('.');
        const [, operator] = (await token()).split('.');
        return [head, operator, signature].join('.');
      },
    ],
    ['is very long', () => token({ roles: ['operator'], more: 'x'.repeat(10_000) })],
    ['is no token', () => 'operator'],
    ['is empty', () => ''],
  ])('%s', async (_, given) => {
    expect(await said(given())).toBe(InvalidToken);
  });

  it('is signed by an algorithm that the installation does not take', async () => {
    expect(await said(token(), checking({ algorithms: ['RS256'] }))).toBe(InvalidToken);
  });
});

describe('the keys of the issuer', () => {
  it('may change: a token of a new key is taken, one of a key that is gone is not', async () => {
    const check = new TokenCheck({ issuer, audience: AUDIENCE, algorithms: ALGORITHMS, rolesClaim: 'roles' });
    const old = await token();
    const next = await generateKeyPair('ES256');
    const before = keys;
    keys = [await published(next, '2')];
    try {
      expect(await said(token({}, { kid: '2' }, next.privateKey), check)).toMatchObject({ kind: 'person' });
      expect(await said(old, check)).toBe(InvalidToken);
    } finally {
      keys = before;
    }
  });

  it('are not asked for by every forged token', async () => {
    const check = checking();
    await said(token(), check);
    const before = asked;
    for (let forged = 0; forged < 50; forged++) await said(token({}, { kid: `forged ${forged}` }), check);
    expect(asked - before).toBeLessThanOrEqual(1);
  });

  it('that cannot be had make no token wrong', async () => {
    expect(await said(token(), checking({ issuer: 'http://127.0.0.1:9' }))).toBe(IssuerAway);
    expect(await said(token(), checking({ jwksUrl: 'http://127.0.0.1:9/jwks' }))).toBe(IssuerAway);
    expect(await said(token(), checking({ issuer: `${issuer}/of/another` }))).toBe(IssuerAway);
  });

  it('are not needed for a token that was seen before', async () => {
    const check = checking();
    const seen = await token({ sub: 'seen' });
    await said(seen, check);
    const before = keys;
    keys = [];
    try {
      expect(await said(seen, check)).toMatchObject({ kind: 'person' });
    } finally {
      keys = before;
    }
  });
});

it('takes the tokens of an issuer that others wrote', async () => {
  const foreign = new OAuth2Server();
  await foreign.issuer.keys.generate('RS256');
  await foreign.start(0, '127.0.0.1');
  try {
    const name = foreign.issuer.url ?? '';
    const given = await foreign.issuer.buildToken({
      scopesOrTransform: (_, payload) => Object.assign(payload, { aud: AUDIENCE, sub: 'anna', roles: ['auditor'] }),
    });
    expect(await said(given, checking({ issuer: name }))).toMatchObject({ grants: [{ role: 'auditor' }] });
  } finally {
    await foreign.stop();
  }
});

describe('a logout token of the issuer', () => {
  const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
  const logout = (changed: Claims = {}, header: object = {}, key: CryptoKey | Uint8Array = pair.privateKey) =>
    token(
      {
        aud: 'cabinet',
        jti: 'once',
        iat: now(),
        sid: 'at-the-issuer',
        events: { [EVENT]: {} },
        roles: undefined,
        ...changed,
      },
      { typ: 'logout+jwt', ...header },
      key,
    );
  const told = (given: string | Promise<string>) =>
    Promise.resolve(given)
      .then((text) => checking().loggedOut(text, 'cabinet'))
      .catch((error: Error) => error.constructor);

  it('says whose session has ended, or all of whose', async () => {
    expect(await told(logout())).toEqual({ tokenId: 'once', subject: 'anna', session: 'at-the-issuer' });
    expect(await told(logout({ sub: undefined }))).toMatchObject({ subject: undefined, session: 'at-the-issuer' });
    expect(await told(logout({ sid: undefined }))).toMatchObject({ subject: 'anna', session: undefined });
    // Older issuers give it no end.
    expect(await told(logout({ exp: undefined }, { typ: 'JWT' }))).toMatchObject({ subject: 'anna' });
  });

  const nobody = { sub: undefined, sid: undefined };
  const claims: readonly (readonly [string, () => Claims])[] = [
    ['of another issuer', () => ({ iss: 'https://other.example' })],
    ['for another program', () => ({ aud: AUDIENCE })],
    ['that has ended', () => ({ exp: now() - 31 })],
    ['without a time', () => ({ iat: undefined })],
    ['of long ago', () => ({ iat: now() - 151 })],
    ['of the future', () => ({ iat: now() + 31 })],
    ['without an id', () => ({ jti: undefined })],
    ['with an id that is none', () => ({ jti: 7 })],
    ['of nobody', () => nobody],
    ['of nobody, with empty names', () => ({ sub: '', sid: '' })],
    ['of a list of sessions', () => ({ ...nobody, sid: ['a', 'b'] })],
    ['that was a login', () => ({ nonce: 'n' })],
    ['without an event', () => ({ events: undefined })],
    ['of another event', () => ({ events: { 'http://schemas.openid.net/event/other': {} } })],
    ['of an event that is none', () => ({ events: { [EVENT]: true } })],
    ['of events that are a text', () => ({ events: EVENT })],
    [
      'with events only in their prototype',
      () => ({ events: JSON.parse(`{"__proto__": {"${EVENT}": {}}}`) as object }),
    ],
  ];
  it.each(claims)('%s is none', async (_, changed) => {
    expect(await told(logout(changed()))).toBe(InvalidToken);
  });

  it('is none when somebody else has signed it, or nobody, or the public key', async () => {
    const other = await generateKeyPair('ES256');
    const shared = new TextEncoder().encode(await exportSPKI(pair.publicKey));
    const unsigned = new UnsecuredJWT({ jti: 'once', sid: 's', events: { [EVENT]: {} } });
    expect(await told(logout({}, {}, other.privateKey))).toBe(InvalidToken);
    expect(await told(logout({}, { alg: 'HS256' }, shared))).toBe(InvalidToken);
    const nobodys = unsigned.setIssuer(issuer).setAudience('cabinet').setIssuedAt().setExpirationTime('1m').encode();
    expect(await told(nobodys)).toBe(InvalidToken);
    expect(await told('x'.repeat(9_000))).toBe(InvalidToken);
  });

  it('is no access token, and an access token is none', async () => {
    expect(await told(token({ aud: ['cabinet', AUDIENCE], jti: 'x', iat: now(), sid: 's' }))).toBe(InvalidToken);
    expect(await said(logout())).toBe(InvalidToken);
  });
});
