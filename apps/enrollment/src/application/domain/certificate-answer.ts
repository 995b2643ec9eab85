import type { CalendarDate, Kopecks } from '@lib/kernel';
import { evolve, type Application, type Fact } from './application.js';
import { lapse } from './decide.js';

/** What certificates answers to a request for money. */
export type FundsAnswer = {
  /** undefined: it does not say it. */
  readonly coPayment?: Kopecks | undefined;
  /** Which request is answered, of an answer that is given again; undefined: the one that is waited for. */
  readonly request?: number;
} & ({ readonly funds: 'reserved' } | { readonly funds: 'refused'; readonly reason: string });

/**
 * The step that waited for money, completed or refused; it is dated as it was asked, however late the answer is. The
 * jobs of a day leave an application that waits alone: if it comes out of the wait open after the day that would have
 * ended it, it ends now, dated with that day.
 * @returns nothing when this money is not waited for: the answer was taken before.
 */
export const answerFunds = (application: Application, answer: FundsAnswer, today: CalendarDate): readonly Fact[] => {
  const { pending, exceeded } = application;
  if (!pending || pending.step === 'revocation') return [];
  const { coPayment = null, request = exceeded } = answer;
  // An earlier request was answered before, and only then the present one was sent.
  if (request < exceeded) return [];
  const on = pending.since;
  const facts: Fact[] = [];
  if (answer.funds === 'refused') {
    if (answer.reason !== 'terms-changed') return [{ type: 'refused', reason: answer.reason, on }];
    facts.push({ type: 'co-payment-exceeded', coPayment, on });
  } else {
    facts.push({ type: 'funds-granted', coPayment, on });
    // A bound that the account was not told, or did not know yet, holds all the same.
    if (pending.coPaymentAtMost !== null && coPayment !== null && coPayment > pending.coPaymentAtMost)
      facts.push({ type: 'co-payment-exceeded', coPayment, on });
    else if (pending.step === 'acceptance') facts.push({ type: 'accepted', on });
    else if (pending.step === 'enrolment') facts.push({ type: 'concluded', on });
  }
  return [...facts, ...lapse(facts.reduce(evolve, application), today)];
};

/** `notice`: which one an answer that was given again is about. A later notice is not moved by it. */
export type RevocationAnswer = { readonly isRevoked: boolean; readonly notice?: number | undefined };

/**
 * The answer about a notice. One that was taken back after an operator had stopped waiting is given again: enrolment and
 * the account say the same in the end.
 */
export const answerRevocation = (
  application: Application,
  { isRevoked, notice: about }: RevocationAnswer,
  today: CalendarDate,
): readonly Fact[] => {
  const { pending, notice, notices, state } = application;
  if (about !== undefined && about !== notices - 1) return [];
  if (pending?.step === 'revocation') return [{ type: isRevoked ? 'notice-revoked' : 'revocation-refused', on: today }];
  if (!isRevoked || !notice) return [];
  if (state === 'withdrawn') return [{ type: 'withdrawn', notice, on: notice.on }];
  return state === 'terminated' ? [{ type: 'terminated', notice, on: notice.on }] : [];
};
