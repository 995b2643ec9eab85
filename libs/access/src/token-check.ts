import { createHash } from 'node:crypto';
import { derivedId } from '@lib/kernel';
import {
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
} from 'jose';
import { KnownUntil } from './known-until.js';
import { grantsFrom, scopesFrom, type Caller } from './roles.js';

/** Whose tokens are taken. */
export type LoginSettings = {
  /** The OpenID Connect issuer, as its tokens name it. */
  readonly issuer: string;
  /** What its tokens must be for. One for each installation: a token of another region is none here. */
  readonly audience: string;
  /** Where its keys are; undefined: where its discovery document says. */
  readonly jwksUrl?: string | undefined;
  /** How its tokens may be signed: by a private key, always. */
  readonly algorithms: readonly Algorithm[];
  /** The claim with the roles, `roles` or a path such as `realm_access.roles`. */
  readonly rolesClaim: string;
};

export const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** A token is no token of ours, or not any more. What is wrong with it stays here: it would only help who forges one. */
export class InvalidToken extends Error {}

/** Whose sessions have ended at the issuer: this one of them, or all of somebody, or both. */
export type LoggedOut = {
  readonly tokenId: string;
  readonly subject: string | undefined;
  readonly session: string | undefined;
};

/** The keys of the issuer cannot be had for the moment. */
export class IssuerAway extends Error {}

const CLOCK_SKEW_SECONDS = 30;
const ANSWER_WITHIN_MS = 3_000;
/** Far more than a token of ours has; longer ones are not looked at. */
const TOKEN_LENGTH_MAX = 8_192;
const KNOWN_MAX = 10_000;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** A logout is told when it happens. */
const LOGOUT_SECONDS_MAX = 120;

/** For so long a logout token is taken, at most. */
export const LOGOUT_KNOWN_SECONDS = LOGOUT_SECONDS_MAX + 2 * CLOCK_SKEW_SECONDS;

/** Checks access tokens of one issuer. A token that was good once is known until it expires. */
export class TokenCheck {
  private readonly callers = new KnownUntil<Caller>(KNOWN_MAX);
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly settings: LoginSettings) {}

  /** Whose token it is, where it was good before: without a check that costs anything. */
  known(token: string): Caller | undefined {
    return token.length > TOKEN_LENGTH_MAX ? undefined : this.callers.get(idOf(token), Date.now());
  }

  /** Whose token it is. @throws InvalidToken, IssuerAway */
  async caller(token: string): Promise<Caller> {
    if (token.length > TOKEN_LENGTH_MAX) throw new InvalidToken();
    const known = this.known(token);
    if (known) return known;
    const { audience, algorithms } = this.settings;
    const wanted = { audience, algorithms: [...algorithms], requiredClaims: ['exp', 'sub'] };
    const { exp = 0, ...claims } = await this.verified(token, wanted);
    const caller = this.callerIn(claims);
    this.callers.keep(idOf(token), caller, exp * 1000);
    return caller;
  }

  /**
   * What a logout token tells a client of the issuer (OpenID Connect Back-Channel Logout 1.0, section 2.6). Whether it has been
   * told before, whoever ends the sessions must know. @throws InvalidToken, IssuerAway
   */
  async loggedOut(token: string, clientId: string): Promise<LoggedOut> {
    if (token.length > TOKEN_LENGTH_MAX) throw new InvalidToken();
    const { jti, sub, sid, events, nonce } = await this.verified(token, {
      audience: clientId,
      // By any of the issuer's keys: an issuer may sign what it tells clients otherwise than access tokens.
      algorithms: [...ALGORITHMS],
      maxTokenAge: LOGOUT_SECONDS_MAX,
      requiredClaims: ['jti'],
    });
    const [subject, session] = [sub, sid].map((name) => (typeof name === 'string' && name !== '' ? name : undefined));
    const isLogout = typeof claimOf(events, LOGOUT_EVENT) === 'object' && nonce === undefined;
    if (!isLogout || typeof jti !== 'string' || (subject ?? session) === undefined) throw new InvalidToken();
    return { tokenId: jti, subject, session };
  }

  private async verified(token: string, wanted: JWTVerifyOptions): Promise<JWTPayload> {
    const { issuer } = this.settings;
    try {
      const { payload } = await jwtVerify(token, await (this.keys ??= this.findKeys()), {
        issuer,
        clockTolerance: CLOCK_SKEW_SECONDS,
        ...wanted,
      });
      return payload;
    } catch (error) {
      if (isAway(error)) throw new IssuerAway('the keys of the issuer cannot be had', { cause: error });
      if (error instanceof errors.JOSEError) throw new InvalidToken(undefined, { cause: error });
      throw error;
    }
  }

  private async findKeys(): Promise<JWTVerifyGetKey> {
    try {
      const url = this.settings.jwksUrl ?? (await this.discovered());
      // Keys that are not known are asked for again, but not by every forged token.
      return createRemoteJWKSet(new URL(url), { timeoutDuration: ANSWER_WITHIN_MS, cooldownDuration: 5_000 });
    } catch (error) {
      this.keys = undefined;
      throw error;
    }
  }

  /** OpenID Connect Discovery 1.0, section 4. */
  private async discovered(): Promise<string> {
    const { issuer } = this.settings;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const away = (cause: unknown): never => {
      throw new IssuerAway('the issuer does not say where its keys are', { cause });
    };
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(away);
    const said: unknown = response.ok ? await response.json().catch(away) : away(response.status);
    const { issuer: named, jwks_uri: keys } = (said ?? {}) as Readonly<Record<string, unknown>>;
    if (named !== issuer || typeof keys !== 'string') return away('the discovery document is of another issuer');
    return keys;
  }

  private callerIn(claims: JWTPayload): Caller {
    const { issuer, rolesClaim } = this.settings;
    const granted = grantsFrom(rolesClaim.split('.').reduce<unknown>(claimOf, claims));
    const scopes = scopesFrom(claims['scope']);
    const isProgram = granted.some(({ role }) => role === 'integration');
    // A program is nobody's parent and no child, whatever its issuer says: what families reach is found by a person.
    const grants = isProgram ? granted.filter(({ role }) => role !== 'parent' && role !== 'child') : granted;
    const named = [claims['client_id'], claims['azp'], claims.sub].find((name) => typeof name === 'string');
    const name =
      isProgram && isCode(named) ? named : derivedId(isProgram ? 'program' : 'person', issuer, claims.sub ?? '');
    return { kind: isProgram ? 'integration' : 'person', name, grants, scopes };
  }
}

const idOf = (token: string): string => createHash('sha256').update(token).digest('base64');

const claimOf = (claims: unknown, name: string): unknown =>
  typeof claims === 'object' && claims !== null && Object.hasOwn(claims, name)
    ? (claims as Readonly<Record<string, unknown>>)[name]
    : undefined;

const isCode = (name: unknown): name is string =>
  typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/.test(name);

// What jose says of an issuer that does not answer, or answers no keys: `JOSEError` itself, for a status that is not 200.
const isAway = (error: unknown): boolean =>
  error instanceof IssuerAway ||
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
  (error instanceof TypeError && error.message === 'fetch failed');
