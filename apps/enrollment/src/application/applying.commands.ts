import type { Sql } from '@lib/database';
import { err, ok, type Result } from '@lib/kernel';
import type { OpenedChild } from '../child/child.query.js';
import { processingWithdrawnOf } from '../child/processing-consent.store.js';
import type { StudyGroup } from '../group/domain/group.js';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import type { Vault } from '../vault/vault.js';
import type { Occasion } from './application.publisher.js';
import type { ViewRow } from './application.row.js';
import {
  admittedRow,
  indexOf,
  insertApplications,
  lockChildren,
  lockGroups,
  refusedRow,
  type NewApplication,
  type NewRow,
} from './application.store.js';
import { admit, type Admission, type AdmissionRefusal, type Admitted } from './domain/admission.js';
import { evolve, submitted, type Application, type Fact } from './domain/application.js';
import type { Other } from './domain/days.js';
import { submit } from './domain/decide.js';
import { contractLastDay } from './domain/terms.js';
import { othersOfSought, type Place } from './present.query.js';
import type { Moved, Telling, Within } from './telling.js';

/** An application that is asked for, and the programme that was found for it. */
export type Asked = { readonly request: NewApplication; readonly programme: FinancingProgramme | undefined };

/** What applications are judged by, under the locks that they need. */
export type Looked = {
  /** By what the vault finds them. */
  readonly children: ReadonlyMap<string, OpenedChild>;
  readonly groups: ReadonlyMap<string, StudyGroup>;
  /** The surrogate ids of children whose family has withdrawn its consent to the processing of their data. */
  readonly withdrawn: ReadonlySet<string>;
  /** Live applications that may be in the way, of each that is asked for by its id. */
  readonly others: ReadonlyMap<string, readonly Other[]>;
};

/** An application as it was recorded, and the id by which the register names its child. */
export type Applied = { readonly view: ViewRow; readonly childId: string };

/** Records the applications of families, inside the caller's transaction, with their messages. */
export class Applying {
  constructor(
    private readonly telling: Telling,
    private readonly vault: Vault,
  ) {}

  /** Locks and reads what applications are judged by, all of it sent together. */
  async look(tx: Sql, many: readonly Asked[]): Promise<Looked> {
    const sought = many.map(({ request: { childId, groupId } }) => ({ index: indexOf(this.vault, childId), groupId }));
    const indexes = distinct(sought.map(({ index }) => index));
    const [children, groups, withdrawn, others] = await Promise.all([
      // Always the children before the groups: no two applications wait for each other. And both before what they lock is read.
      lockChildren(tx, this.vault, indexes),
      lockGroups(tx, distinct(sought.map(({ groupId }) => groupId))),
      processingWithdrawnOf(tx, indexes),
      othersOfSought(tx, sought),
    ]);
    return {
      children,
      groups,
      withdrawn,
      others: new Map(many.map(({ request }, index) => [request.id, others[index] ?? []])),
    };
  }

  /**
   * Records applications: requested, or refused by the checks 1–7 of docs/rules.md §2. A refused one is told to nobody: it
   * never took a place. Each is judged as if those before it had been committed.
   */
  async applyEach(
    tx: Sql,
    many: readonly { readonly asked: Asked; readonly within: Within }[],
    looked: Looked,
    occasion: Occasion,
  ): Promise<readonly Result<Applied, { readonly reason: 'processing-consent-withdrawn' }>[]> {
    const judged = many.map(({ asked, within }) => {
      const { childId, groupId } = asked.request;
      const child = looked.children.get(indexOf(this.vault, childId));
      const isWithdrawn = child !== undefined && looked.withdrawn.has(child.holderId);
      return { ...asked, within, child, group: looked.groups.get(groupId), isWithdrawn };
    });
    const admissions = admitEach(judged, looked);
    const made = judged.map(({ request, child }, index): NewRow | undefined => {
      const admission = admissions[index];
      if (!admission) return undefined;
      return admission.ok
        ? admittedRow(request, admission.value, admission.value.facts.reduce(evolve, admission.value.asked))
        : refusedRow(this.vault, request, child?.holderId, admission.error);
    });
    await insertApplications(
      tx,
      made.flatMap((one) => (one ? [one.row] : [])),
    );
    const moved = judged.flatMap(({ within }, index): readonly Moved[] => {
      const [admission, view] = [admissions[index], made[index]?.view];
      if (!admission?.ok || !view) return [];
      const { child, group, asked: application, facts } = admission.value;
      const before = { view, holderId: child.holderId, application };
      return [{ before, facts, moduleId: group.moduleId, within, occasion }];
    });
    await this.telling.tell(tx, moved);
    return judged.map(({ request, child }, index) => {
      const view = made[index]?.view;
      if (!view) return err({ reason: 'processing-consent-withdrawn' });
      return ok({ view, childId: child?.childId ?? request.childId });
    });
  }
}

type Judged = Asked & Pick<Admission, 'child' | 'group'> & { readonly isWithdrawn: boolean };

/** Undefined: the family has withdrawn its consent, and nothing is recorded. */
const admitEach = (
  judged: readonly Judged[],
  looked: Looked,
): readonly (
  Result<Admitted & { readonly asked: Application; readonly facts: readonly Fact[] }, AdmissionRefusal> | undefined
)[] => {
  const taken: Place[] = [];
  return judged.map(({ request, programme, child, group, isWithdrawn }) => {
    if (isWithdrawn) return undefined;
    const { start } = request;
    const place = child &&
      group &&
      programme && {
        holderId: child.holderId,
        groupId: group.groupId,
        moduleId: group.moduleId,
        days: { first: start, last: contractLastDay(group, programme) },
      };
    const others = place
      ? [...(looked.others.get(request.id) ?? []), ...taken.flatMap((one) => besides(place, one))]
      : [];
    const admission = admit({ start, child, group, programme, others });
    if (!admission.ok) return admission;
    if (place) taken.push(place);
    const { value: admitted } = admission;
    const asked = submitted({ ...admitted.programme, ...admitted, ...request });
    return ok({ ...admitted, asked, facts: submit(asked, request.submittedOn) });
  });
};

/** An application as another sees it: in its module, in its group, or not at all. */
const besides = (place: Place, { holderId, moduleId, groupId, days }: Place): readonly Other[] => {
  const inGroup = groupId === place.groupId;
  const inModule = holderId === place.holderId && moduleId === place.moduleId;
  return inGroup || inModule ? [{ ...days, inGroup, inModule }] : [];
};

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
