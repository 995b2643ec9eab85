import { catalogGroups, type GroupState, type Message } from '@lib/contracts';
import { Gathering, type Database } from '@lib/database';
import { States } from '@lib/messaging';

/** The study groups of the catalogue, kept for the names in statements. A reserve does not use them: its terms come with the request. */
export class StudyGroups {
  private readonly states = new States('certificates');

  private readonly reads: Gathering<readonly string[], ReadonlyMap<string, GroupState>>;

  constructor(private readonly database: Database) {
    this.reads = new Gathering({ work: (many) => this.readTogether(many.map(({ item }) => item)) });
  }

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

  /** Those of the groups that are known here, by their ids; there may be others among them. */
  async findEach(ids: readonly string[]): Promise<ReadonlyMap<string, GroupState>> {
    return ids.length === 0 ? new Map() : this.reads.ask(ids);
  }

  private async readTogether(
    asked: readonly (readonly string[])[],
  ): Promise<readonly ReadonlyMap<string, GroupState>[]> {
    const rows = await this.database.query<{ state: GroupState }>(
      'SELECT state FROM certificates.study_groups WHERE id = ANY($1::text[])',
      [[...new Set(asked.flat())]],
    );
    const known = new Map(rows.map(({ state }) => [state.groupId, state]));
    return asked.map(() => known);
  }
}
