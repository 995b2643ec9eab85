import { EventStoreUnavailable } from '@lib/event-store';
import { chainOf } from './cause.js';

/**
 * Whether an error, or what caused it, says that the database or the event store is away: something to wait for. All
 * else is about the message itself.
 */
export const isUnavailable = (error: unknown): boolean =>
  chainOf(error).some(
    (link) =>
      link instanceof EventStoreUnavailable ||
      (link instanceof Error && (AWAY.test(codeOf(link)) || LOST.test(link.message))) ||
      (link instanceof AggregateError && link.errors.some(isUnavailable)),
  );

// SQLSTATE: connection exceptions, too few resources, a server that is stopping or starting, system errors, and a
// server that has become a read-only standby. Then the operating system's words for the same.
const AWAY =
  /^(08...|53...|57P0[1-5]|58...|25006|ECONN(REFUSED|RESET|ABORTED)|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH)$/;

// pg and PGlite give these errors no code.
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|PGlite is clos)/;

const codeOf = (error: Error): string => {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};
