import { z } from 'zod';
import { codecOf, stored } from '../ledger/event-codec.js';
import {
  CLOSING_REASONS,
  REFUSAL_REASONS,
  REPEATED_ANSWERS,
  REVOCATION_REFUSALS,
  type AccountEvent,
} from './domain/events.js';

const { date, month, kopecks } = stored;
const text = z.string();
const returnsTo = z.enum(['available', 'expired']);
const terms = { programme: text, group: text, module: text, provider: text, direction: text, start: date };
const ofContract = { contract: text, programme: text, provider: text, returnsTo };

/** Stored JSON ⇄ account event, every version ever written. */
export const accountCodec = codecOf<AccountEvent>({
  CertificateIssued: z.object({
    on: date,
    programme: text,
    certificateGroup: text,
    number: text,
    nominalKopecks: kopecks,
    from: date,
    toExclusive: date,
  }),
  FundsReserved: z.object({
    on: date,
    contract: text,
    ...terms,
    lastDay: date,
    fullPriceKopecks: kopecks,
    fullNormKopecks: kopecks,
    shareKopecks: kopecks,
    coPaymentKopecks: kopecks,
    parts: z.array(z.object({ month, shareKopecks: kopecks, coPaymentKopecks: kopecks })),
  }),
  ReservationRefused: z.object({
    on: date,
    contract: text,
    ...terms,
    reason: z.enum(REFUSAL_REASONS),
  }),
  ContractOpened: z.object({ on: date, contract: text, programme: text }),
  MonthDebited: z.object({ on: date, ...ofContract, month, debitedKopecks: kopecks, returnedKopecks: kopecks }),
  CompletenessReported: z.object({
    on: date,
    ...ofContract,
    month,
    held: z.int(),
    planned: z.int(),
    returnedKopecks: kopecks,
  }),
  ContractShortened: z.object({
    on: date,
    ...ofContract,
    by: z.enum(['family', 'provider', 'operator']),
    lastDay: date,
    releasedKopecks: kopecks,
    refundedKopecks: kopecks,
  }),
  ReservationReleased: z.object({
    on: date,
    ...ofContract,
    reason: text,
    releasedKopecks: kopecks,
    refundedKopecks: kopecks,
  }),
  PeriodExpired: z.object({ on: date, programme: text, expiredKopecks: kopecks }),
  ExpiryReversed: z.object({ on: date, programme: text, reversedKopecks: kopecks, contract: text }),
  NoticeRevoked: z.object({
    on: date,
    ...ofContract,
    revocation: z.int(),
    noticeOn: date,
    lastDay: date,
    reservedKopecks: kopecks,
    debitedKopecks: kopecks,
  }),
  NoticeRevocationRefused: z.object({
    on: date,
    contract: text,
    programme: text,
    revocation: z.int(),
    reason: z.enum(REVOCATION_REFUSALS),
  }),
  LessonsCorrectionHeld: z.object({
    on: date,
    ...ofContract,
    correction: text,
    month,
    held: z.int(),
    planned: z.int(),
    heldKopecks: kopecks,
  }),
  LessonsCorrectionRefused: z.object({
    on: date,
    ...ofContract,
    correction: text,
    month,
    missingKopecks: kopecks,
  }),
  LessonsCorrected: z.object({
    on: date,
    ...ofContract,
    correction: text,
    reason: text,
    month,
    held: z.int(),
    planned: z.int(),
    before: z.object({ held: z.int(), planned: z.int(), reportedOn: date }),
    debitedKopecks: kopecks,
    returnedKopecks: kopecks,
    releasedKopecks: kopecks,
  }),
  LessonsCorrectionDropped: z.object({
    on: date,
    ...ofContract,
    correction: text,
    month,
    heldKopecks: kopecks,
  }),
  CertificateClosed: z.object({
    on: date,
    programme: text,
    reason: z.enum(CLOSING_REASONS),
    expiredKopecks: kopecks,
  }),
  AnswerRepeated: z.object({
    on: date,
    contract: text,
    programme: text,
    attempt: z.int(),
    answer: z.enum(REPEATED_ANSWERS),
    reason: z.enum([...REFUSAL_REASONS, ...REVOCATION_REFUSALS]).optional(),
    notice: z.int().optional(),
  }),
});
