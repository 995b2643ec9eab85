import { z } from 'zod';
import { field } from './fields.js';

const certificate = {
  holder: field.uuid.describe('The child as a surrogate id: the key of the message.'),
  financingProgramme: field.code,
  on: field.date.describe('The business date of the fact.'),
};
const contract = { ...certificate, contract: field.uuid };

const share = field.kopecks.describe('What the certificate pays, in kopecks.');
const coPayment = field.kopecks.describe('What the parent pays, in kopecks.');
const part = z
  .object({ month: field.month, shareKopecks: share, coPaymentKopecks: coPayment })
  .describe('The part of a contract that falls into one month.');
const released = field.kopecks.describe('Given back of months not yet debited, in kopecks.');
const refunded = field.kopecks.describe('Given back of months that had been debited, in kopecks.');

/** The messages of certificates.accounts.v1 as the first version sent them. They lie on topics: nothing here changes. */
export const firstAccounts = {
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
    })
    .describe('A fact dated inside the period arrived after its end: what had expired is available again for it.'),
};
