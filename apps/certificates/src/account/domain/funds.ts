import { kopecks, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { Account } from './account.js';
import { contractOn, heldBy, type Contract } from './contract.js';

/**
 * What a request dated `on` finds on a certificate, however late it is heard of: what was there on that day by the facts of
 * that day, whatever has been booked since, and no more than later days have left (docs/rules.md §4, lateness).
 * Whole kopecks; zero without a certificate, and where facts that were learned late show a day in the red.
 */
export const fundsOn = (account: Account, financingProgramme: string, on: CalendarDate): Kopecks =>
  kopecks(Math.max(0, leftOn(account, financingProgramme, on)));

/** Whether a certificate has, on a day, what a contract would bind if it stood like this. */
export const canBind = (account: Account, contract: Contract, on: CalendarDate): boolean => {
  const contracts = new Map(account.contracts).set(contract.id, contract);
  return leftOn({ ...account, contracts }, contract.terms.financingProgramme, on) >= 0;
};

const leftOn = (account: Account, financingProgramme: string, on: CalendarDate): number => {
  const nominal = account.certificates.get(financingProgramme)?.nominal ?? 0;
  const contracts = [...account.contracts.values()].filter(
    ({ terms }) => terms.financingProgramme === financingProgramme,
  );
  const later = contracts.flatMap(({ facts }) => facts.map((fact) => fact.on)).filter((date) => date > on);
  const bound = [...new Set([on, ...later])].map((date) =>
    contracts.reduce((sum, contract) => sum + boundOn(contract, date), 0),
  );
  return nominal - Math.max(...bound);
};

/** What a contract binds on the evening of a date: its share, less what was given back by then, and what is set aside. */
const boundOn = (contract: Contract, date: CalendarDate): number => {
  const { reserved, spent } = heldBy(contractOn(contract, date));
  return reserved + spent;
};
