import { actorNow } from '@lib/actor';
import { enrollmentContracts, type EnrollmentContractsOutgoing } from '@lib/contracts';
import type { Sql } from '@lib/database';
import type { Outbox } from '@lib/messaging';
import { traceParent } from '@lib/telemetry';
import { groupOf } from '../group/group.query.js';
import type { News } from '../mail/news.js';
import {
  messageOf,
  reportMessage,
  type Completeness,
  type Occasion,
  type ReportedSoFar,
  type Sources,
} from './application.publisher.js';
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

/** What tells also what was reported for the group. */
const TELLS_REPORTS: ReadonlySet<Fact['type']> = new Set(['concluded', 'notice-revoked']);
type Reported = Awaited<ReturnType<ReportedSoFar>>;
const NOTHING: Reported = new Map();

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
    const telling = moved.filter(({ facts }) => facts.some(({ type }) => TELLS_REPORTS.has(type)));
    const groups = [...new Set(telling.map(({ before }) => before.view.groupId))];
    const reported = groups.length === 0 ? NOTHING : await this.reportedSoFar(tx, groups);
    const messages = await Promise.all(moved.map((one) => one.within(() => this.messagesOf(tx, one, reported))));
    await this.outbox.enqueue(tx, enrollmentContracts, messages.flat());
    const touched = moved.filter(({ facts }) => facts.some(({ type }) => IS_NEWS.has(type)));
    await this.news.note(
      tx,
      touched.map(({ before }) => before.holderId),
    );
  }

  private async messagesOf(
    tx: Sql,
    { before, facts, moduleId, occasion }: Moved,
    reported: Reported,
  ): Promise<readonly EnrollmentContractsOutgoing[]> {
    const messages: EnrollmentContractsOutgoing[] = [];
    const reports = reported.get(before.view.groupId) ?? [];
    const sources = sourcesOf(tx, before.view, reports, moduleId);
    let { application } = before;
    for (const fact of facts) {
      application = evolve(application, fact);
      const message = await messageOf({ ...before, application }, fact, sources, occasion);
      if (message) messages.push(message);
      // While a contract is withdrawn, nobody tells its account what is reported for the group.
      if (fact.type === 'notice-revoked') messages.push(...reportsTo(before, reports, fact, occasion));
    }
    // Whoever is told reads of each who asked for it, also among many.
    return messages.map((message) => ({ traceParent: traceParent(), actor: actorNow(), ...message }));
  }
}

const reportsTo = (
  { view, holderId, application }: Recorded,
  reports: readonly Completeness[],
  { on }: Fact,
  occasion: Occasion,
): readonly EnrollmentContractsOutgoing[] => {
  const contract = { id: view.id, holderId, groupId: view.groupId };
  return reports.map((report) => reportMessage(contract, report, on, occasion, ` ${application.revocations}`));
};

const sourcesOf = (
  tx: Sql,
  { groupId }: ViewRow,
  reports: readonly Completeness[],
  moduleId: string | undefined,
): Sources => ({
  moduleId: async () => {
    if (moduleId !== undefined) return moduleId;
    const group = await groupOf(tx, groupId);
    if (!group) throw new TypeError(`study group ${groupId} is gone`);
    return group.moduleId;
  },
  completeness: () => reports,
});
