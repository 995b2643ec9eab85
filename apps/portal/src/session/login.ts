import { createHmac } from 'node:crypto';
import { InvalidToken, IssuerAway, LOGOUT_KNOWN_SECONDS, type Caller, type TokenCheck } from '@lib/access';
import type { Database } from '@lib/database';
import * as oidc from 'openid-client';
import { Kept, isFirst, type Names } from './kept.store.js';

export type PortalLogin = {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, which PKCE alone protects. */
  readonly clientSecret?: string | undefined;
  /** Where the issuer sends the browser back to, under the portal's own address. */
  readonly callback: () => string;
  /** Where the issuer sends the browser back to after a logout. */
  readonly home: () => string;
};

/** Who is logged in: the token stays on the server. */
export type Session = {
  readonly token: string;
  readonly caller: Caller;
  /** By which the issuer knows again whom it has logged in, when he logs out. */
  readonly idToken?: string | undefined;
};

/** A form that was sent when its session had ended: shown again after the login, and sent by whoever is logged in then. */
export type SentForm = { readonly to: string; readonly fields: string };

type UnderWay = {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly back: string;
  readonly sent?: SentForm | undefined;
};

type Finished = {
  readonly secret: string;
  readonly seconds: number;
  readonly session: Session;
  readonly back: string;
  readonly sent?: SentForm | undefined;
};

const LOGIN_SECONDS = 600;
/** A session ends a little before its token, so that no page of it is refused half way. */
const SPARE_SECONDS = 10;
const ANSWER_WITHIN_SECONDS = 10;

/** Logs people in at an OpenID Connect issuer: authorization code with PKCE. */
export class Logins {
  private readonly sessions: Kept<Session>;
  private readonly underWay: Kept<UnderWay>;
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly database: Database,
    private readonly settings: PortalLogin,
    private readonly tokens: TokenCheck,
  ) {
    this.sessions = new Kept(database, 'session');
    this.underWay = new Kept(database, 'login');
  }

  /** Where the browser has to go, and the secret of the login that it keeps meanwhile. @throws IssuerAway */
  async begin(back: string, sent?: SentForm): Promise<{ readonly to: string; readonly secret: string }> {
    const issuer = await this.issuer();
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const to = oidc.buildAuthorizationUrl(issuer, {
      redirect_uri: this.settings.callback(),
      scope: 'openid',
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const secret = await this.underWay.keep({ verifier, state, nonce, back, sent }, LOGIN_SECONDS);
    return { to: to.href, secret };
  }

  /**
   * What the issuer sent the browser back with becomes a session; undefined: it is of no login that this browser has
   * begun, or the issuer has refused it. @throws IssuerAway when the issuer is away or answers what it should not, InvalidToken
   */
  async finish(begunBy: string | undefined, query: string): Promise<Finished | undefined> {
    const begun = await this.underWay.find(begunBy);
    if (!begun) return undefined;
    await this.underWay.giveUp(begunBy);
    if (new URLSearchParams(query).get('state') !== begun.state) return undefined;
    const from = new URL(this.settings.callback());
    from.search = query;
    const answer = await oidc
      .authorizationCodeGrant(await this.issuer(), from, {
        pkceCodeVerifier: begun.verifier,
        expectedState: begun.state,
        expectedNonce: begun.nonce,
      })
      .catch((error: unknown) => {
        if (isRefusal(error)) return undefined;
        throw new IssuerAway('the issuer does not take its code', { cause: error });
      });
    if (!answer) return undefined;
    const { access_token: token, id_token: idToken, expires_in: expiresIn = 0 } = answer;
    const caller = await this.tokens.caller(token);
    const seconds = Math.max(expiresIn - SPARE_SECONDS, SPARE_SECONDS);
    const session = { token, caller, idToken };
    const { back, sent } = begun;
    const said = answer.claims();
    const sid = typeof said?.['sid'] === 'string' ? said['sid'] : undefined;
    const secret = await this.sessions.keep(session, seconds, this.namesOf(said?.sub, sid));
    return { secret, seconds, session, back, sent };
  }

  session(secret: string | undefined): Promise<Session | undefined> {
    return this.sessions.find(secret);
  }

  end(secret: string | undefined): Promise<void> {
    return this.sessions.giveUp(secret);
  }

  /**
   * Ends what has ended at the issuer, by the logout token that it sends: a session, or all of a person. A token that has come
   * before ends nothing: whoever has it could end what was begun since. @throws InvalidToken, IssuerAway
   */
  async endElsewhere(logoutToken: string): Promise<void> {
    const { tokenId, subject, session } = await this.tokens.loggedOut(logoutToken, this.settings.clientId);
    await this.database.transaction(async (tx) => {
      if (!(await isFirst(tx, this.hashOf('token', tokenId), LOGOUT_KNOWN_SECONDS))) throw new InvalidToken();
      await this.sessions.giveUpNamed(this.namesOf(subject, session), tx);
    });
  }

  private namesOf(subject: string | undefined, session: string | undefined): Names {
    return {
      subject: subject === undefined ? undefined : this.hashOf('subject', subject),
      issuerSession: session === undefined ? undefined : this.hashOf('session', session),
    };
  }

  /** Under the secret that the issuer and every process of the portal know; a public client has none. */
  private hashOf(kind: 'subject' | 'session' | 'token', name: string): Buffer {
    const { issuer, clientId, clientSecret } = this.settings;
    return createHmac('sha256', clientSecret ?? clientId)
      .update(JSON.stringify([issuer, kind, name]))
      .digest();
  }

  /**
   * Where a browser goes that has logged out here, to log out at the issuer as well (OpenID Connect RP-Initiated Logout 1.0);
   * undefined: this issuer has no such place. @throws IssuerAway
   */
  async logoutAt({ idToken }: Session): Promise<string | undefined> {
    const issuer = await this.issuer();
    if (issuer.serverMetadata().end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(issuer, {
      post_logout_redirect_uri: this.settings.home(),
      ...(idToken === undefined ? {} : { id_token_hint: idToken }),
    }).href;
  }

  private issuer(): Promise<oidc.Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = undefined;
      throw new IssuerAway('the issuer does not say where it is', { cause: error });
    });
    return this.discovered;
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    return oidc.discovery(
      new URL(issuer),
      clientId,
      clientSecret,
      clientSecret === undefined ? oidc.None() : undefined,
      {
        timeout: ANSWER_WITHIN_SECONDS,
        // oxlint-disable-next-line typescript/no-deprecated -- marked so that it is seen; the demo issuer has no certificate
        ...(issuer.startsWith('http://') ? { execute: [oidc.allowInsecureRequests] } : {}),
      },
    );
  }
}

/** Whether the issuer says that somebody may not log in, or not by this code any more. */
const isRefusal = (error: unknown): boolean =>
  error instanceof oidc.AuthorizationResponseError ||
  (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant');
