import { z } from 'zod';
import { codecOf, stored, versionOne } from '../ledger/event-codec.js';
import { firstVersion, inTheTermsOfTheField } from './first-version.js';
import {
  CLOSING_REASONS,
  REFUSAL_REASONS,
  REPEATED_ANSWERS,
  REVOCATION_REFUSALS,
  type AccountEvent,
} from './domain/events.js';

const { date, month, kopecks, unit } = stored;
const text = z.string();
const returnsTo = z.enum(['available', 'expired']);
const terms = { financingProgramme: text, group: text, module: text, provider: text, direction: text, start: date };
const ofContract = { contract: text, financingProgramme: text, provider: text, returnsTo };
const lessons = { held: z.int(), planned: z.int() };

/** Stored JSON ⇄ account event: every version ever written is read, the last is written. */
export const accountCodec = codecOf<AccountEvent>({
  CertificateIssued: firstVersion.CertificateIssued.now(
    z.object({
      on: date,
      financingProgramme: text,
      certificateGroup: text,
      number: text,
      unit,
      nominal: kopecks,
      from: date,
      toExclusive: date,
    }),
    (issued) => ({ ...inTheTermsOfTheField(issued), unit: 'kopeck' as const }),
  ),
  FundsReserved: firstVersion.FundsReserved.now(
    z.object({
      on: date,
      contract: text,
      ...terms,
      lastDay: date,
      fullPrice: kopecks,
      fullNorm: kopecks,
      share: kopecks,
      coPayment: kopecks,
      parts: z.array(z.object({ month, share: kopecks, coPayment: kopecks })).readonly(),
    }),
    inTheTermsOfTheField,
  ),
  ReservationRefused: firstVersion.ReservationRefused.now(
    z.object({ on: date, contract: text, ...terms, reason: z.enum(REFUSAL_REASONS) }),
    inTheTermsOfTheField,
  ),
  ContractConcluded: firstVersion.ContractOpened.now(
    z.object({ on: date, contract: text, financingProgramme: text }),
    inTheTermsOfTheField,
  ),
  MonthDebited: firstVersion.MonthDebited.now(
    z.object({ on: date, ...ofContract, month, debited: kopecks, returned: kopecks }),
    inTheTermsOfTheField,
  ),
  LessonsReported: firstVersion.CompletenessReported.now(
    z.object({ on: date, ...ofContract, month, ...lessons, returned: kopecks }),
    inTheTermsOfTheField,
  ),
  ContractTerminated: firstVersion.ContractShortened.now(
    z.object({
      on: date,
      ...ofContract,
      by: z.enum(['family', 'provider', 'operator']),
      lastDay: date,
      released: kopecks,
      refunded: kopecks,
    }),
    inTheTermsOfTheField,
  ),
  ReservationReleased: firstVersion.ReservationReleased.now(
    z.object({ on: date, ...ofContract, reason: text, released: kopecks, refunded: kopecks }),
    inTheTermsOfTheField,
  ),
  PeriodExpired: firstVersion.PeriodExpired.now(
    z.object({ on: date, financingProgramme: text, expired: kopecks }),
    inTheTermsOfTheField,
  ),
  ExpiryReversed: firstVersion.ExpiryReversed.now(
    z.object({ on: date, financingProgramme: text, reversed: kopecks, contract: text }),
    inTheTermsOfTheField,
  ),
  NoticeRevoked: versionOne(
    z.object({
      on: date,
      ...ofContract,
      revocation: z.int(),
      noticeOn: date,
      lastDay: date,
      reserved: kopecks,
      debited: kopecks,
    }),
  ),
  NoticeRevocationRefused: versionOne(
    z.object({
      on: date,
      contract: text,
      financingProgramme: text,
      revocation: z.int(),
      reason: z.enum(REVOCATION_REFUSALS),
    }),
  ),
  LessonsCorrectionHeld: versionOne(
    z.object({ on: date, ...ofContract, correction: text, month, ...lessons, setAside: kopecks }),
  ),
  LessonsCorrectionRefused: versionOne(
    z.object({ on: date, ...ofContract, correction: text, month, missing: kopecks }),
  ),
  LessonsCorrected: versionOne(
    z.object({
      on: date,
      ...ofContract,
      correction: text,
      reason: text,
      month,
      ...lessons,
      before: z.object({ ...lessons, reportedOn: date }),
      debited: kopecks,
      returned: kopecks,
      released: kopecks,
    }),
  ),
  LessonsCorrectionDropped: versionOne(
    z.object({ on: date, ...ofContract, correction: text, month, setAside: kopecks }),
  ),
  CertificateClosed: versionOne(
    z.object({ on: date, financingProgramme: text, reason: z.enum(CLOSING_REASONS), expired: kopecks }),
  ),
  AnswerRepeated: versionOne(
    z.object({
      on: date,
      contract: text,
      financingProgramme: text,
      attempt: z.int(),
      answer: z.enum(REPEATED_ANSWERS),
      reason: z.enum([...REFUSAL_REASONS, ...REVOCATION_REFUSALS]).optional(),
      notice: z.int().optional(),
    }),
  ),
});
