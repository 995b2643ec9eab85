import { leaveToCommit, type Sql } from '@lib/database';

/**
 * Remembers of which children there is something new to read, in the transaction in which it happened. Who is told of it
 * is found later. Where no mail is sent, nothing is remembered.
 */
export class News {
  constructor(private readonly isMailed: boolean) {}

  async note(tx: Sql, holderIds: readonly string[]): Promise<void> {
    if (!this.isMailed || holderIds.length === 0) return;
    await leaveToCommit(
      tx.query('INSERT INTO enrollment.mail_news (holder_id) SELECT unnest($1::uuid[])', [holderIds]),
    );
  }
}
