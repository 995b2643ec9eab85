import { z } from 'zod';
import { field } from './fields.js';
import type { MessageOf, Outgoing, Topic } from './message.js';

const groupState = z.object({
  groupId: field.code,
  moduleId: field.code,
  programmeId: field.code,
  providerId: field.code,
  municipality: z.int(),
  direction: field.code,
  priceKopecks: field.kopecks,
  normativeCostKopecks: field.kopecks,
  firstDay: field.date,
  lastDay: field.date,
  places: field.count,
  /** The provider may be paid by certificate. */
  payable: z.boolean(),
  /** Ages are given in months, years = months / 12, both bounds inclusive (docs/rules.md §2). */
  ageMinMonths: field.count,
  ageMaxMonths: field.count,
});

/** The state of each study group. The last message of a key is the whole truth about the group. */
export const catalogGroups = {
  name: 'catalog.groups.v1',
  owner: 'catalog',
  key: 'group id',
  compacted: true,
  version: 1,
  schemas: { 'group-changed': groupState },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type GroupState = z.output<typeof groupState>;
export type CatalogGroupsMessage = MessageOf<typeof catalogGroups>;
export type CatalogGroupsOutgoing = Outgoing<typeof catalogGroups>;
