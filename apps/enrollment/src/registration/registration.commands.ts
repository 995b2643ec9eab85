import type { Sql } from '@lib/database';
import { dateAt, err, ok, timeZone, type CalendarDate, type Instant, type Result } from '@lib/kernel';
import { childOf } from '../child/child.query.js';
import {
  storedChild,
  storedChildren,
  lockRegister,
  addToRegister,
  lockedChild,
  updateChildren,
} from '../child/child.store.js';
import { foundBy } from '../child/found-by.js';
import { beginGuardianship } from '../child/guardianship.commands.js';
import type { PersonalData, Vault } from '../vault/vault.js';
import type { RegistrationView } from './registration.dto.js';
import {
  decideRegistration,
  forgetSaid,
  insertRegistration,
  lockRegistration,
  lockedWaitingOf,
  saidIn,
  type Registration,
  type Said,
} from './registration.store.js';

type Undecided = { readonly reason: 'unknown-registration' } | { readonly reason: 'registration-decided' };
export type RegisterRefused =
  { readonly reason: 'birth-date-to-come' } | { readonly reason: 'registrations-waiting'; readonly max: number };
export type ConfirmRefused = Undecided | { readonly reason: 'unknown-child' } | { readonly reason: 'child-known' };
export type RefuseRefused = Undecided;

/** Nobody has more children that wait; and nobody fills the vault. */
const WAITING_MAX = 10;
const UTC = timeZone('UTC');

/**
 * A parent says of a child who it is. It is taken whoever else has named the same child: to say that the child is known
 * would tell a stranger.
 */
export const register = async (
  tx: Sql,
  vault: Vault,
  asked: { readonly person: string; readonly said: Said },
  now: Instant,
): Promise<Result<Registration, RegisterRefused>> => {
  if (isToCome(asked.said.birthDate, now)) return err({ reason: 'birth-date-to-come' });
  if ((await lockedWaitingOf(tx, asked.person)) >= WAITING_MAX)
    return err({ reason: 'registrations-waiting', max: WAITING_MAX });
  return ok(await insertRegistration(tx, vault, asked, now));
};

/** Whether nobody can be born on a day yet. */
export const isToCome = (birthDate: CalendarDate, now: Instant): boolean => birthDate > dateAt(now, UTC);

type Confirmed = { readonly id: string; readonly childId: string; readonly by: string };

/** The register takes the child as a new one, with the key that it has had from the first moment. */
export const confirmNew = async (
  tx: Sql,
  vault: Vault,
  { id, childId, by }: Confirmed,
  now: Instant,
): Promise<Result<Registration, ConfirmRefused>> => {
  const waiting = await lockWaiting(tx, vault, id);
  if (!waiting.ok) return waiting;
  const { registration, key, said } = waiting.value;
  await lockRegister(tx);
  if ((await storedChildren(tx, vault, [childId])).size > 0) return err({ reason: 'child-known' });
  const { holderId, person } = registration;
  const { municipality, ...data } = said;
  const sealed = vault.seal(holderId, key, { ...data, childId });
  const child = { holderId, municipality, sealed, index: vault.indexOf(childId), ...foundBy(vault, data) };
  await addToRegister(tx, [child], now);
  await beginGuardianship(tx, { holderId, person, relation: 'guardian' }, now);
  return ok(await decideRegistration(tx, { id, state: 'confirmed', holderId, reason: null, by }, now));
};

/** It is a child that the register has: the key of what the parent has said is destroyed. */
export const confirmExisting = async (
  tx: Sql,
  vault: Vault,
  { id, childId, by }: Confirmed,
  now: Instant,
): Promise<Result<Registration, ConfirmRefused>> => {
  const waiting = await lockWaiting(tx, vault, id);
  if (!waiting.ok) return waiting;
  const { registration, said } = waiting.value;
  const holderId = (await childOf(tx, vault, childId))?.holderId;
  if (holderId === undefined || !(await lockedChild(tx, holderId))) return err({ reason: 'unknown-child' });
  const child = await storedChild(tx, holderId);
  if (!child) return err({ reason: 'unknown-child' });
  const known = vault.open(holderId, child.key, child.sealed);
  const completed = completedBy(known, said);
  if (completed !== known) {
    const sealed = vault.seal(holderId, child.key, completed);
    await updateChildren(tx, [{ ...child, sealed, ...foundBy(vault, completed) }], now);
  }
  await beginGuardianship(tx, { holderId, person: registration.person, relation: 'guardian' }, now);
  await forgetSaid(tx, registration);
  return ok(await decideRegistration(tx, { id, state: 'confirmed', holderId, reason: null, by }, now));
};

/** What the parent has said is erased with its key. */
export const refuse = async (
  tx: Sql,
  vault: Vault,
  { id, reason, by }: { readonly id: string; readonly reason: RegistrationView['reason']; readonly by: string },
  now: Instant,
): Promise<Result<Registration, RefuseRefused>> => {
  const waiting = await lockWaiting(tx, vault, id);
  if (!waiting.ok) return waiting;
  const { registration } = waiting.value;
  await forgetSaid(tx, registration);
  return ok(await decideRegistration(tx, { ...registration, state: 'refused', reason, by }, now));
};

/** Who a child of the register is, where nobody has said it before. What the register itself says stays. */
const completedBy = (known: PersonalData, said: Said): PersonalData => {
  if (known.document !== undefined) return known;
  const { municipality: _municipality, categoryBasis, ...data } = said;
  return { ...data, ...known, ...(categoryBasis && said.category === known.category ? { categoryBasis } : {}) };
};

type Waiting = { readonly registration: Registration; readonly key: Uint8Array; readonly said: Said };

const lockWaiting = async (tx: Sql, vault: Vault, id: string): Promise<Result<Waiting, Undecided>> => {
  const registration = await lockRegistration(tx, id);
  if (!registration) return err({ reason: 'unknown-registration' });
  const said = registration.state === 'waiting' ? await saidIn(tx, vault, id) : undefined;
  return said ? ok({ registration, ...said }) : err({ reason: 'registration-decided' });
};
