import type { IStreamsServer } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { wrongVersion } from './faults.js';
import { settled, type RequestMetadata } from './grpc.js';
import type { EsdbLog } from './log.js';
import { nameOf } from './messages.js';

/** Streams.Delete.cs. Of what is expected only a revision is looked at. @param allow throws the fault of who may not */
export const deletionHandlers = (
  log: EsdbLog,
  allow: (metadata: RequestMetadata, stream: string) => void,
): Pick<IStreamsServer, 'delete' | 'tombstone'> => {
  const checked = (metadata: RequestMetadata, options: Options | undefined): string => {
    const stream = nameOf(options?.getStreamIdentifier());
    allow(metadata, stream);
    if (!options?.hasRevision()) return stream;
    const [expected, last] = [BigInt(options.getRevision()), log.visible(stream)?.at(-1)?.revision ?? -1n];
    if (expected !== last) throw wrongVersion(stream, expected, last);
    return stream;
  };
  return {
    delete: (call, answer) =>
      settled(answer, () => {
        const position = log.softDelete(checked(call.metadata, call.request.getOptions()));
        const told = new streams.DeleteResp.Position().setCommitPosition(String(position));
        return new streams.DeleteResp().setPosition(told);
      }),
    tombstone: (call, answer) =>
      settled(answer, () => {
        const position = log.tombstone(checked(call.metadata, call.request.getOptions()));
        const told = new streams.TombstoneResp.Position().setCommitPosition(String(position));
        return new streams.TombstoneResp().setPosition(told);
      }),
  };
};

type Options = {
  getStreamIdentifier(): Parameters<typeof nameOf>[0];
  hasRevision(): boolean;
  getRevision(): string;
};
