import { z } from 'zod';
import { field } from './fields.js';
import type { MessageOf, Outgoing, Topic } from './message.js';
import { withUnit } from './with-unit.js';

const application = {
  contract: field.uuid.describe('The application, which after its conclusion is the contract: one id for both.'),
  holder: field.uuid.describe('The child as a surrogate id: the key of the message.'),
  on: field.date.describe('The business date of the fact.'),
};

const group = field.code.describe('The study group, the key of catalog.groups.v1.');

const terms = {
  financingProgramme: field.code,
  certificateGroup: field.code,
  group,
  module: field.code,
  provider: field.code,
  direction: field.code,
  start: field.date.describe('The first day of the contract.'),
};

const completeness = {
  month: field.month,
  held: field.count.describe('Lessons given to the group in the month.'),
  planned: z.int().positive().describe('Lessons planned for the group in the month.'),
};

const correction = {
  correction: field.uuid.describe('The correction of a report of lessons.'),
  ...completeness,
  reason: field.code,
  corrects: z
    .object({ held: field.count, planned: field.count, reportedOn: field.date })
    .describe('The report that is corrected.'),
};
const attempt = field.count
  .optional()
  .describe('How often the request was sent before, its answer being lost; 0 unless told.');
const restored = field.date.describe('The last day of the contract before the notice, inclusive.');

const notice = {
  enteredOn: field.date.optional().describe('The day on which the notice was entered; `on` unless told.'),
  notice: field.count.optional().describe('Which notice of the contract, from 0; 0 unless told.'),
};

// As the first version sent it. It lies on topics: nothing here changes.
const firstRequest = z.object({
  ...application,
  ...terms,
  groupFirstDay: field.date,
  groupLastDay: field.date,
  priceKopecks: field.kopecks,
  normativeCostKopecks: field.kopecks,
});

export const enrollmentContracts = {
  name: 'enrollment.contracts.v1',
  description: "Facts of applications and contracts. One child's facts keep their order.",
  owner: 'enrollment',
  key: "certificate holder's surrogate id",
  compacted: false,
  schemas: {
    'application-submitted': z
      .object({ ...application, ...terms, lastDay: field.date.describe('The last day of the contract, inclusive.') })
      .describe('A family has asked for a place, and the checks have been passed.'),
    'application-accepted': z.object(application).describe('The provider agrees.'),
    'funds-requested': z
      .object({
        ...application,
        ...terms,
        groupFirstDay: field.date,
        groupLastDay: field.date,
        unit: field.unit,
        price: field.amount.describe('The whole module for one child.'),
        normativeCost: field.amount.describe('The normative cost of the module.'),
        lastDay: field.date.optional().describe('The last day of the contract, inclusive.'),
        coPaymentAtMost: field.amount
          .optional()
          .describe('The family consents to no higher co-payment: else nothing is reserved. No bound unless told.'),
        request: field.count
          .optional()
          .describe(
            'Which request of the contract, from 0: another one follows a refusal `terms-changed`; 0 unless told.',
          ),
        attempt,
      })
      .describe('Asks to reserve. The answer is funds-reserved or reservation-refused of certificates.accounts.v1.'),
    'contract-concluded': z
      .object({ ...application, group, completeness: z.array(z.object(completeness)) })
      .describe('The child is enrolled. `completeness` repeats what was reported for the group before.'),
    'terms-confirmed': z
      .object({ ...application, ...terms, lastDay: field.date.describe('The last day of the contract, inclusive.') })
      .describe('The family takes the present terms for an application whose terms had changed.'),
    'application-refused': z
      .object({ ...application, group, reason: field.code })
      .describe('By a check, the provider, the money or the calendar.'),
    'application-withdrawn': z
      .object({ ...application, group, ...notice })
      .describe('By the family before the start; after a conclusion as well. Everything returns.'),
    'contract-terminated': z
      .object({
        ...application,
        group,
        by: z.enum(['family', 'provider', 'operator']),
        lastDay: field.date.describe('The last day of the contract after the notice, inclusive.'),
        ...notice,
      })
      .describe('A notice was given. `on` is the date of the paper.'),
    'notice-revocation-requested': z
      .object({
        ...application,
        group,
        revocation: field.count.describe('Which revocation of the contract, from 0.'),
        lastDay: restored,
        attempt,
      })
      .describe('Asks to take back a notice that was entered by mistake. `on` is the day of entry.'),
    'notice-revoked': z
      .object({ ...application, group, start: field.date, lastDay: restored })
      .describe('The notice is taken back: the contract runs as before it.'),
    'lessons-correction-requested': z
      .object({ ...application, group, ...correction })
      .describe('Asks whether the certificate can bear the correction of a report, and sets aside what it takes.'),
    'lessons-correction-decided': z
      .object({ ...application, group, ...correction, outcome: z.enum(['apply', 'drop']) })
      .describe('All certificates of the group can bear the correction, or one cannot and nothing is corrected.'),
    'lessons-reported': z
      .object({ ...application, group, ...completeness })
      .describe("How much of a month's lessons the group was given. Once per contract and month."),
  },
  older: { 'funds-requested': [{ schema: firstRequest, next: withUnit }] },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type EnrollmentContractsMessage = MessageOf<typeof enrollmentContracts>;
export type EnrollmentContractsOutgoing = Outgoing<typeof enrollmentContracts>;
