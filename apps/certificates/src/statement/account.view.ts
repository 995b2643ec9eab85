import { plus, type CalendarDate } from '@lib/kernel';
import { coPaymentDue } from '../account/domain/co-payment.js';
import type { Contract } from '../account/domain/contract.js';
import type { AccountView, BalancesView, CertificateView, ContractView } from './account.dto.js';
import { added, contractsOf, nothing, type Balances, type Recorded } from './domain/history.js';

/** What the personal cabinet shows: validity, remainder, and every contract with its months. */
export const accountView = (holder: string, history: readonly Recorded[], asOf: CalendarDate): AccountView => ({
  holder,
  asOf,
  certificates: history.flatMap(({ event }): CertificateView[] =>
    event.type === 'CertificateIssued'
      ? [
          {
            programme: event.financingProgramme,
            number: event.number,
            certificateGroup: event.certificateGroup,
            validFrom: event.from,
            validToExclusive: event.toExclusive,
            ...balancesView(
              history
                .filter((recorded) => recorded.event.financingProgramme === event.financingProgramme)
                .reduce((balances, recorded) => added(balances, recorded.event), nothing),
            ),
          },
        ]
      : [],
  ),
  contracts: [...contractsOf(history).values()].map((contract) => contractView(contract, asOf)),
});

export const balancesView = (balances: Balances): Readonly<Record<keyof BalancesView, number>> => ({
  nominalKopecks: balances.nominal,
  availableKopecks: balances.available,
  reservedKopecks: balances.reserved,
  spentKopecks: balances.spent,
  expiredKopecks: balances.expired,
});

/** The states of a contract keep their first names for readers of the interface. */
const SHOWN = {
  refused: 'refused',
  reserved: 'reserved',
  concluded: 'open',
  terminated: 'shortened',
  released: 'released',
} as const satisfies Record<Contract['status'], string>;

const contractView = (contract: Contract, asOf: CalendarDate): ContractView => {
  const { id, terms, status } = contract;
  const about = {
    contract: id,
    programme: terms.financingProgramme,
    groupId: terms.group,
    providerId: terms.provider,
    status: SHOWN[status],
    start: terms.start,
  };
  if (contract.status === 'refused') return { ...about, reason: contract.reason, months: [] };
  const months = contract.months.map((part) => ({
    month: part.month,
    shareKopecks: part.share,
    coPaymentKopecks: part.coPayment,
    coPaymentDueKopecks: coPaymentDue(part, contract, asOf),
    debitedKopecks: part.debited,
    status: part.status,
    ...part.completeness,
  }));
  return {
    ...about,
    lastDay: contract.lastDay,
    fullPriceKopecks: contract.fullPrice,
    shareKopecks: contract.share,
    coPaymentKopecks: contract.coPayment,
    coPaymentDueKopecks: plus(...months.map((part) => part.coPaymentDueKopecks)),
    months,
  };
};
