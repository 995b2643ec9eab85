import { catalogGroups, certificatesProgrammes } from '@lib/contracts';
import { Gathering, type Database } from '@lib/database';
import { ProblemError } from '@lib/http';
import type { CalendarDate } from '@lib/kernel';
import type { CopyLevel } from '@lib/messaging';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import { programmeOf } from '../programme/programme.query.js';

type Sought = {
  /** What the vault finds the child by. */
  readonly child: Uint8Array;
  readonly groupId: string;
  readonly start: CalendarDate;
};
type Seen = {
  readonly hasGroup: boolean;
  readonly hasChild: boolean;
  readonly programme: FinancingProgramme | undefined;
};

const MUNICIPALITY_OF_CHILD = `(
  SELECT c.municipality FROM enrollment.children m
    JOIN enrollment.children c ON c.holder_id = coalesce(m.merged_into, m.holder_id)
  WHERE m.child_index = s.child)`;

/**
 * What enrolment has copied of the catalogue and of the financing programmes. What is missing from a copy may only not
 * have arrived yet; it counts as missing once the copy is level with the owner of the topic (docs/rules.md §2).
 */
export class KnownWorld {
  private readonly looking: Gathering<Sought, Seen>;

  constructor(
    private readonly database: Database,
    private readonly copies: CopyLevel,
  ) {
    this.looking = new Gathering({ work: (many) => this.lookEach(many.map(({ item }) => item)) });
  }

  /**
   * The financing programme for an application of this child: the one whose period contains the start, else the latest of
   * its municipality, else none. @throws ProblemError 503 `not-known-yet` where the group or such a programme may be on its way
   */
  async programmeFor(asked: Sought): Promise<FinancingProgramme | undefined> {
    const { groupId, start } = asked;
    const { hasGroup, hasChild, programme } = await this.looking.ask(asked);
    if (!hasGroup) await this.level(catalogGroups.name, groupId);
    if (programme && programme.from <= start && start < programme.toExclusive) return programme;
    if (!programme && !hasChild) return undefined;
    await this.level(certificatesProgrammes.name);
    return (await this.looking.ask(asked)).programme;
  }

  /** The same for an application whose child may have moved. @throws ProblemError 503 `not-known-yet` */
  async ofApplication(id: string): Promise<void> {
    const [row] = await this.database.query<{ child: Uint8Array; groupId: string; start: CalendarDate }>(
      `SELECT c.child_index AS child, a.group_id AS "groupId", a.start
       FROM enrollment.applications a JOIN enrollment.children c USING (holder_id) WHERE a.id = $1`,
      [id],
    );
    if (row) await this.programmeFor(row);
  }

  private async level(topic: string, key?: string): Promise<void> {
    if (!(await this.copies.isLevel(topic, key))) throw new ProblemError(503, 'not-known-yet');
  }

  private async lookEach(many: readonly Sought[]): Promise<readonly Seen[]> {
    const rows = await this.database.query<Omit<Seen, 'programme'> & { readonly programme: FinancingProgramme | null }>(
      `SELECT EXISTS (SELECT FROM enrollment.study_groups g WHERE g.group_id = s.group_id) AS "hasGroup",
         EXISTS (SELECT FROM enrollment.children m WHERE m.child_index = s.child) AS "hasChild",
         (${programmeOf(MUNICIPALITY_OF_CHILD, 's.start')}) AS programme
       FROM unnest($1::bytea[], $2::text[], $3::date[]) WITH ORDINALITY AS s (child, group_id, start, n) ORDER BY s.n`,
      [many.map(({ child }) => child), many.map(({ groupId }) => groupId), many.map(({ start }) => start)],
    );
    return rows.map(({ programme, ...has }) => ({ ...has, programme: programme ?? undefined }));
  }
}
