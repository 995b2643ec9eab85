import { kopecks, monthOf, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { Account } from './account.js';
import type { FundedContract } from './contract.js';
import { reportOn, type MonthState } from './month.js';
import { costOfMonth, dueOn } from './schedule.js';

/**
 * What a request dated `on` finds on a certificate, however late it is heard of: what was there on that day by the facts of
 * that day, whatever has been booked since, and no more than later requests have left (docs/rules.md §4, lateness).
 * Whole kopecks; zero without a certificate.
 */
export const fundsOn = (account: Account, financingProgramme: string, on: CalendarDate): Kopecks =>
  kopecks(leftOn(account, financingProgramme, on));

/** Whether a certificate has, on a day, what a contract would bind if it stood like this. */
export const canBind = (account: Account, contract: FundedContract, on: CalendarDate): boolean => {
  const contracts = new Map(account.contracts).set(contract.id, contract);
  return leftOn({ ...account, contracts }, contract.terms.financingProgramme, on) >= 0;
};

const leftOn = (account: Account, financingProgramme: string, on: CalendarDate): number => {
  const nominal = account.certificates.get(financingProgramme)?.nominal ?? 0;
  const contracts = [...account.contracts.values()].filter(
    (contract): contract is FundedContract =>
      contract.status !== 'refused' && contract.terms.financingProgramme === financingProgramme,
  );
  // A correction of lessons can take as a reserve does.
  const takenOn = contracts.flatMap(({ reservedOn, months }) => [reservedOn, ...months.flatMap(correctedOn)]);
  const dates = [on, ...takenOn.filter((date) => date > on)];
  const bound = dates.map((date) => contracts.reduce((sum, contract) => sum + boundOn(contract, date), 0));
  return nominal - Math.max(...bound);
};

/** What a contract binds on the evening of a date: its share, less what was given back by then, and what is set aside. */
const boundOn = (contract: FundedContract, date: CalendarDate): number => {
  const { reservedOn, concludedOn, terminatedOn, releasedOn, lastDay, months } = contract;
  if (reservedOn > date) return 0;
  const isReleased = releasedOn !== undefined && releasedOn <= date;
  const isTerminated = terminatedOn !== undefined && terminatedOn <= date;
  return months.reduce((sum, part) => {
    const correcting = part.correcting && part.correcting.on <= date ? part.correcting : undefined;
    const bound = sum + (correcting?.setAside ?? 0);
    if (isReleased || (isTerminated && part.month > monthOf(lastDay))) return bound;
    const isDue = concludedOn !== undefined && dueOn(part, concludedOn) <= date;
    // While its report is being corrected, a month that was not debited before is not debited.
    const isDebited = isDue && !(correcting && part.status === 'reserved');
    return bound + (isDebited ? costOfMonth(part.share, reportOn(part, date)) : part.share);
  }, 0);
};

const correctedOn = ({ correcting, corrected, reportedOn }: MonthState): readonly CalendarDate[] => [
  ...(correcting ? [correcting.on] : []),
  ...(corrected.length > 0 && reportedOn !== undefined ? [reportedOn] : []),
  ...corrected.map((report) => report.reportedOn),
];
