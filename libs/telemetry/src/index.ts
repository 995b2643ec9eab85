export { JsonLogger, LOG_LEVELS, type LogLevel } from './json-logger.js';
export { inTime } from './in-time.js';
export { Metrics, ProcessMetrics } from './metrics.js';
export { startTracing } from './start-tracing.js';
export { messageOf, stackOf } from './stack-of.js';
export { beginSpan, inSpan, traceParent, type OpenSpan } from './trace.js';
