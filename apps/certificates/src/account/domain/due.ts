import { minus, type CalendarDate, type Kopecks } from '@lib/kernel';
import type { Account, Certificate } from './account.js';
import type { FundedContract } from './contract.js';
import type { MonthState } from './month.js';
import type { AccountEvent, OfContract } from './events.js';
import { costOfMonth, dueOn } from './schedule.js';

/** What has fallen due up to and including `through` and is not booked yet, in the order of its dates (docs/rules.md §4). */
export const settleDue = (account: Account, through: CalendarDate): readonly AccountEvent[] => {
  const due: AccountEvent[] = [];
  for (const contract of account.contracts.values()) {
    if (contract.status !== 'concluded' && contract.status !== 'terminated') continue;
    for (const state of contract.months) {
      const on = dueOn(state, contract.concludedOn ?? contract.reservedOn);
      if (isAwaited(state) && on <= through) due.push(debit(account, contract, state, on));
    }
  }
  for (const certificate of account.certificates.values())
    if (!certificate.closed && certificate.toExclusive <= through) due.push(expiry(certificate, due));
  // Stable: on one date debits stand before the expiry, as they were collected.
  return due.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
};

/** The first date on which something of this account falls due by itself; undefined when nothing does. */
export const nextDue = (account: Account): CalendarDate | undefined => {
  const dates: CalendarDate[] = [];
  for (const contract of account.contracts.values())
    if (contract.status === 'concluded' || contract.status === 'terminated')
      for (const state of contract.months)
        if (isAwaited(state)) dates.push(dueOn(state, contract.concludedOn ?? contract.reservedOn));
  for (const certificate of account.certificates.values()) if (!certificate.closed) dates.push(certificate.toExclusive);
  return dates.sort()[0];
};

// A month whose report is being corrected is debited when that is decided, with its due date.
const isAwaited = ({ status, correcting }: MonthState): boolean => status === 'reserved' && !correcting;

/** The contract as its events name it; what it gives back goes where the certificate's period says. */
export const ofContract = (account: Account, contract: Pick<FundedContract, 'id' | 'terms'>): OfContract => ({
  contract: contract.id,
  financingProgramme: contract.terms.financingProgramme,
  provider: contract.terms.provider,
  returnsTo: account.certificates.get(contract.terms.financingProgramme)?.closed ? 'expired' : 'available',
});

const debit = (
  account: Account,
  contract: FundedContract,
  part: MonthState,
  on: CalendarDate,
): AccountEvent & { type: 'MonthDebited' } => {
  const debited = costOfMonth(part.share, part.completeness);
  return {
    type: 'MonthDebited',
    on,
    ...ofContract(account, contract),
    month: part.month,
    debited,
    returned: minus(part.share, debited),
  };
};

const expiry = (certificate: Certificate, due: readonly AccountEvent[]): AccountEvent => {
  const returnedByDebits = due.reduce(
    (sum, event) =>
      event.type === 'MonthDebited' &&
      event.financingProgramme === certificate.financingProgramme &&
      event.returnsTo === 'available'
        ? sum + event.returned
        : sum,
    0,
  );
  return {
    type: 'PeriodExpired',
    on: certificate.toExclusive,
    financingProgramme: certificate.financingProgramme,
    expired: (certificate.available + returnedByDebits) as Kopecks,
  };
};
