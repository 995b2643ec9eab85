import { catalogGroups, type GroupState, type Message } from '@lib/contracts';
import type { Database } from '@lib/database';
import { States } from '@lib/messaging';

/** The study groups of the catalogue, kept for the names in statements. A reserve does not use them: its terms come with the request. */
export class StudyGroups {
  private readonly states = new States('certificates');

  constructor(private readonly database: Database) {}

  /** A group's state replaces the one before; an older one, delivered again, changes nothing. */
  async put(state: GroupState, { sequence, recordedTime }: Pick<Message, 'sequence' | 'recordedTime'>): Promise<void> {
    const standing = { key: state.groupId, sequence, recordedTime };
    await this.database.transaction(async (tx) => {
      if (!(await this.states.isNewer(tx, catalogGroups, standing))) return;
      await tx.query(
        `INSERT INTO certificates.study_groups (id, sequence, state) VALUES ($1, $2, $3::json)
         ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state`,
        [state.groupId, sequence, JSON.stringify(state)],
      );
    });
  }

  /** Those of the groups that are known here, by their ids. */
  async findEach(ids: readonly string[]): Promise<ReadonlyMap<string, GroupState>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<{ state: GroupState }>(
      'SELECT state FROM certificates.study_groups WHERE id = ANY($1::text[])',
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ state }) => [state.groupId, state]));
  }
}
