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
    case 'PeriodExpired':
      return { type: 'period-expired', data: { ...certificate, expiredKopecks: event.expiredKopecks } };
    case 'ExpiryReversed': {
      const { reversedKopecks, contract } = event;
      return { type: 'expiry-reversed', data: { ...certificate, reversedKopecks, contract } };
    }
    case 'CertificateClosed': {
      const { reason, expiredKopecks } = event;
      return { type: 'certificate-closed', data: { ...certificate, reason, expiredKopecks } };
    }
    default:
      return bodyOfContract(event, {
        ...certificate,
        contract: event.contract,
        ...terms,
        ...('provider' in event ? { provider: event.provider } : {}),
        ...('group' in event ? { group: event.group, module: event.module } : {}),
      });
  }
};

type CertificateEvent = Extract<
  AccountEvent,
  { type: 'CertificateIssued' | 'PeriodExpired' | 'ExpiryReversed' | 'CertificateClosed' }
>;
type ContractEvent = Exclude<AccountEvent, CertificateEvent>;
type CorrectionEvent = Extract<ContractEvent, { correction: string }>;
/** What every message of a contract tells. */
type OfContract = Pick<
  Extract<Body, { type: 'contract-opened' }>['data'],
  'holder' | 'financingProgramme' | 'on' | 'certificateNumber' | 'after' | 'contract' | 'provider' | 'group' | 'module'
>;

const bodyOfContract = (event: ContractEvent, contract: OfContract): Body => {
  switch (event.type) {
    case 'FundsReserved': {
      const { start, lastDay, fullPriceKopecks, shareKopecks, coPaymentKopecks, parts } = event;
      return {
        type: 'funds-reserved',
        data: { ...contract, start, lastDay, fullPriceKopecks, shareKopecks, coPaymentKopecks, parts: [...parts] },
      };
    }
    case 'ReservationRefused':
      return { type: 'reservation-refused', data: { ...contract, reason: event.reason } };
    case 'ContractOpened':
      return { type: 'contract-opened', data: contract };
    case 'MonthDebited': {
      const { month, debitedKopecks, returnedKopecks } = event;
      return { type: 'month-debited', data: { ...contract, month, debitedKopecks, returnedKopecks } };
    }
    case 'CompletenessReported': {
      const { month, held, planned, returnedKopecks } = event;
      return { type: 'completeness-reported', data: { ...contract, month, held, planned, returnedKopecks } };
    }
    case 'ContractShortened': {
      const { by, lastDay, releasedKopecks, refundedKopecks } = event;
      return { type: 'contract-shortened', data: { ...contract, by, lastDay, releasedKopecks, refundedKopecks } };
    }
    case 'ReservationReleased': {
      const { reason, releasedKopecks, refundedKopecks } = event;
      return { type: 'reservation-released', data: { ...contract, reason, releasedKopecks, refundedKopecks } };
    }
    case 'NoticeRevoked': {
      const { revocation, lastDay, reservedKopecks, debitedKopecks } = event;
      return { type: 'notice-revoked', data: { ...contract, revocation, lastDay, reservedKopecks, debitedKopecks } };
    }
    case 'NoticeRevocationRefused': {
      const { revocation, reason } = event;
      return { type: 'notice-revocation-refused', data: { ...contract, revocation, reason } };
    }
    case 'AnswerRepeated': {
      const { answer, reason, notice } = event;
      const told = { ...(reason === undefined ? {} : { reason }), ...(notice === undefined ? {} : { notice }) };
      return { type: 'answer-repeated', data: { ...contract, answer, ...told } };
    }
    case 'LessonsCorrectionHeld':
    case 'LessonsCorrectionRefused':
    case 'LessonsCorrected':
    case 'LessonsCorrectionDropped':
      return bodyOfCorrection(event, contract);
    default:
      return unreachable(event);
  }
};

const bodyOfCorrection = (event: CorrectionEvent, contract: OfContract): Body => {
  const { correction, month } = event;
  const about = { ...contract, correction, month };
  switch (event.type) {
    case 'LessonsCorrectionHeld':
      return { type: 'lessons-correction-held', data: { ...about, heldKopecks: event.heldKopecks } };
    case 'LessonsCorrectionRefused':
      return { type: 'lessons-correction-refused', data: { ...about, missingKopecks: event.missingKopecks } };
    case 'LessonsCorrected': {
      const { held, planned, reason, before, debitedKopecks, returnedKopecks, releasedKopecks } = event;
      return {
        type: 'lessons-corrected',
        data: { ...about, held, planned, reason, before, debitedKopecks, returnedKopecks, releasedKopecks },
      };
    }
    case 'LessonsCorrectionDropped':
      return { type: 'lessons-correction-dropped', data: { ...about, heldKopecks: event.heldKopecks } };
    default:
      return unreachable(event);
  }
};
