import type { Fact } from './payloads.js';

type Lessons = Fact['lessons'];
type Month = {
  readonly share: number;
  /** Net; undefined while it is not debited. */
  debit: number | undefined;
  lessons: Lessons | undefined;
  /** A correction of the lessons for which kopecks are set aside. */
  correcting: (Lessons & { readonly kopecks: number }) | undefined;
  /** A notice ended the contract before it. */
  ended: boolean;
  /** It was debited before that notice. */
  wasDebited: boolean;
};
type Contract = { readonly programme: string; readonly months: Map<string, Month>; isConcluded: boolean };

/** What each month of each contract was debited, added up from the events and nothing else. */
export class ContractMonths {
  private readonly contracts = new Map<string, Contract>();

  constructor(private readonly differ: (what: string) => void) {}

  /** The net debit of every month that was debited. */
  *debits(): Iterable<{ readonly programme: string; readonly contract: string; month: string; kopecks: number }> {
    for (const [contract, { programme, months }] of this.contracts)
      for (const [month, { debit }] of months)
        if (debit !== undefined) yield { programme, contract, month, kopecks: debit };
  }

  /** The contracts that were concluded. */
  *concluded(): Iterable<string> {
    for (const [contract, { isConcluded }] of this.contracts) if (isConcluded) yield contract;
  }

  book(fact: Fact): void {
    const { contract, month } = fact;
    if (contract === '') return;
    const known: Contract = this.contracts.get(contract) ?? {
      programme: fact.programme,
      months: new Map<string, Month>(),
      isConcluded: false,
    };
    this.contracts.set(contract, known);
    const { months } = known;
    const of = months.get(month);
    switch (fact.kind) {
      case 'reserved':
        for (const part of fact.parts) months.set(part.month, untouched(part.share));
        return;
      case 'concluded':
        known.isConcluded = true;
        return;
      case 'debited':
        if (of) of.debit = fact.debited;
        else this.differ(`contract ${contract} ${month}: debited, and no month of the contract`);
        return;
      case 'lessons-reported':
        if (!of) return;
        of.lessons = fact.lessons;
        if (of.debit !== undefined) of.debit -= fact.returned;
        return;
      case 'correction-held':
        if (of) of.correcting = { ...fact.lessons, kopecks: fact.setAside };
        return;
      case 'correction-dropped':
        if (of) of.correcting = undefined;
        return;
      case 'lessons-corrected':
        if (of) this.correct(of, fact);
        return;
      case 'ended':
        return end(months, fact.lastDay.slice(0, 7));
      case 'end-revoked': {
        const back = [...months.values()].filter(({ ended }) => ended).map(revive);
        const sum = back.reduce((total, kopecks) => total + kopecks, 0);
        if (sum !== fact.debited)
          this.differ(`contract ${contract}: a revoked notice debits ${fact.debited}, its months say ${sum}`);
        return;
      }
      default:
        return;
    }
  }

  private correct(of: Month, { contract, month, lessons, debited, returned }: Fact): void {
    of.correcting = undefined;
    of.lessons = lessons;
    if (of.debit === undefined) return;
    of.debit += debited - returned;
    if (!of.ended && of.debit !== costOf(of))
      this.differ(`contract ${contract} ${month}: ${of.debit} after a correction, its lessons say ${costOf(of)}`);
  }
}

const untouched = (share: number): Month => ({
  share,
  debit: undefined,
  lessons: undefined,
  correcting: undefined,
  ended: false,
  wasDebited: false,
});

/** Half a kopeck up, in integers. */
const costOf = ({ share, lessons }: Pick<Month, 'share' | 'lessons'>): number =>
  lessons
    ? Number((2n * BigInt(share) * BigInt(lessons.held) + BigInt(lessons.planned)) / (2n * BigInt(lessons.planned)))
    : share;

const end = (months: ReadonlyMap<string, Month>, keep: string): void => {
  for (const [name, month] of months)
    if (name > keep && !month.ended) {
      month.ended = true;
      month.wasDebited = month.debit !== undefined;
      if (month.wasDebited) month.debit = 0;
    }
};

/** A month of a contract whose notice is revoked, and what it is debited again. */
const revive = (month: Month): number => {
  month.ended = false;
  if (!month.wasDebited) return 0;
  const cost = costOf(month);
  const { correcting, share } = month;
  // A correction that has set too little aside: the month is back in the reserve, and debited with the decision.
  const isReserved = correcting && costOf({ share, lessons: correcting }) > cost + correcting.kopecks;
  month.debit = isReserved ? undefined : cost;
  return month.debit ?? 0;
};
