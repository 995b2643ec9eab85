import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streams, { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { APPEND_BYTES_MAX, proposalOf, type AppendRequest } from './append.js';
import { Any, Empty, type Fault } from './grpc.js';
import { ANY, NO_STREAM, STREAM_EXISTS, countedSize, type Committed, type Expected, type Proposal } from './log.js';
import { named, nameOf } from './messages.js';

/** Puts the parts of the appends of one call together. */
export class Batches {
  private readonly pending = new Map<string, AppendRequest>();

  /** The append that this part completes, or the answer when it is too large. */
  take(part: BatchAppendReq): { request: AppendRequest } | { refusal: BatchAppendResp } | undefined {
    const id = part.getCorrelationId()?.getString() ?? '';
    const options = part.getOptions();
    if (options)
      this.pending.set(id, {
        stream: nameOf(options.getStreamIdentifier()),
        expected: expectedOf(options),
        proposals: [],
      });
    const request = this.pending.get(id);
    if (!request) return undefined;
    request.proposals.push(...part.getProposedMessagesList().map(proposalOf));
    if (sizeOf(request.proposals) > APPEND_BYTES_MAX) {
      this.pending.delete(id);
      const details = new shared.MaximumAppendSizeExceeded().setMaxappendsize(APPEND_BYTES_MAX);
      const error = errorOf('MaximumAppendSizeExceeded', details.serializeBinary());
      return { refusal: responseTo(part, request.stream).setError(error) };
    }
    if (!part.getIsFinal()) return undefined;
    this.pending.delete(id);
    return { request };
  }
}

export const batchAnswer = (part: BatchAppendReq, { stream, expected }: AppendRequest, committed: Committed) => {
  if (committed.kind === 'wrong-expected-version') {
    const error = errorOf('WrongExpectedVersion', wrong(committed.current, expected).serializeBinary());
    return responseTo(part, stream).setError(error);
  }
  if (committed.kind === 'under-way')
    return responseTo(part, stream).setError(errorOf('Timeout', new shared.Timeout().serializeBinary()));
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(String(committed.position)).setPreparePosition(String(committed.position));
  const success = new streams.BatchAppendResp.Success();
  return responseTo(part, stream).setSuccess(
    success.setCurrentRevision(String(committed.revision)).setPosition(position),
  );
};

/** The answer to one append that has met a fault; undefined for one that ends the call, and with it every append on it. */
export const batchFault = (part: BatchAppendReq, stream: string, fault: Fault): BatchAppendResp | undefined => {
  const error = statusOf(stream, fault)?.setMessage(fault.details);
  return error && responseTo(part, stream).setError(error);
};

const statusOf = (stream: string, { code, details, metadata }: Fault): ReturnType<typeof errorOf> | undefined => {
  const [exception] = metadata.get('exception');
  if (exception === 'access-denied') return errorOf('AccessDenied', new shared.AccessDenied().serializeBinary());
  if (exception === 'stream-deleted') {
    const deleted = new shared.StreamDeleted().setStreamIdentifier(named(stream));
    return errorOf('StreamDeleted', deleted.serializeBinary());
  }
  if (code === ABORTED) return errorOf('Timeout', new shared.Timeout().serializeBinary());
  if (exception !== undefined || !NOT_HANDLED.test(details)) return undefined;
  const any = new Any();
  any.pack(new Uint8Array(), 'google.protobuf.Empty');
  return new status.Status().setDetails(any as never);
};

const ABORTED = 10;
const NOT_HANDLED = /^(Server Is (Not Ready|Busy)|No leader info available)/;

export const badRequest = (part: BatchAppendReq, { details }: Fault): BatchAppendResp => {
  const bad = new shared.BadRequest().setMessage(details);
  return responseTo(part, nameOf(part.getOptions()?.getStreamIdentifier())).setError(
    errorOf('BadRequest', bad.serializeBinary()),
  );
};

const responseTo = (part: BatchAppendReq, stream: string): BatchAppendResp =>
  new streams.BatchAppendResp().setCorrelationId(part.getCorrelationId()).setStreamIdentifier(named(stream));

const errorOf = (name: string, details: Uint8Array): InstanceType<typeof status.Status> => {
  const any = new Any();
  any.pack(details, `event_store.client.${name}`);
  return new status.Status().setMessage(name).setDetails(any as never);
};

const wrong = (current: bigint, expected: Expected): InstanceType<typeof shared.WrongExpectedVersion> => {
  const details = new shared.WrongExpectedVersion();
  if (current < 0n) details.setCurrentNoStream(new Empty());
  else details.setCurrentStreamRevision(String(current));
  if (expected === NO_STREAM) return details.setExpectedNoStream(new Empty());
  if (expected === ANY) return details.setExpectedAny(new Empty());
  if (expected === STREAM_EXISTS) return details.setExpectedStreamExists(new Empty());
  return details.setExpectedStreamPosition(String(expected));
};

const sizeOf = (proposals: readonly Proposal[]): number =>
  proposals.reduce((sum, proposal) => sum + countedSize(proposal), 0);

type ExpectedOption = {
  hasStreamPosition(): boolean;
  getStreamPosition(): string;
  hasAny(): boolean;
  hasStreamExists(): boolean;
};

const expectedOf = (options: ExpectedOption): Expected => {
  if (options.hasStreamPosition()) return BigInt(options.getStreamPosition());
  if (options.hasAny()) return ANY;
  return options.hasStreamExists() ? STREAM_EXISTS : NO_STREAM;
};
