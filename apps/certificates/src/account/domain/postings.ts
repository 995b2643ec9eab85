import { unreachable } from '@lib/kernel';
import type { AccountEvent } from './events.js';

/**
 * The ledger accounts of the double entry. `budget` is the programme's money outside certificates, `payable` what
 * providers are owed, `expired` what certificates gave back to the budget. There is no other place for money to go.
 */
export type LedgerAccount = 'budget' | 'available' | 'reserved' | 'payable' | 'expired';

/** One line of an entry: whole kopecks, negative leaves the account. The lines of an event sum to zero. */
export type Posting = { readonly account: LedgerAccount; readonly kopecks: number };

/** The entries of an event; none when it moves no money. */
export const postings = (event: AccountEvent): readonly Posting[] => {
  switch (event.type) {
    case 'CertificateIssued':
      return move('budget', { available: event.nominal });
    case 'FundsReserved':
      return move('available', { reserved: event.share });
    case 'MonthDebited':
      return returning('reserved', event.debited, event.returned, event.returnsTo);
    case 'LessonsReported':
      return move('payable', { [event.returnsTo]: event.returned });
    case 'ContractTerminated':
    case 'ReservationReleased':
      return [
        ...move('reserved', { [event.returnsTo]: event.released }),
        ...move('payable', { [event.returnsTo]: event.refunded }),
      ];
    case 'PeriodExpired':
      return move('available', { expired: event.expired });
    case 'ExpiryReversed':
      return move('expired', { available: event.reversed });
    case 'NoticeRevoked':
      return [
        ...move(event.returnsTo, { reserved: event.reserved }),
        ...move(event.returnsTo, { payable: event.debited }),
      ];
    case 'LessonsCorrectionHeld':
      return move(event.returnsTo, { reserved: event.setAside });
    case 'LessonsCorrected':
      return [
        ...move('reserved', { payable: event.debited, [event.returnsTo]: event.released }),
        ...move('payable', { [event.returnsTo]: event.returned }),
      ];
    case 'LessonsCorrectionDropped':
      return move('reserved', { [event.returnsTo]: event.setAside });
    case 'CertificateClosed':
      return move('available', { expired: event.expired });
    case 'ReservationRefused':
    case 'ContractConcluded':
    case 'NoticeRevocationRefused':
    case 'LessonsCorrectionRefused':
    case 'AnswerRepeated':
      return [];
    default:
      return unreachable(event);
  }
};

const move = (from: LedgerAccount, to: Partial<Record<LedgerAccount, number>>): readonly Posting[] =>
  Object.entries(to)
    .filter(([, amount]) => amount > 0)
    .flatMap(([account, amount]) => [
      { account: from, kopecks: -amount },
      { account: account as LedgerAccount, kopecks: amount },
    ]);

const returning = (
  from: LedgerAccount,
  debited: number,
  returned: number,
  returnsTo: 'available' | 'expired',
): readonly Posting[] => [...move(from, { payable: debited }), ...move(from, { [returnsTo]: returned })];
