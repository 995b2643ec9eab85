import type { CatalogGroupsOutgoing } from '@lib/contracts';
import { derivedId, type Instant } from '@lib/kernel';
import type { State } from './changed-group.js';

/** The whole state of a study group, as the topic promises it. */
export const groupChanged = (
  group: State,
  { cause, at }: { readonly cause: string; readonly at: Instant },
): CatalogGroupsOutgoing => ({
  id: derivedId('catalog.group-changed', cause, group.groupId),
  type: 'group-changed',
  key: group.groupId,
  time: at,
  recordedTime: at,
  data: {
    groupId: group.groupId,
    moduleId: group.moduleId,
    programmeId: group.programmeId,
    providerId: group.providerId,
    groupName: group.groupName,
    moduleName: group.moduleName,
    programmeName: group.programmeName,
    providerName: group.providerName,
    municipality: group.municipality,
    direction: group.direction,
    unit: 'kopeck',
    price: group.priceKopecks,
    normativeCost: group.normativeCostKopecks,
    firstDay: group.firstDay,
    lastDay: group.lastDay,
    places: group.places,
    payable: group.payable,
    closed: group.closed,
    ageMinMonths: group.ageMinMonths,
    ageMaxMonths: group.ageMaxMonths,
  },
});
