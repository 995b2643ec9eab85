import { catalogGroups } from '@lib/contracts';
import type { Sql } from '@lib/database';
import type { CalendarDate, Instant } from '@lib/kernel';
import type { Outbox } from '@lib/messaging';
import { folded } from '../name/folded.js';
import type { ChangedGroup, State } from './changed-group.js';
import { groupChanged } from './group.publisher.js';
import { knownElsewhere } from './known-elsewhere.query.js';
import type { Normalised } from './normalise.js';
import type { Programme } from './programme.js';
import type { Refusal } from './refusal.js';
import { touchedBy, type Touched } from './touched.query.js';

/** How many study groups of the catalogue changed. `updated` counts those outside the file, too. */
type Changes = { readonly created: number; readonly updated: number; readonly unchanged: number };

export type Imported = {
  readonly taken: number;
  readonly refused: readonly Refusal[];
  readonly refusedRows: number;
  readonly changed: Changes;
  readonly touched: Touched;
  /** Whether what the file does not name was closed: false as well where a row did not tell which programme it is about. */
  readonly absentClosed: boolean;
};

export type ImportOptions = {
  /** Makes the messages' ids: the same import tried again sends the same messages. */
  readonly cause: string;
  readonly at: Instant;
  readonly today: CalendarDate;
  /** The file is the whole catalogue of every municipality that it names. */
  readonly complete: boolean;
  /** Nothing is told: what is written will be undone. */
  readonly rehearsal: boolean;
};

/**
 * Writes programmes over what the catalogue knows of them and publishes each group whose published state became
 * another. What the file does not mention stays, unless the file is complete: then what is absent takes no new
 * applications. A row whose ids are known of another place is refused.
 */
export const importProgrammes = async (
  tx: Sql,
  outbox: Outbox,
  file: Normalised,
  { cause, at, today, complete, rehearsal }: ImportOptions,
): Promise<Imported> => {
  // Two imports at once would lock each other's rows in different orders.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('catalog import'))`);
  const elsewhere = await knownElsewhere(tx, file.taken);
  const refusedRows = new Set(elsewhere.map(({ row }) => row));
  const programmes = file.taken.filter(({ row }) => !refusedRows.has(row)).map(({ programme }) => programme);
  const providers = new Map(programmes.map(({ provider }) => [provider.providerId, provider]));
  const absentClosed = complete && file.nameless === 0;
  const scope: Scope = {
    providerIds: [...providers.keys()],
    programmeIds: programmes.map(({ programmeId }) => programmeId),
    municipalities: absentClosed ? [...new Set(programmes.map(({ municipality }) => municipality))] : [],
  };
  const before = await statesIn(tx, scope);
  await writeProviders(tx, [...providers.values()]);
  await writeProgrammes(tx, programmes);
  await writeModules(tx, programmes);
  const groupIds = await writeGroups(tx, programmes);
  if (absentClosed) await closeAbsent(tx, scope, { programmes: [...file.named], groups: groupIds });
  const marked = await markChanged(tx, scope);
  const changed = marked.filter((group) => group.shown);
  const told = marked.filter((group) => group.told);
  const touched = await touchedBy(tx, { before: new Map(before.map((group) => [group.groupId, group])), told, today });
  if (!rehearsal)
    await outbox.enqueue(
      tx,
      catalogGroups,
      told.map((group) => groupChanged(group, { cause, at })),
    );
  const created = changed.filter((group) => group.created).length;
  const ofFile = new Set(groupIds);
  const inFile = changed.filter((group) => ofFile.has(group.groupId)).length;
  return {
    taken: programmes.length,
    refused: [...file.refused, ...elsewhere].toSorted((a, b) => a.row - b.row),
    refusedRows: file.refusedRows + refusedRows.size,
    changed: { created, updated: changed.length - created, unchanged: ofFile.size - inFile },
    touched,
    absentClosed,
  };
};

/** The groups that an import can reach: those of its providers, of its programmes, and of the municipalities it is the whole catalogue of. */
type Scope = {
  readonly providerIds: readonly string[];
  readonly programmeIds: readonly string[];
  readonly municipalities: readonly number[];
};

const IN_SCOPE = `(o.provider_id = ANY($1::text[]) OR o.programme_id = ANY($2::text[]) OR o.municipality = ANY($3::bigint[]))`;
const scopeValues = ({ providerIds, programmeIds, municipalities }: Scope) => [
  providerIds,
  programmeIds,
  municipalities,
];

const writeProviders = async (tx: Sql, providers: readonly Programme['provider'][]): Promise<void> => {
  await tx.query(
    `INSERT INTO catalog.providers (provider_id, name, folded_name, inn, address, payable)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[])
     ON CONFLICT (provider_id) DO UPDATE SET
       name = excluded.name, folded_name = excluded.folded_name, inn = excluded.inn, address = excluded.address,
       payable = excluded.payable
     WHERE providers.* IS DISTINCT FROM excluded.*`,
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
       (programme_id, provider_id, name, short_name, folded_name, direction, municipality, age_min_months,
        age_max_months, closed)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                          $8::bigint[], $9::bigint[], $10::boolean[])
     ON CONFLICT (programme_id) DO UPDATE SET
       provider_id = excluded.provider_id, name = excluded.name, short_name = excluded.short_name,
       folded_name = excluded.folded_name, direction = excluded.direction, municipality = excluded.municipality,
       age_min_months = excluded.age_min_months, age_max_months = excluded.age_max_months, closed = excluded.closed
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
      programmes.map((programme) => programme.closed),
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
    `INSERT INTO catalog.groups (group_id, module_id, name, first_day, last_day, places, closed)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::date[], $6::bigint[], $7::boolean[])
     ON CONFLICT (group_id) DO UPDATE SET
       module_id = excluded.module_id, name = excluded.name, first_day = excluded.first_day,
       last_day = excluded.last_day, places = excluded.places, closed = excluded.closed
     WHERE groups.* IS DISTINCT FROM excluded.*`,
    [
      groups.map((group) => group.groupId),
      groups.map((group) => group.moduleId),
      groups.map((group) => group.name),
      groups.map((group) => group.firstDay),
      groups.map((group) => group.lastDay),
      groups.map((group) => group.places),
      groups.map((group) => group.closed),
    ],
  );
  return groups.map((group) => group.groupId);
};

/** Closes what a complete file no longer names: programmes of its municipalities, and groups of the programmes it names. */
const closeAbsent = async (
  tx: Sql,
  { programmeIds, municipalities }: Scope,
  named: { readonly programmes: readonly string[]; readonly groups: readonly string[] },
): Promise<void> => {
  await tx.query(
    `UPDATE catalog.programmes p SET closed = true WHERE municipality = ANY($1::bigint[]) AND NOT closed
       AND NOT EXISTS (SELECT 1 FROM unnest($2::text[]) AS named (id) WHERE named.id = p.programme_id)`,
    [municipalities, named.programmes],
  );
  await tx.query(
    `UPDATE catalog.groups g SET closed = true FROM catalog.modules m
     WHERE m.module_id = g.module_id AND m.programme_id = ANY($1::text[]) AND NOT g.closed
       AND NOT EXISTS (SELECT 1 FROM unnest($2::text[]) AS named (id) WHERE named.id = g.group_id)`,
    [programmeIds, named.groups],
  );
};

const STATE = `group_id AS "groupId", module_id AS "moduleId", programme_id AS "programmeId",
  provider_id AS "providerId", municipality, direction, price_kopecks AS "priceKopecks",
  normative_cost_kopecks AS "normativeCostKopecks", first_day AS "firstDay", last_day AS "lastDay", places, payable,
  closed, age_min_months AS "ageMinMonths", age_max_months AS "ageMaxMonths",
  name AS "groupName", module_name AS "moduleName", programme_name AS "programmeName", provider_name AS "providerName"`;

const statesIn = (tx: Sql, scope: Scope): Promise<readonly State[]> =>
  tx.query<State>(`SELECT ${STATE} FROM catalog.offers o WHERE ${IN_SCOPE}`, scopeValues(scope));

// A provider's or a programme's change reaches groups that the file does not name, so what changed is found by
// comparing what each card and each published state is now with what it was when it was last looked at. The
// fingerprints of an open group are made as they always were: a new column must not make every group a changed one.
const markChanged = (tx: Sql, scope: Scope): Promise<readonly ChangedGroup[]> =>
  tx.query<ChangedGroup>(
    `WITH now AS (
       SELECT o.*,
              md5(c::text) || CASE WHEN o.closed THEN ' closed' ELSE '' END AS card,
              md5((o.module_id, o.programme_id, o.provider_id, o.municipality, o.direction, o.price_kopecks,
                   o.normative_cost_kopecks, o.first_day, o.last_day, o.places, o.payable, o.age_min_months,
                   o.age_max_months, o.name, o.module_name, o.programme_name, o.provider_name)::text) || CASE WHEN o.closed THEN ' closed' ELSE '' END AS state
       FROM catalog.offers o JOIN catalog.cards c USING (group_id)
       WHERE ${IN_SCOPE}
     ), changed AS (
       SELECT now.*, was.card IS NULL AS created, was.card IS DISTINCT FROM now.card AS shown,
              was.state IS DISTINCT FROM now.state AS told
       FROM now LEFT JOIN catalog.fingerprints was USING (group_id)
       WHERE (was.card, was.state) IS DISTINCT FROM (now.card, now.state)
     ), kept AS (
       INSERT INTO catalog.fingerprints (group_id, card, state) SELECT group_id, card, state FROM changed
       ON CONFLICT (group_id) DO UPDATE SET card = excluded.card, state = excluded.state
     )
     SELECT ${STATE}, created, shown, told FROM changed ORDER BY group_id`,
    scopeValues(scope),
  );
