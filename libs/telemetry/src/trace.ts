import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  context,
  isSpanContextValid,
  propagation,
  trace,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';

// Until `startTracing` has been called it makes spans that do nothing.
const tracer = (): Tracer => trace.getTracer('certificate-ledger');

export type SpanOptions = {
  /** The W3C `traceparent` that the work continues; without it, what is going on here. */
  readonly parent?: string | undefined;
  readonly kind?: 'server' | 'producer' | 'consumer' | 'client';
  /** Never personal data. */
  readonly attributes?: Attributes;
};

/** The W3C `traceparent` of what is going on here; undefined when it is not traced. */
export const traceParent = (): string | undefined => {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
};

/** The trace's id, for logs. */
export const traceId = (): string | undefined => {
  const span = trace.getSpanContext(context.active());
  return span && isSpanContextValid(span) ? span.traceId : undefined;
};

/** Does the work as a span; one that rejects is marked as failed, by the error's name alone. */
export const inSpan = <T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> => {
  const span = beginSpan(name, options);
  return span.run(async () => {
    try {
      return await work();
    } catch (error) {
      span.fail(error instanceof Error ? error.name : typeof error);
      throw error;
    } finally {
      span.end();
    }
  });
};

/** A span whose end is somewhere else in the code than its beginning. */
export const beginSpan = (name: string, { parent, kind, attributes = {} }: SpanOptions): OpenSpan => {
  const above = parent === undefined ? context.active() : propagation.extract(ROOT_CONTEXT, { traceparent: parent });
  const span = tracer().startSpan(name, { attributes, ...(kind ? { kind: KINDS[kind] } : {}) }, above);
  return new OpenSpan(span, trace.setSpan(above, span));
};

export class OpenSpan {
  constructor(
    private readonly span: Span,
    private readonly inside: Context,
  ) {}

  run<T>(work: () => T): T {
    return context.with(this.inside, work);
  }

  set(attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }

  fail(reason: string): void {
    this.span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
  }

  end(): void {
    this.span.end();
  }
}

const KINDS = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
} as const;
