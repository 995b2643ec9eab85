import type { JsonObject, StoredEvent } from '@lib/event-store';
import { type Actor } from '@lib/kernel';
import { actorNow } from '@lib/actor';
import { traceParent } from '@lib/telemetry';
import { z } from 'zod';

/** Who asked for it: the command's id makes the events' ids, the cause is kept for the auditor. */
export type Cause = { readonly commandId: string; readonly causationId?: string };

/** What is recorded about the recording of an event: the command, its cause, who asked, and the trace where there is one. */
export const metaOf = ({ commandId, causationId }: Cause): JsonObject => {
  const parent = traceParent();
  const actor = actorNow();
  return {
    commandId,
    ...(causationId === undefined ? {} : { causationId }),
    ...(parent === undefined ? {} : { traceParent: parent }),
    ...(actor === undefined ? {} : { actor }),
  };
};

/** What a message tells of the recording of its event. */
export const causeOf = ({
  meta,
}: StoredEvent): { readonly causationId?: string; readonly traceParent?: string; readonly actor?: Actor } => {
  const { causationId, traceParent: parent, actor } = recorded.parse(meta);
  return {
    ...(causationId === undefined ? {} : { causationId }),
    ...(parent === undefined ? {} : { traceParent: parent }),
    ...(actor === undefined ? {} : { actor }),
  };
};

/** Events of the first version name no actor: it is not known. What does not read tells nothing. */
const recorded = z.object({
  causationId: z.string().optional().catch(undefined),
  traceParent: z.string().optional().catch(undefined),
  actor: z
    .object({
      kind: z.enum(['person', 'integration', 'job']),
      name: z.string().min(1),
      proven: z.boolean(),
      occasion: z.string().min(1),
    })
    .optional()
    .catch(undefined),
});
