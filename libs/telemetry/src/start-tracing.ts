/** Where traces go: an OTLP collector over HTTP, such as `http://collector:4318`. */
export type TracingSettings = {
  readonly service: string;
  readonly endpoint: string;
  /** Which share of the traces that begin here is kept, from 0 to 1. A trace that began elsewhere is kept as it was decided there. */
  readonly share: number;
};

/**
 * Records the spans of this process and sends them in batches; call it once, before the work begins. The packages behind
 * it are loaded only here. Spans that the collector does not take in time are dropped, never waited for.
 * @returns sends what is left, and stops
 */
export const startTracing = async ({ service, endpoint, share }: TracingSettings): Promise<() => Promise<void>> => {
  const [api, sdk, hooks, core, resources, otlp] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': service }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(share) }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: new otlp.OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` }),
      }),
    ],
  });
  api.context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager());
  api.propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  api.trace.setGlobalTracerProvider(provider);
  return async () => {
    await provider.shutdown().catch(() => undefined);
    api.trace.disable();
    api.context.disable();
    api.propagation.disable();
  };
};
