import { certificatesAccounts, encode, type CertificatesAccountsOutgoing, type WireMessage } from '@lib/contracts';
import type { StoredEvent } from '@lib/event-store';
import { causeOf } from '../ledger/cause.js';
import { holderOf } from '../ledger/streams.js';
import { accountCodec } from './account.codec.js';
import type { AccountEvent } from './domain/events.js';
import type { Standing } from './standing.publisher.js';

/**
 * The message of an account event: one for each, so that the revision in the stream is the gap-free `sequence` of the
 * holder. The mapping is explicit, because a change inside must not become a change on the wire.
 */
export const accountMessage = (stored: StoredEvent, standing: Standing): WireMessage => {
  const event = accountCodec.decode(stored);
  const holder = holderOf(stored.stream);
  const head = {
    id: stored.id,
    key: holder,
    time: stored.recordedAt,
    recordedTime: stored.recordedAt,
    ...causeOf(stored),
  };
  return encode(certificatesAccounts, { ...head, ...body(holder, event, standing) }, stored.revision);
};

type Body = CertificatesAccountsOutgoing extends infer Each
  ? Each extends { type: infer Type; data: infer Data }
    ? { readonly type: Type; readonly data: Data }
    : never
  : never;

/** What the message of every event tells, and what it tells of a contract. */
type OfCertificate = Pick<
  Extract<Body, { type: 'period-expired' }>['data'],
  'holder' | 'financingProgramme' | 'on' | 'unit' | 'certificateNumber' | 'after'
>;
type OfContract = Extract<Body, { type: 'contract-concluded' }>['data'];

/** An event with what its message tells beside the event's own facts. */
type About<Type extends AccountEvent['type']> = {
  readonly event: Extract<AccountEvent, { type: Type }>;
  readonly certificate: OfCertificate;
  readonly contract: OfContract;
};

const body = (holder: string, event: AccountEvent, { number, after, terms }: Standing): Body => {
  const certificate = {
    holder,
    financingProgramme: event.financingProgramme,
    on: event.on,
    unit: 'kopeck' as const,
    ...(number === undefined ? {} : { certificateNumber: number }),
    ...(after === undefined ? {} : { after }),
  };
  const contract = {
    ...certificate,
    contract: 'contract' in event ? event.contract : '',
    ...terms,
    ...('provider' in event ? { provider: event.provider } : {}),
    ...('group' in event ? { group: event.group, module: event.module } : {}),
  };
  const bodyOf = bodies[event.type] as (about: About<AccountEvent['type']>) => Body;
  return bodyOf({ event, certificate, contract });
};

const bodies = {
  CertificateIssued: ({ event, certificate }) => ({
    type: 'certificate-issued',
    data: {
      ...certificate,
      certificateNumber: event.number,
      certificateGroup: event.certificateGroup,
      nominal: event.nominal,
      from: event.from,
      toExclusive: event.toExclusive,
    },
  }),
  FundsReserved: ({ event: { start, lastDay, fullPrice, share, coPayment, parts }, contract }) => ({
    type: 'funds-reserved',
    data: { ...contract, start, lastDay, fullPrice, share, coPayment, parts: [...parts] },
  }),
  ReservationRefused: ({ event: { reason }, contract }) => ({
    type: 'reservation-refused',
    data: { ...contract, reason },
  }),
  ContractConcluded: ({ contract }) => ({ type: 'contract-concluded', data: contract }),
  MonthDebited: ({ event: { month, debited, returned }, contract }) => ({
    type: 'month-debited',
    data: { ...contract, month, debited, returned },
  }),
  LessonsReported: ({ event: { month, held, planned, returned }, contract }) => ({
    type: 'lessons-reported',
    data: { ...contract, month, held, planned, returned },
  }),
  ContractTerminated: ({ event: { by, lastDay, released, refunded }, contract }) => ({
    type: 'contract-terminated',
    data: { ...contract, by, lastDay, released, refunded },
  }),
  ReservationReleased: ({ event: { reason, released, refunded }, contract }) => ({
    type: 'reservation-released',
    data: { ...contract, reason, released, refunded },
  }),
  PeriodExpired: ({ event: { expired }, certificate }) => ({
    type: 'period-expired',
    data: { ...certificate, expired },
  }),
  ExpiryReversed: ({ event: { reversed, contract }, certificate }) => ({
    type: 'expiry-reversed',
    data: { ...certificate, reversed, contract },
  }),
  NoticeRevoked: ({ event: { revocation, lastDay, reserved, debited }, contract }) => ({
    type: 'notice-revoked',
    data: { ...contract, revocation, lastDay, reserved, debited },
  }),
  NoticeRevocationRefused: ({ event: { revocation, reason }, contract }) => ({
    type: 'notice-revocation-refused',
    data: { ...contract, revocation, reason },
  }),
  LessonsCorrectionHeld: ({ event: { correction, month, setAside }, contract }) => ({
    type: 'lessons-correction-held',
    data: { ...contract, correction, month, setAside },
  }),
  LessonsCorrectionRefused: ({ event: { correction, month, missing }, contract }) => ({
    type: 'lessons-correction-refused',
    data: { ...contract, correction, month, missing },
  }),
  LessonsCorrected: ({ event, contract }) => {
    const { correction, month, held, planned, reason, before, debited, returned, released } = event;
    const data = { ...contract, correction, month, held, planned, reason, before, debited, returned, released };
    return { type: 'lessons-corrected', data };
  },
  LessonsCorrectionDropped: ({ event: { correction, month, setAside }, contract }) => ({
    type: 'lessons-correction-dropped',
    data: { ...contract, correction, month, setAside },
  }),
  CertificateClosed: ({ event: { reason, expired }, certificate }) => ({
    type: 'certificate-closed',
    data: { ...certificate, reason, expired },
  }),
  AnswerRepeated: ({ event: { answer, reason, notice }, contract }) => ({
    type: 'answer-repeated',
    data: {
      ...contract,
      answer,
      ...(reason === undefined ? {} : { reason }),
      ...(notice === undefined ? {} : { notice }),
    },
  }),
} as const satisfies { readonly [Type in AccountEvent['type']]: (about: About<Type>) => Body };
