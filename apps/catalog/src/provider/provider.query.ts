import type { Sql } from '@lib/database';
import { folded } from '../name/folded.js';
import type { ProviderView } from './provider.dto.js';

export type ProviderCriteria = { readonly name?: string; readonly inn?: string; readonly payable?: boolean };

/** At most `max` providers behind an id that meet every criterion given, by id. */
export const providersAfter = (
  sql: Sql,
  { name, inn, payable }: ProviderCriteria,
  after: string,
  max: number,
): Promise<readonly (ProviderView & Record<string, unknown>)[]> =>
  sql.query(
    `SELECT provider_id AS "providerId", name, inn, address, payable FROM catalog.providers
     WHERE provider_id > $1
       AND ($2::text IS NULL OR position($2 IN folded_name) > 0)
       AND ($3::text IS NULL OR inn = $3)
       AND ($4::boolean IS NULL OR payable = $4)
     ORDER BY provider_id LIMIT $5`,
    [after, name === undefined ? null : folded(name), inn ?? null, payable ?? null, max],
  );
