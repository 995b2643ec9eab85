import { InvalidToken, IssuerAway } from '@lib/access';
import { UnexpectedAnswer, ledgerAt } from '@lib/client';
import { ProblemError, dispositionOf } from '@lib/http';
import { SystemClock } from '@lib/kernel';
import { traceParent } from '@lib/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { renderToStringAsync } from 'preact-render-to-string';
import { auditRoutes } from './audit/audit.routes.js';
import { exportRoutes } from './export/export.routes.js';
import { familyNow } from './family/family-now.js';
import { familyRoutes } from './family/family.routes.js';
import { ChildNames } from './family/names.js';
import { feedbackRoutes } from './feedback/feedback.routes.js';
import { FeedbackStore } from './feedback/feedback.store.js';
import { frontRoutes } from './front/front.routes.js';
import { jobsRoutes } from './jobs/jobs.routes.js';
import { LiveNews } from './live/live-news.js';
import { ENDED, streamNews } from './live/stream.js';
import { messagesRoutes } from './messages/messages.routes.js';
import { operatorRoutes } from './operator/operator.routes.js';
import { programmesRoutes } from './programmes/programmes.routes.js';
import { providerRoutes } from './provider/provider.routes.js';
import { Refused } from './page/answers.js';
import { BACKCHANNEL, serveBackchannel } from './page/backchannel.js';
import { backFrom, formOf, isOwn, placeIn, sentIn, type Cookies } from './page/browser.js';
import { Document, type Assets } from './page/document.js';
import { handOn } from './page/download.js';
import { endedPage, errorPage, forbiddenPage, halfOutPage, notLoggedInPage } from './page/error.page.js';
import { resumePage } from './page/resume.page.js';
import { takeUploads, withUpload } from './page/upload.js';
import { hasRole, type Page, type Redirect, type Route, type Visit } from './page/visit.js';
import { wordsIn } from './page/words.js';
import type { PortalParts } from './portal.parts.js';
import { regionInfoIn } from './region/region-info.js';
import type { Logins, Session } from './session/login.js';
import { UnderWay } from './under-way/under-way.js';

const ROUTES: readonly Route[] = [
  ...frontRoutes,
  ...programmesRoutes,
  ...familyRoutes,
  ...providerRoutes,
  ...operatorRoutes,
  ...jobsRoutes,
  ...auditRoutes,
  ...exportRoutes,
  ...messagesRoutes,
  ...feedbackRoutes,
];
const ANSWER_MS = 30_000;
/** A file takes a service so many times as long as a page. */
const UPLOAD_TIMES = 10;
const PAUSE_MS = 200;
const AGAIN_AFTER_SECONDS = 30;

/** Where open pages hear of what changes. */
export const LIVE = '/family/live';

/** What becomes of each request. */
export class PortalRouting {
  /** Who has been found to ask: what fails later is still told to him. */
  private readonly found = new WeakMap<FastifyRequest, Session>();
  /** What all visits have in common. */
  private readonly common: Pick<Visit, 'names' | 'feedback' | 'underWay' | 'urls' | 'region'>;
  private readonly news = new LiveNews((error) => void this.parts.logger?.error(error, 'portal'));

  constructor(
    private readonly parts: PortalParts,
    private readonly origin: () => string,
    private readonly logins: Logins,
    private readonly cookies: Cookies,
    private readonly assets: Assets,
  ) {
    const { database, urls, regionFile, logger } = parts;
    this.common = {
      names: new ChildNames(),
      feedback: new FeedbackStore(database),
      underWay: new UnderWay(database, new SystemClock(), (error) => void logger?.error(error, 'portal')),
      urls,
      region: regionFile === undefined ? undefined : regionInfoIn(regionFile),
    };
  }

  async addTo(server: FastifyInstance): Promise<void> {
    server.setErrorHandler((error, request, reply) => this.fail(request, reply, error));
    server.setNotFoundHandler((request, reply) => this.fail(request, reply, new Refused(404, undefined)));
    server.addHook('preHandler', async (request) => {
      const isOfPage = request.method === 'POST' && request.routeOptions.url !== BACKCHANNEL;
      if (isOfPage && !isOwn(request, this.parts.publicUrl)) throw new Refused(403, undefined);
    });
    server.get('/login', (request, reply) => this.login(request, reply));
    server.get('/callback', (request, reply) => this.callback(request, reply));
    server.get(LIVE, { exposeHeadRoute: false }, (request, reply) => this.live(request, reply));
    server.addHook('preClose', async () => {
      this.news.close();
      await this.common.underWay.close();
    });
    serveBackchannel(server, this.logins);
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

  /** A page whose session is over by now hears that, and nothing else; its browser does not ask again. */
  private async live(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const visit = await this.visitOf(request);
    const { session } = visit;
    const cookie = this.cookies.session(request);
    if (!session && cookie !== undefined) return reply.type('text/event-stream; charset=utf-8').send(ENDED);
    if (!session || !hasRole(visit, ['parent', 'child'])) throw new Refused(403, undefined);
    const asked = {
      // A visit is over when a page would be; the stream outlasts it.
      version: async () => (await familyNow(this.visitAs(request, session))).version,
      isOpen: async () => (await this.logins.session(cookie)) !== undefined,
    };
    return streamNews(this.news, session.token, asked, request, reply);
  }

  private async show(visit: Visit, page: Page, reply: FastifyReply): Promise<FastifyReply> {
    const html = await renderToStringAsync(Document({ visit, page, assets: this.assets }));
    return reply
      .code(page.status ?? 200)
      .type('text/html; charset=utf-8')
      .send(`<!doctype html>${html}`);
  }

  private async fail(request: FastifyRequest, reply: FastifyReply, thrown: unknown): Promise<FastifyReply> {
    const error = thrown instanceof UnexpectedAnswer ? new Refused(thrown.status, thrown.body) : thrown;
    // The services do not take the token any more.
    if (error instanceof Refused && error.status === 401) {
      await this.logins.end(this.cookies.session(request));
      this.cookies.forget(reply, 'session');
      return this.begin(request, reply, backFrom(request)).catch((again: unknown) => this.fail(request, reply, again));
    }
    const isAnswer = error instanceof Refused || error instanceof ProblemError;
    if (!isAnswer) this.parts.logger?.error(error, 'portal');
    // What has failed may be the database: it is not asked again for a page that says so.
    const visit = isAnswer
      ? await this.visitOf(request).catch(() => this.visitAs(request, undefined))
      : this.visitAs(request, this.found.get(request));
    const page = errorPage(visit, error, request.method === 'POST' ? sentIn(request) : undefined);
    if (page.status === 503) void reply.header('retry-after', AGAIN_AFTER_SECONDS);
    return this.show(visit, page, reply);
  }

  private async visitOf(request: FastifyRequest): Promise<Visit> {
    const session = this.found.get(request) ?? (await this.logins.session(this.cookies.session(request)));
    if (session) this.found.set(request, session);
    return this.visitAs(request, session);
  }

  private visitAs(request: FastifyRequest, session: Session | undefined): Visit {
    const locale = this.cookies.locale(request);
    const login = session && { token: () => Promise.resolve(session.token), forget: () => undefined };
    const answerMs = (this.parts.answerMs ?? ANSWER_MS) * (request.isMultipart?.() ? UPLOAD_TIMES : 1);
    return {
      words: wordsIn(locale),
      session,
      ledger: ledgerAt(this.parts.urls, {
        login,
        language: locale,
        signal: AbortSignal.timeout(answerMs),
        // An instance that is silent leaves time for another one, which is still asked, and for what is asked after it.
        patience: { totalMs: answerMs * 0.4, pauseMs: PAUSE_MS, answerMs: Math.ceil(answerMs / 3) },
        headers: tracing,
      }),
      ...this.common,
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
    const sent = isSent ? sentIn(request) : undefined;
    const { to, secret } = await this.logins.begin(back, sent);
    this.cookies.set(reply, 'login', secret);
    if (!isSent) return reply.redirect(to, 303);
    const visit = this.visitAs(request, undefined);
    return this.show(visit, endedPage(visit, to, sent !== undefined), reply);
  }

  private async callback(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = new URL(request.url, 'http://portal.invalid').search;
    const finished = await this.logins.finish(this.cookies.login(request), query).catch((error: unknown) => {
      if (!(error instanceof InvalidToken)) throw error;
      this.parts.logger?.error(error, 'portal');
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
    const secret = this.cookies.session(request);
    const session = await this.logins.session(secret);
    await this.logins.end(secret);
    this.cookies.forget(reply, 'session');
    if (!session) return reply.redirect('/', 303);
    const visit = this.visitAs(request, undefined);
    try {
      const to = await this.logins.logoutAt(session);
      if (to === undefined) return await reply.redirect('/', 303);
      // Elsewhere than the issuer a form may not lead (`form-action`), a link may.
      const isAtIssuer = new URL(to).origin === new URL(this.parts.tokens.issuer).origin;
      return isAtIssuer ? await reply.redirect(to, 303) : await this.show(visit, halfOutPage(visit, to), reply);
    } catch (error) {
      if (!(error instanceof IssuerAway)) throw error;
      return this.show(visit, halfOutPage(visit, undefined), reply);
    }
  }
}

const tracing = (): Readonly<Record<string, string>> => {
  const traceparent = traceParent();
  return traceparent === undefined ? {} : { traceparent };
};
