import { actorNow } from '@lib/actor';
import { enrollmentContracts, type EnrollmentContractsOutgoing } from '@lib/contracts';
import type { Sql } from '@lib/database';
import type { Outbox } from '@lib/messaging';
import { traceParent } from '@lib/telemetry';
import { groupOf } from '../group/group.query.js';
import type { News } from '../mail/news.js';
import { messageOf, reportMessage, type Occasion, type ReportedSoFar, type Sources } from './application.publisher.js';
import type { Recorded, ViewRow } from './application.row.js';
import { evolve, type Fact } from './domain/application.js';

/** Runs something in the surroundings of a request: for its actor, in its trace. */
export type Within = <T>(work: () => T) => T;
/** Where there is one request only, whose surroundings are everybody's. */
export const alone: Within = (work) => work();

/** What a family did not do itself. */
const IS_NEWS: ReadonlySet<Fact['type']> = new Set([
  'accepted',
  'refused',
  'concluded',
  'terminated',
  'co-payment-exceeded',
  'notice-revoked',
  'revocation-refused',
]);

/** An application and what has become of it. */
export type Moved = {
  /** As it was before the facts, with the view after them. */
  readonly before: Recorded;
  readonly facts: readonly Fact[];
  /** Of its group, where it is known. */
  readonly moduleId?: string;
  readonly within: Within;
  readonly occasion: Occasion;
};

/** Tells the others what has become of applications, in the transaction in which it has. */
export class Telling {
  constructor(
    private readonly outbox: Outbox,
    private readonly reportedSoFar: ReportedSoFar,
    private readonly news: News,
  ) {}

  async tell(tx: Sql, moved: readonly Moved[]): Promise<void> {
    const messages: EnrollmentContractsOutgoing[] = [];
    for (const one of moved) messages.push(...(await one.within(() => this.messagesOf(tx, one))));
    await this.outbox.enqueue(tx, enrollmentContracts, messages);
    const touched = moved.filter(({ facts }) => facts.some(({ type }) => IS_NEWS.has(type)));
    await this.news.note(
      tx,
      touched.map(({ before }) => before.holderId),
    );
  }

  private async messagesOf(
    tx: Sql,
    { before, facts, moduleId, occasion }: Moved,
  ): Promise<readonly EnrollmentContractsOutgoing[]> {
    const messages: EnrollmentContractsOutgoing[] = [];
    const sources = this.sourcesOf(tx, before.view, moduleId);
    let { application } = before;
    for (const fact of facts) {
      application = evolve(application, fact);
      const message = await messageOf({ ...before, application }, fact, sources, occasion);
      if (message) messages.push(message);
      if (fact.type === 'notice-revoked') messages.push(...(await this.reports(tx, before, fact, occasion)));
    }
    // Whoever is told reads of each who asked for it, also among many.
    return messages.map((message) => ({ traceParent: traceParent(), actor: actorNow(), ...message }));
  }

  /** What was reported for the group: while a contract is withdrawn, nobody tells its account. */
  private async reports(
    tx: Sql,
    { view, holderId, application }: Recorded,
    { on }: Fact,
    occasion: Occasion,
  ): Promise<readonly EnrollmentContractsOutgoing[]> {
    const contract = { id: view.id, holderId, groupId: view.groupId };
    const reports = await this.reportedSoFar(tx, view.groupId);
    return reports.map((report) => reportMessage(contract, report, on, occasion, ` ${application.revocations}`));
  }

  private sourcesOf(tx: Sql, { groupId }: ViewRow, moduleId?: string): Sources {
    return {
      moduleId: async () => {
        if (moduleId !== undefined) return moduleId;
        const group = await groupOf(tx, groupId);
        if (!group) throw new TypeError(`study group ${groupId} is gone`);
        return group.moduleId;
      },
      completeness: () => this.reportedSoFar(tx, groupId),
    };
  }
}
