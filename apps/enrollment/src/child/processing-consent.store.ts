import type { Reach } from '@lib/access';
import { bindTo, type Sql } from '@lib/database';
import { newId, type CalendarDate, type Instant } from '@lib/kernel';
import { childrenWithin } from './child.reach.js';
import { seesPaper, type Given } from './domain/given.js';
import type { Standing } from './domain/processing.js';
import type { ProcessingConsentAnswer, ProcessingConsentView } from './processing-consent.dto.js';
import type { ProcessingText } from './processing-texts.js';
import { sealedText } from '../vault/sealed-text.js';
import type { Vault } from '../vault/vault.js';

/** What a family says, and who takes it. */
export type Said = {
  readonly standing: Standing;
  readonly textVersion: ProcessingText | undefined;
  readonly given: Given;
  /** The code of who said or recorded it. */
  readonly by: string;
  readonly at: Instant;
};

/** The answer has neither the paper nor the child's id: it is kept with the key of its request. */
export const recordProcessing = async (
  tx: Sql,
  vault: Vault,
  holderId: string,
  { standing, textVersion, given, by, at }: Said,
): Promise<Omit<ProcessingConsentAnswer, 'childId'>> => {
  const paper = given.how === 'paper' ? given : undefined;
  await tx.query(
    `INSERT INTO enrollment.processing_consents (id, holder_id, standing, text_version, how, sealed_paper_number, signed_on,
       given_by, given_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId(),
      holderId,
      standing,
      textVersion ?? null,
      given.how,
      paper ? await sealedText(tx, vault, holderId, paper.number) : null,
      paper?.signedOn ?? null,
      by,
      at,
    ],
  );
  return { holderId, standing, ...(textVersion === undefined ? {} : { textVersion }), how: given.how, at };
};

/** With whose data nothing new is to be begun, of these children: their surrogate ids. */
export const processingWithdrawn = (sql: Sql, holderIds: readonly string[]): Promise<ReadonlySet<string>> =>
  withdrawnAmong(sql, 'holder_id = ANY($1::uuid[])', holderIds);

/** The same of children by what the vault finds them, as hexadecimal: those into which they were merged, where they were. */
export const processingWithdrawnOf = (sql: Sql, indexes: readonly string[]): Promise<ReadonlySet<string>> =>
  withdrawnAmong(
    sql,
    `holder_id IN (SELECT coalesce(m.merged_into, m.holder_id) FROM enrollment.children m
                   WHERE m.child_index = ANY($1::bytea[]))`,
    indexes,
  );

const withdrawnAmong = async (sql: Sql, which: string, values: readonly string[]): Promise<ReadonlySet<string>> => {
  const last = await sql.query<{ holderId: string; standing: Standing }>(
    `SELECT DISTINCT ON (holder_id) holder_id AS "holderId", standing FROM enrollment.processing_consents
     WHERE ${which} ORDER BY holder_id, number DESC`,
    [values],
  );
  return new Set(last.flatMap(({ holderId, standing }) => (standing === 'withdrawn' ? [holderId] : [])));
};

/** What families have said last, of at most `count` children within reach, behind the number `after`. */
export const processingWhere = async (
  sql: Sql,
  vault: Vault,
  { reach, name }: { readonly reach: Reach; readonly name: string },
  { childId, standing }: { readonly childId: string | undefined; readonly standing: Standing | undefined },
  after: number,
  count: number,
): Promise<readonly { readonly number: number; readonly view: ProcessingConsentView }[]> => {
  const values: unknown[] = [];
  const bind = bindTo(values);
  const conditions = [
    `k.number > ${bind(after)}`,
    `(${childrenWithin(reach, bind)})`,
    ...(childId === undefined ? [] : [`child.child_index = ${bind(vault.indexOf(childId))}`]),
    ...(standing === undefined ? [] : [`k.standing = ${bind(standing)}`]),
  ];
  const rows = await sql.query<ProcessingRow>(
    `${PROCESSING} WHERE ${conditions.join(' AND ')} AND NOT EXISTS (SELECT FROM enrollment.processing_consents later
       WHERE later.holder_id = k.holder_id AND later.number > k.number)
     ORDER BY k.number LIMIT ${bind(count)}`,
    values,
  );
  const isFamily = reach.isOfFamily;
  return rows.map((row) => ({
    number: row.number,
    view: viewOf(vault, row, seesPaper({ isFamily, name }, row.givenBy)),
  }));
};

/** All that has been said of a child, with the numbers of the papers. */
export const processingOfChild = async (
  sql: Sql,
  vault: Vault,
  holderId: string,
): Promise<readonly ProcessingConsentView[]> => {
  const rows = await sql.query<ProcessingRow>(`${PROCESSING} WHERE k.holder_id = $1 ORDER BY k.number`, [holderId]);
  return rows.map((row) => viewOf(vault, row, true));
};

const PROCESSING = `SELECT k.number, child.sealed AS child, k.holder_id AS "holderId", k.standing,
    k.text_version AS "textVersion", k.how, k.sealed_paper_number AS sealed, k.signed_on AS "signedOn",
    k.given_by AS "givenBy", k.given_at AS at, p.key
  FROM enrollment.processing_consents k
  JOIN enrollment.children child USING (holder_id) JOIN enrollment.people p USING (holder_id)`;

const viewOf = (
  vault: Vault,
  { number: _number, givenBy: _givenBy, child, sealed, key, signedOn, textVersion, ...said }: ProcessingRow,
  withNumber: boolean,
): ProcessingConsentView => ({
  childId: vault.open(said.holderId, key, child).childId,
  ...said,
  ...(textVersion === null ? {} : { textVersion }),
  ...(signedOn && {
    paper: { ...(withNumber && sealed && { number: vault.openText(said.holderId, key, sealed) }), signedOn },
  }),
});

/** What a guardian has said in its own login. */
export const processingBy = (
  sql: Sql,
  person: string,
): Promise<
  readonly { readonly id: string; readonly holderId: string; readonly standing: Standing; readonly at: Instant }[]
> =>
  sql.query(
    `SELECT id, holder_id AS "holderId", standing, given_at AS at FROM enrollment.processing_consents
     WHERE given_by = $1 AND how = 'own-login' ORDER BY number`,
    [person],
  );

type ProcessingRow = Omit<ProcessingConsentAnswer, 'textVersion' | 'childId'> & {
  readonly number: number;
  readonly child: Uint8Array;
  readonly textVersion: string | null;
  readonly sealed: Uint8Array | null;
  readonly signedOn: CalendarDate | null;
  readonly key: Uint8Array;
  readonly givenBy: string;
};
