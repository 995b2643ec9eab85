import { earlierOf, err, lastDayOf, laterOf, monthOf, ok, type CalendarDate, type Result } from '@lib/kernel';
import { evolve, type Account } from './account.js';
import type { FundedContract } from './contract.js';
import { ofContract, settleDue } from './due.js';
import type { AccountEvent, ClosingReason, RefusalReason } from './events.js';
import { total } from './month.js';

/** An operator closes a certificate on a day of the region. */
export type CloseCertificate = {
  readonly on: CalendarDate;
  readonly programme: string;
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
  { on, programme, reason }: CloseCertificate,
): Result<readonly AccountEvent[], ClosingRejection> => {
  const booked: AccountEvent[] = [];
  let state = account;
  const book = (events: readonly AccountEvent[]): void => {
    booked.push(...events);
    state = events.reduce(evolve, state);
  };
  book(settleDue(state, on));
  const certificate = state.certificates.get(programme);
  if (!certificate) return err({ reason: 'unknown-certificate', programme });
  if (certificate.closedByOperatorOn !== undefined) return ok([]);
  for (const contract of account.contracts.keys()) {
    const known = state.contracts.get(contract);
    if (known && known.status !== 'refused' && known.terms.programme === programme) book(ending(state, known, on));
  }
  const expiredKopecks = state.certificates.get(programme)?.available ?? certificate.available;
  book([{ type: 'CertificateClosed', on, programme, reason, expiredKopecks }]);
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
  { programme, from, toExclusive }: { programme: string; from: CalendarDate; toExclusive: CalendarDate },
  on: CalendarDate,
): Extract<RefusalReason, 'certificate-elsewhere' | 'certificate-closed'> | undefined => {
  const own = certificates.get(programme);
  if (own && own.closedByOperatorOn === undefined) return undefined;
  const isElsewhere = [...certificates.values()].some(
    (other) =>
      other.programme !== programme &&
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
  const { status, months, terms } = contract;
  if (isFree(contract)) return [];
  if (status === 'reserved' || (status === 'open' && on < terms.start))
    return [
      {
        type: 'ReservationReleased',
        on,
        ...ofContract(state, contract),
        reason: 'certificate-closed',
        releasedKopecks: total(months, 'reserved'),
        refundedKopecks: total(months, 'debited'),
      },
    ];
  if (status !== 'open' || contract.lastDay < on) return [];
  const lastDay = earlierOf(lastDayOf(monthOf(on)), contract.lastDay);
  const after = months.filter(({ month }) => month > monthOf(lastDay));
  return [
    {
      type: 'ContractShortened',
      on,
      ...ofContract(state, contract),
      by: 'operator',
      lastDay,
      releasedKopecks: total(after, 'reserved'),
      refundedKopecks: total(after, 'debited'),
    },
  ];
};

const isFree = ({ fullPrice, fullNorm }: FundedContract): boolean => fullPrice === 0 || fullNorm === 0;
