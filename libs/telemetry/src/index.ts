export { JsonLogger, LOG_LEVELS, type LogLevel } from './json-logger.js';
export { Metrics } from './metrics.js';
export { startTracing, type TracingSettings } from './start-tracing.js';
export { nameOf, stackOf } from './stack-of.js';
export { beginSpan, inSpan, traceId, traceParent, type OpenSpan, type SpanOptions } from './trace.js';
