import { earlierOf, err, lastDayOf, laterOf, monthOf, ok, type CalendarDate, type Result } from '@lib/kernel';
import { evolve, type Account } from './account.js';
import { endingOf, type FundedContract } from './contract.js';
import { ofContract, settleDue } from './due.js';
import type { AccountEvent, ClosingReason, RefusalReason } from './events.js';

/** An operator closes a certificate on a day of the region. */
export type CloseCertificate = {
  readonly on: CalendarDate;
  readonly financingProgramme: string;
  readonly reason: ClosingReason;
};

export type ClosingRejection = { readonly reason: 'unknown-certificate'; readonly programme: string };

/**
 * Closes a certificate: its contracts end as by a notice of that day, what is left and what comes back later is expired
 * (docs/rules.md §4 and §6). A contract that the certificate pays nothing of is not its, and stands. Closing twice is
 * closing once.
 */
export const closeCertificate = (
  account: Account,
  { on, financingProgramme, reason }: CloseCertificate,
): Result<readonly AccountEvent[], ClosingRejection> => {
  const booked: AccountEvent[] = [];
  let state = account;
  const book = (events: readonly AccountEvent[]): void => {
    booked.push(...events);
    state = events.reduce(evolve, state);
  };
  book(settleDue(state, on));
  const certificate = state.certificates.get(financingProgramme);
  if (!certificate) return err({ reason: 'unknown-certificate', programme: financingProgramme });
  if (certificate.closedByOperatorOn !== undefined) return ok([]);
  for (const contract of account.contracts.keys()) {
    const known = state.contracts.get(contract);
    if (known && known.status !== 'refused' && known.terms.financingProgramme === financingProgramme)
      book(ending(state, known, on));
  }
  const expired = state.certificates.get(financingProgramme)?.available ?? certificate.available;
  book([{ type: 'CertificateClosed', on, financingProgramme, reason, expired }]);
  book(settleDue(state, laterOf(account.settledThrough ?? on, on)));
  return ok(booked);
};

/**
 * Why a request dated `on` gets no money of a programme, whatever is left in it: the child has a certificate of another
 * programme for some of the same days, or this one was closed. A certificate whose period was over on that day stands in
 * nobody's way.
 */
export const certificateBar = (
  { certificates }: Account,
  {
    financingProgramme,
    from,
    toExclusive,
  }: { financingProgramme: string; from: CalendarDate; toExclusive: CalendarDate },
  on: CalendarDate,
): Extract<RefusalReason, 'certificate-elsewhere' | 'certificate-closed'> | undefined => {
  const own = certificates.get(financingProgramme);
  if (own && own.closedByOperatorOn === undefined) return undefined;
  const isElsewhere = [...certificates.values()].some(
    (other) =>
      other.financingProgramme !== financingProgramme &&
      other.closedByOperatorOn === undefined &&
      on < other.toExclusive &&
      other.from < toExclusive &&
      from < other.toExclusive,
  );
  if (isElsewhere) return 'certificate-elsewhere';
  return own && 'certificate-closed';
};

/** What a notice of that day does to a contract; nothing where it has ended, or ends by a notice already. */
const ending = (state: Account, contract: FundedContract, on: CalendarDate): readonly AccountEvent[] => {
  const { status, terms } = contract;
  if (isFree(contract)) return [];
  const about = { on, ...ofContract(state, contract) };
  if (status === 'reserved' || (status === 'concluded' && on < terms.start))
    return [endingOf(contract, { type: 'ReservationReleased', ...about, reason: 'certificate-closed' })];
  if (status !== 'concluded' || contract.lastDay < on) return [];
  const lastDay = earlierOf(lastDayOf(monthOf(on)), contract.lastDay);
  return [endingOf(contract, { type: 'ContractTerminated', ...about, by: 'operator', lastDay })];
};

const isFree = ({ fullPrice, fullNorm }: FundedContract): boolean => fullPrice === 0 || fullNorm === 0;
