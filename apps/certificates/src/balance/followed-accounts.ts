import type { EventStore, StoredEvent } from '@lib/event-store';
import type { CalendarDate, Instant, Kopecks, Month } from '@lib/kernel';
import { accountCodec } from '../account/event-catalogue.js';
import { draftOf, emptyAccount, evolveDraft, type Account, type AccountDraft } from '../account/domain/account.js';
import { coPaymentChanges, type CoPaymentChange } from '../account/domain/co-payment.js';
import type { Contract } from '../account/domain/contract.js';
import type { AccountEvent } from '../account/domain/events.js';
import { CorruptHistory } from '../account/domain/corrupt-history.js';
import { holderOf } from '../ledger/streams.js';

/** An account event with what it did. */
export type Booked = {
  readonly holder: string;
  readonly revision: number;
  readonly event: AccountEvent;
  /** When the account was known to have come so far; never before the events ahead of it, whatever their clocks said. */
  readonly recordedAt: Instant;
  readonly debits: readonly { readonly contract: string; readonly month: Month; readonly kopecks: number }[];
  readonly coPayments: readonly (CoPaymentChange & { readonly contract: string })[];
  readonly fact: { readonly kind: 'issued' | 'opened'; readonly kopecks: Kopecks } | undefined;
};

/** An account exactly as it is after its last event of a page; undefined when it cannot be followed. */
export type Followed = {
  readonly holder: string;
  readonly revision: number;
  readonly account: Account | undefined;
  readonly recordedAt: Instant;
  readonly booked: readonly Booked[];
  /** The account ahead of the page: what the read models have of it. */
  readonly before: Account | undefined;
};

type Known = Pick<Followed, 'revision' | 'account' | 'recordedAt'>;

const KEPT_MAX = 10_000;
const NOTHING: Known = { revision: -1, account: emptyAccount, recordedAt: '' as Instant };

/**
 * The accounts as they were after each event of the log, and never a step further: the commands are ahead of the log that is
 * being read, and rows of different moments do not balance.
 */
export class FollowedAccounts {
  private readonly kept = new Map<string, Known>();

  constructor(
    private readonly store: EventStore,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** What a page of account events does, account by account. */
  async follow(page: readonly StoredEvent[]): Promise<readonly Followed[]> {
    const accounts = [...Map.groupBy(page, ({ stream }) => stream).entries()].flatMap(([stream, [first, ...more]]) =>
      first ? [{ stream, first, events: [first, ...more] }] : [],
    );
    const unknown = accounts.filter(({ first }) => !this.knownBefore(first));
    const histories = await this.store.readEach(unknown.map(({ stream }) => ({ stream, fromRevision: 0 })));
    const read = new Map(unknown.map(({ first }, index) => [first, this.replayed(first, histories[index] ?? [])]));
    return accounts.map(({ first, events }) =>
      this.followOne(holderOf(first.stream), this.knownBefore(first) ?? read.get(first) ?? NOTHING, events),
    );
  }

  /** The page is written: the next one goes on from here. */
  keep(followed: readonly Followed[]): void {
    for (const { holder, revision, account, recordedAt } of followed) {
      this.kept.delete(holder);
      if (account) this.kept.set(holder, { revision, account, recordedAt });
    }
    for (const holder of this.kept.keys()) {
      if (this.kept.size <= KEPT_MAX) return;
      this.kept.delete(holder);
    }
  }

  /** They are read from the store again when they are asked for. */
  forget(): void {
    this.kept.clear();
  }

  private followOne(holder: string, before: Known, events: readonly StoredEvent[]): Followed {
    const following = begin(before);
    const booked = events.map((stored): Booked => {
      const event = accountCodec.decode(stored);
      const contract = 'contract' in event ? event.contract : undefined;
      const contractNow = (): Contract | undefined =>
        contract === undefined ? undefined : following.account?.contracts.get(contract);
      const was = contractNow();
      this.goOn(following, stored, event);
      const is = contractNow();
      const isFollowed = contract !== undefined && following.account !== undefined;
      return {
        holder,
        revision: stored.revision,
        event,
        recordedAt: following.recordedAt,
        debits: isFollowed ? debitsOf(contract, was, is) : [],
        coPayments: isFollowed ? coPaymentsOf(contract, was, is, event.on) : [],
        fact: factOf(is, event),
      };
    });
    return { holder, ...following, booked, before: before.account };
  }

  /** The account ahead of an event, where it need not be read. */
  private knownBefore(first: StoredEvent): Known | undefined {
    if (first.revision === 0) return NOTHING;
    const kept = this.kept.get(holderOf(first.stream));
    return kept?.revision === first.revision - 1 ? kept : undefined;
  }

  private replayed(first: StoredEvent, history: readonly StoredEvent[]): Known {
    const following = begin(NOTHING);
    for (const stored of history)
      if (stored.revision < first.revision) this.goOn(following, stored, accountCodec.decode(stored));
    return following;
  }

  // An account that cannot be followed is told and left as it was; the others of the region do not wait for it.
  private goOn(following: Following, { revision, recordedAt }: StoredEvent, event: AccountEvent): void {
    following.revision = revision;
    if (following.recordedAt < recordedAt) following.recordedAt = recordedAt;
    try {
      if (following.account) evolveDraft(following.account, event);
    } catch (error) {
      if (!(error instanceof CorruptHistory)) throw error;
      this.onError(error);
      following.account = undefined;
    }
  }
}

type Following = { revision: number; account: AccountDraft | undefined; recordedAt: Instant };

const begin = ({ account, ...known }: Known): Following => ({ ...known, account: account && draftOf(account) });

const factOf = (contract: Contract | undefined, event: AccountEvent): Booked['fact'] => {
  if (event.type === 'CertificateIssued') return { kind: 'issued', kopecks: event.nominal };
  return event.type === 'ContractConcluded' && contract && contract.status !== 'refused'
    ? { kind: 'opened', kopecks: contract.coPayment }
    : undefined;
};

/** What an event has changed of a contract's debits. */
const debitsOf = (id: string, before: Contract | undefined, after: Contract | undefined): Booked['debits'] => {
  const was = debitedOf(before);
  return [...debitedOf(after)].flatMap(([month, debited]) => {
    const kopecks = debited - (was.get(month) ?? 0);
    return kopecks === 0 ? [] : [{ contract: id, month, kopecks }];
  });
};

const coPaymentsOf = (
  id: string,
  before: Contract | undefined,
  after: Contract | undefined,
  on: CalendarDate,
): Booked['coPayments'] => coPaymentChanges(before, after, on).map((change) => ({ contract: id, ...change }));

const debitedOf = (contract: Contract | undefined): ReadonlyMap<Month, number> =>
  new Map(
    contract && contract.status !== 'refused' ? contract.months.map(({ month, debited }) => [month, debited]) : [],
  );
