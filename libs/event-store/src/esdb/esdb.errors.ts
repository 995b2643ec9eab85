import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
  convertToCommandError,
} from '@eventstore/db-client';
import { EventStoreMisconfigured, EventStoreUnavailable } from '../event-store.js';
import { AnotherLog } from '../position.js';
import { EventStoreRefusal } from './esdb.refusal.js';

/** What the port promises to throw for an error of the client; an error that is already the port's stays. */
export const portErrorOf = (thrown: unknown): Error => {
  if (!(thrown instanceof Error)) return new Error('EventStoreDB failed', { cause: thrown });
  if (PORT_ERRORS.some((kind) => thrown instanceof kind)) return thrown;
  const error = convertToCommandError(thrown);
  if (error instanceof AccessDeniedError || DENIED.includes(codeOf(error)))
    return new EventStoreRefusal('access-denied', error);
  if (error instanceof StreamDeletedError) return new EventStoreRefusal('stream-deleted', error);
  if (error instanceof MaxAppendSizeExceededError || isMessageTooLarge(error))
    return new EventStoreRefusal('append-too-large', error);
  if (NO_POSITION.test(error.message)) return new AnotherLog('the log has no event at the position');
  const misconfigured = MISCONFIGURED.find(([said]) => said.test(error.message));
  if (misconfigured) return new EventStoreMisconfigured(`${misconfigured[1]} (${error.message})`, { cause: error });
  if (isUnavailable(error)) {
    // A server with TLS says nothing to who speaks in the clear; so does one that dies.
    const guess = error.message.includes('Failed to connect') ? ', or has it TLS and tls=false is said?' : '';
    return new EventStoreUnavailable(`EventStoreDB is away${guess}: ${error.message}`, { cause: error });
  }
  return error;
};

/** True when another node takes the calls; the client turns to it by itself, and nothing has been done yet. */
export const isNotLeader = (thrown: unknown): boolean =>
  thrown instanceof Error && convertToCommandError(thrown) instanceof NotLeaderError;

/** True when the server gave no answer in its own time: it dropped the append of an original under way, or has no quorum. */
export const isDropped = (thrown: unknown): boolean => thrown instanceof TimeoutError;

/**
 * What became of an append that has an answer of its own and was not taken.
 * @param type the full name of the answer's details
 */
export const errorOfStatus = (type: string, message: string): Error => {
  const error = new Error(`EventStoreDB answers an append: ${message || type}`);
  const name = /^event_store\.client\.(\w+)$/.exec(type)?.[1] ?? '';
  if (name === 'Timeout') return new TimeoutError(undefined, error.message);
  const refusal = REFUSALS.get(name);
  if (refusal) return new EventStoreRefusal(refusal, error);
  if (name === 'BadRequest') return error;
  // Not ready, too busy, no leader, or something went wrong in the server: whether it is written nobody knows.
  return new EventStoreUnavailable(error.message);
};

const REFUSALS = new Map<string, EventStoreRefusal['reason']>([
  ['AccessDenied', 'access-denied'],
  ['StreamDeleted', 'stream-deleted'],
  ['MaximumAppendSizeExceeded', 'append-too-large'],
]);

/** True for an error of the port whose call had begun, and broke: the server ended it, or the connection. */
export const isBroken = (thrown: unknown): boolean =>
  thrown instanceof EventStoreUnavailable && thrown.cause instanceof Error && BROKEN.includes(codeOf(thrown.cause));

// 24.2 and 23.10, for a position inside the log at which no record starts.
const NO_POSITION = /invalid position|Unexpected ReadAllResult/i;

const PORT_ERRORS = [EventStoreUnavailable, EventStoreRefusal, RangeError, TypeError];

// gRPC status codes, https://grpc.io/docs/guides/status-codes/.
const [CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, PERMISSION_DENIED, RESOURCE_EXHAUSTED] = [1, 2, 4, 7, 8];
const [ABORTED, INTERNAL, UNAVAILABLE, UNAUTHENTICATED] = [10, 13, 14, 16];
/** The user may not do this, or is not let in at all. */
const DENIED: readonly unknown[] = [PERMISSION_DENIED, UNAUTHENTICATED];
/** The server answered nothing, or its answer was lost: nobody knows what became of the call. */
const UNANSWERED: readonly unknown[] = [CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNAVAILABLE];

const BROKEN: readonly unknown[] = [CANCELLED, ABORTED, INTERNAL];

// What the client, or a server in the middle of an election, says without a code of its own.
const MESSAGE =
  /^(Failed to discover after|Channel has been shut down)|No leader info available|Server Is (Not Ready|Too Busy)/;

/** What looks like an outage to gRPC, and is none; the words are those of Node and of OpenSSL. */
const MISCONFIGURED: readonly (readonly [said: RegExp, meaning: string])[] = [
  [
    /ServerName to an IP address/,
    'with TLS EventStoreDB is reached by names, and a node calls itself by an IP address: set its AdvertiseHostToClientAs',
  ],
  [
    /certificate|altnames/i,
    'the certificate of EventStoreDB is not one to trust: is tlsCAFile the authority that signed it?',
  ],
  [/SSL routines/, 'EventStoreDB does not speak TLS here: start it with certificates, or say tls=false'],
];

const isUnavailable = (error: Error): boolean =>
  error instanceof UnavailableError ||
  error instanceof DeadlineExceededError ||
  error instanceof TimeoutError ||
  error instanceof CancelledError ||
  error instanceof NotLeaderError ||
  UNANSWERED.includes(codeOf(error)) ||
  MESSAGE.test(error.message);

const isMessageTooLarge = (error: Error): boolean =>
  codeOf(error) === RESOURCE_EXHAUSTED && /message.*(larger|exceeds|max)/i.test(error.message);

const codeOf = (error: Error): unknown => ('code' in error ? error.code : undefined);
