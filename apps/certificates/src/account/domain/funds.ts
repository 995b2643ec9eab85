import { kopecks, monthOf, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { Account } from './account.js';
import type { FundedContract } from './contract.js';
import { costOfMonth, dueOn } from './schedule.js';

/**
 * What a request dated `on` finds on a certificate, however late it is heard of: what was there on that day by the facts of
 * that day, whatever has been booked since, and no more than later requests have left (docs/rules.md §4, lateness).
 * Whole kopecks; zero without a certificate.
 */
export const fundsOn = (account: Account, programme: string, on: CalendarDate): Kopecks => {
  const nominal = account.certificates.get(programme)?.nominal ?? 0;
  const contracts = [...account.contracts.values()].filter(
    (contract): contract is FundedContract => contract.status !== 'refused' && contract.terms.programme === programme,
  );
  const dates = [on, ...contracts.map((contract) => contract.reservedOn).filter((reservedOn) => reservedOn > on)];
  const bound = dates.map((date) => contracts.reduce((sum, contract) => sum + boundOn(contract, date), 0));
  return kopecks(nominal - Math.max(...bound));
};

/** What a contract binds on the evening of a date: its share, less what was given back by then. */
const boundOn = (contract: FundedContract, date: CalendarDate): number => {
  const { reservedOn, openedOn, shortenedOn, releasedOn, lastDay, months } = contract;
  if (reservedOn > date || (releasedOn !== undefined && releasedOn <= date)) return 0;
  const isShortened = shortenedOn !== undefined && shortenedOn <= date;
  return months.reduce((sum, part) => {
    if (isShortened && part.month > monthOf(lastDay)) return sum;
    const isDue = openedOn !== undefined && dueOn(part, openedOn) <= date;
    const isReported = part.reportedOn !== undefined && part.reportedOn <= date;
    return sum + (isDue && isReported ? costOfMonth(part.share, part.completeness) : part.share);
  }, 0);
};
