import { catalogGroups, type GroupState } from '@lib/contracts';
import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { folded } from '../search/folded.js';
import { groupChanged } from './group.publisher.js';
import { knownElsewhere } from './known-elsewhere.query.js';
import type { Programme, ProgrammeRow } from './programme.js';
import type { Refusal } from './refusal.js';

/** How many study groups of the catalogue changed. `updated` counts those outside the file that share a provider with it, too. */
export type Changes = { readonly created: number; readonly updated: number; readonly unchanged: number };

/**
 * Writes programmes over what the catalogue knows of them and publishes each group whose published state became
 * another. What the file does not mention stays. A row whose ids are known of another place is refused.
 * @param cause makes the messages' ids: the same import tried again sends the same messages
 */
export const importProgrammes = async (
  tx: Sql,
  outbox: Outbox,
  rows: readonly ProgrammeRow[],
  { cause, at }: { readonly cause: string; readonly at: Instant },
): Promise<{ readonly taken: number; readonly refused: readonly Refusal[]; readonly changed: Changes }> => {
  // Two imports at once would lock each other's rows in different orders.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('catalog import'))`);
  const refused = await knownElsewhere(tx, rows);
  const refusedRows = new Set(refused.map(({ row }) => row));
  const programmes = rows.filter(({ row }) => !refusedRows.has(row)).map(({ programme }) => programme);
  const providers = new Map(programmes.map(({ provider }) => [provider.providerId, provider]));
  await writeProviders(tx, [...providers.values()]);
  await writeProgrammes(tx, programmes);
  await writeModules(tx, programmes);
  const groupIds = await writeGroups(tx, programmes);
  const marked = await markChanged(tx, [...providers.keys()]);
  await outbox.enqueue(
    tx,
    catalogGroups,
    marked.filter((group) => group.told).map((group) => groupChanged(group, { cause, at })),
  );
  const changed = marked.filter((group) => group.shown);
  const created = changed.filter((group) => group.created).length;
  const ofFile = new Set(groupIds);
  const touched = changed.filter((group) => ofFile.has(group.groupId)).length;
  return {
    taken: programmes.length,
    refused,
    changed: { created, updated: changed.length - created, unchanged: ofFile.size - touched },
  };
};

const writeProviders = async (tx: Sql, providers: readonly Programme['provider'][]): Promise<void> => {
  await tx.query(
    `INSERT INTO catalog.providers (provider_id, name, folded_name, inn, address, payable)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])
     ON CONFLICT (provider_id) DO UPDATE SET
       name = excluded.name, folded_name = excluded.folded_name, inn = excluded.inn, address = excluded.address,
       payable = excluded.payable
     WHERE (providers.name, providers.inn, providers.address, providers.payable)
       IS DISTINCT FROM (excluded.name, excluded.inn, excluded.address, excluded.payable)`,
    [
      providers.map((provider) => provider.providerId),
      providers.map((provider) => provider.name),
      providers.map((provider) => folded(provider.name)),
      providers.map((provider) => provider.inn),
      providers.map((provider) => provider.address),
      providers.map((provider) => provider.payable),
    ],
  );
};

const writeProgrammes = async (tx: Sql, programmes: readonly Programme[]): Promise<void> => {
  await tx.query(
    `INSERT INTO catalog.programmes
       (programme_id, provider_id, name, short_name, folded_name, direction, municipality, age_min_months, age_max_months)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[])
     ON CONFLICT (programme_id) DO UPDATE SET
       provider_id = excluded.provider_id, name = excluded.name, short_name = excluded.short_name,
       folded_name = excluded.folded_name, direction = excluded.direction, municipality = excluded.municipality,
       age_min_months = excluded.age_min_months, age_max_months = excluded.age_max_months
     WHERE programmes.* IS DISTINCT FROM excluded.*`,
    [
      programmes.map((programme) => programme.programmeId),
      programmes.map((programme) => programme.provider.providerId),
      programmes.map((programme) => programme.name),
      programmes.map((programme) => programme.shortName),
      programmes.map((programme) => folded(`${programme.name} ${programme.shortName ?? ''}`)),
      programmes.map((programme) => programme.direction),
      programmes.map((programme) => programme.municipality),
      programmes.map((programme) => programme.ageMinMonths),
      programmes.map((programme) => programme.ageMaxMonths),
    ],
  );
};

const writeModules = async (tx: Sql, programmes: readonly Programme[]): Promise<void> => {
  const modules = programmes.flatMap(({ programmeId, modules: own }) =>
    own.map((module) => ({ programmeId, ...module })),
  );
  await tx.query(
    `INSERT INTO catalog.modules (module_id, programme_id, name, hours, price_kopecks, normative_cost_kopecks)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
     ON CONFLICT (module_id) DO UPDATE SET
       programme_id = excluded.programme_id, name = excluded.name, hours = excluded.hours,
       price_kopecks = excluded.price_kopecks, normative_cost_kopecks = excluded.normative_cost_kopecks
     WHERE modules.* IS DISTINCT FROM excluded.*`,
    [
      modules.map((module) => module.moduleId),
      modules.map((module) => module.programmeId),
      modules.map((module) => module.name),
      modules.map((module) => module.hours),
      modules.map((module) => module.price),
      modules.map((module) => module.normativeCost),
    ],
  );
};

const writeGroups = async (tx: Sql, programmes: readonly Programme[]): Promise<readonly string[]> => {
  const groups = programmes
    .flatMap((programme) => programme.modules)
    .flatMap(({ moduleId, groups: own }) => own.map((group) => ({ moduleId, ...group })));
  await tx.query(
    `INSERT INTO catalog.groups (group_id, module_id, name, first_day, last_day, places)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::date[], $6::bigint[])
     ON CONFLICT (group_id) DO UPDATE SET
       module_id = excluded.module_id, name = excluded.name, first_day = excluded.first_day,
       last_day = excluded.last_day, places = excluded.places
     WHERE (groups.module_id, groups.name, groups.first_day, groups.last_day, groups.places)
       IS DISTINCT FROM (excluded.module_id, excluded.name, excluded.first_day, excluded.last_day, excluded.places)`,
    [
      groups.map((group) => group.groupId),
      groups.map((group) => group.moduleId),
      groups.map((group) => group.name),
      groups.map((group) => group.firstDay),
      groups.map((group) => group.lastDay),
      groups.map((group) => group.places),
    ],
  );
  return groups.map((group) => group.groupId);
};

export type ChangedGroup = GroupState & {
  readonly created: boolean;
  /** Its card is another one. */
  readonly shown: boolean;
  /** What is published of it is another state, or has grown: a version before this one published less. */
  readonly told: boolean;
};

// A provider's or a programme's change reaches groups that the file does not name, so what changed is found by
// comparing what each card and each published state is now with what it was when it was last looked at.
const markChanged = (tx: Sql, providerIds: readonly string[]): Promise<readonly ChangedGroup[]> =>
  tx.query<ChangedGroup>(
    `WITH now AS (
       SELECT c.*, md5(c::text) AS card,
              md5((module_id, programme_id, provider_id, municipality, direction, price_kopecks, normative_cost_kopecks,
                   first_day, last_day, places, payable, age_min_months, age_max_months,
                   name, module_name, programme_name, provider_name)::text) AS state
       FROM catalog.cards c WHERE provider_id = ANY($1::text[])
     ), changed AS (
       SELECT now.*, was.card IS NULL AS created, was.card IS DISTINCT FROM now.card AS shown,
              was.state IS DISTINCT FROM now.state AS told
       FROM now LEFT JOIN catalog.fingerprints was USING (group_id)
       WHERE (was.card, was.state) IS DISTINCT FROM (now.card, now.state)
     ), kept AS (
       INSERT INTO catalog.fingerprints (group_id, card, state) SELECT group_id, card, state FROM changed
       ON CONFLICT (group_id) DO UPDATE SET card = excluded.card, state = excluded.state
     )
     SELECT group_id AS "groupId", module_id AS "moduleId", programme_id AS "programmeId", provider_id AS "providerId",
            municipality, direction, price_kopecks AS "priceKopecks", normative_cost_kopecks AS "normativeCostKopecks",
            first_day AS "firstDay", last_day AS "lastDay", places, payable,
            age_min_months AS "ageMinMonths", age_max_months AS "ageMaxMonths", name AS "groupName",
            module_name AS "moduleName", programme_name AS "programmeName", provider_name AS "providerName",
            created, shown, told
     FROM changed ORDER BY group_id`,
    [providerIds],
  );
