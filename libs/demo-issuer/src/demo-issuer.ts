import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ROLES, SCOPES, grantsFrom, type LoginSettings } from '@lib/access';
import { SignJWT, exportJWK, generateKeyPair, importJWK, type JWK as SigningKey } from 'jose';
import type { Configuration, JWK, interactionPolicy } from 'oidc-provider';
import { answerLogin, forgetSession, isLogin, loginPath, showLogout } from './login-page.js';

/** The program of the demo issuer: every scope, and the administrator's role for the clock of a sandbox. */
export const DEMO_PROGRAM = {
  clientId: 'demo-program',
  clientSecret: 'demo-program',
  scope: SCOPES.join(' '),
} as const;

/** A second program, which may do nothing but agree to what the first has proposed. */
export const DEMO_APPROVER = {
  clientId: 'demo-approver',
  clientSecret: 'demo-approver',
  scope: 'approvals',
} as const;

/** A cabinet in a browser or on a telephone: authorization code with PKCE, back to any port of this machine. */
export const DEMO_CABINET = 'demo-cabinet';
const AUDIENCE = 'certificate-ledger';
const RESOURCE = 'urn:certificate-ledger';
const ALGORITHM = 'ES256';
const HOUR_SECONDS = 3_600;

export type DemoIssuer = {
  /** What OIDC_ISSUER is where this is the issuer. */
  readonly issuer: string;
  /** An access token of somebody, as his login would give. */
  tokenOf(name: string): Promise<string>;
  /** Where the cabinet is told that somebody has logged out here (OpenID Connect Back-Channel Logout 1.0). */
  tellLogouts(url: string): Promise<void>;
  close(): Promise<void>;
};

/** The settings of a service that takes the tokens of a demo issuer. */
export const demoSettings = ({ issuer }: Pick<DemoIssuer, 'issuer'>): LoginSettings => ({
  issuer,
  audience: AUDIENCE,
  algorithms: [ALGORITHM],
  rolesClaim: 'roles',
});

/** The key by which a demo issuer signs, as JSON: kept, so that tokens outlive the process. */
export const newSigningKey = async (): Promise<string> => {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), alg: ALGORITHM, use: 'sig' });
};

/**
 * An OpenID Connect issuer for demonstrations, on 127.0.0.1 unless told: nobody needs a password. Who logs in as `operator`,
 * `second-operator`, `provider:22003` or `payer:2442` has that role; under any other name, the family of that name. Never where real children
 * are: whoever reaches its port is whoever he says.
 * @param name what its tokens call it, where it is reached under another name than by this machine
 */
export const startDemoIssuer = async (
  port: number,
  signingKey: string,
  { host = '127.0.0.1', name }: { readonly host?: string; readonly name?: string | undefined } = {},
): Promise<DemoIssuer> => {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const issuer = name ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await quietly(async () => {
    const { Provider, interactionPolicy } = await import('oidc-provider');
    return new Provider(issuer, configuration(JSON.parse(signingKey) as JWK, interactionPolicy.base()));
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    forgetSession(request);
    void (isLogin(request) ? answerLogin(provider, request, response) : handle(request, response));
  });
  const key = JSON.parse(signingKey) as SigningKey;
  return {
    issuer,
    tokenOf: async (person) =>
      new SignJWT({ roles: rolesOf(person) })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', ...(key.kid === undefined ? {} : { kid: key.kid }) })
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setSubject(person)
        .setIssuedAt()
        .setExpirationTime(`${HOUR_SECONDS}s`)
        .sign(await importJWK(key, ALGORITHM)),
    tellLogouts: async (url) => {
      const cabinet = await provider.Client.find(DEMO_CABINET);
      if (cabinet) Object.assign(cabinet, { backchannelLogoutUri: url, backchannelLogoutSessionRequired: true });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const configuration = (key: JWK, prompts: interactionPolicy.DefaultPolicy): Configuration => ({
  jwks: { keys: [key] },
  clients: [
    ...[DEMO_PROGRAM, DEMO_APPROVER].map(({ clientId, clientSecret, scope }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      scope,
    })),
    {
      client_id: DEMO_CABINET,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      redirect_uris: ['http://127.0.0.1/callback'],
      post_logout_redirect_uris: ['http://127.0.0.1/'],
    },
  ],
  clientDefaults: { id_token_signed_response_alg: ALGORITHM },
  enabledJWA: { idTokenSigningAlgValues: [ALGORITHM] },
  scopes: ['openid', ...SCOPES],
  pkce: { required: () => true },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  extraTokenClaims: (_, token) => ({
    roles:
      'accountId' in token
        ? rolesOf(token.accountId)
        : ['integration', ...(token.clientId === DEMO_PROGRAM.clientId ? ['administrator'] : [])],
  }),
  // Nobody is asked whether the cabinet may: it is the demo's own.
  interactions: { policy: withoutConsent(prompts), url: (_, { uid }) => loginPath(uid) },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId ?? '',
      accountId: oidc.session?.accountId ?? '',
    });
    grant.addOIDCScope('openid');
    grant.addResourceScope(RESOURCE, '');
    await grant.save();
    return grant;
  },
  features: {
    clientCredentials: { enabled: true },
    backchannelLogout: { enabled: true },
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true, logoutSource: showLogout },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: SCOPES.join(' '),
        audience: AUDIENCE,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: ALGORITHM } },
      }),
    },
  },
  // The library's own dispatcher refuses this machine's addresses, and the cabinet, whom alone it asks, is here.
  fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as RequestInit),
  ttl: {
    AccessToken: HOUR_SECONDS,
    AuthorizationCode: 60,
    ClientCredentials: HOUR_SECONDS,
    Grant: 24 * HOUR_SECONDS,
    IdToken: HOUR_SECONDS,
    Interaction: HOUR_SECONDS,
    Session: 24 * HOUR_SECONDS,
  },
});

/** Another person than `operator`, for what two have to decide. */
export const SECOND_OPERATOR = 'second-operator';

const rolesOf = (name: string): readonly string[] => {
  if (name === SECOND_OPERATOR) return ['operator'];
  const [grant] = grantsFrom(name);
  const isRole = ROLES.some((role) => name === role || name.startsWith(`${role}:`));
  return isRole && grant ? [name] : [];
};

const withoutConsent = (prompts: interactionPolicy.DefaultPolicy): interactionPolicy.DefaultPolicy => {
  prompts.remove('consent');
  return prompts;
};

/** The library tells on the console that its pages are for demonstrations, which our own greeting says. */
const quietly = async <T>(work: () => Promise<T>): Promise<T> => {
  const said = ['info', 'warn'] as const;
  const before = said.map((name) => Object.getOwnPropertyDescriptor(console, name) ?? {});
  for (const name of said) Object.defineProperty(console, name, { value: () => undefined, configurable: true });
  try {
    return await work();
  } finally {
    for (const [index, name] of said.entries()) Object.defineProperty(console, name, before[index] ?? {});
  }
};
