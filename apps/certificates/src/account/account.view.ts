import type { CalendarDate } from '@lib/kernel';
import { added, contractsOf, nothing, type Balances, type Recorded } from '../statement/domain/history.js';
import type { AccountView, BalancesView, CertificateView, ContractView } from './account.dto.js';
import type { Contract } from './domain/contract.js';

/** What the personal cabinet shows: validity, remainder, and every contract with its months. */
export const accountView = (holder: string, history: readonly Recorded[], asOf: CalendarDate): AccountView => ({
  holder,
  asOf,
  certificates: history.flatMap(({ event }): CertificateView[] =>
    event.type === 'CertificateIssued'
      ? [
          {
            programme: event.programme,
            number: event.number,
            certificateGroup: event.certificateGroup,
            validFrom: event.from,
            validToExclusive: event.toExclusive,
            ...balancesView(
              history
                .filter((recorded) => recorded.event.programme === event.programme)
                .reduce((balances, recorded) => added(balances, recorded.event), nothing),
            ),
          },
        ]
      : [],
  ),
  contracts: contractsOf(history).map(contractView),
});

export const balancesView = (balances: Balances): Readonly<Record<keyof BalancesView, number>> => ({
  nominalKopecks: balances.nominal,
  availableKopecks: balances.available,
  reservedKopecks: balances.reserved,
  spentKopecks: balances.spent,
  expiredKopecks: balances.expired,
});

const contractView = (contract: Contract): ContractView => ({
  contract: contract.id,
  programme: contract.terms.programme,
  groupId: contract.terms.group,
  providerId: contract.terms.provider,
  status: contract.status,
  start: contract.terms.start,
  ...(contract.status === 'refused'
    ? { reason: contract.reason, months: [] }
    : {
        lastDay: contract.lastDay,
        fullPriceKopecks: contract.fullPrice,
        shareKopecks: contract.share,
        coPaymentKopecks: contract.coPayment,
        months: contract.months.map((part) => ({
          month: part.month,
          shareKopecks: part.share,
          coPaymentKopecks: part.coPayment,
          debitedKopecks: part.debited,
          status: part.status,
          ...part.completeness,
        })),
      }),
});
