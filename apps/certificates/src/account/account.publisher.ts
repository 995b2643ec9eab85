import { certificatesAccounts, encode, type CertificatesAccountsOutgoing, type WireMessage } from '@lib/contracts';
import type { StoredEvent } from '@lib/event-store';
import { unreachable } from '@lib/kernel';
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

const body = (holder: string, event: AccountEvent, { number, after, terms }: Standing): Body => {
  const certificate = {
    holder,
    financingProgramme: event.programme,
    on: event.on,
    ...(number === undefined ? {} : { certificateNumber: number }),
    ...(after === undefined ? {} : { after }),
  };
  const place = {
    ...terms,
    ...('provider' in event ? { provider: event.provider } : {}),
    ...('group' in event ? { group: event.group, module: event.module } : {}),
  };
  switch (event.type) {
    case 'CertificateIssued':
      return {
        type: 'certificate-issued',
        data: {
          ...certificate,
          certificateNumber: event.number,
          certificateGroup: event.certificateGroup,
          nominalKopecks: event.nominalKopecks,
          from: event.from,
          toExclusive: event.toExclusive,
        },
      };
    case 'FundsReserved':
      return {
        type: 'funds-reserved',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          start: event.start,
          lastDay: event.lastDay,
          fullPriceKopecks: event.fullPriceKopecks,
          shareKopecks: event.shareKopecks,
          coPaymentKopecks: event.coPaymentKopecks,
          parts: [...event.parts],
        },
      };
    case 'ReservationRefused':
      return {
        type: 'reservation-refused',
        data: { ...certificate, contract: event.contract, ...place, reason: event.reason },
      };
    case 'ContractOpened':
      return { type: 'contract-opened', data: { ...certificate, contract: event.contract, ...place } };
    case 'MonthDebited':
      return {
        type: 'month-debited',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          month: event.month,
          debitedKopecks: event.debitedKopecks,
          returnedKopecks: event.returnedKopecks,
        },
      };
    case 'CompletenessReported':
      return {
        type: 'completeness-reported',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          month: event.month,
          held: event.held,
          planned: event.planned,
          returnedKopecks: event.returnedKopecks,
        },
      };
    case 'ContractShortened':
      return {
        type: 'contract-shortened',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          by: event.by,
          lastDay: event.lastDay,
          releasedKopecks: event.releasedKopecks,
          refundedKopecks: event.refundedKopecks,
        },
      };
    case 'ReservationReleased':
      return {
        type: 'reservation-released',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          reason: event.reason,
          releasedKopecks: event.releasedKopecks,
          refundedKopecks: event.refundedKopecks,
        },
      };
    case 'PeriodExpired':
      return { type: 'period-expired', data: { ...certificate, expiredKopecks: event.expiredKopecks } };
    case 'ExpiryReversed':
      return {
        type: 'expiry-reversed',
        data: { ...certificate, reversedKopecks: event.reversedKopecks, contract: event.contract },
      };
    case 'NoticeRevoked':
      return {
        type: 'notice-revoked',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          revocation: event.revocation,
          lastDay: event.lastDay,
          reservedKopecks: event.reservedKopecks,
          debitedKopecks: event.debitedKopecks,
        },
      };
    case 'NoticeRevocationRefused':
      return {
        type: 'notice-revocation-refused',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          revocation: event.revocation,
          reason: event.reason,
        },
      };
    case 'LessonsCorrectionHeld':
      return {
        type: 'lessons-correction-held',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          correction: event.correction,
          month: event.month,
          heldKopecks: event.heldKopecks,
        },
      };
    case 'LessonsCorrectionRefused':
      return {
        type: 'lessons-correction-refused',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          correction: event.correction,
          month: event.month,
          missingKopecks: event.missingKopecks,
        },
      };
    case 'LessonsCorrected':
      return {
        type: 'lessons-corrected',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          correction: event.correction,
          month: event.month,
          held: event.held,
          planned: event.planned,
          debitedKopecks: event.debitedKopecks,
          returnedKopecks: event.returnedKopecks,
        },
      };
    case 'LessonsCorrectionDropped':
      return {
        type: 'lessons-correction-dropped',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          correction: event.correction,
          month: event.month,
          heldKopecks: event.heldKopecks,
        },
      };
    case 'CertificateClosed':
      return {
        type: 'certificate-closed',
        data: { ...certificate, reason: event.reason, expiredKopecks: event.expiredKopecks },
      };
    case 'AnswerRepeated':
      return {
        type: 'answer-repeated',
        data: {
          ...certificate,
          contract: event.contract,
          ...place,
          answer: event.answer,
          ...(event.reason === undefined ? {} : { reason: event.reason }),
        },
      };
    default:
      return unreachable(event);
  }
};
