import type { Database } from '@lib/database';
import { type CalendarDate } from '@lib/kernel';
import type { BalanceProjection } from '../balance/balance.projection.js';
import type { Account } from '../account/domain/account.js';
import { decide } from '../account/domain/decide.js';
import { settleDue } from '../account/domain/due.js';
import type { AccountEvent } from '../account/domain/events.js';
import type { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';

const ACCOUNTS_PER_WRITE = 500;

/**
 * The monthly run: visits the accounts in which something has fallen due and books it. It decides nothing. An account
 * it misses answers every question as if it had been visited, and is found by the next run (docs/rules.md §4).
 */
export class DueRun {
  constructor(
    private readonly database: Database,
    private readonly projection: BalanceProjection,
    private readonly accounts: Ledger<Account, AccountEvent>,
  ) {}

  /** Books what is due in a programme up to and including `date`. Running it again changes nothing. */
  async run(programme: string, date: CalendarDate): Promise<void> {
    const failures: unknown[] = [];
    for (let after = FIRST; ;) {
      // The read model names the accounts; what is not in it yet cannot be visited.
      await this.projection.caughtUp();
      const due = await this.database.query<{ holder: string }>(
        `SELECT a.holder FROM certificates.accounts a JOIN certificates.certificates c USING (holder)
         WHERE c.programme = $1 AND a.next_due <= $2 AND a.holder > $3::uuid ORDER BY a.holder LIMIT $4`,
        [programme, date, after, ACCOUNTS_PER_WRITE],
      );
      const last = due.at(-1);
      if (!last) break;
      after = last.holder;
      // One account that cannot be followed does not keep the region's others waiting.
      await this.settle(
        due.map((row) => row.holder),
        date,
      ).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `the run of ${date} left accounts out`);
  }

  private async settle(holders: readonly string[], date: CalendarDate): Promise<void> {
    const cause = { commandId: `settle ${date}` };
    const overtaken = await this.accounts.handleEach(
      holders.map((holder) => ({ stream: streams.account(holder), cause })),
      (account) => settleDue(account, date),
    );
    for (const { stream } of overtaken)
      await this.accounts.handle(stream, cause, (account) => decide(account, { type: 'Settle', on: date }));
  }
}

const FIRST = '00000000-0000-0000-0000-000000000000';
