import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type LoggerService, type Type, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { newId } from '@lib/kernel';
import { phrase } from '@lib/wording';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readJson } from './json-text.js';
import { finishDocument } from './openapi-document.js';
import { ProblemError } from './problem.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { checkAccess, type HttpAccess } from './request-access.js';
import { checkRequests, noteTextFaults } from './request-check.js';
import { requestFieldsGuard } from './request-fields.guard.js';
import { watchRequests, type Answered } from './request-watch.js';
import { validationPipe } from './validation.pipe.js';

const MEBIBYTE = 1024 * 1024;
const BODY_LIMIT_BYTES = 8 * MEBIBYTE;

export type HttpAppOptions = {
  readonly title: string;
  readonly description: string;
  readonly logger?: LoggerService | false;
  readonly access: HttpAccess;
  /** Errors that mean: something this service needs is away for the moment (503 `unavailable`). */
  readonly isUnavailable?: (error: unknown) => boolean;
  /** Told of every answer. */
  readonly onAnswer?: (answered: Answered) => void;
};

/** A service's HTTP side, ready to `listen` or `inject`: OpenAPI 3.1 at /openapi.json, a page of it at /docs. */
export const createHttpApp = async (
  module: Type | DynamicModule,
  { title, description, access, logger, isUnavailable, onAnswer = () => undefined }: HttpAppOptions,
): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => newId(),
    requestIdHeader: false,
    // Its own answer is no problem: see `prepare`.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    clientErrorHandler: answerUnreadable,
    // An address the router cannot read reaches no route, so no filter either.
    frameworkErrors: (error: { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id);
      sendProblem(new ProblemError(error.statusCode ?? 400, 'malformed-request'), request, reply);
    },
  });
  prepare(adapter.getInstance());
  watchRequests(adapter.getInstance(), onAnswer);
  checkAccess(adapter.getInstance(), access);
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
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .build();
  const document = finishDocument(
    SwaggerModule.createDocument(app, config),
    access === 'open' ? undefined : access.policy,
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
    const { bodyLimitBytes }: BodyLimited = route.config ?? {};
    if (bodyLimitBytes !== undefined) route.bodyLimit = bodyLimitBytes;
  });
  let isClosing = false;
  fastify.addHook('preClose', async () => {
    isClosing = true;
  });
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // On a connection that was open already. Asked again, it meets another instance, or this one started anew.
    if (!isClosing) return undefined;
    sendProblem(new ProblemError(503, 'unavailable'), request, reply);
    return reply;
  });
};

// What is not HTTP, or has more in its first lines than Node reads, never becomes a request that the filter could answer.
const answerUnreadable = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify({
    type: '/problems/malformed-request',
    title: phrase('ru', 'problem.malformed-request'),
    status,
    instance: `urn:uuid:${newId()}`,
  });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `content-type: application/problem+json; charset=utf-8\r\n\r\n${body}`,
  );
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
