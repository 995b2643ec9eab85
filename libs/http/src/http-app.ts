import type { Server } from 'node:http';
import { type LoggerService, type Type, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { newId } from '@lib/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerHeaders, headEveryAnswer, setHeaders } from './answer-headers.js';
import { boundBodies } from './body-room.js';
import { readJson } from './json-text.js';
import { API_VERSION, finishDocument, type Examples } from './openapi-document.js';
import { ProblemError } from './problem.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { checkAccess, type HttpAccess } from './request-access.js';
import { RATE_SETTINGS, RequestRates, type RateSettings } from './request-rates.js';
import { checkRequests, noteTextFaults } from './request-check.js';
import { requestFieldsGuard } from './request-fields.guard.js';
import { boundRequests } from './request-room.js';
import { Turns } from './turns.js';
import { unreadableHandler } from './unreadable.js';
import { watchRequests, type Answered } from './request-watch.js';
import { validationPipe } from './validation.pipe.js';

const MEBIBYTE = 1024 * 1024;
const BODY_LIMIT_BYTES = 8 * MEBIBYTE;

/** What a service takes from whoever asks it, and what it tells browsers. */
export type HttpSettings = {
  /** How long the first lines of a request may take to come. */
  readonly headersMs: number;
  /** How long a whole request may take to come; not how long its answer takes. */
  readonly requestMs: number;
  /** What the bodies of all requests together may hold in memory. */
  readonly bodiesBytes: number;
  /** How many requests are worked on at once. */
  readonly atOnce: number;
  /** How many of one program; of one person a quarter. */
  readonly atOnceOfLogin: number;
  /** For so many days browsers ask by HTTPS alone. Only behind a proxy with a certificate; undefined: not said. */
  readonly hstsDays?: number | undefined;
  /** How often one may ask. */
  readonly rates: RateSettings;
  /** Addresses and networks of proxies: what they say about where a request comes from is believed. */
  readonly proxies: readonly string[];
};

export const HTTP_SETTINGS: HttpSettings = {
  headersMs: 10_000,
  requestMs: 120_000,
  bodiesBytes: 128 * MEBIBYTE,
  atOnce: 1_000,
  atOnceOfLogin: 64,
  rates: RATE_SETTINGS,
  proxies: [],
};

/** How often it is looked whether the time of a request is over. */
const LOOK_EVERY_MS = 1_000;

export type HttpAppOptions = {
  readonly title: string;
  readonly description: string;
  readonly logger?: LoggerService | false;
  readonly access: HttpAccess;
  readonly examples?: Examples | undefined;
  /** Errors that mean: something this service needs is away for the moment (503 `unavailable`). */
  readonly isUnavailable?: (error: unknown) => boolean;
  /** Told of every answer. */
  readonly onAnswer?: (answered: Answered) => void;
  readonly settings?: HttpSettings;
  /** Milliseconds of a clock that never goes back, for how often one asks. */
  readonly now?: () => number;
};

/** A service's HTTP side, ready to `listen` or `inject`: OpenAPI 3.1 at /openapi.json, a page of it at /docs. */
export const createHttpApp = async (
  module: Type | DynamicModule,
  {
    title,
    description,
    access,
    examples,
    logger,
    isUnavailable,
    onAnswer = () => undefined,
    settings = HTTP_SETTINGS,
    now,
  }: HttpAppOptions,
): Promise<NestFastifyApplication> => {
  const headers = answerHeaders(settings.hstsDays);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => newId(),
    requestIdHeader: false,
    trustProxy: settings.proxies.length > 0 && [...settings.proxies],
    // Its own answer is no problem: see `prepare`.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    clientErrorHandler: unreadableHandler(headers),
    requestTimeout: settings.requestMs,
    http: {
      headersTimeout: Math.min(settings.headersMs, settings.requestMs),
      requestTimeout: settings.requestMs,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      // Node's own answer is no problem: see `prepare`.
      requireHostHeader: false,
    },
    // An address the router cannot read reaches no route, so no filter either.
    frameworkErrors: (error: { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id);
      setHeaders(headers, request, reply);
      sendProblem(new ProblemError(error.statusCode ?? 400, 'malformed-request'), request, reply);
    },
  });
  answerExpectations(adapter.getHttpServer<Server>());
  headEveryAnswer(adapter.getInstance(), headers);
  boundBodies(adapter.getInstance(), settings.bodiesBytes);
  prepare(adapter.getInstance());
  // First: what is sent away must cost little.
  boundRequests(adapter.getInstance(), settings.atOnce);
  watchRequests(adapter.getInstance(), onAnswer);
  checkAccess(adapter.getInstance(), access, new RequestRates(settings.rates, now), new Turns(settings.atOnceOfLogin));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    ...(logger === undefined ? {} : { logger }),
  });
  app.useGlobalGuards(requestFieldsGuard);
  app.useGlobalPipes(validationPipe);
  app.useGlobalFilters(new ProblemFilter(isUnavailable));
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(API_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .build();
  const document = finishDocument(
    SwaggerModule.createDocument(app, config),
    access === 'open' ? undefined : access.policy,
    examples,
  );
  checkRequests(adapter.getInstance(), document);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
};

/** A route that takes larger bodies than 8 MiB. */
export const BodyLimit = (mebibytes: number): MethodDecorator => RouteConfig({ bodyLimitBytes: mebibytes * MEBIBYTE });

type BodyLimited = { readonly bodyLimitBytes?: number };

const prepare = (fastify: FastifyInstance): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => parseJson(request, body),
  );
  fastify.addHook('onRoute', (route) => {
    const { bodyLimitBytes } = (route.config ?? {}) as BodyLimited;
    if (bodyLimitBytes !== undefined) route.bodyLimit = bodyLimitBytes;
  });
  let isClosing = false;
  fastify.addHook('preClose', async () => {
    isClosing = true;
  });
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.raw.httpVersion === '1.1' && request.headers.host === undefined) {
      sendProblem(new ProblemError(400, 'malformed-request'), request, reply);
      return reply;
    }
    // On a connection that was open already. Asked again, it meets another instance, or this one started anew.
    if (!isClosing) return undefined;
    sendProblem(new ProblemError(503, 'unavailable'), request, reply);
    return reply;
  });
};

// Node would answer an expectation that it does not know by itself.
const answerExpectations = (server: Server): void => {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const parseJson = (request: FastifyRequest, body: Buffer): unknown => {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new ProblemError(415, 'unsupported-media-type');
  // A POST without content may still name its type.
  if (body.length === 0) return undefined;
  try {
    const { value, faults } = readJson(utf8.decode(body));
    noteTextFaults(request, faults);
    return value;
  } catch {
    throw new ProblemError(400, 'malformed-json');
  }
};
