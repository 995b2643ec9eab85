import { fault, type Fault } from './grpc.js';

// Status codes and trailers of RpcExceptions.cs in the server.
export const accessDenied = (): Fault => fault(7, 'Access Denied', { exception: 'access-denied' });

// A gRPC client makes it of the 401 of the server.
export const unauthenticated = (): Fault => fault(16, 'Received HTTP status code 401');

export const streamDeleted = (stream: string): Fault =>
  fault(9, `Event stream '${ascii(stream)}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': ascii(stream),
  });

export const wrongVersion = (stream: string, expected: bigint, actual: bigint): Fault =>
  fault(9, `Append failed due to WrongExpectedVersion. Stream: ${ascii(stream)}`, {
    exception: 'wrong-expected-version',
    'stream-name': ascii(stream),
    'expected-version': String(expected),
    'actual-version': String(actual),
  });

export const appendTooLarge = (bytesMax: number): Fault =>
  fault(3, `Maximum Append Size of ${bytesMax} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(bytesMax),
  });

export const metadataMissing = (name: string): Fault =>
  fault(3, `Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

export const notLeader = (host: string, port: number): Fault =>
  fault(5, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const userNotFound = (name: string): Fault =>
  fault(5, `User '${ascii(name)}' is not found.`, { exception: 'user-not-found', 'login-name': ascii(name) });

export const userConflict = (name: string): Fault =>
  fault(9, 'Conflict.', { exception: 'user-conflict', 'login-name': ascii(name) });

export const notReady = (): Fault => fault(14, 'Server Is Not Ready');
export const timedOut = (): Fault => fault(10, 'Operation timed out: Commit phase timeout.');
export const invalidPosition = (): Fault => fault(3, 'Trying to read from an invalid position.');
export const unexpectedResult = (): Fault => fault(2, 'Unexpected ReadAllResult: Error');
export const handlerFailed = (): Fault => fault(2, 'Exception was thrown by handler.');
export const consumerTooSlow = (): Fault =>
  fault(10, 'Consumer too slow to handle event while live. Client resubscription required.');
export const sessionClosed = (): Fault =>
  fault(13, 'Received RST_STREAM with code 2 triggered by internal client error: Session closed with error code 2');
export const invalidCombination = (): Fault => fault(3, 'The combination is invalid.');

// HTTP/2 trailers carry printable ASCII only.
const ascii = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?');
