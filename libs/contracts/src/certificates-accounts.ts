import { z } from 'zod';
import { field } from './fields.js';
import type { MessageOf, Outgoing, Topic } from './message.js';

const certificate = { holder: field.uuid, financingProgramme: field.code, on: field.date };
const contract = { ...certificate, contract: field.uuid };
const part = z.object({ month: field.month, shareKopecks: field.kopecks, coPaymentKopecks: field.kopecks });

/** Every movement of a certificate account. `sequence` is the revision of the event in the account's stream. */
export const certificatesAccounts = {
  name: 'certificates.accounts.v1',
  owner: 'certificates',
  key: "certificate holder's surrogate id",
  compacted: false,
  version: 1,
  schemas: {
    'certificate-issued': z.object({
      ...certificate,
      certificateNumber: field.code,
      certificateGroup: field.code,
      nominalKopecks: field.kopecks,
      from: field.date,
      toExclusive: field.date,
    }),
    'funds-reserved': z.object({
      ...contract,
      start: field.date,
      lastDay: field.date,
      fullPriceKopecks: field.kopecks,
      shareKopecks: field.kopecks,
      coPaymentKopecks: field.kopecks,
      parts: z.array(part),
    }),
    'reservation-refused': z.object({ ...contract, reason: field.code }),
    'contract-opened': z.object(contract),
    'month-debited': z.object({
      ...contract,
      month: field.month,
      debitedKopecks: field.kopecks,
      returnedKopecks: field.kopecks,
    }),
    'completeness-reported': z.object({
      ...contract,
      month: field.month,
      held: field.count,
      planned: field.count,
      returnedKopecks: field.kopecks,
    }),
    'contract-shortened': z.object({
      ...contract,
      lastDay: field.date,
      releasedKopecks: field.kopecks,
      refundedKopecks: field.kopecks,
    }),
    'reservation-released': z.object({
      ...contract,
      reason: field.code,
      releasedKopecks: field.kopecks,
      refundedKopecks: field.kopecks,
    }),
    'period-expired': z.object({ ...certificate, expiredKopecks: field.kopecks }),
    /** A fact dated inside the period arrived after its end: what had expired is available again for it. */
    'expiry-reversed': z.object({ ...certificate, reversedKopecks: field.kopecks }),
  },
} as const satisfies Topic<Record<string, z.ZodType>>;

export type CertificatesAccountsMessage = MessageOf<typeof certificatesAccounts>;
export type CertificatesAccountsOutgoing = Outgoing<typeof certificatesAccounts>;
