import type { Reach } from '@lib/access';
import { bindTo, type Bind, type Sql } from '@lib/database';
import { newId, type Instant } from '@lib/kernel';
import { foundBy } from '../child/found-by.js';
import type { Vault } from '../vault/vault.js';
import { destroyKey, insertKeys } from '../vault/vault.store.js';
import type { RegistrationDto, RegistrationView, SimilarView } from './registration.dto.js';

export type Registration = Pick<RegistrationView, 'id' | 'state' | 'reason' | 'askedAt' | 'decidedAt'> & {
  readonly number: number;
  readonly holderId: string;
  readonly person: string;
  readonly decidedBy: string | null;
};
/** What a parent says of its child. */
export type Said = Pick<RegistrationDto, keyof RegistrationDto>;

type Similar = Pick<SimilarView, keyof SimilarView>;

const REGISTRATION = `r.id, r.number, r.holder_id AS "holderId", r.person, r.state, r.reason, r.asked_at AS "askedAt",
  r.decided_by AS "decidedBy", r.decided_at AS "decidedAt"`;
const SIMILAR_MAX = 50;

/** The registrations that somebody reaches, as a condition on `enrollment.registrations r`: a parent its own. */
const registrationsWithin = (reach: Reach, bind: Bind): string =>
  reach.isEverything ? 'true' : `r.person = ANY(${bind(reach.persons.map(({ person }) => person))}::uuid[])`;

type Wanted = {
  readonly id?: string;
  readonly state?: Registration['state'] | undefined;
  /** Behind the one with this number. */
  readonly after?: number;
};

/** At most `count` registrations within reach, in the order in which they came. */
export const registrationsWhere = (
  sql: Sql,
  reach: Reach,
  { id, state, after }: Wanted,
  count: number,
): Promise<readonly Registration[]> => {
  const values: unknown[] = [];
  const bind = bindTo(values);
  const conditions = [
    registrationsWithin(reach, bind),
    ...(id === undefined ? [] : [`r.id = ${bind(id)}`]),
    ...(state === undefined ? [] : [`r.state = ${bind(state)}`]),
    ...(after === undefined ? [] : [`r.number > ${bind(after)}`]),
  ];
  return sql.query<Registration>(
    `SELECT ${REGISTRATION} FROM enrollment.registrations r WHERE ${conditions.join(' AND ')}
     ORDER BY r.number LIMIT ${bind(count)}`,
    values,
  );
};

/** Those that a child came by. */
export const registrationsOf = (sql: Sql, holderId: string): Promise<readonly Registration[]> =>
  sql.query<Registration>(
    `SELECT ${REGISTRATION} FROM enrollment.registrations r WHERE r.holder_id = $1 ORDER BY r.number`,
    [holderId],
  );

/** Those of a parent. */
export const registrationsBy = (sql: Sql, person: string): Promise<readonly Registration[]> =>
  sql.query<Registration>(
    `SELECT ${REGISTRATION} FROM enrollment.registrations r WHERE r.person = $1 ORDER BY r.number`,
    [person],
  );

/** Counts those of a parent that wait, and keeps others of the same parent from coming before the end of the transaction. */
export const lockedWaitingOf = async (tx: Sql, person: string): Promise<number> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`enrollment registrations ${person}`]);
  const [row] = await tx.query<{ waiting: number }>(
    `SELECT count(*) AS waiting FROM enrollment.registrations WHERE person = $1 AND state = 'waiting'`,
    [person],
  );
  return row?.waiting ?? 0;
};

export const insertRegistration = async (
  tx: Sql,
  vault: Vault,
  { person, said }: { readonly person: string; readonly said: Said },
  now: Instant,
): Promise<Registration> => {
  const holderId = newId();
  const key = vault.newKey(holderId);
  await insertKeys(tx, [{ holderId, ...key }]);
  const { documentIndex, nameIndex } = foundBy(vault, said);
  const [registration] = await tx.query<Registration>(
    `INSERT INTO enrollment.registrations AS r
       (id, holder_id, person, state, sealed, document_index, name_index, asked_at)
     VALUES ($1, $2, $3, 'waiting', $4, $5, $6, $7) RETURNING ${REGISTRATION}`,
    [newId(), holderId, person, vault.sealText(holderId, key.key, JSON.stringify(said)), documentIndex, nameIndex, now],
  );
  if (!registration) throw new TypeError('an insert returned nothing');
  return registration;
};

export const lockRegistration = async (tx: Sql, id: string): Promise<Registration | undefined> => {
  const [row] = await tx.query<Registration>(
    `SELECT ${REGISTRATION} FROM enrollment.registrations r WHERE r.id = $1 FOR UPDATE`,
    [id],
  );
  return row;
};

/** What the parent has said, with the child's key; undefined once it is decided. */
export const saidIn = async (
  sql: Sql,
  vault: Vault,
  id: string,
): Promise<{ readonly key: Uint8Array; readonly said: Said } | undefined> => {
  const [row] = await sql.query<{ holderId: string; key: Uint8Array; sealed: Uint8Array }>(
    `SELECT r.holder_id AS "holderId", p.key, r.sealed
     FROM enrollment.registrations r JOIN enrollment.people p USING (holder_id) WHERE r.id = $1 AND r.state = 'waiting'`,
    [id],
  );
  if (!row) return undefined;
  const { holderId, key, sealed } = row;
  return { key, said: JSON.parse(vault.openText(holderId, key, sealed)) as Said };
};

/** Children of the register, and other registrations that wait, with the same document, or with the same name and birth date. */
export const similarTo = (sql: Sql, vault: Vault, id: string, said: Said): Promise<readonly Similar[]> => {
  const { documentIndex, nameIndex } = foundBy(vault, said);
  return sql.query<Similar>(
    `SELECT what, id, CASE WHEN document_index = $1 THEN 'document' ELSE 'name' END AS by FROM (
       SELECT 'child' AS what, c.holder_id AS id, c.document_index FROM enrollment.children c
       WHERE c.merged_into IS NULL AND (c.document_index = $1 OR c.name_index = $2)
       UNION ALL
       SELECT 'registration', r.id, r.document_index FROM enrollment.registrations r
       WHERE r.state = 'waiting' AND r.id <> $3 AND (r.document_index = $1 OR r.name_index = $2)
     ) AS same ORDER BY by, what, id LIMIT ${SIMILAR_MAX}`,
    [documentIndex, nameIndex, id],
  );
};

type Decision = {
  readonly id: string;
  readonly state: 'confirmed' | 'refused';
  /** Of the child that it became. */
  readonly holderId: string;
  readonly reason: RegistrationView['reason'];
  readonly by: string;
};

/** Nothing of what the parent has said stays here. */
export const decideRegistration = async (
  tx: Sql,
  { id, state, holderId, reason, by }: Decision,
  now: Instant,
): Promise<Registration> => {
  const [row] = await tx.query<Registration>(
    `UPDATE enrollment.registrations AS r SET state = $2, holder_id = $3, reason = $4, decided_by = $5, decided_at = $6,
       sealed = NULL, document_index = NULL, name_index = NULL
     WHERE r.id = $1 RETURNING ${REGISTRATION}`,
    [id, state, holderId, reason, by, now],
  );
  if (!row) throw new TypeError('a locked registration is gone');
  return row;
};

/** Destroys the key of a child that the register does not take. */
export const forgetSaid = (tx: Sql, { holderId }: Registration): Promise<void> => destroyKey(tx, holderId);

/** The registrations that a child came by; with them goes who it was that registered it. */
export const forgetRegistrations = async (tx: Sql, holderId: string): Promise<void> => {
  await tx.query('DELETE FROM enrollment.registrations WHERE holder_id = $1', [holderId]);
};

/** Deletes the oldest refusals of before then, at most so many. Resolves to how many. */
export const pruneRefused = async (sql: Sql, before: Instant, count: number): Promise<number> => {
  const pruned = await sql.query(
    `DELETE FROM enrollment.registrations WHERE id IN (
       SELECT id FROM enrollment.registrations WHERE state = 'refused' AND asked_at < $1 ORDER BY asked_at LIMIT $2)
     RETURNING 1`,
    [before, count],
  );
  return pruned.length;
};

/** As it is told to somebody: a family does not see which login of the operator decided. */
export const viewOf = (
  { id, state, holderId, reason, askedAt, decidedAt, person, decidedBy }: Registration,
  isOfFamily: boolean,
): Pick<RegistrationView, keyof RegistrationView> => ({
  id,
  state,
  holderId: state === 'confirmed' ? holderId : null,
  reason,
  askedAt,
  decidedAt,
  ...(isOfFamily ? {} : { askedBy: person, decidedBy }),
});
