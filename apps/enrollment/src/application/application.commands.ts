import { enrollmentContracts } from '@lib/contracts';
import type { Sql } from '@lib/database';
import { err, ok, type CalendarDate, type Result } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import type { Vault } from '../child/vault.js';
import { reportedSoFar } from '../lessons/lessons.query.js';
import { messagesOf, type Occasion, type Sources } from './application.publisher.js';
import type { ViewRow } from './application.query.js';
import {
  countLive,
  insertAdmitted,
  insertRefused,
  lockApplication,
  lockChild,
  lockGroup,
  studyGroup,
  updateApplication,
  type NewApplication,
  type Recorded,
} from './application.store.js';
import { admit, type FinancingProgramme } from './domain/admission.js';
import { evolve, submitted, type Fact } from './domain/application.js';
import { act, answerFunds, submit, type Action, type FundsAnswer, type NotAllowed } from './domain/decide.js';

export type Refused = NotAllowed | { readonly reason: 'unknown-application' };

/** Everything that moves applications. Each method is one step inside the caller's transaction, with its messages. */
export class ApplicationCommands {
  constructor(
    private readonly outbox: Outbox,
    private readonly vault: Vault,
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
    const live =
      child && group
        ? await countLive(tx, { ...child, ...group, today: request.submittedOn })
        : { ofChildInModule: 0, inGroup: 0 };
    const admission = admit({ start: request.start, child, group, programme, live });
    if (!admission.ok) return insertRefused(tx, request, child?.holderId, admission.error);

    const { value: admitted } = admission;
    const asked = submitted({ ...admitted.programme, ...admitted, ...request });
    const facts = submit(asked, request.submittedOn);
    const application = facts.reduce(evolve, asked);
    const view = await insertAdmitted(tx, request, admitted, application);
    const {
      child: { holderId },
      certificateGroup,
    } = admitted;
    const recorded = { view, holderId, financingProgramme: admitted.programme.id, certificateGroup, application };
    const known = { ...sources(tx, view), group: async () => admitted.group };
    const messages = await messagesOf(recorded, facts, known, occasion);
    await this.outbox.enqueue(tx, enrollmentContracts, messages);
    return view;
  }

  /** An action of the family or the provider. */
  async act(
    tx: Sql,
    { id, action, today }: { readonly id: string; readonly action: Action; readonly today: CalendarDate },
    occasion: Occasion,
  ): Promise<Result<ViewRow, Refused>> {
    const locked = await lockApplication(tx, id);
    if (!locked) return err({ reason: 'unknown-application' });
    const { view, recorded } = locked;
    if (!recorded)
      return err({ reason: 'action-not-allowed', state: view.state, awaiting: view.awaiting, action: action.type });
    const facts = act(recorded.application, action, today);
    return facts.ok ? ok(await this.record(tx, recorded, facts.value, occasion)) : facts;
  }

  /** What certificates answered. An answer to nothing that is asked (any more) changes nothing. */
  async answerFunds(
    tx: Sql,
    { id, answer, today }: { readonly id: string; readonly answer: FundsAnswer; readonly today: CalendarDate },
    occasion: Occasion,
  ): Promise<void> {
    const recorded = (await lockApplication(tx, id))?.recorded;
    if (!recorded) return;
    const facts = answerFunds(recorded.application, answer, today);
    if (facts.length > 0) await this.record(tx, recorded, facts, occasion);
  }

  private async record(tx: Sql, recorded: Recorded, facts: readonly Fact[], occasion: Occasion): Promise<ViewRow> {
    const application = facts.reduce(evolve, recorded.application);
    const view = await updateApplication(tx, recorded.view, application);
    const messages = await messagesOf({ ...recorded, view, application }, facts, sources(tx, view), occasion);
    await this.outbox.enqueue(tx, enrollmentContracts, messages);
    return view;
  }
}

const sources = (tx: Sql, { groupId }: ViewRow): Sources => ({
  group: () => studyGroup(tx, groupId),
  completeness: () => reportedSoFar(tx, groupId),
});
