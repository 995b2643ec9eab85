import { postings, type LedgerAccount } from '../../account/domain/postings.js';
import type { AccountEvent } from '../../account/domain/events.js';

/** Where the money of a certificate can be; `budget` is outside it. */
export const BUCKETS = ['budget', 'available', 'reserved', 'spent', 'expired'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Whole kopecks, more than 0, that an entry takes from one bucket to another. */
export type Movement = { readonly from: Bucket; readonly to: Bucket; readonly amountKopecks: number };

/** The movements of an entry, none when it moves no money: the double entry of the event, each pair of lines as one. */
export const movementsOf = (event: AccountEvent): readonly Movement[] => {
  const lines = postings(event);
  return lines.flatMap(({ account, kopecks }, index) => {
    const source = lines[index - 1];
    return source && index % 2 === 1
      ? [{ from: BUCKET_OF[source.account], to: BUCKET_OF[account], amountKopecks: kopecks }]
      : [];
  });
};

const BUCKET_OF = {
  budget: 'budget',
  available: 'available',
  reserved: 'reserved',
  payable: 'spent',
  expired: 'expired',
} as const satisfies Record<LedgerAccount, Bucket>;
