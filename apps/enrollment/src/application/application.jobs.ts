import type { DayJobs } from '@lib/clock';
import { enrollmentContracts } from '@lib/contracts';
import type { Database } from '@lib/database';
import type { CalendarDate, Clock } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { calendars } from '../programme/programme.query.js';
import { envelopeOf } from './application.publisher.js';
import type { Lapse } from './domain/application.js';

const BATCH = 200;

type Lapsed = {
  readonly id: string;
  readonly holderId: string;
  readonly groupId: string;
  readonly on: CalendarDate;
  readonly reason: Lapse['reason'];
};

/**
 * The enrolment's jobs of a day: what is open on the day on which it lapses is refused (docs/rules.md §4 stale, period
 * end), dated with that day. Each run also takes what an earlier run could not see, such as an application submitted in
 * the last instant of the day before. An application that waits for money is left alone: the answer ends it, see answerFunds.
 */
export const applicationJobs = (database: Database, clock: Clock, outbox: Outbox): DayJobs => ({
  service: 'enrollment',
  programmes: () => calendars(database),
  run: async (programme, date) => {
    // Short transactions: on one connection everybody waits for each.
    while ((await refuseLapsed(database, clock, outbox, programme, date)) === BATCH);
  },
});

const refuseLapsed = (
  database: Database,
  clock: Clock,
  outbox: Outbox,
  programme: string,
  date: CalendarDate,
): Promise<number> =>
  database.transaction(async (tx) => {
    const lapsed = await tx.query<Lapsed>(
      `WITH due AS (
         SELECT id FROM enrollment.applications
         WHERE financing_programme = $1 AND state IN ('requested', 'accepted') AND awaiting IS NULL AND lapses_on <= $2
         ORDER BY id LIMIT $3 FOR UPDATE
       ), refused AS (
         UPDATE enrollment.applications a SET state = 'refused', reason = a.lapse_reason FROM due WHERE a.id = due.id
         RETURNING a.id, a.holder_id AS "holderId", a.group_id AS "groupId", a.lapses_on AS "on", a.lapse_reason AS reason
       )
       SELECT * FROM refused ORDER BY "on", reason DESC, id`,
      [programme, date, BATCH],
    );
    const occasion = { now: clock.now() };
    await outbox.enqueue(
      tx,
      enrollmentContracts,
      lapsed.map((application) => ({
        ...envelopeOf(application, 'application-refused', occasion),
        data: {
          contract: application.id,
          holder: application.holderId,
          on: application.on,
          group: application.groupId,
          reason: application.reason,
        },
      })),
    );
    return lapsed.length;
  });
