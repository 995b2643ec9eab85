import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type AppendReq, type AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { appendTooLarge, handlerFailed, metadataMissing } from './faults.js';
import { ANY, NO_STREAM, STREAM_EXISTS, countedSize, type Committed, type Expected, type Proposal } from './log.js';
import { nameOf } from './messages.js';

/** The default of the server; more in one append is refused. */
export const APPEND_BYTES_MAX = 1024 * 1024;

export type AppendRequest = { readonly stream: string; readonly expected: Expected; readonly proposals: Proposal[] };

/** @throws Fault for what the server does not take. */
export const requestOf = (messages: readonly AppendReq[]): AppendRequest => {
  const options = messages[0]?.getOptions();
  const proposals = messages.slice(1).flatMap((message) => {
    const proposal = message.getProposedMessage();
    return proposal ? [proposalOf(proposal)] : [];
  });
  checkSize(proposals);
  const stream = nameOf(options?.getStreamIdentifier());
  if (stream === '') throw handlerFailed();
  return { stream, expected: expectedOf(options), proposals };
};

type ProposedMessage = {
  getId(): { getString(): string } | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
};

export const proposalOf = (message: ProposedMessage): Proposal => {
  const metadata = message.getMetadataMap();
  const [type, contentType] = [metadata.get('type'), metadata.get('content-type')];
  if (type === undefined) throw metadataMissing('type');
  if (type === '') throw handlerFailed();
  if (contentType === undefined) throw metadataMissing('content-type');
  return {
    id: message.getId()?.getString() ?? '',
    type,
    isJson: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
};

const checkSize = (proposals: readonly Proposal[]): void => {
  const size = proposals.reduce((sum, proposal) => sum + countedSize(proposal), 0);
  if (size > APPEND_BYTES_MAX) throw appendTooLarge(APPEND_BYTES_MAX);
};

/** Streams.Append.cs. "No stream" is a field of its own, both as what was expected and as what is there. */
export const appendResponse = (
  committed: Exclude<Committed, { kind: 'under-way' }>,
  expected: Expected,
): AppendResp => {
  if (committed.kind === 'wrong-expected-version') {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (committed.current < 0n) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(committed.current));
    if (expected === ANY) wrong.setExpectedAny(new shared.Empty());
    else if (expected === STREAM_EXISTS) wrong.setExpectedStreamExists(new shared.Empty());
    else if (expected === NO_STREAM) wrong.setExpectedNoStream(new shared.Empty());
    else wrong.setExpectedRevision(String(expected));
    return new streams.AppendResp().setWrongExpectedVersion(wrong);
  }
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(committed.position)).setPreparePosition(String(committed.position));
  const success = new streams.AppendResp.Success().setCurrentRevision(String(committed.revision)).setPosition(position);
  return new streams.AppendResp().setSuccess(success);
};

type ExpectedOption = {
  hasRevision(): boolean;
  getRevision(): string;
  hasAny(): boolean;
  hasStreamExists(): boolean;
};

const expectedOf = (options: ExpectedOption | undefined): Expected => {
  if (options?.hasRevision()) return BigInt(options.getRevision());
  if (options?.hasAny()) return ANY;
  return options?.hasStreamExists() ? STREAM_EXISTS : NO_STREAM;
};
