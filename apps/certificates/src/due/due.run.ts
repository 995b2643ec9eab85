import type { Database } from '@lib/database';
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
/** So many writes at once: while PostgreSQL reads and writes for one, the other is decided. */
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
    for (let after = FIRST; ;) {
      const due = await this.database.query<{ holder: string }>(
        `SELECT a.holder FROM certificates.accounts a JOIN certificates.certificates c USING (holder)
         WHERE c.programme = $1 AND a.next_due <= $2 AND a.holder > $3::uuid ORDER BY a.holder LIMIT $4`,
        [programme, date, after, WRITES_AT_ONCE * ACCOUNTS_PER_WRITE],
      );
      const last = due.at(-1);
      if (!last) return;
      after = last.holder;
      const parts = [due.slice(0, ACCOUNTS_PER_WRITE), due.slice(ACCOUNTS_PER_WRITE)];
      const failed = await Promise.all(parts.map((part) => this.settle(part, date)));
      for (const { stream, error } of failed.flat()) {
        if (isUnavailable(error)) throw error;
        this.onLeftOut(new AccountLeftOut(holderOf(stream), programme, date, error));
      }
    }
  }

  private async settle(
    due: readonly { readonly holder: string }[],
    date: CalendarDate,
  ): Promise<readonly FailedStream[]> {
    const cause = { commandId: `settle ${date}` };
    const { overtaken, failed } = await this.accounts.handleEach(
      due.map(({ holder }) => ({ stream: streams.account(holder), cause })),
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

const FIRST = '00000000-0000-0000-0000-000000000000';
