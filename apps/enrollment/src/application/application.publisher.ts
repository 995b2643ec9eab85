import type { EnrollmentContractsOutgoing } from '@lib/contracts';
import { derivedId, unreachable, type Instant, type Month } from '@lib/kernel';
import type { Recorded } from './application.store.js';
import type { StudyGroup } from './domain/admission.js';
import type { Fact } from './domain/application.js';

export type Completeness = { readonly month: Month; readonly held: number; readonly planned: number };

/** When and because of what the messages are sent. */
export type Occasion = { readonly now: Instant; readonly causationId?: string };

/** What only some facts tell, read when one of them does. */
export type Sources = {
  group(): Promise<StudyGroup>;
  /** What was reported for the group so far. */
  completeness(): Promise<readonly Completeness[]>;
};

/** The facts of an application as messages. Nothing happens to an application twice, so its id and the type make the message's id. */
export const messagesOf = async (
  recorded: Recorded,
  facts: readonly Fact[],
  sources: Sources,
  occasion: Occasion,
): Promise<readonly EnrollmentContractsOutgoing[]> => {
  const messages: EnrollmentContractsOutgoing[] = [];
  for (const fact of facts) {
    const message = await messageOf(recorded, fact, sources, occasion);
    if (message) messages.push(message);
  }
  return messages;
};

/** The envelope of a message about one application. `what` tells apart messages of one type about one application. */
export const envelopeOf = <Type extends EnrollmentContractsOutgoing['type']>(
  { id, holderId }: { readonly id: string; readonly holderId: string },
  type: Type,
  { now, causationId }: Occasion,
  what = '',
) => ({
  id: derivedId('enrollment', id, type, what),
  type,
  key: holderId,
  time: now,
  recordedTime: now,
  ...(causationId === undefined ? {} : { causationId }),
});

const messageOf = async (
  recorded: Recorded,
  fact: Fact,
  sources: Sources,
  occasion: Occasion,
): Promise<EnrollmentContractsOutgoing | undefined> => {
  const { view, holderId, application } = recorded;
  const about = { contract: view.id, holder: holderId, on: fact.on };
  const envelope = <Type extends EnrollmentContractsOutgoing['type']>(type: Type) =>
    envelopeOf({ id: view.id, holderId }, type, occasion);
  switch (fact.type) {
    case 'submitted': {
      const terms = termsOf(recorded, await sources.group());
      return { ...envelope('application-submitted'), data: { ...about, ...terms, lastDay: application.lastDay } };
    }
    case 'funds-requested': {
      const group = await sources.group();
      return {
        ...envelope('funds-requested'),
        data: {
          ...about,
          ...termsOf(recorded, group),
          groupFirstDay: group.firstDay,
          groupLastDay: group.lastDay,
          priceKopecks: group.priceKopecks,
          normativeCostKopecks: group.normativeCostKopecks,
        },
      };
    }
    case 'funds-granted':
      return undefined;
    case 'accepted':
      return { ...envelope('application-accepted'), data: about };
    case 'concluded': {
      const completeness = [...(await sources.completeness())];
      return { ...envelope('contract-concluded'), data: { ...about, group: view.groupId, completeness } };
    }
    case 'refused':
      return { ...envelope('application-refused'), data: { ...about, group: view.groupId, reason: fact.reason } };
    case 'withdrawn':
      return { ...envelope('application-withdrawn'), data: { ...about, group: view.groupId } };
    case 'terminated': {
      const { by, lastDay } = fact;
      return { ...envelope('contract-terminated'), data: { ...about, group: view.groupId, by, lastDay } };
    }
    default:
      return unreachable(fact);
  }
};

const termsOf = ({ financingProgramme, certificateGroup, application }: Recorded, group: StudyGroup) => ({
  financingProgramme,
  certificateGroup,
  group: group.groupId,
  module: group.moduleId,
  provider: group.providerId,
  direction: group.direction,
  start: application.start,
});
