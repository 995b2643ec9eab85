import type { DayJobs } from '@lib/clock';
import { enrollmentContracts } from '@lib/contracts';
import type { Database } from '@lib/database';
import { addDays, type CalendarDate, type Clock } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { calendars } from '../programme/programme.query.js';
import type { News } from '../mail/news.js';
import type { ApplicationCommands } from './application.commands.js';
import { envelopeOf } from './application.publisher.js';
import type { Application, Fact, Lapse } from './domain/application.js';
import { endWaiting as endWaitingAt } from './domain/decide.js';
import { askAgain } from './lost-answers.js';
import { alone } from './telling.js';

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
 * the last instant of the day before. An application that waits for money is asked for again, and left alone: the answer
 * ends it, see answerFunds; but not beyond the period's end.
 */
export const applicationJobs = (
  database: Database,
  clock: Clock,
  outbox: Outbox,
  commands: ApplicationCommands,
  news: News,
): DayJobs => ({
  service: 'enrollment',
  programmes: () => calendars(database),
  run: async (programme, date) => {
    // Short transactions: on one connection everybody waits for each.
    while ((await refuseLapsed({ database, clock, outbox, news }, programme, date)) === BATCH);
    await noteExpiring(database, news, programme, date);
    await endWaiting(database, clock, commands, programme, date);
    await askAgain(database, clock, commands, OF_AN_EARLIER_DAY, [programme, date]);
  },
});

type Refusing = {
  readonly database: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly news: News;
};

const refuseLapsed = (
  { database, clock, outbox, news }: Refusing,
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
    await news.note(
      tx,
      lapsed.map(({ holderId }) => holderId),
    );
    return lapsed.length;
  });

/** So many days before the end of a period families are told what they have left. */
const ENDS_WITHIN_DAYS = 30;

const noteExpiring = async (database: Database, news: News, programme: string, date: CalendarDate): Promise<void> => {
  const holders = await database.query<{ holderId: string }>(
    `SELECT c.holder_id AS "holderId" FROM enrollment.certificates c
     JOIN enrollment.programmes p USING (financing_programme) WHERE financing_programme = $1 AND p.to_exclusive = $2`,
    [programme, addDays(date, ENDS_WITHIN_DAYS)],
  );
  await news.note(
    database,
    holders.map(({ holderId }) => holderId),
  );
};

// Not what has just been asked for, nor once for each of many days over which a clock is set.
const OF_AN_EARLIER_DAY = `financing_programme = $1 AND awaiting_since < $2
  AND asked_at < now() - interval '5 seconds'`;

/** What was asked for on the last day of a period may be answered in the first minutes behind it: a day more for that. */
const endWaiting = async (
  database: Database,
  clock: Clock,
  commands: ApplicationCommands,
  programme: string,
  date: CalendarDate,
): Promise<void> => {
  const waiting = await database.query<{ id: string; toExclusive: CalendarDate }>(
    `SELECT a.id, p.to_exclusive AS "toExclusive"
     FROM enrollment.applications a JOIN enrollment.programmes p USING (financing_programme)
     WHERE financing_programme = $1 AND awaiting IS NOT NULL
       AND p.to_exclusive <= $2 AND awaiting_since < $3 ORDER BY a.id`,
    [programme, date, addDays(date, -1)],
  );
  for (const { id, toExclusive } of waiting) {
    const decide = (application: Application): readonly Fact[] => endWaitingAt(application, toExclusive);
    const ending = { id, decide, occasion: { now: clock.now() }, within: alone };
    await database.transaction((tx) => commands.followEach(tx, [ending]));
  }
};
