import { found } from '../page/answers.js';
import type { Visit } from '../page/visit.js';

const cardOf = async ({ ledger }: Pick<Visit, 'ledger'>, groupId: string) =>
  found(await ledger.catalog.call('GET /groups/{groupId}', { path: { groupId } }));
/** A study group as the catalogue describes it. */
export type Course = NonNullable<Awaited<ReturnType<typeof cardOf>>>;

/** What the catalogue says of study groups, by their ids. */
export class Courses {
  private constructor(private readonly cards: ReadonlyMap<string, Course>) {}

  static async of(visit: Pick<Visit, 'ledger'>, groups: readonly string[]): Promise<Courses> {
    const known = await Promise.all(
      [...new Set(groups)].map(async (groupId) => {
        const card = await cardOf(visit, groupId);
        return card ? ([[groupId, card]] as const) : [];
      }),
    );
    return new Courses(new Map(known.flat()));
  }

  card(groupId: string): Course | undefined {
    return this.cards.get(groupId);
  }

  /** What people call a group; its id where the catalogue does not know it. */
  name(groupId: string): string {
    const card = this.card(groupId);
    return card ? `${card.programme.name} · ${card.name}` : groupId;
  }
}
