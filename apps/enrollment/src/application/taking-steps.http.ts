import type { Database, Sql } from '@lib/database';
import { AnswerTogether, ProblemError, problemFrom, type Answer, type Asked, type Together } from '@lib/http';
import type { CalendarDate, Clock } from '@lib/kernel';
import { mustReachApplication, type Answers } from './answers.http.js';
import type { ApplicationCommands, AskedStep, LookedAt, Refused } from './application.commands.js';
import { applicationProblems } from './application.problems.js';
import type { ViewRow } from './application.row.js';
import { OF_CHILD } from './domain/terms.js';
import type { Lookups } from './lookups.js';

/** Takes a step of an application: for a request of its own, or for one of many. */
export class Steps {
  private readonly together: AnswerTogether<AskedStep, LookedAt>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly commands: ApplicationCommands,
    private readonly answers: Answers,
    private readonly lookups: Lookups,
  ) {
    this.together = new AnswerTogether({
      database,
      schema: 'enrollment',
      subjectOf: ({ id }) => id,
      look: (tx, many) => commands.look(tx, many),
      work: (tx, requests, looked) => this.takeEach(tx, requests, looked),
    });
  }

  /** The day on which a step is taken. @throws ProblemError 404 `unknown-application`, also for one that is out of reach */
  async dayOf(id: string): Promise<CalendarDate> {
    await mustReachApplication(this.database, id);
    return this.answers.today(await this.lookups.calendarOf(id));
  }

  /** @throws ProblemError why the step is not taken */
  async take(tx: Sql, asked: AskedStep): Promise<ViewRow> {
    const acted = await this.commands.act(tx, asked, { now: this.clock.now() });
    if (!acted.ok) throw problemOf(acted.error);
    return acted.value;
  }

  /**
   * The answer to a request for a step for which no places are counted and the provider has no words: together with those of
   * others. @throws ProblemError why the step is not taken
   */
  answer(keyed: Asked, asked: AskedStep): Promise<Answer & { readonly hit: boolean }> {
    return this.together.answer(keyed, asked);
  }

  private async takeEach(
    tx: Sql,
    requests: readonly Together<AskedStep>[],
    looked: LookedAt,
  ): Promise<readonly (Answer | ProblemError)[]> {
    const many = requests.map(({ item, within }) => ({ asked: item, within }));
    const taken = await this.commands.actEach(tx, many, looked, { now: this.clock.now() });
    return taken.map((one) => {
      if (!one.ok) return problemOf(one.error);
      return { status: 200, body: one.value, beside: looked.present.get(one.value.id)?.child?.childId };
    });
  }
}

// A provider may ask this, and a category can be a diagnosis: of the child's terms only that they changed is told.
const problemOf = (error: Refused): ProblemError => {
  if (error.reason === 'consent-not-taken') {
    if (error.because instanceof ProblemError) return error.because;
    throw error.because;
  }
  if (error.reason !== 'terms-changed') return problemFrom(applicationProblems, error);
  const ofChild = error.changes.filter(({ term }) => OF_CHILD.some((own) => own === term));
  return new ProblemError(applicationProblems[error.reason].status, error.reason, {
    changes: error.changes.filter((change) => !ofChild.includes(change)),
    childDataChanged: ofChild.length > 0,
  });
};
