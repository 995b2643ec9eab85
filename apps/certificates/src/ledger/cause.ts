import type { JsonObject, StoredEvent } from '@lib/event-store';
import { traceParent } from '@lib/telemetry';

/** Who asked for it: the command's id makes the events' ids, the cause is kept for the auditor. */
export type Cause = { readonly commandId: string; readonly causationId?: string };

/** What is recorded about the recording of an event: the command, its cause and, where there is one, the trace. */
export const metaOf = ({ commandId, causationId }: Cause): JsonObject => {
  const parent = traceParent();
  return {
    commandId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(parent === undefined ? {} : { traceParent: parent }),
  };
};

/** What a message tells of the recording of its event. */
export const causeOf = ({ meta }: StoredEvent): { readonly causationId?: string; readonly traceParent?: string } => {
  const { causationId, traceParent: parent } = meta;
  return {
    ...(typeof causationId === 'string' ? { causationId } : {}),
    ...(typeof parent === 'string' ? { traceParent: parent } : {}),
  };
};
