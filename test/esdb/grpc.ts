import { createRequire } from 'node:module';
import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';

export type ReadCall = Parameters<IStreamsServer['read']>[0];
export type AppendCall = Parameters<IStreamsServer['append']>[0];
export type BatchAppendCall = Parameters<IStreamsServer['batchAppend']>[0];
export type RequestMetadata = ReadCall['metadata'];

type Server = {
  addService(definition: object, handlers: object): void;
  bindAsync(address: string, credentials: object, callback: (error: Error | null, port: number) => void): void;
  forceShutdown(): void;
};
type Grpc = {
  readonly Server: new (options: Readonly<Record<string, number>>) => Server;
  readonly ServerCredentials: {
    createInsecure(): object;
    createSsl(authority: null, pairs: readonly { private_key: Buffer; cert_chain: Buffer }[]): object;
  };
  readonly Metadata: new () => RequestMetadata;
};
type AnyMessage = { pack(bytes: Uint8Array, typeName: string): void };

// The client's own: one instance of the library in a process, of the version that the client is tested with.
const ofTheClient = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'));

const { Server, ServerCredentials, Metadata } = ofTheClient('@grpc/grpc-js') as Grpc;
export { Server, ServerCredentials };
export const { Any } = ofTheClient('google-protobuf/google/protobuf/any_pb.js') as {
  readonly Any: new () => AnyMessage;
};
export const { Empty } = ofTheClient('google-protobuf/google/protobuf/empty_pb.js') as {
  readonly Empty: new () => never;
};

/** An error as the server ends a call with it: gRPC status, and the name of the exception in the trailers. */
export type Fault = Error & { readonly code: number; readonly details: string; readonly metadata: RequestMetadata };

export const fault = (code: number, details: string, trailers: Readonly<Record<string, string>> = {}): Fault => {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

const isFault = (error: unknown): error is Fault => error instanceof Error && 'code' in error;

/** What a call ends with for whatever was thrown; an error of the handler itself is of no kind, as the server has it. */
export const asFault = (error: unknown): Fault =>
  isFault(error) ? error : fault(2, 'Exception was thrown by handler.');

/** Answers a call with what the work gives, or ends it with its fault. */
export const settled = <T>(answer: (error: Fault | null, response?: T) => void, work: () => T): void => {
  let response: T;
  try {
    response = work();
  } catch (error) {
    answer(asFault(error));
    return;
  }
  answer(null, response);
};
