import { beginSpan, type OpenSpan } from '@lib/telemetry';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accessOf } from './request-access.js';

/** An answered request, as the log of requests has it. The route is the pattern, never the address: that may hold personal data. */
export type Answered = {
  readonly id: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
  /** Whose token was taken: a code that is not the login, or the id of a program. */
  readonly actor?: { readonly kind: string; readonly name: string };
  /** Whose account was asked for, by surrogate ids (docs/security.md). */
  readonly accounts?: readonly string[];
};

/** Makes every request a span, which continues the caller's trace, and tells about every answer. */
export const watchRequests = (fastify: FastifyInstance, onAnswer: (answered: Answered) => void): void => {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  fastify.addHook('onRequest', (request, _, done) => {
    const { traceparent } = request.headers;
    const attributes = { 'http.request.method': request.method, 'http.route': routeOf(request) };
    const parent = typeof traceparent === 'string' ? traceparent : undefined;
    spans.set(request, beginSpan(`${request.method} ${routeOf(request)}`, { parent, kind: 'server', attributes }));
    done();
  });
  // Here and not before: reading the body would leave the span's context.
  fastify.addHook('preHandler', (request, _, done) => {
    const span = spans.get(request);
    if (span) span.run(done);
    else done();
  });
  fastify.addHook('onResponse', (request, { statusCode, elapsedTime }, done) => {
    const { id, method } = request;
    const { caller, accounts = new Set<string>() } = accessOf(request) ?? {};
    const tell = (): void =>
      onAnswer({
        id,
        method,
        route: routeOf(request),
        status: statusCode,
        seconds: elapsedTime / 1000,
        ...(caller ? { actor: { kind: caller.kind, name: caller.name } } : {}),
        ...(accounts.size > 0 ? { accounts: [...accounts] } : {}),
      });
    const span = spans.get(request);
    if (!span) tell();
    else {
      span.run(tell);
      span.set({ 'http.response.status_code': statusCode });
      if (statusCode >= 500) span.fail(String(statusCode));
      span.end();
    }
    done();
  });
};

const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? '(none)';
