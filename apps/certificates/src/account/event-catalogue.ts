import type { CertificatesAccountsOutgoing } from '@lib/contracts';
import { z } from 'zod';
import { codecOf, stored, versionOne, type Forms, type StoredForms } from '../ledger/event-codec.js';
import { finalRefusals } from './final-refusals.js';
import { firstVersion, inTheTermsOfTheField } from './first-version.js';
import {
  CLOSING_REASONS,
  REFUSAL_REASONS,
  REPEATED_ANSWERS,
  REVOCATION_REFUSALS,
  type AccountEvent,
} from './domain/events.js';
import type { ContractFact } from './domain/contract.js';

const { date, kopecks, unit } = stored;
const text = z.string();
const returnsTo = z.enum(['available', 'expired']);
const terms = { financingProgramme: text, group: text, module: text, provider: text, direction: text, start: date };
const ofContract = { contract: text, financingProgramme: text, provider: text, returnsTo };
const lessons = { held: z.int(), planned: z.int() };

type EventOf<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>;

type Entry<Type extends AccountEvent['type']> = {
  /** Every form in which it was ever stored; the last one is written. */
  readonly stored: Forms<Omit<EventOf<Type>, 'type'>>;
  /** Explicit, field by field, because a change inside must not become a change on the wire. */
  readonly message: (
    event: EventOf<Type>,
    told: EventOf<Type> extends ContractFact ? OfContract : OfCertificate,
  ) => Body;
};

/** What a message of an account says besides its head. */
export type Body = CertificatesAccountsOutgoing extends infer Each
  ? Each extends { type: infer Type; data: infer Data }
    ? { readonly type: Type; readonly data: Data }
    : never
  : never;

/** What the message of every event tells, and what it tells of a contract. */
export type OfCertificate = Pick<
  Extract<Body, { type: 'period-expired' }>['data'],
  'holder' | 'financingProgramme' | 'on' | 'unit' | 'certificateNumber' | 'after'
>;
export type OfContract = Extract<Body, { type: 'contract-concluded' }>['data'];

/**
 * Every event of an account, as it is stored and sent. What it does to a contract is said in domain/contract.ts, what it
 * books in domain/events.ts, how a statement tells it in statement/domain/entries.ts.
 */
export const catalogue = {
  CertificateIssued: {
    stored: firstVersion.CertificateIssued.now(
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
    message: (event, told) => ({
      type: 'certificate-issued',
      data: {
        ...told,
        certificateNumber: event.number,
        certificateGroup: event.certificateGroup,
        nominal: event.nominal,
        from: event.from,
        toExclusive: event.toExclusive,
      },
    }),
  },
  FundsReserved: {
    stored: firstVersion.FundsReserved.now(
      z.object({
        on: date,
        contract: text,
        ...terms,
        lastDay: date,
        fullPrice: kopecks,
        fullNorm: kopecks,
        share: kopecks,
        coPayment: kopecks,
        parts: z.array(z.object({ month: stored.month, share: kopecks, coPayment: kopecks })).readonly(),
      }),
      inTheTermsOfTheField,
    ),
    message: ({ start, lastDay, fullPrice, share, coPayment, parts }, told) => ({
      type: 'funds-reserved',
      data: { ...told, start, lastDay, fullPrice, share, coPayment, parts: [...parts] },
    }),
  },
  ReservationRefused: {
    stored: finalRefusals.ReservationRefused.now(
      z.object({ on: date, contract: text, ...terms, reason: z.enum(REFUSAL_REASONS), coPayment: kopecks.optional() }),
      (refused) => refused,
    ),
    message: ({ reason, coPayment }, told) => ({
      type: 'reservation-refused',
      data: { ...told, reason, ...(coPayment === undefined ? {} : { coPayment }) },
    }),
  },
  ContractConcluded: {
    stored: firstVersion.ContractOpened.now(
      z.object({ on: date, contract: text, financingProgramme: text }),
      inTheTermsOfTheField,
    ),
    message: (_, told) => ({ type: 'contract-concluded', data: told }),
  },
  MonthDebited: {
    stored: firstVersion.MonthDebited.now(
      z.object({ on: date, ...ofContract, month: stored.month, debited: kopecks, returned: kopecks }),
      inTheTermsOfTheField,
    ),
    message: ({ month, debited, returned }, told) => ({
      type: 'month-debited',
      data: { ...told, month, debited, returned },
    }),
  },
  LessonsReported: {
    stored: firstVersion.CompletenessReported.now(
      z.object({ on: date, ...ofContract, month: stored.month, ...lessons, returned: kopecks }),
      inTheTermsOfTheField,
    ),
    message: ({ month, held, planned, returned }, told) => ({
      type: 'lessons-reported',
      data: { ...told, month, held, planned, returned },
    }),
  },
  ContractTerminated: {
    stored: firstVersion.ContractShortened.now(
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
    message: ({ by, lastDay, released, refunded }, told) => ({
      type: 'contract-terminated',
      data: { ...told, by, lastDay, released, refunded },
    }),
  },
  ReservationReleased: {
    stored: firstVersion.ReservationReleased.now(
      z.object({ on: date, ...ofContract, reason: text, released: kopecks, refunded: kopecks }),
      inTheTermsOfTheField,
    ),
    message: ({ reason, released, refunded }, told) => ({
      type: 'reservation-released',
      data: { ...told, reason, released, refunded },
    }),
  },
  PeriodExpired: {
    stored: firstVersion.PeriodExpired.now(
      z.object({ on: date, financingProgramme: text, expired: kopecks }),
      inTheTermsOfTheField,
    ),
    message: ({ expired }, told) => ({
      type: 'period-expired',
      data: { ...told, expired },
    }),
  },
  ExpiryReversed: {
    stored: firstVersion.ExpiryReversed.now(
      z.object({ on: date, financingProgramme: text, reversed: kopecks, contract: text }),
      inTheTermsOfTheField,
    ),
    message: ({ reversed, contract }, told) => ({ type: 'expiry-reversed', data: { ...told, reversed, contract } }),
  },
  NoticeRevoked: {
    stored: versionOne(
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
    message: ({ revocation, lastDay, reserved, debited }, told) => ({
      type: 'notice-revoked',
      data: { ...told, revocation, lastDay, reserved, debited },
    }),
  },
  NoticeRevocationRefused: {
    stored: versionOne(
      z.object({
        on: date,
        contract: text,
        financingProgramme: text,
        revocation: z.int(),
        reason: z.enum(REVOCATION_REFUSALS),
      }),
    ),
    message: ({ revocation, reason }, told) => ({
      type: 'notice-revocation-refused',
      data: { ...told, revocation, reason },
    }),
  },
  LessonsCorrectionHeld: {
    stored: versionOne(
      z.object({ on: date, ...ofContract, correction: text, month: stored.month, ...lessons, setAside: kopecks }),
    ),
    message: ({ correction, month, setAside }, told) => ({
      type: 'lessons-correction-held',
      data: { ...told, correction, month, setAside },
    }),
  },
  LessonsCorrectionRefused: {
    stored: versionOne(z.object({ on: date, ...ofContract, correction: text, month: stored.month, missing: kopecks })),
    message: ({ correction, month, missing }, told) => ({
      type: 'lessons-correction-refused',
      data: { ...told, correction, month, missing },
    }),
  },
  LessonsCorrected: {
    stored: versionOne(
      z.object({
        on: date,
        ...ofContract,
        correction: text,
        reason: text,
        month: stored.month,
        ...lessons,
        before: z.object({ ...lessons, reportedOn: date }),
        debited: kopecks,
        returned: kopecks,
        released: kopecks,
      }),
    ),
    message: (event, told) => {
      const { correction, month, held, planned, reason, before, debited, returned, released } = event;
      const data = { ...told, correction, month, held, planned, reason, before, debited, returned, released };
      return { type: 'lessons-corrected', data };
    },
  },
  LessonsCorrectionDropped: {
    stored: versionOne(z.object({ on: date, ...ofContract, correction: text, month: stored.month, setAside: kopecks })),
    message: ({ correction, month, setAside }, told) => ({
      type: 'lessons-correction-dropped',
      data: { ...told, correction, month, setAside },
    }),
  },
  CertificateClosed: {
    stored: versionOne(
      z.object({ on: date, financingProgramme: text, reason: z.enum(CLOSING_REASONS), expired: kopecks }),
    ),
    message: ({ reason, expired }, told) => ({
      type: 'certificate-closed',
      data: { ...told, reason, expired },
    }),
  },
  AnswerRepeated: {
    stored: finalRefusals.AnswerRepeated.now(
      z.object({
        on: date,
        contract: text,
        financingProgramme: text,
        request: z.int().optional(),
        attempt: z.int(),
        answer: z.enum(REPEATED_ANSWERS),
        reason: z.enum([...REFUSAL_REASONS, ...REVOCATION_REFUSALS]).optional(),
        coPayment: kopecks.optional(),
        notice: z.int().optional(),
      }),
      (repeated) => repeated,
    ),
    message: ({ request, answer, reason, coPayment, notice }, told) => ({
      type: 'answer-repeated',
      data: {
        ...told,
        ...(request === undefined ? {} : { request }),
        answer,
        ...(reason === undefined ? {} : { reason }),
        ...(coPayment === undefined ? {} : { coPayment }),
        ...(notice === undefined ? {} : { notice }),
      },
    }),
  },
} as const satisfies { readonly [Type in AccountEvent['type']]: Entry<Type> };

/** Stored JSON ⇄ account event: every version ever written is read, the last is written. */
export const accountCodec = codecOf<AccountEvent>(
  Object.fromEntries(
    Object.entries(catalogue).map(([type, entry]) => [type, entry.stored]),
  ) as unknown as StoredForms<AccountEvent>,
);
