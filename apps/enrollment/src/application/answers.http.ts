import { ApiHeader } from '@nestjs/swagger';
import { reachNow } from '@lib/access';
import type { DayRunner, ProgrammeCalendar } from '@lib/clock';
import type { Sql } from '@lib/database';
import { isUuid, problemFrom, sendAnswer, waitOf, type Answer, type ProblemError } from '@lib/http';
import { dateAt, timeZone, type CalendarDate, type Clock } from '@lib/kernel';
import type { FastifyReply } from 'fastify';
import { applicationProblems } from './application.problems.js';
import { reachesApplication } from './application.reach.js';
import { namedBy, type ViewRow } from './application.row.js';
import type { FundsWatch } from './funds-watch.js';
import type { Lookups } from './lookups.js';

export const WAITS = ApiHeader({
  name: 'Prefer',
  required: false,
  description:
    '`wait=N`: answers when the certificate has answered for the money, or after N seconds (at most 30). ' +
    'A repeated request has the status of its first answer and shows the application as it is by then.',
});

/** The day of a request, and its answer when the money has been answered for. */
export class Answers {
  constructor(
    private readonly lookups: Lookups,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly watch: FundsWatch,
  ) {}

  /** Today by the programme's calendar, the jobs of every day up to it done. Where there is no programme, UTC's today. */
  async today(programme: ProgrammeCalendar | undefined): Promise<CalendarDate> {
    return programme ? this.days.today(programme) : dateAt(this.clock.now(), timeZone('UTC'));
  }

  /**
   * A repeat shows the application as it is: what the first answer said may have moved since. What is kept with the key
   * never names the child; that is told anew each time, the first time by what was read for the answer.
   */
  async send(answer: Answer & { readonly hit: boolean }, reply: FastifyReply): Promise<void> {
    const first = answer.body as ViewRow;
    const wait = waitOf(first.awaiting === null ? undefined : String(reply.request.headers['prefer'] ?? ''), reply);
    const view = answer.hit || wait.ms > 0 ? await this.watch.settled(first.id, wait) : first;
    if (!view) throw new TypeError('an application that was answered for is gone');
    const { beside: childId } = answer;
    const body = typeof childId === 'string' ? namedBy(view, childId) : await this.lookups.named(view);
    sendAnswer(reply, { ...answer, body });
  }
}

export const unknownApplication = (): ProblemError =>
  problemFrom(applicationProblems, { reason: 'unknown-application' as const });

/** @throws ProblemError 404: what is not even an id names no application */
export const applicationId = (given: string): string => {
  if (!isUuid(given)) throw unknownApplication();
  return given.toLowerCase();
};

/** @throws ProblemError 404 `unknown-application`, for one of somebody else as for none */
export const mustReachApplication = async (sql: Sql, id: string): Promise<void> => {
  if (!(await reachesApplication(sql, reachNow(), id))) throw unknownApplication();
};
