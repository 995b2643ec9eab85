import type { Database, Sql } from '@lib/database';
import { instant, type CalendarDate, type Clock, type Instant } from '@lib/kernel';
import { liveOf } from '../application/application.store.js';
import { lockedChild } from '../child/child.store.js';
import { forgetParent, lockParent } from '../parent/parent.store.js';
import { pruneReads } from '../reads/reads.query.js';
import { pruneRefused } from '../registration/registration.store.js';
import { keptFrom } from './domain/retention.js';
import { eraseForAge } from './erasure.commands.js';

/** Short transactions: on one connection everybody waits for each. */
const BATCH = 50;
const ROWS = 5000;

/**
 * The retention calendar (docs/rules.md §10): erases whom nothing has concerned for the years that records are kept, by
 * the day of the register and of the last application or contract, and what parents have said of themselves who have acted
 * for nobody as long; forgets who looked at whom, and which registrations were refused, as long ago. Called again after a
 * crash: goes on where it was.
 */
export const retain = async (database: Database, clock: Clock, today: CalendarDate): Promise<void> => {
  const from = keptFrom(today);
  for (;;) {
    const due = await database.query<{ holderId: string }>(
      `SELECT c.holder_id AS "holderId" FROM enrollment.children c WHERE c.merged_into IS NULL AND c.registered_at < $1::date
         AND NOT EXISTS (SELECT FROM enrollment.applications a WHERE a.holder_id = c.holder_id
           AND greatest(a.submitted_on, a.last_day) >= $1::date)
         AND NOT EXISTS (SELECT FROM enrollment.children m LEFT JOIN enrollment.applications a USING (holder_id)
           WHERE m.merged_into = c.holder_id
             AND (m.registered_at >= $1::date OR greatest(a.submitted_on, a.last_day) >= $1::date))
       ORDER BY c.holder_id LIMIT ${BATCH}`,
      [from],
    );
    for (const { holderId } of due)
      await database.transaction((tx) => eraseIfDone(tx, holderId, { today, now: clock.now() }));
    if (due.length < BATCH) break;
  }
  const before = instant(`${from}T00:00:00Z`);
  for (;;) {
    const due = await doneParents(database, before);
    for (const { person } of due) await database.transaction((tx) => forgetParentIfDone(tx, person, before));
    if (due.length < BATCH) break;
  }
  while ((await pruneReads(database, before, ROWS)) === ROWS);
  while ((await pruneRefused(database, before, ROWS)) === ROWS);
};

const eraseIfDone = async (
  tx: Sql,
  holderId: string,
  { today, now }: { readonly today: CalendarDate; readonly now: ReturnType<Clock['now']> },
): Promise<void> => {
  // Two processes run the jobs of a day.
  if (!(await lockedChild(tx, holderId)) || (await liveOf(tx, holderId, today)) > 0) return;
  await eraseForAge(tx, holderId, now);
};

/** Parents who, since then, have had no child and no registration, and have said nothing; one, where it is named. */
const doneParents = (sql: Sql, before: Instant, person?: string): Promise<readonly { readonly person: string }[]> =>
  sql.query(
    `SELECT o.person FROM enrollment.parents o WHERE o.told_at < $1 AND ($2::uuid IS NULL OR o.person = $2)
       AND NOT EXISTS (SELECT FROM enrollment.guardianships g
         WHERE g.person = o.person AND (g.ended_at IS NULL OR g.ended_at >= $1))
       AND NOT EXISTS (SELECT FROM enrollment.registrations r
         WHERE r.person = o.person AND (r.state = 'waiting' OR r.asked_at >= $1))
     ORDER BY o.person LIMIT ${BATCH}`,
    [before, person ?? null],
  );

const forgetParentIfDone = async (tx: Sql, person: string, before: Instant): Promise<void> => {
  await lockParent(tx, person);
  if ((await doneParents(tx, before, person)).length > 0) await forgetParent(tx, person);
};
