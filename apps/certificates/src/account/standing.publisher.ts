import type { EventStore, StoredEvent, StreamId } from '@lib/event-store';
import { NewerVersion, type Kopecks } from '@lib/kernel';
import { accountCodec } from './event-catalogue.js';
import { emptyAccount, evolve, type Account } from './domain/account.js';
import type { AccountEvent, Terms } from './domain/events.js';

/** What an account's messages tell of the account behind the fact: how it stood right after that event, never later. */
export type Standing = {
  /** The number of the certificate; undefined where the child has none. */
  readonly number: string | undefined;
  readonly after: BalancesAfter | undefined;
  /** The contract's place in the catalogue, where the fact is one of a contract. */
  readonly terms: Pick<Terms, 'provider' | 'group' | 'module'> | undefined;
};

type BalancesAfter = {
  readonly nominal: Kopecks;
  readonly available: Kopecks;
  readonly reserved: Kopecks;
  readonly spent: Kopecks;
  readonly expired: Kopecks;
};

/** An account as far as it has been followed: its state, and how it stood after each of its events. */
type Followed = {
  state: Account;
  isLost: boolean;
  readonly standings: Standing[];
  /** Of the event that each of them is after. */
  readonly hashes: string[];
  /** How many of them count as kept. */
  kept: number;
};

/** How many standings are kept in memory. Accounts that were not asked about for longest are read again when they are. */
const STANDINGS_MAX = 100_000;

/**
 * How accounts stood after each of their events, computed by the code that decides and never stored, so that events of
 * every age tell it. Whoever asks about the events of a log in their order costs the store nothing, or one read for each
 * account that was not followed from its beginning.
 *
 * An account that cannot be followed (CorruptHistory) holds up nobody: its messages go out in their order as everybody's,
 * from the first impossible event on without balances, because none can be vouched for. The balance projection reports it.
 */
export class Standings {
  private readonly accounts = new Map<StreamId, Followed>();
  private readonly turns = new Map<StreamId, Promise<unknown>>();
  private kept = 0;

  constructor(
    private readonly store: EventStore,
    private readonly keptMax = STANDINGS_MAX,
  ) {}

  /** @throws EventStoreUnavailable when the account has to be read and the store is away: ask again. */
  after(stored: StoredEvent): Promise<Standing> {
    const mine = (this.turns.get(stored.stream) ?? Promise.resolve()).then(
      () => this.find(stored),
      () => this.find(stored),
    );
    this.turns.set(stored.stream, mine);
    const leave = (): void => {
      if (this.turns.get(stored.stream) === mine) this.turns.delete(stored.stream);
    };
    mine.then(leave, leave);
    return mine;
  }

  private async find(stored: StoredEvent): Promise<Standing> {
    const { stream, revision } = stored;
    const known = this.accounts.get(stream) ?? nothing();
    await this.followTo(stored, known);
    // After a failover or a restore the log may have another event there than the one that was followed.
    const account = known.hashes[revision] === stored.hash ? known : await this.anew(stored, known);
    this.keep(stream, account);
    const standing = account.standings[revision];
    if (!standing) throw new RangeError(`${stream} ends before its revision ${revision}`);
    return standing;
  }

  private async followTo(stored: StoredEvent, account: Followed): Promise<void> {
    const next = account.standings.length;
    if (stored.revision < next) return;
    const news = stored.revision === next ? [stored] : await this.store.read(stored.stream, next);
    for (const event of news) follow(account, event);
  }

  private async anew(stored: StoredEvent, forgotten: Followed): Promise<Followed> {
    this.kept -= forgotten.kept;
    this.accounts.delete(stored.stream);
    const account = nothing();
    await this.followTo(stored, account);
    return account;
  }

  private keep(stream: StreamId, account: Followed): void {
    this.accounts.delete(stream);
    this.accounts.set(stream, account);
    this.kept += account.standings.length - account.kept;
    account.kept = account.standings.length;
    if (this.kept <= this.keptMax) return;
    for (const [oldest, forgotten] of this.accounts) {
      if (this.kept <= this.keptMax || oldest === stream) return;
      this.accounts.delete(oldest);
      this.kept -= forgotten.kept;
      forgotten.kept = 0;
    }
  }
}

const nothing = (): Followed => ({ state: emptyAccount, isLost: false, standings: [], hashes: [], kept: 0 });

const follow = (account: Followed, stored: StoredEvent): void => {
  const event = attempt(() => accountCodec.decode(stored));
  const state = event && !account.isLost ? attempt(() => evolve(account.state, event)) : undefined;
  account.state = state ?? account.state;
  account.isLost = state === undefined;
  const standing = event ? standingOf(account.state, event) : UNKNOWN;
  account.standings.push(state ? standing : { ...standing, after: undefined });
  account.hashes.push(stored.hash);
};

/** What cannot be read or followed is one answer here. What a newer build wrote is waited for. */
const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch (error) {
    if (error instanceof NewerVersion) throw error;
    return undefined;
  }
};

const UNKNOWN: Standing = { number: undefined, after: undefined, terms: undefined };

const standingOf = ({ certificates, contracts }: Account, event: AccountEvent): Standing => {
  const certificate = certificates.get(event.financingProgramme);
  const terms = 'contract' in event ? contracts.get(event.contract)?.terms : undefined;
  return {
    number: certificate?.number,
    after: certificate && {
      nominal: certificate.nominal,
      available: certificate.available,
      reserved: certificate.reserved,
      spent: certificate.spent,
      expired: certificate.expired,
    },
    terms: terms && { provider: terms.provider, group: terms.group, module: terms.module },
  };
};
