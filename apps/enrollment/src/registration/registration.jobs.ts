import type { Database, Sql } from '@lib/database';
import { addDays, instant, type CalendarDate, type Clock, type Instant } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import { refuse } from './registration.commands.js';

/** Whoever decides has had the time; what a parent has said is not kept for nobody. */
const WAITING_DAYS = 90;
/** Short transactions: on one connection everybody waits for each. */
const BATCH = 50;

/** Refuses, and erases, what nobody has decided for ninety days. Called again after a crash: goes on where it was. */
export const refuseUndecided = async (
  { database, vault, clock }: { readonly database: Database; readonly vault: Vault; readonly clock: Clock },
  today: CalendarDate,
): Promise<void> => {
  const before = instant(`${addDays(today, -WAITING_DAYS)}T00:00:00Z`);
  for (;;) {
    const due = await undecidedOf(database, before);
    for (const { id } of due)
      await database.transaction((tx) =>
        refuse(tx, vault, { id, reason: 'not-decided', by: 'retention' }, clock.now()),
      );
    if (due.length < BATCH) return;
  }
};

const undecidedOf = (sql: Sql, before: Instant): Promise<readonly { readonly id: string }[]> =>
  sql.query(
    `SELECT id FROM enrollment.registrations WHERE state = 'waiting' AND asked_at < $1 ORDER BY asked_at LIMIT ${BATCH}`,
    [before],
  );
