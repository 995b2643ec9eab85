import { beginSpan, type OpenSpan } from '@lib/telemetry';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** An answered request. The route is the pattern, never the address: that may hold personal data. */
export type Answered = {
  readonly id: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
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
    const tell = (): void =>
      onAnswer({ id, method, route: routeOf(request), status: statusCode, seconds: elapsedTime / 1000 });
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
