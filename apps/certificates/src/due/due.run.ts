import { leaveToCommit, type Database } from '@lib/database';
import { type CalendarDate } from '@lib/kernel';
import { isUnavailable } from '@lib/messaging';
import type { BalanceProjection } from '../balance/balance.projection.js';
import type { Account } from '../account/domain/account.js';
import { decide } from '../account/domain/decide.js';
import { settleDue } from '../account/domain/due.js';
import type { AccountEvent } from '../account/domain/events.js';
import type { FailedStream, Ledger } from '../ledger/ledger.js';
import { holderOf, streams } from '../ledger/streams.js';

const ACCOUNTS_PER_WRITE = 500;
/** So many parts at once: while PostgreSQL reads and writes for one, the other is decided. */
const WRITES_AT_ONCE = 2;

/** An account in which nothing could be booked, for the operator: its holder, and why. */
export class AccountLeftOut extends Error {
  constructor(holder: string, programme: string, date: CalendarDate, cause: unknown) {
    super(`the run of ${date} of ${programme} leaves out the account of ${holder}, which cannot be followed`, {
      cause,
    });
    this.name = 'AccountLeftOut';
  }
}

/**
 * The monthly run: visits the accounts in which something has fallen due and books it. It decides nothing. An account
 * it misses answers every question as if it had been visited, and is found by the next run (docs/rules.md §4).
 */
export class DueRun {
  constructor(
    private readonly database: Database,
    private readonly projection: BalanceProjection,
    private readonly accounts: Ledger<Account, AccountEvent>,
    private readonly onLeftOut: (account: AccountLeftOut) => void,
  ) {}

  /**
   * Books what is due in a programme up to and including `date`. Running it again changes nothing. An account that cannot
   * be followed is told and left out: neither the others nor the day wait for it. @throws where the store or the database
   * is away, so that the run comes again
   */
  async run(programme: string, date: CalendarDate): Promise<void> {
    // The read model names the accounts; what is not in it yet cannot be visited. What this run books is behind it.
    await this.projection.caughtUp();
    const parts = this.due(programme, date);
    const settleParts = async (): Promise<void> => {
      for await (const part of parts)
        for (const { stream, error } of await this.settle(part, date)) {
          if (isUnavailable(error)) throw error;
          this.onLeftOut(new AccountLeftOut(holderOf(stream), programme, date, error));
        }
    };
    await Promise.all(Array.from({ length: WRITES_AT_ONCE }, settleParts));
  }

  /** The holders, in the order of their certificates, part by part. */
  private async *due(programme: string, date: CalendarDate): AsyncGenerator<readonly string[], void> {
    for (let last: DueAccount | undefined = { number: '', holder: FIRST }; last;) {
      const due = await this.dueBehind(last, programme, date);
      if (due.length > 0) yield due.map(({ holder }) => holder);
      last = due.length < ACCOUNTS_PER_WRITE ? undefined : due.at(-1);
    }
  }

  // From one certificate to the next by an index, whatever the planner knows of the tables yet: where it joins or sorts all
  // of them for every part, a run of twice the accounts takes four times as long.
  private dueBehind(last: DueAccount, programme: string, date: CalendarDate): Promise<readonly DueAccount[]> {
    return this.database.transaction(
      async (tx) => {
        await leaveToCommit(tx.query('SET LOCAL enable_sort = off'));
        return tx.query<DueAccount>(
          `SELECT number, holder FROM certificates.certificates c
           WHERE programme = $1 AND (number, holder) > ($2, $3::uuid)
             AND (SELECT next_due FROM certificates.accounts a WHERE a.holder = c.holder) <= $4
           ORDER BY number, holder LIMIT $5`,
          [programme, last.number, last.holder, date, ACCOUNTS_PER_WRITE],
        );
      },
      'usual',
      'with reads',
    );
  }

  private async settle(holders: readonly string[], date: CalendarDate): Promise<readonly FailedStream[]> {
    const cause = { commandId: `settle ${date}` };
    const { overtaken, failed } = await this.accounts.handleEach(
      holders.map((holder) => ({ stream: streams.account(holder), cause })),
      (account) => settleDue(account, date),
    );
    const again: FailedStream[] = [];
    for (const stream of overtaken)
      await this.accounts
        .handle(stream, cause, (account) => decide(account, { type: 'Settle', on: date }))
        .catch((error: unknown) => again.push({ stream, error }));
    return [...failed, ...again];
  }
}

type DueAccount = { readonly number: string; readonly holder: string };

const FIRST = '00000000-0000-0000-0000-000000000000';
