import { found } from './answers.js';
import type { Visit } from './visit.js';

/** What people call groups: the programme and the group’s own name, by the group’s id. What the catalogue does not know is missing. */
export const coursesOf = async (
  { ledger }: Pick<Visit, 'ledger'>,
  groups: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const known = await Promise.all(
    [...new Set(groups)].map(async (groupId) => {
      const group = found(await ledger.catalog.call('GET /groups/{groupId}', { path: { groupId } }));
      return group ? ([[groupId, `${group.programme.name}, ${group.name}`]] as const) : [];
    }),
  );
  return new Map(known.flat());
};
