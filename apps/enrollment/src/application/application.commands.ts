import { enrollmentContracts, type EnrollmentContractsOutgoing } from '@lib/contracts';
import type { Sql } from '@lib/database';
import { err, ok, type CalendarDate, type Result } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import type { Vault } from '../vault/vault.js';
import type { Consents } from '../consent/consent.store.js';
import { standing, type Consent } from '../consent/domain/consent.js';
import { groupOf } from '../group/group.query.js';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import { messageOf, reportMessage, type Occasion, type ReportedSoFar, type Sources } from './application.publisher.js';
import type { Recorded, ViewRow } from './application.row.js';
import {
  insertAdmitted,
  insertRefused,
  lockApplication,
  lockChild,
  lockGroup,
  lockPlaces,
  updateApplication,
  type NewApplication,
} from './application.store.js';
import { admit } from './domain/admission.js';
import { answerFunds, answerRevocation, type FundsAnswer, type RevocationAnswer } from './domain/certificate-answer.js';
import { daysOf, evolve, submitted, type Application, type Fact } from './domain/application.js';
import type { Days, Other } from './domain/days.js';
import { act, endWaiting, followClosing, submit, type Action, type NotAllowed, type World } from './domain/decide.js';
import { contractLastDay } from './domain/terms.js';
import { othersOf, presentOf } from './present.query.js';
import { isSeen, nameOfTerms } from './terms-tag.js';

export type Refused = NotAllowed | { readonly reason: 'unknown-application' } | { readonly reason: 'terms-not-seen' };

/** A step that is asked for of an application. */
export type AskedStep = {
  readonly id: string;
  readonly action: Action;
  readonly today: CalendarDate;
  /** The tags of the terms that a family has seen and confirms; undefined: the present ones. */
  readonly seen?: readonly string[] | undefined;
};

/** Everything that moves applications. Each method is one step inside the caller's transaction, with its messages. */
export class ApplicationCommands {
  constructor(
    private readonly outbox: Outbox,
    private readonly vault: Vault,
    private readonly reportedSoFar: ReportedSoFar,
    private readonly consents: Consents,
  ) {}

  /** Records an application: requested, or refused by the checks 1–7 of docs/rules.md §2. A refused one is told to nobody: it never took a place. */
  async apply(
    tx: Sql,
    request: NewApplication,
    programme: FinancingProgramme | undefined,
    occasion: Occasion,
  ): Promise<ViewRow> {
    // Always the child before the group: no two applications wait for each other.
    const child = await lockChild(tx, this.vault, request.childId);
    const group = await lockGroup(tx, request.groupId);
    const { start } = request;
    const days = programme && group && { first: start, last: contractLastDay(group, programme) };
    const others = child && group && days ? await othersOf(tx, { ...child, ...group, days }) : [];
    const admission = admit({ start, child, group, programme, others });
    if (!admission.ok) return insertRefused(tx, this.vault, request, child?.holderId, admission.error);

    const { value: admitted } = admission;
    const asked = submitted({ ...admitted.programme, ...admitted, ...request });
    const facts = submit(asked, request.submittedOn);
    const view = await insertAdmitted(tx, request, admitted, facts.reduce(evolve, asked));
    const before = { view, holderId: admitted.child.holderId, application: asked };
    await this.tell(tx, before, facts, occasion, admitted.group.moduleId);
    return view;
  }

  /** An action of the family, the provider or an operator. */
  async act(tx: Sql, { id, action, today, seen }: AskedStep, occasion: Occasion): Promise<Result<ViewRow, Refused>> {
    // Places are counted again where days are gained: under the locks under which they are given away.
    const gainsDays = action.type === 'confirm' || action.type === 'revoke-notice';
    if (gainsDays) await lockPlaces(tx, id);
    const locked = await lockApplication(tx, id);
    if (!locked) return err({ reason: 'unknown-application' });
    const { view, recorded } = locked;
    const known = (await presentOf(tx, this.vault, [id])).get(id);
    if (!recorded || !known)
      return err({ reason: 'action-not-allowed', state: view.state, awaiting: view.awaiting, action: action.type });
    if (seen && !isSeen(seen, recorded.application, known)) return err({ reason: 'terms-not-seen' });
    const others = gainsDays ? await this.others(tx, recorded, known) : [];
    const consent = await this.consentTo(tx, action, recorded);
    const facts = act(recorded.application, action, today, { ...known, others, consent });
    return facts.ok ? ok(await this.record(tx, recorded, facts.value, occasion, known.group.moduleId)) : facts;
  }

  /** What certificates answered. An answer to nothing that is asked (any more) changes nothing. */
  answerFunds(
    tx: Sql,
    { id, answer, today }: { readonly id: string; readonly answer: FundsAnswer; readonly today: CalendarDate },
    occasion: Occasion,
  ): Promise<void> {
    return this.follow(tx, id, occasion, (application) => answerFunds(application, answer, today));
  }

  /** Whether a notice was taken back. */
  answerRevocation(
    tx: Sql,
    { id, answer, today }: { readonly id: string; readonly answer: RevocationAnswer; readonly today: CalendarDate },
    occasion: Occasion,
  ): Promise<void> {
    return this.follow(tx, id, occasion, (application) => answerRevocation(application, answer, today));
  }

  /** The certificate was closed: its contract ended with it. */
  followClosing(
    tx: Sql,
    { id, ...ending }: { readonly id: string; readonly on: CalendarDate; readonly lastDay: CalendarDate | undefined },
    occasion: Occasion,
  ): Promise<void> {
    return this.follow(tx, id, occasion, (application) => followClosing(application, ending));
  }

  /** Asks certificates once more for what an application waits for, under the number of the attempt. */
  askAgain(tx: Sql, id: string, occasion: Occasion): Promise<void> {
    return this.follow(tx, id, occasion, ({ pending }) =>
      pending ? [{ type: 'asked-again', on: pending.since }] : [],
    );
  }

  /** The period is over, and the money that the application waits for was not answered for. */
  endWaiting(
    tx: Sql,
    { id, toExclusive }: { readonly id: string; readonly toExclusive: CalendarDate },
    occasion: Occasion,
  ): Promise<void> {
    return this.follow(tx, id, occasion, (application) => endWaiting(application, toExclusive));
  }

  private async follow(
    tx: Sql,
    id: string,
    occasion: Occasion,
    decide: (application: Application) => readonly Fact[],
  ): Promise<void> {
    const recorded = (await lockApplication(tx, id))?.recorded;
    if (!recorded) return;
    const facts = decide(recorded.application);
    if (facts.length > 0) await this.record(tx, recorded, facts, occasion);
  }

  private async consentTo(tx: Sql, { type }: Action, { view, application }: Recorded): Promise<Consent | undefined> {
    if (type !== 'accept' && type !== 'conclude') return undefined;
    return standing(await this.consents.last(tx, view.id), nameOfTerms(application.terms));
  }

  private async others(tx: Sql, recorded: Recorded, present: World): Promise<readonly Other[]> {
    const { view, holderId, application } = recorded;
    const now: Days = daysOf(application);
    // All the days that it may come to have: those of the present terms, and those before a notice.
    const last = [
      now.last,
      application.notice?.lastDayBefore ?? now.last,
      ...(present.programme ? [contractLastDay(present.group, present.programme)] : []),
    ].sort();
    const days = { first: now.first, last: last.at(-1) ?? now.last };
    return othersOf(tx, { holderId, moduleId: present.group.moduleId, groupId: view.groupId, days, except: view.id });
  }

  private async record(
    tx: Sql,
    recorded: Recorded,
    facts: readonly Fact[],
    occasion: Occasion,
    moduleId?: string,
  ): Promise<ViewRow> {
    // A consent changes nothing of the application itself.
    if (facts.length === 0) return recorded.view;
    const view = await updateApplication(tx, recorded.view, facts.reduce(evolve, recorded.application));
    await this.tell(tx, { ...recorded, view }, facts, occasion, moduleId);
    return view;
  }

  /**
   * @param before the application before the facts
   * @param moduleId of its group, where it is known
   */
  private async tell(
    tx: Sql,
    before: Recorded,
    facts: readonly Fact[],
    occasion: Occasion,
    moduleId?: string,
  ): Promise<void> {
    const messages: EnrollmentContractsOutgoing[] = [];
    const sources = this.sourcesOf(tx, before.view, moduleId);
    let { application } = before;
    for (const fact of facts) {
      application = evolve(application, fact);
      const message = await messageOf({ ...before, application }, fact, sources, occasion);
      if (message) messages.push(message);
      if (fact.type === 'notice-revoked') messages.push(...(await this.reports(tx, before, fact, occasion)));
    }
    await this.outbox.enqueue(tx, enrollmentContracts, messages);
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
