import { actFor } from '@lib/actor';
import { setImmediate as breath } from 'node:timers/promises';
import type { Database } from '@lib/database';
import { addDays, dateAt, type CalendarDate, type Clock, type Instant, type TimeZone } from '@lib/kernel';

/** A financing programme, seen as a calendar: its days begin at 00:00 of its time zone. */
export type ProgrammeCalendar = { readonly id: string; readonly timeZone: TimeZone };

export type DayJobs = {
  /** Name of the service; together with the programme it keys the progress. */
  readonly service: string;
  programmes(): Promise<readonly ProgrammeCalendar[]>;
  /** The jobs of one date, at its 00:00. Called again after a crash: must be idempotent. */
  run(programme: string, date: CalendarDate): Promise<void>;
};

const LOOK_EVERY_MS = 1000;
/** The clocks of two hosts may differ by seconds, and midnight lie between them. */
const AHEAD_DAYS_MAX = 1;
const isAhead = (done: CalendarDate, today: CalendarDate): boolean => done > addDays(today, AHEAD_DAYS_MAX);

/** The process ends: the jobs of the days left run after its next start, and what waits for them comes again. */
export class DaysStopped extends Error {
  constructor() {
    super('the process ends before the jobs of every date have run');
    this.name = 'DaysStopped';
  }
}

/**
 * Runs the jobs of each date once the date has come (docs/rules.md §5), in order, none left out, however long the
 * process was away. Progress lives in the database.
 */
export class DayRunner {
  private readonly doneThrough = new Map<string, CalendarDate>();
  private readonly running = new Map<string, { readonly through: CalendarDate; readonly work: Promise<unknown> }>();
  private isStopping = false;
  private timer: NodeJS.Timeout | undefined;
  private stopListening: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: DayJobs,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.look();
    this.stopListening = this.clock.onJump(() => this.runAll());
  }

  /** Waits for the jobs of the date in hand. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    this.stopListening?.();
    await Promise.allSettled([...this.running.values()].map(({ work }) => work));
  }

  /** Brings every programme to its today. One that fails does not keep the others from theirs. @throws what has failed */
  async runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const programme of await this.jobs.programmes())
      await this.today(programme).catch((error: unknown) => failures.push(error));
    if (failures.length > 1) throw new AggregateError(failures, `the jobs of ${failures.length} programmes failed`);
    if (failures.length > 0) throw failures[0];
  }

  /** Looks again when it is done: a run that takes long is followed by another, never overtaken. */
  private look(): void {
    this.timer = setTimeout(() => {
      this.runAll()
        .catch((error: unknown) => {
          if (!this.isStopping) this.onError(error);
        })
        .finally(() => {
          if (!this.isStopping) this.look();
        });
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** The programme's date of today; the jobs of every date up to it have run before this resolves. @throws DaysStopped */
  async today(programme: ProgrammeCalendar): Promise<CalendarDate> {
    await this.clock.refresh();
    const now = this.clock.now();
    const today = dateAt(now, programme.timeZone);
    const done = this.doneThrough.get(programme.id);
    if (done !== undefined && done >= today && !isAhead(done, today)) return today;
    // Jobs of one programme never overlap in this process: who asks meanwhile waits for the run in hand, and shares it
    // where it goes far enough.
    const inHand = this.running.get(programme.id);
    if (inHand && inHand.through >= today) {
      await inHand.work;
      return today;
    }
    const work = (inHand?.work ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.runThrough(programme, today, now))
      .finally(() => {
        if (this.running.get(programme.id)?.work === work) this.running.delete(programme.id);
      });
    this.running.set(programme.id, { through: today, work });
    await work;
    return today;
  }

  private async runThrough({ id, timeZone }: ProgrammeCalendar, today: CalendarDate, now: Instant): Promise<void> {
    const [row] = await this.database.query<{ done_through: CalendarDate }>(
      `INSERT INTO clock.day_runs AS r (service, programme, time_zone, done_through) VALUES ($1, $2, $3, $4)
       ON CONFLICT (service, programme) DO UPDATE SET time_zone = excluded.time_zone, done_through =
         CASE WHEN r.done_through > $5::date AND NOT EXISTS (SELECT FROM clock.setting WHERE now > $6::timestamptz)
           THEN excluded.done_through ELSE r.done_through END
       RETURNING done_through`,
      // A programme that becomes known today has no past that jobs could have missed. And one whose jobs have run through
      // dates that are not come was seen by a clock that went wrong: the jobs of the days that do come must not wait for
      // those. Unless the time was set to them a moment ago.
      [this.jobs.service, id, timeZone, addDays(today, -1), addDays(today, AHEAD_DAYS_MAX), now],
    );
    let done = row?.done_through ?? today;
    while (done < today && !this.isStopping) {
      done = addDays(done, 1);
      const job = {
        kind: 'job',
        name: `${this.jobs.service} days`,
        proven: true,
        occasion: `the jobs of ${done}`,
      } as const;
      await actFor(job, () => this.jobs.run(id, done));
      // The embedded database never lets go of the process: without this no request and no signal would be heard for years.
      await breath();
    }
    await this.database.query(
      'UPDATE clock.day_runs SET done_through = greatest(done_through, $3) WHERE service = $1 AND programme = $2',
      [this.jobs.service, id, done],
    );
    this.doneThrough.set(id, done);
    if (done < today) throw new DaysStopped();
  }
}

/** True when every service has run the jobs of every programme up to the clock's today. */
export const allDaysRun = async (database: Database, clock: Clock): Promise<boolean> => {
  const runs = await database.query<{ time_zone: TimeZone; done_through: CalendarDate }>(
    'SELECT time_zone, done_through FROM clock.day_runs',
  );
  return runs.every((run) => run.done_through >= dateAt(clock.now(), run.time_zone));
};
