import type { Row, Sql } from '@lib/database';
import { err, ok, type Result } from '@lib/kernel';
import { processingWithdrawn } from '../child/processing-consent.store.js';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import type { Vault } from '../vault/vault.js';
import type { Occasion } from './application.publisher.js';
import type { ViewRow } from './application.row.js';
import {
  admittedRow,
  insertApplications,
  lockChildren,
  lockGroups,
  refusedRow,
  type NewApplication,
} from './application.store.js';
import { admit, type Admission, type AdmissionRefusal, type Admitted } from './domain/admission.js';
import { evolve, submitted, type Application, type Fact } from './domain/application.js';
import type { Other } from './domain/days.js';
import { submit } from './domain/decide.js';
import { contractLastDay } from './domain/terms.js';
import { othersOfEach, type Place } from './present.query.js';
import type { Moved, Telling, Within } from './telling.js';

/** An application that is asked for, and the programme that was found for it. */
export type Asked = { readonly request: NewApplication; readonly programme: FinancingProgramme | undefined };

/** Records the applications of families, inside the caller's transaction, with their messages. */
export class Applying {
  constructor(
    private readonly telling: Telling,
    private readonly vault: Vault,
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
    const moved = judged.flatMap(({ request, within }, index): readonly Moved[] => {
      const [admission, view] = [admissions[index], views.get(request.id)];
      if (!admission?.ok || !view) return [];
      const { child, group, asked: application, facts } = admission.value;
      const before = { view, holderId: child.holderId, application };
      return [{ before, facts, moduleId: group.moduleId, within, occasion }];
    });
    await this.telling.tell(tx, moved);
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
}

/** An application as another sees it: in its module, in its group, or not at all. */
const besides = (place: Place, { holderId, moduleId, groupId, days }: Place): readonly Other[] => {
  const inGroup = groupId === place.groupId;
  const inModule = holderId === place.holderId && moduleId === place.moduleId;
  return inGroup || inModule ? [{ ...days, inGroup, inModule }] : [];
};

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
