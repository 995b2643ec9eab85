import { createHash, randomInt } from 'node:crypto';
import type { Sql } from '@lib/database';
import { completedMonths, err, newId, ok, type CalendarDate, type Instant, type Result } from '@lib/kernel';
import type { Vault } from '../vault/vault.js';
import { childOf, holdersOf } from './child.query.js';

/** What a person is to a child: who acts for it, or the child itself. */
export const RELATIONS = ['guardian', 'self'] as const;
export type Relation = (typeof RELATIONS)[number];

export type Guardianship = {
  readonly id: string;
  readonly holderId: string;
  readonly relation: Relation;
  readonly since: Instant;
};

export type CodeRefused = { readonly reason: 'unknown-child' } | { readonly reason: 'too-young-for-a-login' };
export type ClaimRefused = { readonly reason: 'code-not-valid' } | { readonly reason: 'child-has-a-login' };

/** Without letters and digits that are read for each other: codes are told by voice and typed from paper. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** 31^12, about 59 bits: not to be guessed in the time that a code lives. */
const CODE_LENGTH = 12;
const CODE_DAYS = 30;
const OWN_LOGIN_FROM_MONTHS = 14 * 12;
const DAY_MS = 86_400_000;

/**
 * A code by which a person claims a child of the register: good once, for thirty days. A new one takes the place of those
 * before it for the same relation. A child has a login of its own from 14 (docs/rules.md §10).
 */
export const issueCode = async (
  tx: Sql,
  vault: Vault,
  { childId, relation }: { readonly childId: string; readonly relation: Relation },
  { now, today }: { readonly now: Instant; readonly today: CalendarDate },
): Promise<Result<{ readonly code: string; readonly expiresAt: string }, CodeRefused>> => {
  const child = await childOf(tx, vault, childId);
  if (!child) return err({ reason: 'unknown-child' });
  if (relation === 'self' && completedMonths(child.birthDate, today) < OWN_LOGIN_FROM_MONTHS)
    return err({ reason: 'too-young-for-a-login' });
  const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const expiresAt = new Date(Date.parse(now) + CODE_DAYS * DAY_MS).toISOString();
  await tx.query('DELETE FROM enrollment.claim_codes WHERE holder_id = $1 AND relation = $2', [
    child.holderId,
    relation,
  ]);
  await tx.query('INSERT INTO enrollment.claim_codes (hash, holder_id, relation, expires_at) VALUES ($1, $2, $3, $4)', [
    hashOf(code),
    child.holderId,
    relation,
    expiresAt,
  ]);
  return ok({ code, expiresAt });
};

/** Takes the code, and its child becomes one of the person's. Whoever has it already keeps it. */
export const claim = async (
  tx: Sql,
  { code, person, mayBe }: { readonly code: string; readonly person: string; readonly mayBe: readonly string[] },
  now: Instant,
): Promise<Result<Guardianship, ClaimRefused>> => {
  const [taken] = await tx.query<{ holderId: string; relation: Relation }>(
    `DELETE FROM enrollment.claim_codes WHERE hash = $1 AND expires_at > $2 AND relation = ANY($3::text[])
     RETURNING holder_id AS "holderId", relation`,
    [hashOf(code.toUpperCase().replaceAll(/[\s-]/g, '')), now, mayBe],
  );
  if (!taken) return err({ reason: 'code-not-valid' });
  const { holderId, relation } = taken;
  await beginGuardianship(tx, { holderId, person, relation }, now);
  const [claimed] = await tx.query<Guardianship>(
    `SELECT ${GUARDIANSHIP} FROM enrollment.guardianships g
     WHERE g.holder_id = $1 AND g.person = $2 AND g.relation = $3 AND g.ended_at IS NULL`,
    [holderId, person, relation],
  );
  return claimed ? ok(claimed) : err({ reason: 'child-has-a-login' });
};

/** Whoever has the child already keeps it. Of a child that others were merged into, it is of these as well. */
export const beginGuardianship = async (
  tx: Sql,
  { holderId, person, relation }: Pick<Guardianship, 'holderId' | 'relation'> & { readonly person: string },
  now: Instant,
): Promise<void> => {
  for (const holder of await holdersOf(tx, holderId))
    await tx.query(
      `INSERT INTO enrollment.guardianships (id, holder_id, person, relation, since) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [newId(), holder, person, relation, now],
    );
};

/** Who acts for one of the children that are one now acts for each. Of two logins of the child each keeps its own. */
export const shareGuardianships = async (tx: Sql, holderId: string, now: Instant): Promise<void> => {
  const holders = await holdersOf(tx, holderId);
  const shared = await tx.query<{ person: string; relation: Relation }>(
    `SELECT DISTINCT person, relation FROM enrollment.guardianships
     WHERE holder_id = ANY($1::uuid[]) AND ended_at IS NULL`,
    [holders],
  );
  for (const { person, relation } of shared) await beginGuardianship(tx, { holderId, person, relation }, now);
};

/**
 * Ends a guardianship, with those of children that are merged with this one; what it reached is out of reach at once.
 * True unless it had ended before, or never was.
 */
export const endGuardianship = async (tx: Sql, id: string, now: Instant): Promise<boolean> => {
  const ended = await tx.query(
    'UPDATE enrollment.guardianships SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING 1',
    [id, now],
  );
  if (ended.length === 0) return false;
  await tx.query(
    `UPDATE enrollment.guardianships g SET ended_at = $2
     FROM enrollment.guardianships one JOIN enrollment.children mine ON mine.holder_id = one.holder_id
       JOIN enrollment.children same
         ON coalesce(same.merged_into, same.holder_id) = coalesce(mine.merged_into, mine.holder_id)
     WHERE one.id = $1 AND g.holder_id = same.holder_id AND g.person = one.person AND g.relation = one.relation
       AND g.ended_at IS NULL`,
    [id, now],
  );
  return true;
};

/** Ends every guardianship of a person, under each surrogate id of its children. Resolves to how many. */
export const endGuardianshipsOf = async (tx: Sql, person: string, now: Instant): Promise<number> => {
  const ended = await tx.query(
    'UPDATE enrollment.guardianships SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL RETURNING 1',
    [person, now],
  );
  return ended.length;
};

export const GUARDIANSHIP = 'g.id, g.holder_id AS "holderId", g.relation, g.since';

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();
