import { enrollmentContracts, type EnrollmentContractsOutgoing } from '@lib/contracts';
import { actorNow } from '@lib/actor';
import type { Row, Sql } from '@lib/database';
import { err, ok, type CalendarDate, type Result } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { traceParent } from '@lib/telemetry';
import type { Vault } from '../vault/vault.js';
import type { Consents } from '../consent/consent.store.js';
import { processingWithdrawn } from '../child/processing-consent.store.js';
import { standing, type Consent } from '../consent/domain/consent.js';
import { groupOf } from '../group/group.query.js';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import { messageOf, reportMessage, type Occasion, type ReportedSoFar, type Sources } from './application.publisher.js';
import type { Recorded, ViewRow } from './application.row.js';
import {
  admittedRow,
  insertApplications,
  lockApplications,
  lockChildren,
  lockGroups,
  lockPlaces,
  refusedRow,
  updateApplications,
  type Locked,
  type NewApplication,
} from './application.store.js';
import { admit, type Admission, type AdmissionRefusal, type Admitted } from './domain/admission.js';
import { answerFunds, answerRevocation, type FundsAnswer, type RevocationAnswer } from './domain/certificate-answer.js';
import { daysOf, evolve, submitted, type Application, type Fact } from './domain/application.js';
import type { Days, Other } from './domain/days.js';
import { act, endWaiting, followClosing, submit, type Action, type NotAllowed, type World } from './domain/decide.js';
import { contractLastDay } from './domain/terms.js';
import { othersOfEach, presentOf, type Place } from './present.query.js';
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

/** Runs something in the surroundings of a request: for its actor, in its trace. */
export type Within = <T>(work: () => T) => T;

/** An application that is asked for, and the programme that was found for it. */
export type Asked = { readonly request: NewApplication; readonly programme: FinancingProgramme | undefined };

/** An application as another sees it: in its module, in its group, or not at all. */
const besides = (place: Place, { holderId, moduleId, groupId, days }: Place): readonly Other[] => {
  const inGroup = groupId === place.groupId;
  const inModule = holderId === place.holderId && moduleId === place.moduleId;
  return inGroup || inModule ? [{ ...days, inGroup, inModule }] : [];
};

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** An application and what is to be recorded of it. */
type Moved = {
  readonly recorded: Recorded;
  readonly facts: readonly Fact[];
  /** Of its group, where it is known. */
  readonly moduleId?: string;
  readonly within: Within;
};

/** Whether places are to be counted again. */
export const gainsDays = ({ type }: Action): boolean => type === 'confirm' || type === 'revoke-notice';
const needsConsent = ({ type }: Action): boolean => type === 'accept' || type === 'conclude';

/** Everything that moves applications. Each method is one step inside the caller's transaction, with its messages. */
export class ApplicationCommands {
  constructor(
    private readonly outbox: Outbox,
    private readonly vault: Vault,
    private readonly reportedSoFar: ReportedSoFar,
    private readonly consents: Consents,
  ) {}

  /**
   * Records applications: requested, or refused by the checks 1–7 of docs/rules.md §2. A refused one is told to nobody: it
   * never took a place. Each is judged as if those before it had been committed.
   */
  async applyEach(
    tx: Sql,
    many: readonly { readonly asked: Asked; readonly within: Within }[],
    occasion: Occasion,
  ): Promise<readonly Result<ViewRow, { readonly reason: 'processing-consent-withdrawn' }>[]> {
    const requests = many.map(({ asked }) => asked.request);
    // Always the children before the groups: no two applications wait for each other.
    const children = await lockChildren(tx, this.vault, distinct(requests.map(({ childId }) => childId)));
    const groups = await lockGroups(tx, distinct(requests.map(({ groupId }) => groupId)));
    const withdrawn = await processingWithdrawn(
      tx,
      [...children.values()].map(({ holderId }) => holderId),
    );
    const judged = many.map(({ asked, within }) => {
      const child = children.get(asked.request.childId);
      const isWithdrawn = child !== undefined && withdrawn.has(child.holderId);
      return { ...asked, within, child, group: groups.get(asked.request.groupId), isWithdrawn };
    });
    const admissions = await this.admitEach(tx, judged);
    const rows = judged.flatMap(({ request, child, isWithdrawn }, index): readonly Row[] => {
      const admission = admissions[index];
      if (isWithdrawn || !admission) return [];
      return admission.ok
        ? [admittedRow(request, admission.value, admission.value.facts.reduce(evolve, admission.value.asked))]
        : [refusedRow(this.vault, request, child?.holderId, admission.error)];
    });
    const views = await insertApplications(tx, rows);
    const messages: EnrollmentContractsOutgoing[] = [];
    for (const [index, { request, within }] of judged.entries()) {
      const [admission, view] = [admissions[index], views.get(request.id)];
      if (!admission?.ok || !view) continue;
      const { child, group, asked: application, facts } = admission.value;
      const before = { view, holderId: child.holderId, application };
      messages.push(...(await within(() => this.messagesOf(tx, before, facts, occasion, group.moduleId))));
    }
    await this.outbox.enqueue(tx, enrollmentContracts, messages);
    return judged.map(({ request }) => {
      const view = views.get(request.id);
      return view ? ok(view) : err({ reason: 'processing-consent-withdrawn' });
    });
  }

  private async admitEach(
    tx: Sql,
    judged: readonly (Asked & Pick<Admission, 'child' | 'group'> & { readonly isWithdrawn: boolean })[],
  ): Promise<
    readonly (
      Result<Admitted & { readonly asked: Application; readonly facts: readonly Fact[] }, AdmissionRefusal> | undefined
    )[]
  > {
    const places = judged.map(({ request: { start }, programme, child, group, isWithdrawn }) => {
      if (isWithdrawn || !programme || !child || !group) return undefined;
      const { holderId } = child;
      const { groupId, moduleId } = group;
      return { holderId, groupId, moduleId, days: { first: start, last: contractLastDay(group, programme) } };
    });
    const sought = places.filter((place) => place !== undefined);
    const found = await othersOfEach(tx, sought);
    const taken: Place[] = [];
    return judged.map(({ request, programme, child, group, isWithdrawn }, index) => {
      if (isWithdrawn) return undefined;
      const place = places[index];
      const others = place
        ? [...(found[sought.indexOf(place)] ?? []), ...taken.flatMap((one) => besides(place, one))]
        : [];
      const admission = admit({ start: request.start, child, group, programme, others });
      if (!admission.ok) return admission;
      if (place) taken.push(place);
      const { value: admitted } = admission;
      const asked = submitted({ ...admitted.programme, ...admitted, ...request });
      return ok({ ...admitted, asked, facts: submit(asked, request.submittedOn) });
    });
  }

  /** An action of the family, the provider or an operator. */
  async act(tx: Sql, asked: AskedStep, occasion: Occasion): Promise<Result<ViewRow, Refused>> {
    // Places are counted again where days are gained: under the locks under which they are given away.
    if (gainsDays(asked.action)) await lockPlaces(tx, asked.id);
    const [taken] = await this.actEach(tx, [{ asked, within: (work) => work() }], occasion);
    return taken ?? err({ reason: 'unknown-application' });
  }

  /**
   * Actions on applications of which no two are one. Where some are not allowed, the others are taken.
   * @param many with the surroundings in which each was asked for: what is told says so
   */
  async actEach(
    tx: Sql,
    many: readonly { readonly asked: AskedStep; readonly within: Within }[],
    occasion: Occasion,
  ): Promise<readonly Result<ViewRow, Refused>[]> {
    const ids = many.map(({ asked }) => asked.id);
    const locked = await lockApplications(tx, ids);
    const present = await presentOf(tx, this.vault, ids);
    const consents = await this.consents.last(
      tx,
      many.flatMap(({ asked }) => (needsConsent(asked.action) ? [asked.id] : [])),
    );
    const decided: Result<Moved, Refused>[] = [];
    for (const { asked, within } of many) {
      const step = { ...asked, locked: locked.get(asked.id), known: present.get(asked.id) };
      const facts = await this.decide(tx, step, consents.get(asked.id));
      decided.push(facts.ok ? ok({ ...facts.value, within }) : facts);
    }
    const taken = await this.recordEach(
      tx,
      decided.flatMap((one) => (one.ok ? [one.value] : [])),
      occasion,
    );
    return decided.map((one) => (one.ok ? ok(taken.get(one.value.recorded.view.id) ?? one.value.recorded.view) : one));
  }

  private async decide(
    tx: Sql,
    {
      action,
      today,
      seen,
      locked,
      known,
    }: AskedStep & { readonly locked?: Locked | undefined; readonly known?: World | undefined },
    consented: Consent | undefined,
  ): Promise<Result<Omit<Moved, 'within'>, Refused>> {
    if (!locked) return err({ reason: 'unknown-application' });
    const { view, recorded } = locked;
    if (!recorded || !known)
      return err({ reason: 'action-not-allowed', state: view.state, awaiting: view.awaiting, action: action.type });
    const { application } = recorded;
    if (seen && !isSeen(seen, application, known)) return err({ reason: 'terms-not-seen' });
    const others = gainsDays(action) ? await this.others(tx, recorded, known) : [];
    const consent = standing(consented, nameOfTerms(application.terms));
    const facts = act(application, action, today, { ...known, others, consent });
    return facts.ok ? ok({ recorded, facts: facts.value, moduleId: known.group.moduleId }) : facts;
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
    const recorded = (await lockApplications(tx, [id])).get(id)?.recorded;
    if (!recorded) return;
    await this.recordEach(tx, [{ recorded, facts: decide(recorded.application), within: (work) => work() }], occasion);
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
    const place = { holderId, moduleId: present.group.moduleId, groupId: view.groupId, days, except: view.id };
    return (await othersOfEach(tx, [place]))[0] ?? [];
  }

  /** Resolves to the applications that moved, by their ids: a consent changes nothing of the application itself. */
  private async recordEach(
    tx: Sql,
    decided: readonly Moved[],
    occasion: Occasion,
  ): Promise<ReadonlyMap<string, ViewRow>> {
    const moved = decided.filter(({ facts }) => facts.length > 0);
    const views = await updateApplications(
      tx,
      moved.map(({ recorded, facts }) => ({
        id: recorded.view.id,
        application: facts.reduce(evolve, recorded.application),
      })),
    );
    const messages: EnrollmentContractsOutgoing[] = [];
    for (const { recorded, facts, moduleId, within } of moved) {
      const view = views.get(recorded.view.id) ?? recorded.view;
      messages.push(...(await within(() => this.messagesOf(tx, { ...recorded, view }, facts, occasion, moduleId))));
    }
    await this.outbox.enqueue(tx, enrollmentContracts, messages);
    return views;
  }

  /**
   * @param before the application before the facts
   * @param moduleId of its group, where it is known
   */
  private async messagesOf(
    tx: Sql,
    before: Recorded,
    facts: readonly Fact[],
    occasion: Occasion,
    moduleId?: string,
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
