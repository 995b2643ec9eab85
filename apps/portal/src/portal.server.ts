import cookieParser from '@fastify/cookie';
import formParser from '@fastify/formbody';
import { InvalidToken, TokenCheck, type LoginSettings } from '@lib/access';
import { ledgerAt, type Urls } from '@lib/client';
import type { Database } from '@lib/database';
import { ProblemError, RATE_SETTINGS, RequestRates, dispositionOf } from '@lib/http';
import { newId } from '@lib/kernel';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { renderToStringAsync } from 'preact-render-to-string';
import { auditRoutes } from './audit/audit.routes.js';
import { exportRoutes } from './export/export.routes.js';
import { familyRoutes } from './family/family.routes.js';
import { familyNow } from './family/family-now.js';
import { ChildNames } from './family/names.js';
import { feedbackRoutes } from './feedback/feedback.routes.js';
import { FeedbackStore } from './feedback/feedback.store.js';
import { frontRoutes } from './front/front.routes.js';
import { messagesRoutes } from './messages/messages.routes.js';
import { operatorRoutes } from './operator/operator.routes.js';
import { programmesRoutes } from './programmes/programmes.routes.js';
import { Refused } from './page/answers.js';
import { serveAssets } from './page/assets.js';
import { Cookies, isOwn, placeIn, setHeaders } from './page/browser.js';
import { Document, type Assets } from './page/document.js';
import { handOn } from './page/download.js';
import { takeUploads, withUpload } from './page/upload.js';
import { hasRole, type Page, type Redirect, type Route, type Visit } from './page/visit.js';
import { wordsIn } from './page/words.js';
import { endedPage, errorPage, forbiddenPage, notLoggedInPage } from './page/error.page.js';
import { providerRoutes } from './provider/provider.routes.js';
import { regionInfoIn, type RegionInfo } from './region/region-info.js';
import { resumePage } from './page/resume.page.js';
import { LiveNews } from './live/live-news.js';
import { streamNews } from './live/stream.js';
import { Logins, type Session } from './session/login.js';

export type PortalParts = {
  readonly host: string;
  readonly port: number;
  readonly database: Database;
  /** Where the services listen. */
  readonly urls: () => Urls;
  /** Whose tokens the services take. */
  readonly tokens: LoginSettings;
  /** The portal as a client of that issuer. */
  readonly client: { readonly id: string; readonly secret?: string | undefined };
  /** Where browsers find the portal; undefined: where it listens. */
  readonly publicUrl?: string | undefined;
  /** The text of a region file, whose section `portal` says what the region tells of itself on the pages. */
  readonly regionFile?: string | undefined;
  readonly onError: (error: unknown) => void;
};

export type Portal = { readonly url: string; close(): Promise<void> };

const ROUTES: readonly Route[] = [
  ...frontRoutes,
  ...programmesRoutes,
  ...familyRoutes,
  ...providerRoutes,
  ...operatorRoutes,
  ...auditRoutes,
  ...exportRoutes,
  ...messagesRoutes,
  ...feedbackRoutes,
];
const BODY_LIMIT_BYTES = 1024 * 1024;
/** Of a form that outlives its session, in characters. */
const FORM_MAX = 32_768;
/** What one address may ask of this process in a minute. */
const PER_MINUTE = 1_200;
const PATIENCE = { totalMs: 5_000, pauseMs: 200 };

/** The cabinet of families, providers, operators and auditors: pages in front of the services, and no data of its own but sessions. */
export const startPortal = async (parts: PortalParts): Promise<Portal> => {
  let url = parts.publicUrl ?? '';
  const { issuer } = parts.tokens;
  const client = { issuer, clientId: parts.client.id, clientSecret: parts.client.secret };
  const check = new TokenCheck(parts.tokens);
  const logins = new Logins(parts.database, { ...client, callback: () => `${url}/callback` }, check);
  const server = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => newId(),
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 500 },
  });
  await server.register(cookieParser);
  await server.register(formParser, {
    parser: (text) => new URLSearchParams(text) as unknown as Record<string, unknown>,
  });
  const rates = new RequestRates({ ...RATE_SETTINGS, anonymousPerMinute: PER_MINUTE });
  server.addHook('onRequest', async (request, reply) => {
    setHeaders(reply);
    rates.takeOfAddress(request.ip, reply);
  });
  const portal = new PortalServer(parts, () => url, logins, new Cookies(url.startsWith('https:')), serveAssets(server));
  await portal.addTo(server);
  const listening = await server.listen({ host: parts.host, port: parts.port });
  if (url === '') url = listening;
  return { url, close: () => server.close() };
};

class PortalServer {
  private readonly names = new ChildNames();
  private readonly feedback: FeedbackStore;
  private readonly region: RegionInfo | undefined;
  private readonly news = new LiveNews((error) => this.parts.onError(error));

  constructor(
    private readonly parts: PortalParts,
    private readonly origin: () => string,
    private readonly logins: Logins,
    private readonly cookies: Cookies,
    private readonly assets: Assets,
  ) {
    this.feedback = new FeedbackStore(parts.database);
    this.region = parts.regionFile === undefined ? undefined : regionInfoIn(parts.regionFile);
  }

  async addTo(server: FastifyInstance): Promise<void> {
    server.setErrorHandler((error, request, reply) => this.fail(request, reply, error));
    server.setNotFoundHandler((request, reply) => this.fail(request, reply, new Refused(404, undefined)));
    server.addHook('preHandler', async (request) => {
      if (request.method === 'POST' && !isOwn(request)) throw new Refused(403, undefined);
    });
    server.get('/login', (request, reply) => this.login(request, reply));
    server.get('/callback', (request, reply) => this.callback(request, reply));
    server.get('/family/live', { exposeHeadRoute: false }, (request, reply) => this.live(request, reply));
    server.addHook('preClose', () => Promise.resolve(this.news.close()));
    server.post('/logout', (request, reply) => this.logout(request, reply));
    server.post('/language', (request, reply) => {
      const form = formOf(request);
      this.cookies.setLocale(reply, form.get('language') === 'en' ? 'en' : 'ru');
      return reply.redirect(placeIn(form.get('back')), 303);
    });
    await server.register(async (scope) => {
      await takeUploads(scope);
      for (const route of ROUTES)
        if ('upload' in route) scope.post(route.upload, (request, reply) => this.take(route, request, reply));
    });
    for (const route of ROUTES)
      if ('get' in route) server.get(route.get, (request, reply) => this.answer(route, route.page, request, reply));
      else if ('post' in route)
        server.post(route.post, (request, reply) => this.answer(route, route.act, request, reply));
      else if ('download' in route)
        server.get(route.download, { exposeHeadRoute: false }, (request, reply) => this.hand(route, request, reply));
      else if ('file' in route)
        server.get(route.file, { exposeHeadRoute: false }, (request, reply) => this.make(route, request, reply));
  }

  private async answer(
    route: Route,
    work: (visit: Visit) => Promise<Page | Redirect>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.within(route, request, reply, async (visit) => {
      const done = await work(visit);
      return 'to' in done ? reply.redirect(done.to, 303) : this.show(visit, done, reply);
    });
  }

  private take(
    route: Extract<Route, { readonly upload: string }>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    // Nothing of the file is read before it is known who sends it.
    return this.within(route, request, reply, async (visit) => {
      const done = await withUpload(request, visit.words, ({ form, file }) => route.act({ ...visit, form }, file));
      return 'to' in done ? reply.redirect(done.to, 303) : this.show(visit, done, reply);
    });
  }

  private hand(
    route: Extract<Route, { readonly download: string }>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.within(route, request, reply, (visit) => handOn(this.parts.urls(), visit, route.from(visit), reply));
  }

  private make(
    route: Extract<Route, { readonly file: string }>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    return this.within(route, request, reply, async (visit) => {
      const { name, type, bytes } = await route.make(visit);
      return reply.type(type).header('content-disposition', dispositionOf(name)).send(bytes);
    });
  }

  /** Works for whoever a route is for; everybody else is asked to log in, or told that it is not for him. */
  private async within(
    route: Route,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (visit: Visit) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const visit = await this.visitOf(request);
    if (route.for !== 'anyone' && !visit.session) return this.begin(request, reply, backFrom(request));
    if (route.for !== 'anyone' && !hasRole(visit, route.for)) return this.show(visit, forbiddenPage(visit), reply);
    return work(visit);
  }

  /** A page that is away from its session hears nothing; its browser does not ask again. */
  private async live(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const visit = await this.visitOf(request);
    if (!visit.session || !hasRole(visit, ['parent', 'child'])) throw new Refused(403, undefined);
    const cookie = this.cookies.session(request);
    const asked = {
      version: async () => (await familyNow(visit)).version,
      isOpen: async () => (await this.logins.session(cookie)) !== undefined,
    };
    return streamNews(this.news, visit.session.token, asked, request, reply);
  }

  private async show(visit: Visit, page: Page, reply: FastifyReply): Promise<FastifyReply> {
    const html = await renderToStringAsync(Document({ visit, page, assets: this.assets }));
    return reply
      .code(page.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(`<!doctype html>${html}`);
  }

  private async fail(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
    // The services do not take the token any more.
    if (error instanceof Refused && error.status === 401) {
      await this.logins.end(this.cookies.session(request));
      this.cookies.forget(reply, 'session');
      return this.begin(request, reply, backFrom(request)).catch((again: unknown) => this.fail(request, reply, again));
    }
    if (!(error instanceof Refused || error instanceof ProblemError)) this.parts.onError(error);
    const visit = await this.visitOf(request).catch(() => this.visitAs(request, undefined));
    return this.show(visit, errorPage(visit, error), reply);
  }

  private async visitOf(request: FastifyRequest): Promise<Visit> {
    return this.visitAs(request, await this.logins.session(this.cookies.session(request)));
  }

  private visitAs(request: FastifyRequest, session: Session | undefined): Visit {
    const locale = this.cookies.locale(request);
    const login = session && { token: () => Promise.resolve(session.token), forget: () => undefined };
    return {
      words: wordsIn(locale),
      session,
      ledger: ledgerAt(this.parts.urls, { login, language: locale, patience: PATIENCE }),
      names: this.names,
      feedback: this.feedback,
      region: this.region,
      origin: this.origin(),
      address: request.url,
      params: (request.params ?? {}) as Readonly<Record<string, string>>,
      query: new URL(request.url, 'http://portal.invalid').searchParams,
      form: formOf(request),
    };
  }

  private async login(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { back } = request.query as { readonly back?: string };
    return this.begin(request, reply, placeIn(back));
  }

  /**
   * Sends the browser to the issuer. A form that it has sent is kept meanwhile, and the way there is a link: a browser
   * follows no redirect of a form to another site.
   */
  private async begin(request: FastifyRequest, reply: FastifyReply, back: string): Promise<FastifyReply> {
    const isSent = request.method === 'POST';
    const fields = formOf(request).toString();
    const isKept = request.body instanceof URLSearchParams && fields.length <= FORM_MAX;
    const sent = isSent && isKept ? { to: request.url, fields } : undefined;
    const { to, secret } = await this.logins.begin(back, sent);
    this.cookies.set(reply, 'login', secret);
    if (!isSent) return reply.redirect(to, 303);
    const visit = this.visitAs(request, undefined);
    return this.show(visit, endedPage(visit, to, isKept), reply);
  }

  private async callback(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = new URL(request.url, 'http://portal.invalid').search;
    const finished = await this.logins.finish(this.cookies.login(request), query).catch((error: unknown) => {
      if (!(error instanceof InvalidToken)) throw error;
      this.parts.onError(error);
    });
    this.cookies.forget(reply, 'login');
    if (!finished) {
      const visit = await this.visitOf(request);
      return this.show(visit, notLoggedInPage(visit), reply);
    }
    this.cookies.set(reply, 'session', finished.secret, finished.seconds);
    if (!finished.sent) return reply.redirect(finished.back, 303);
    const visit = this.visitAs(request, finished.session);
    return this.show(visit, resumePage(visit, finished.sent), reply);
  }

  private async logout(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    await this.logins.end(this.cookies.session(request));
    this.cookies.forget(reply, 'session');
    return reply.redirect('/', 303);
  }
}

const formOf = ({ body }: FastifyRequest): URLSearchParams =>
  body instanceof URLSearchParams ? body : new URLSearchParams();

/** The page to go back to after the login; of a form the page it stands on. */
const backFrom = (request: FastifyRequest): string =>
  request.method === 'GET' ? request.url : placeIn(pathOf(request.headers.referer));

const pathOf = (url = '/'): string => (URL.canParse(url) ? new URL(url).pathname : '/');
