import type { GroupState } from '@lib/contracts';
import type { Database } from '@lib/database';

/** The study groups of the catalogue, kept for the names in statements. A reserve does not use them: its terms come with the request. */
export class StudyGroups {
  constructor(private readonly database: Database) {}

  /** A group's state replaces the one before; an older one, delivered again, changes nothing. */
  async put(state: GroupState, sequence: number): Promise<void> {
    await this.database.query(
      `INSERT INTO certificates.study_groups AS known (id, sequence, state) VALUES ($1, $2, $3::json)
       ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state
         WHERE known.sequence < excluded.sequence`,
      [state.groupId, sequence, JSON.stringify(state)],
    );
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
