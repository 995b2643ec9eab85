import { z } from 'zod';

/** What of an event of the account stands to a contract and its months. */
export const monthFields = z.object({
  contract: z.string().optional(),
  month: z.string().optional(),
  lastDay: z.string().optional(),
  correction: z.string().optional(),
  held: z.number().optional(),
  planned: z.number().optional(),
  parts: z.array(z.object({ month: z.string(), share: z.number() })).optional(),
  debited: z.number().default(0),
  returned: z.number().default(0),
  refunded: z.number().default(0),
  setAside: z.number().default(0),
});
type Fields = z.output<typeof monthFields>;

type Lessons = { readonly held: number; readonly planned: number };
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

/** The net debit of each month of each contract, added up from the events and nothing else. */
export class AuditedMonths {
  private readonly contracts = new Map<string, Map<string, Month>>();

  constructor(private readonly differ: (what: string) => void) {}

  *debits(): Iterable<readonly [contract: string, month: string, kopecks: number]> {
    for (const [contract, months] of this.contracts)
      for (const [month, { debit }] of months) if (debit !== undefined) yield [contract, month, debit];
  }

  book(type: string, data: Fields): void {
    const { contract = '', month = '' } = data;
    const months = this.contracts.get(contract) ?? new Map<string, Month>();
    this.contracts.set(contract, months);
    const of = months.get(month);
    switch (type) {
      case 'FundsReserved':
        for (const part of data.parts ?? []) months.set(part.month, untouched(part.share));
        return;
      case 'MonthDebited':
        if (of) of.debit = data.debited;
        else this.differ(`contract ${contract} ${month}: debited, and no month of the contract`);
        return;
      case 'LessonsReported':
        if (!of) return;
        of.lessons = lessonsOf(data);
        if (of.debit !== undefined) of.debit -= data.returned;
        return;
      case 'LessonsCorrectionHeld':
        if (of) of.correcting = { ...lessonsOf(data), kopecks: data.setAside };
        return;
      case 'LessonsCorrectionDropped':
        if (of) of.correcting = undefined;
        return;
      case 'LessonsCorrected':
        if (!of) return;
        of.correcting = undefined;
        of.lessons = lessonsOf(data);
        if (of.debit === undefined) return;
        of.debit += data.debited - data.returned;
        if (!of.ended && of.debit !== costOf(of))
          this.differ(`contract ${contract} ${month}: ${of.debit} after a correction, its lessons say ${costOf(of)}`);
        return;
      case 'ContractTerminated':
        return end(months, (data.lastDay ?? '').slice(0, 7));
      case 'ReservationReleased':
        return end(months, '');
      case 'NoticeRevoked': {
        const back = [...months.values()].filter(({ ended }) => ended).map(revive);
        const sum = back.reduce((total, kopecks) => total + kopecks, 0);
        if (sum !== data.debited)
          this.differ(`contract ${contract}: a revoked notice debits ${data.debited}, its months say ${sum}`);
        return;
      }
      default:
        return;
    }
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

const lessonsOf = ({ held = 0, planned = 0 }: Fields): Lessons => ({ held, planned });

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
