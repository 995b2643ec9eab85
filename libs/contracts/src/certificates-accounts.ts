import { z } from 'zod';
import { firstAccounts } from './certificates-accounts.v1.js';
import { field } from './fields.js';
import { withUnit } from './with-unit.js';
import type { MessageOf, Outgoing, Topic } from './message.js';

const balances = z
  .object({
    nominal: field.amount,
    available: field.amount,
    reserved: field.amount,
    spent: field.amount,
    expired: field.amount,
  })
  .describe(
    'The balances of the certificate after this fact: nominal = available + reserved + spent + expired. ' +
      'Missing where the child has no certificate, as with a contract that costs it nothing.',
  );
// Optional for readers of what was sent before they were told; always told where there is a certificate, a contract.
const certificate = {
  holder: field.uuid.describe('The child as a surrogate id: the key of the message.'),
  financingProgramme: field.code,
  on: field.date.describe('The business date of the fact.'),
  unit: field.unit,
  certificateNumber: field.code.optional().describe('Missing where the child has no certificate.'),
  after: balances.optional(),
};
const place = {
  provider: field.code.optional().describe('The provider of the contract, an id of the catalogue.'),
  group: field.code.optional().describe('The study group of the contract.'),
  module: field.code.optional().describe('The module of the contract.'),
};
const contract = { ...certificate, contract: field.uuid, ...place };
const correction = field.uuid.describe('The correction of a report of lessons.');
const corrected = z
  .object({ held: field.count, planned: field.count, reportedOn: field.date })
  .describe('The report that is corrected.');

const share = field.amount.describe('What the certificate pays.');
const coPayment = field.amount.describe('What the parent pays.');
const part = z
  .object({ month: field.month, share, coPayment })
  .describe('The part of a contract that falls into one month.');
const released = field.amount.describe('Given back of months not yet debited.');
const refunded = field.amount.describe('Given back of months that had been debited.');

/** `sequence` is the revision of the event in the account's stream. */
export const certificatesAccounts = {
  name: 'certificates.accounts.v1',
  description: "Every movement of a certificate account. One child's movements keep their order.",
  owner: 'certificates',
  key: "certificate holder's surrogate id",
  compacted: false,
  schemas: {
    'certificate-issued': z
      .object({
        ...certificate,
        certificateNumber: field.code,
        certificateGroup: field.code,
        nominal: field.amount.describe('What the certificate is granted for the period.'),
        from: field.date.describe('The first day of the period.'),
        toExclusive: field.date.describe('The day after the last of the period.'),
      })
      .describe('A child has a certificate.'),
    'funds-reserved': z
      .object({
        ...contract,
        start: field.date.describe('The first day of the contract.'),
        lastDay: field.date.describe('The last day of the contract, inclusive.'),
        fullPrice: field.amount.describe('The price for the days of the contract.'),
        share,
        coPayment,
        parts: z.array(part),
      })
      .describe('Money is bound for a contract. Answers funds-requested of enrollment.contracts.v1.'),
    'reservation-refused': z
      .object({
        ...contract,
        reason: field.code,
        coPayment: coPayment.optional().describe('What the parent would pay, where that is why.'),
      })
      .describe(
        'No money is bound, and why. Answers funds-requested of enrollment.contracts.v1. After `terms-changed` there may ' +
          'be another request for the same contract; every other reason is the end of it.',
      ),
    'contract-concluded': z.object(contract).describe('The contract is concluded: its months fall due.'),
    'month-debited': z
      .object({
        ...contract,
        month: field.month,
        debited: field.amount.describe('Became spent.'),
        returned: field.amount.describe('What incomplete lessons left of the part.'),
      })
      .describe('A month has fallen due. `on` is its 1st, or the conclusion if that is later.'),
    'lessons-reported': z
      .object({
        ...contract,
        month: field.month,
        held: field.count.describe('Lessons given in the month.'),
        planned: field.count.describe('Lessons planned for the month.'),
        returned: field.amount.describe('Given back of the month if it had been debited before.'),
      })
      .describe('How much of a month was taught.'),
    'contract-terminated': z
      .object({
        ...contract,
        by: z.enum(['family', 'provider', 'operator']).optional().describe('`operator`: by closing the certificate.'),
        lastDay: field.date.describe('The last day of the contract after the notice, inclusive.'),
        released,
        refunded,
      })
      .describe('A notice ended the contract early.'),
    'reservation-released': z
      .object({ ...contract, reason: field.code, released, refunded })
      .describe('The contract is void: everything bound for it returns.'),
    'period-expired': z
      .object({
        ...certificate,
        expired: field.amount.describe('Fell back to the budget.'),
      })
      .describe("The certificate's period is over."),
    'expiry-reversed': z
      .object({
        ...certificate,
        reversed: field.amount.describe('Of what had expired, available again.'),
        contract: field.uuid.optional().describe('For whose late request.'),
      })
      .describe('A fact dated inside the period arrived after its end: what had expired is available again for it.'),
    'notice-revoked': z
      .object({
        ...contract,
        revocation: field.count.describe('Which revocation of the contract, from 0.'),
        lastDay: field.date.describe('The last day of the contract, as before the notice.'),
        reserved: field.amount.describe('Bound again.'),
        debited: field.amount.describe('Spent again.'),
      })
      .describe('A notice entered by mistake is taken back. Answers notice-revocation-requested.'),
    'notice-revocation-refused': z
      .object({ ...contract, revocation: field.count, reason: field.code })
      .describe('The notice stands. Answers notice-revocation-requested.'),
    'lessons-correction-held': z
      .object({
        ...contract,
        correction,
        month: field.month,
        setAside: field.amount.describe('Set aside for the correction.'),
      })
      .describe('The certificate can bear the correction. Answers lessons-correction-requested.'),
    'lessons-correction-refused': z
      .object({
        ...contract,
        correction,
        month: field.month,
        missing: field.amount.describe('What the certificate lacks for the correction.'),
      })
      .describe('The certificate cannot bear the correction. Answers lessons-correction-requested.'),
    'lessons-corrected': z
      .object({
        ...contract,
        correction,
        month: field.month,
        held: field.count.describe('Lessons given in the month.'),
        planned: field.count.describe('Lessons planned for the month.'),
        reason: field.code,
        before: corrected,
        debited: field.amount.describe('Spent beyond the report before.'),
        returned: field.amount.describe('Given back beyond the report before.'),
        released: field.amount.describe('Of what was set aside, given back because the contract was ended meanwhile.'),
      })
      .describe('A report of lessons was corrected. Answers lessons-correction-decided.'),
    'lessons-correction-dropped': z
      .object({ ...contract, correction, month: field.month, setAside: field.amount })
      .describe('The correction was refused as a whole: what was set aside is back where it came from.'),
    'certificate-closed': z
      .object({
        ...certificate,
        reason: field.code,
        expired: field.amount.describe('Fell back to the budget.'),
      })
      .describe('An operator closed the certificate. Its live contracts end as by a notice of `on`.'),
    'answer-repeated': z
      .object({
        ...contract,
        request: field.count.optional().describe('Which request for money it answers, from 0; 0 unless told.'),
        answer: z.enum(['reserved', 'refused', 'notice-revoked', 'notice-revocation-refused']),
        reason: field.code.optional(),
        coPayment: coPayment.optional().describe('What the parent pays, or would pay, where that was answered.'),
        notice: field.count.optional().describe('Which notice was asked to be taken back, from 0.'),
      })
      .describe('Answers funds-requested or notice-revocation-requested once more: the answer stands as it was given.'),
  },
  older: {
    'certificate-issued': [{ schema: firstAccounts['certificate-issued'], next: withUnit }],
    'funds-reserved': [{ schema: firstAccounts['funds-reserved'], next: withUnit }],
    'reservation-refused': [{ schema: firstAccounts['reservation-refused'], next: withUnit }],
    'contract-concluded': [{ name: 'contract-opened', schema: firstAccounts['contract-opened'], next: withUnit }],
    'month-debited': [{ schema: firstAccounts['month-debited'], next: withUnit }],
    'lessons-reported': [
      { name: 'completeness-reported', schema: firstAccounts['completeness-reported'], next: withUnit },
    ],
    'contract-terminated': [
      { name: 'contract-shortened', schema: firstAccounts['contract-shortened'], next: withUnit },
    ],
    'reservation-released': [{ schema: firstAccounts['reservation-released'], next: withUnit }],
    'period-expired': [{ schema: firstAccounts['period-expired'], next: withUnit }],
    'expiry-reversed': [{ schema: firstAccounts['expiry-reversed'], next: withUnit }],
  },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type CertificatesAccountsMessage = MessageOf<typeof certificatesAccounts>;
export type CertificatesAccountsOutgoing = Outgoing<typeof certificatesAccounts>;
