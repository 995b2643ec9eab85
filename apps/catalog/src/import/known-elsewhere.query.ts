import type { Sql } from '@lib/database';
import type { ProgrammeRow } from './programme.js';
import type { Refusal, RefusalReason } from './refusal.js';

type Place = Refusal & { readonly id: string; readonly parent: string };

/**
 * The rows that would carry a known id away from where it is known: a programme to another municipality, a module to
 * another programme, a group to another module. Regions number their registries each for itself, so such an id is another
 * region's, and taking it would put another price under contracts that exist.
 */
export const knownElsewhere = async (tx: Sql, rows: readonly ProgrammeRow[]): Promise<readonly Refusal[]> => {
  const places = rows.flatMap(placesOf);
  const refusals: Refusal[] = [];
  for (const { reason, table, id, parent } of TABLES) {
    const stated = places.filter((place) => place.reason === reason);
    const moved = await tx.query<{ n: number }>(
      `SELECT stated.n FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS stated (id, parent, n)
       JOIN ${table} known ON known.${id} = stated.id WHERE known.${parent}::text <> stated.parent`,
      [stated.map((place) => place.id), stated.map((place) => place.parent)],
    );
    refusals.push(
      ...moved.flatMap(({ n }) => stated[n - 1] ?? []).map(({ row, pointer }) => ({ row, pointer, reason })),
    );
  }
  return refusals;
};

const TABLES = [
  { reason: 'programme-elsewhere', table: 'catalog.programmes', id: 'programme_id', parent: 'municipality' },
  { reason: 'module-elsewhere', table: 'catalog.modules', id: 'module_id', parent: 'programme_id' },
  { reason: 'group-elsewhere', table: 'catalog.groups', id: 'group_id', parent: 'module_id' },
] as const satisfies { reason: RefusalReason; table: string; id: string; parent: string }[];

const placesOf = ({ row, programme }: ProgrammeRow): readonly Place[] => {
  const at = `/${row}/data/program`;
  return [
    {
      row,
      pointer: `${at}/mun`,
      reason: 'programme-elsewhere',
      id: programme.programmeId,
      parent: String(programme.municipality),
    },
    ...programme.modules.flatMap((module, m): Place[] => [
      {
        row,
        pointer: `${at}/modules/${m}/id`,
        reason: 'module-elsewhere',
        id: module.moduleId,
        parent: programme.programmeId,
      },
      ...module.groups.map((group, g): Place => {
        const pointer = `${at}/modules/${m}/groups/${g}/id`;
        return { row, pointer, reason: 'group-elsewhere', id: group.groupId, parent: module.moduleId };
      }),
    ]),
  ];
};
