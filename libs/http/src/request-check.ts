import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAcceptable } from './accept.js';
import { operationsOf, type Operation } from './operation.js';
import { ProblemError, invalidRequest, step, type Fault } from './problem.js';
import { forbiddenIn } from './request-guard.js';

/** What the pages beside the operations give. */
const PAGES: Readonly<Record<string, string>> = {
  '/docs': 'text/html',
  '/docs/': 'text/html',
  '/docs/index.html': 'text/html',
  '/openapi.json': 'application/json',
};
/** Headers that mean one thing: Node joins a repeated one, or takes the first without a word. */
const GIVEN_ONCE = ['Content-Type', 'Idempotency-Key', 'If-Match', 'If-None-Match'];

const textFaults = new WeakMap<FastifyRequest, readonly Fault[]>();
const faultsSoFar = new WeakMap<FastifyRequest, readonly Fault[]>();

/** Keeps what was wrong with the text of a body until the whole request is judged. */
export const noteTextFaults = (request: FastifyRequest, faults: readonly Fault[]): void => {
  if (faults.length > 0) textFaults.set(request, faults);
};

/** What is wrong with a request beside its fields, of which RequestFieldsGuard knows more. */
export const faultsBesideFields = (request: FastifyRequest): readonly Fault[] => faultsSoFar.get(request) ?? [];

/**
 * Holds every request against the OpenAPI document of its service: what the document does not name is not taken. That
 * goes for query parameters, bodies, media types and `Accept`. A 201 and a 202 are given their `Location`.
 */
export const checkRequests = (fastify: FastifyInstance, document: OpenAPIObject): void => {
  const operations = operationsOf(document);
  const operationOf = ({ method, routeOptions }: FastifyRequest): Operation | undefined =>
    operations(method, routeOptions.url ?? '');

  fastify.addHook('onRequest', async (request) => {
    const page = PAGES[request.routeOptions.url ?? ''];
    const gives = operationOf(request)?.gives ?? (page === undefined ? [] : [page]);
    if (gives.length > 0 && !isAcceptable(request.headers.accept, gives))
      throw new ProblemError(406, 'not-acceptable', { available: gives });
  });
  fastify.addHook('preValidation', async (request) => {
    if (request.is404) return;
    const operation = operationOf(request);
    const { params, query, body } = request;
    const forbidden = [
      ...forbiddenIn(params, (name) => `:${name}`),
      ...forbiddenIn(query, (name) => `?${name}`),
      ...forbiddenIn(body),
    ];
    const faults = [
      ...forbidden,
      ...(textFaults.get(request) ?? []),
      ...headerFaults(request),
      ...queryFaults(query, operation?.query),
      ...bodyFaults(request, operation?.takes ?? []),
    ];
    // What is forbidden must not come near the fields; and where there is no operation, nothing else looks at them.
    if (forbidden.length > 0 || (faults.length > 0 && !operation)) throw invalidRequest(faults);
    if (faults.length > 0) faultsSoFar.set(request, faults);
  });
  fastify.addHook('preSerialization', async (request, reply, answer) => {
    const location = [201, 202].includes(reply.statusCode) ? operationOf(request)?.location?.(answer) : undefined;
    if (location !== undefined) reply.header('location', location);
    return answer;
  });
};

const headerFaults = ({ raw }: FastifyRequest): readonly Fault[] => {
  const given = raw.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  return GIVEN_ONCE.flatMap((name) => {
    const times = given.filter((one) => one === name.toLowerCase()).length;
    return times > 1 ? [{ pointer: name, code: 'given-twice' }] : [];
  });
};

const queryFaults = (query: unknown, names: ReadonlySet<string> | undefined): readonly Fault[] =>
  Object.entries(query ?? {}).flatMap(([name, value]: [string, unknown]) => {
    if (!names?.has(name)) return [{ pointer: `?${name}`, code: 'unknown-field' }];
    return Array.isArray(value) ? [{ pointer: `?${name}`, code: 'given-twice' }] : [];
  });

/** @throws ProblemError 415 `unsupported-media-type` */
const bodyFaults = ({ method, headers, body }: FastifyRequest, takes: readonly string[]): readonly Fault[] => {
  // The body of such a request is not read at all.
  if (method === 'GET' || method === 'HEAD') {
    const isBare = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
    return isBare ? [] : [{ pointer: '', code: 'body-not-taken' }];
  }
  if (body === undefined) return [];
  if (takes.length === 0) {
    // An empty object says nothing; many clients send one with every POST.
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      return [{ pointer: '', code: 'body-not-taken' }];
    return Object.keys(body).map((key) => ({ pointer: step(key), code: 'unknown-field' }));
  }
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  // A route that takes no JSON says itself what it expects.
  if (takes.includes('application/json') && !takes.some((taken) => taken === type))
    throw new ProblemError(415, 'unsupported-media-type');
  return [];
};
