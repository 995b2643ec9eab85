import { z } from 'zod';
import { field } from './fields.js';
import type { MessageOf, Outgoing, Topic } from './message.js';

/** Every message names the application, which after its conclusion is the contract: one id for both. */
const application = { contract: field.uuid, holder: field.uuid, on: field.date };

const terms = {
  financingProgramme: field.code,
  certificateGroup: field.code,
  group: field.code,
  module: field.code,
  provider: field.code,
  direction: field.code,
  start: field.date,
};

const completeness = { month: field.month, held: field.count, planned: z.int().positive() };

/** Facts of applications and contracts. One child's facts keep their order. */
export const enrollmentContracts = {
  name: 'enrollment.contracts.v1',
  owner: 'enrollment',
  key: "certificate holder's surrogate id",
  compacted: false,
  version: 1,
  schemas: {
    'application-submitted': z.object({ ...application, ...terms, lastDay: field.date }),
    'application-accepted': z.object(application),
    /** The answer is `funds-reserved` or `reservation-refused` of certificates.accounts.v1. */
    'funds-requested': z.object({
      ...application,
      ...terms,
      groupFirstDay: field.date,
      groupLastDay: field.date,
      priceKopecks: field.kopecks,
      normativeCostKopecks: field.kopecks,
    }),
    /** The child is enrolled. `completeness` repeats what was reported for the group before. */
    'contract-concluded': z.object({
      ...application,
      group: field.code,
      completeness: z.array(z.object(completeness)),
    }),
    'application-refused': z.object({ ...application, group: field.code, reason: field.code }),
    /** By the family before the start; after a conclusion as well. Everything returns. */
    'application-withdrawn': z.object({ ...application, group: field.code }),
    'contract-terminated': z.object({
      ...application,
      group: field.code,
      by: z.enum(['family', 'provider']),
      lastDay: field.date,
    }),
    /** How much of a month's lessons the group was given. Once per contract and month. */
    'lessons-reported': z.object({ ...application, group: field.code, ...completeness }),
  },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type EnrollmentContractsMessage = MessageOf<typeof enrollmentContracts>;
export type EnrollmentContractsOutgoing = Outgoing<typeof enrollmentContracts>;
