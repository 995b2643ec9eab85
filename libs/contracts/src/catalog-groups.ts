import { z } from 'zod';
import { field } from './fields.js';
import type { Outgoing, Topic } from './message.js';
import { withUnit } from './with-unit.js';

const name = z.string().min(1).describe('As people call it; missing where it was not told yet.');

const groupState = z
  .object({
    groupId: field.code.describe('The key of the message.'),
    moduleId: field.code,
    programmeId: field.code,
    providerId: field.code,
    groupName: name.optional(),
    moduleName: name.optional(),
    programmeName: name.optional(),
    providerName: name.optional(),
    municipality: z.int(),
    direction: field.code,
    unit: field.unit,
    price: field.amount.describe('The whole module for one child.'),
    normativeCost: field.amount.describe(
      'What the municipality holds the module to be worth; caps the share of a certificate.',
    ),
    firstDay: field.date,
    lastDay: field.date,
    places: field.count,
    payable: z.boolean().describe('The provider may be paid by certificate.'),
    closed: z.boolean().optional().describe('Takes no new applications; false unless told.'),
    // docs/rules.md §2
    ageMinMonths: field.count.describe('In months, inclusive.'),
    ageMaxMonths: field.count.describe('In months, inclusive.'),
  })
  .describe('The whole state of a study group, after any change to it.');

// As the first version sent it. It lies on topics: nothing here changes.
const firstState = z.object({
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
  payable: z.boolean(),
  ageMinMonths: field.count,
  ageMaxMonths: field.count,
});

export const catalogGroups = {
  name: 'catalog.groups.v1',
  description: 'The state of each study group. The last message of a key is the whole truth about the group.',
  owner: 'catalog',
  key: 'group id',
  compacted: true,
  schemas: { 'group-changed': groupState },
  older: { 'group-changed': [{ schema: firstState, next: withUnit }] },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type GroupState = z.output<typeof groupState>;
export type CatalogGroupsOutgoing = Outgoing<typeof catalogGroups>;
