import { kopecks, type Kopecks } from '@lib/kernel';
import { postings, type AccountEvent, type LedgerAccount } from '../../account/domain/events.js';

/** Where the money of a certificate can be; `budget` is outside it. */
export const BUCKETS = ['budget', 'available', 'reserved', 'spent', 'expired'] as const;
type Bucket = (typeof BUCKETS)[number];

/** What an entry takes from one bucket to another, more than 0. */
export type Movement = { readonly from: Bucket; readonly to: Bucket; readonly amount: Kopecks };

/** The movements of an entry, none when it moves no money: the double entry of the event, each pair of lines as one. */
export const movementsOf = (event: AccountEvent): readonly Movement[] => {
  const lines = postings(event);
  return lines.flatMap(({ account, kopecks: amount }, index) => {
    const source = lines[index - 1];
    return source && index % 2 === 1
      ? [{ from: BUCKET_OF[source.account], to: BUCKET_OF[account], amount: kopecks(amount) }]
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
