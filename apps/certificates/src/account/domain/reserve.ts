import { addDays, err, kopecks, ok, zero, type CalendarDate, type Kopecks, type Result } from '@lib/kernel';
import { evolve, type Account } from './account.js';
import { certificateBar } from './close.js';
import type { Reserve } from './commands.js';
import { mayBeAskedAgain, termsOf, type Contract } from './contract.js';
import { settleDue } from './due.js';
import type { AccountEvent, RefusalReason, Terms } from './events.js';
import { fundsOn } from './funds.js';
import { contractLastDay, costOf, type Cost } from './schedule.js';

/** The cost of a place for this account without any effect: the same answer that `Reserve` books. */
export const quote = (
  account: Account,
  command: Reserve,
): Result<Cost & { readonly lastDay: CalendarDate }, RefusalReason | 'place-needed'> => {
  const reserved = reserveFor(settleDue(account, command.on).reduce(evolve, account), command);
  if (!reserved.ok) return err(reserved.error.reason);
  const last = reserved.value.at(-1);
  if (last?.type === 'ReservationRefused') return err(last.reason);
  if (last?.type !== 'FundsReserved') throw new TypeError('a reserve ends in a reserve or a refusal');
  return ok({
    lastDay: last.lastDay,
    fullPrice: last.fullPrice,
    fullNorm: last.fullNorm,
    share: last.share,
    coPayment: last.coPayment,
    parts: last.parts,
  });
};

/** What a request for money comes to: a reserve, a refusal, or the answer that it had (docs/rules.md §3). */
export const reserve = (
  state: Account,
  command: Reserve,
): Result<readonly AccountEvent[], { readonly reason: 'place-needed' | 'contract-differs' }> => {
  const known = state.contracts.get(command.contract);
  if (!isAnswered(known, command.request)) return reserveFor(state, command);
  return sameTerms(known.terms, command.terms)
    ? ok(repeatedAnswer(known, command))
    : err({ reason: 'contract-differs' });
};

/** Whether a request of a contract has its answer. One that follows a refusal for the co-payment is a new one (docs/rules.md §3). */
export const isAnswered = (contract: Contract | undefined, request = 0): contract is Contract =>
  contract !== undefined && !(mayBeAskedAgain(contract) && request >= contract.answered);

const repeatedAnswer = (
  known: Contract,
  { on, contract, request = 0, attempt = 0 }: Reserve,
): readonly AccountEvent[] => {
  // The answer that is known is that of the last request: an earlier one had its own.
  if (attempt <= known.repeated || request < known.answered - 1) return [];
  const { financingProgramme } = known.terms;
  const { coPayment } = known;
  const answered = {
    type: 'AnswerRepeated',
    on,
    contract,
    financingProgramme,
    ...(request === 0 ? {} : { request }),
    attempt,
    ...(coPayment === undefined ? {} : { coPayment }),
  } as const;
  return [
    known.status === 'refused'
      ? { ...answered, answer: 'refused', reason: known.reason }
      : { ...answered, answer: 'reserved' },
  ];
};

const reserveFor = (
  state: Account,
  command: Reserve,
): Result<readonly AccountEvent[], { readonly reason: 'place-needed' }> => {
  const { on, contract, rules, place, terms, coPaymentAtMost } = command;
  const lastDay = command.lastDay ?? contractEnd(command);
  const refused = (reason: RefusalReason) =>
    ok([{ type: 'ReservationRefused', on, contract, reason, ...termsOf(terms) } as const]);
  const tooDear = ({ coPayment }: Cost) =>
    ok([{ type: 'ReservationRefused', on, contract, reason: 'terms-changed', coPayment, ...termsOf(terms) } as const]);
  const costWith = (available: Kopecks): Cost => costOf(terms, terms.start, lastDay, available, rules.rounding);
  if (!isPossible(command, lastDay)) return refused('terms-impossible');
  if (on > lastDay) return refused('contract-period-over');
  const isTooMuch = ({ coPayment }: Cost): boolean => coPaymentAtMost !== undefined && coPayment > coPaymentAtMost;
  const free = costWith(MAX_KOPECKS);
  if (free.share === 0) return isTooMuch(free) ? tooDear(free) : ok([fundsReserved(command, lastDay, free)]);
  const barred = certificateBar(state, rules, on);
  if (barred) return refused(barred);
  const certificate = state.certificates.get(rules.financingProgramme);
  if (!certificate && place === undefined) return err({ reason: 'place-needed' });
  if (!certificate && place === 'none') return refused('no-certificate-place');
  const issued = certificate || place === 'none' ? undefined : place;
  // The request is dated inside the period, for it is not after the contract's last day: what has expired meanwhile
  // was still there for it.
  const available = certificate ? fundsOn(state, rules.financingProgramme, on) : (issued?.nominal ?? zero);
  if (available < rules.minBalance) return refused('insufficient-funds');
  const cost = costWith(available);
  if (isTooMuch(cost)) return tooDear(cost);
  const { financingProgramme, from, toExclusive } = rules;
  return ok([
    // At the date of the expiry itself: no earlier day ever sees the money gone.
    ...(certificate?.closed
      ? [{ type: 'ExpiryReversed', on: toExclusive, financingProgramme, reversed: available, contract } as const]
      : []),
    ...(issued
      ? [
          {
            type: 'CertificateIssued',
            on,
            financingProgramme,
            certificateGroup: issued.certificateGroup,
            number: issued.number,
            unit: 'kopeck',
            nominal: issued.nominal,
            from,
            toExclusive,
          } as const,
        ]
      : []),
    fundsReserved(command, lastDay, cost),
  ]);
};

const MAX_KOPECKS = kopecks(Number.MAX_SAFE_INTEGER);

const fundsReserved = ({ on, contract, terms }: Reserve, lastDay: CalendarDate, cost: Cost): AccountEvent => ({
  type: 'FundsReserved',
  on,
  contract,
  ...termsOf(terms),
  lastDay,
  fullPrice: cost.fullPrice,
  fullNorm: cost.fullNorm,
  share: cost.share,
  coPayment: cost.coPayment,
  parts: cost.parts,
});

/** Whether a contract can be like this at all: inside its group and its period, so that its share is within the price. */
const isPossible = ({ terms, rules, ...command }: Reserve, lastDay: CalendarDate): boolean =>
  terms.groupFirstDay <= terms.start &&
  terms.start < terms.groupLastDay &&
  rules.from <= terms.start &&
  terms.start <= lastDay &&
  lastDay <= contractEnd({ terms, rules, ...command });

const contractEnd = ({ terms, rules }: Pick<Reserve, 'terms' | 'rules'>): CalendarDate =>
  contractLastDay(terms.groupLastDay, addDays(rules.toExclusive, -1));

const sameTerms = (a: Terms, b: Terms): boolean =>
  a.financingProgramme === b.financingProgramme &&
  a.group === b.group &&
  a.module === b.module &&
  a.provider === b.provider &&
  a.start === b.start;
