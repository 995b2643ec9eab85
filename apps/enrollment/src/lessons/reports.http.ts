import { reachNow } from '@lib/access';
import type { DayRunner } from '@lib/clock';
import type { Database, Sql } from '@lib/database';
import { problemFrom } from '@lib/http';
import type { Clock } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { reachesGroup } from '../group/group.reach.js';
import { reportLessons, type LessonsReport } from './lessons.commands.js';
import { lessonsProblems } from './lessons.problems.js';

/** Takes a report of lessons: from a request of its own, or one of many. */
export class LessonsReports {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly days: DayRunner,
    private readonly outbox: Outbox,
  ) {}

  /** @throws ProblemError 422 `unknown-group`, also for one that is out of reach */
  async prepare({ groupId }: Pick<LessonsReport, 'groupId'>): Promise<void> {
    if (!(await reachesGroup(this.database, reachNow(), groupId)))
      throw problemFrom(lessonsProblems, { reason: 'unknown-group' as const });
    // The contracts of a group may live by several programmes.
    await this.days.runAll();
  }

  /** Resolves to how many contracts were told. @throws ProblemError why it is not taken */
  async report(tx: Sql, report: LessonsReport): Promise<number> {
    const contracts = await reportLessons(tx, this.outbox, report, { now: this.clock.now() });
    if (contracts.ok) return contracts.value;
    const { faults: codes = [], ...refused } = { faults: undefined, ...contracts.error };
    throw problemFrom(
      lessonsProblems,
      refused,
      codes.map((code) => ({ pointer: '/month', code })),
    );
  }
}
