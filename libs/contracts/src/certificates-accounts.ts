import { z } from 'zod';
import { field } from './fields.js';
import type { MessageOf, Outgoing, Topic } from './message.js';

const balances = z
  .object({
    nominalKopecks: field.kopecks,
    availableKopecks: field.kopecks,
    reservedKopecks: field.kopecks,
    spentKopecks: field.kopecks,
    expiredKopecks: field.kopecks,
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

const share = field.kopecks.describe('What the certificate pays, in kopecks.');
const coPayment = field.kopecks.describe('What the parent pays, in kopecks.');
const part = z
  .object({ month: field.month, shareKopecks: share, coPaymentKopecks: coPayment })
  .describe('The part of a contract that falls into one month.');
const released = field.kopecks.describe('Given back of months not yet debited, in kopecks.');
const refunded = field.kopecks.describe('Given back of months that had been debited, in kopecks.');

/** `sequence` is the revision of the event in the account's stream. */
export const certificatesAccounts = {
  name: 'certificates.accounts.v1',
  description: "Every movement of a certificate account. One child's movements keep their order.",
  owner: 'certificates',
  key: "certificate holder's surrogate id",
  compacted: false,
  version: 1,
  schemas: {
    'certificate-issued': z
      .object({
        ...certificate,
        certificateNumber: field.code,
        certificateGroup: field.code,
        nominalKopecks: field.kopecks.describe('What the certificate is granted for the period, in kopecks.'),
        from: field.date.describe('The first day of the period.'),
        toExclusive: field.date.describe('The day after the last of the period.'),
      })
      .describe('A child has a certificate.'),
    'funds-reserved': z
      .object({
        ...contract,
        start: field.date.describe('The first day of the contract.'),
        lastDay: field.date.describe('The last day of the contract, inclusive.'),
        fullPriceKopecks: field.kopecks.describe('The price for the days of the contract, in kopecks.'),
        shareKopecks: share,
        coPaymentKopecks: coPayment,
        parts: z.array(part),
      })
      .describe('Money is bound for a contract. Answers funds-requested of enrollment.contracts.v1.'),
    'reservation-refused': z
      .object({ ...contract, reason: field.code })
      .describe('No money is bound, and why. Answers funds-requested of enrollment.contracts.v1.'),
    'contract-opened': z.object(contract).describe('The contract is concluded: its months fall due.'),
    'month-debited': z
      .object({
        ...contract,
        month: field.month,
        debitedKopecks: field.kopecks.describe('Became spent, in kopecks.'),
        returnedKopecks: field.kopecks.describe('What incomplete lessons left of the part, in kopecks.'),
      })
      .describe('A month has fallen due. `on` is its 1st, or the conclusion if that is later.'),
    'completeness-reported': z
      .object({
        ...contract,
        month: field.month,
        held: field.count.describe('Lessons given in the month.'),
        planned: field.count.describe('Lessons planned for the month.'),
        returnedKopecks: field.kopecks.describe('Given back of the month if it had been debited before, in kopecks.'),
      })
      .describe('How much of a month was taught.'),
    'contract-shortened': z
      .object({
        ...contract,
        by: z.enum(['family', 'provider', 'operator']).optional().describe('`operator`: by closing the certificate.'),
        lastDay: field.date.describe('The last day of the contract after the notice, inclusive.'),
        releasedKopecks: released,
        refundedKopecks: refunded,
      })
      .describe('A notice ended the contract early.'),
    'reservation-released': z
      .object({ ...contract, reason: field.code, releasedKopecks: released, refundedKopecks: refunded })
      .describe('The contract is void: everything bound for it returns.'),
    'period-expired': z
      .object({
        ...certificate,
        expiredKopecks: field.kopecks.describe('Fell back to the budget, in kopecks.'),
      })
      .describe("The certificate's period is over."),
    'expiry-reversed': z
      .object({
        ...certificate,
        reversedKopecks: field.kopecks.describe('Of what had expired, available again, in kopecks.'),
        contract: field.uuid.optional().describe('For whose late request.'),
      })
      .describe('A fact dated inside the period arrived after its end: what had expired is available again for it.'),
    'notice-revoked': z
      .object({
        ...contract,
        revocation: field.count.describe('Which revocation of the contract, from 0.'),
        lastDay: field.date.describe('The last day of the contract, as before the notice.'),
        reservedKopecks: field.kopecks.describe('Bound again, in kopecks.'),
        debitedKopecks: field.kopecks.describe('Spent again, in kopecks.'),
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
        heldKopecks: field.kopecks.describe('Set aside for the correction, in kopecks.'),
      })
      .describe('The certificate can bear the correction. Answers lessons-correction-requested.'),
    'lessons-correction-refused': z
      .object({
        ...contract,
        correction,
        month: field.month,
        missingKopecks: field.kopecks.describe('What the certificate lacks for the correction, in kopecks.'),
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
        debitedKopecks: field.kopecks.describe('Spent beyond the report before, in kopecks.'),
        returnedKopecks: field.kopecks.describe('Given back beyond the report before, in kopecks.'),
        releasedKopecks: field.kopecks.describe(
          'Of what was set aside, given back because the contract was ended meanwhile, in kopecks.',
        ),
      })
      .describe('A report of lessons was corrected. Answers lessons-correction-decided.'),
    'lessons-correction-dropped': z
      .object({ ...contract, correction, month: field.month, heldKopecks: field.kopecks })
      .describe('The correction was refused as a whole: what was set aside is back where it came from.'),
    'certificate-closed': z
      .object({
        ...certificate,
        reason: field.code,
        expiredKopecks: field.kopecks.describe('Fell back to the budget, in kopecks.'),
      })
      .describe('An operator closed the certificate. Its live contracts end as by a notice of `on`.'),
    'answer-repeated': z
      .object({
        ...contract,
        answer: z.enum(['reserved', 'refused', 'notice-revoked', 'notice-revocation-refused']),
        reason: field.code.optional(),
        notice: field.count.optional().describe('Which notice was asked to be taken back, from 0.'),
      })
      .describe('Answers funds-requested or notice-revocation-requested once more: the answer stands as it was given.'),
  },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type CertificatesAccountsMessage = MessageOf<typeof certificatesAccounts>;
export type CertificatesAccountsOutgoing = Outgoing<typeof certificatesAccounts>;
