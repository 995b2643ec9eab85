import { z } from 'zod';
import { field } from './fields.js';
import type { MessageOf, Outgoing, Topic } from './message.js';

/** What other services must know of a financing programme. */
const programmeState = z.object({
  financingProgramme: field.code,
  municipality: z.int(),
  timeZone: field.timeZone,
  from: field.date,
  toExclusive: field.date,
  reserveAt: z.enum(['application', 'acceptance', 'enrolment']),
  terminationTakesEffect: z.enum(['end-of-month']),
  certificateGroups: z.array(field.code),
});

/** The state of each financing programme. The last message of a key is the whole truth about it. */
export const certificatesProgrammes = {
  name: 'certificates.programmes.v1',
  owner: 'certificates',
  key: 'financing programme id',
  compacted: true,
  version: 1,
  schemas: { 'programme-registered': programmeState },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type ProgrammeState = z.output<typeof programmeState>;
export type CertificatesProgrammesMessage = MessageOf<typeof certificatesProgrammes>;
export type CertificatesProgrammesOutgoing = Outgoing<typeof certificatesProgrammes>;
