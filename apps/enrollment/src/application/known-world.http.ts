import { catalogGroups, certificatesProgrammes } from '@lib/contracts';
import type { Database } from '@lib/database';
import { ProblemError } from '@lib/http';
import type { CalendarDate } from '@lib/kernel';
import type { CopyLevel } from '@lib/messaging';
import type { FinancingProgramme } from '../programme/domain/programme.js';
import { programmeForChild } from '../programme/programme.query.js';

/**
 * What enrolment has copied of the catalogue and of the financing programmes. What is missing from a copy may only not
 * have arrived yet; it counts as missing once the copy is level with the owner of the topic (docs/rules.md §2).
 */
export class KnownWorld {
  constructor(
    private readonly database: Database,
    private readonly copies: CopyLevel,
  ) {}

  /**
   * The financing programme for an application of this child: the one whose period contains the start, else the latest of
   * its municipality, else none. @throws ProblemError 503 `not-known-yet` where the group or such a programme may be on its way
   */
  async programmeFor(asked: {
    /** What the vault finds the child by. */
    readonly child: Uint8Array;
    readonly groupId: string;
    readonly start: CalendarDate;
  }): Promise<FinancingProgramme | undefined> {
    const { child, groupId, start } = asked;
    if (!(await this.hasGroup(groupId))) await this.level(catalogGroups.name, groupId);
    const programme = await programmeForChild(this.database, child, start);
    if (programme && programme.from <= start && start < programme.toExclusive) return programme;
    if (!programme && !(await this.hasChild(child))) return undefined;
    await this.level(certificatesProgrammes.name);
    return programmeForChild(this.database, child, start);
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

  private async hasGroup(groupId: string): Promise<boolean> {
    const rows = await this.database.query('SELECT 1 FROM enrollment.study_groups WHERE group_id = $1', [groupId]);
    return rows.length > 0;
  }

  private async hasChild(child: Uint8Array): Promise<boolean> {
    const rows = await this.database.query('SELECT 1 FROM enrollment.children WHERE child_index = $1', [child]);
    return rows.length > 0;
  }
}
