import { z } from 'zod';
import { field } from './fields.js';
import type { Outgoing, Topic } from './message.js';

const programmeState = z
  .object({
    financingProgramme: field.code.describe('The key of the message.'),
    municipality: z.int(),
    timeZone: field.timeZone,
    from: field.date.describe('The first day of the period.'),
    toExclusive: field.date.describe('The day after the last of the period.'),
    reserveAt: z.enum(['application', 'acceptance', 'enrolment']).describe('The step at which money is reserved.'),
    terminationTakesEffect: z.enum(['end-of-month']).describe('When a notice ends a contract.'),
    certificateGroups: z.array(field.code),
    certificateGroupAges: z
      .array(
        z.object({
          id: field.code,
          ageMonthsMin: field.count.optional().describe('Completed months on the start date, at least.'),
          ageMonthsMax: field.count
            .optional()
            .describe('In months; a bound of whole years holds to the next birthday.'),
        }),
      )
      .optional()
      .describe('The bounds of age of the certificate groups that have them.'),
    lateEntryDays: field.count
      .optional()
      .describe('How many days a notice may be older than its entry; 31 unless told.'),
  })
  .describe('What other services must know of a financing programme.');

export const certificatesProgrammes = {
  name: 'certificates.programmes.v1',
  description: 'The state of each financing programme. The last message of a key is the whole truth about it.',
  owner: 'certificates',
  key: 'financing programme id',
  compacted: true,
  schemas: { 'programme-registered': programmeState },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type CertificatesProgrammesOutgoing = Outgoing<typeof certificatesProgrammes>;
