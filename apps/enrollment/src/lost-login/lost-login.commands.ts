import type { Sql } from '@lib/database';
import type { Instant } from '@lib/kernel';
import { endGuardianshipsOf } from '../child/guardianship.commands.js';
import { forgetParent, lockParent } from '../parent/parent.store.js';
import { refuse } from '../registration/registration.commands.js';
import { registrationsBy } from '../registration/registration.store.js';
import type { Vault } from '../vault/vault.js';
import type { EndedAccessView } from './lost-login.dto.js';

/**
 * Ends all that a person reaches, at once: somebody else may have its login. What waits is refused first, for a
 * registration that is confirmed meanwhile begins a guardianship. The person comes back with another login, by new codes.
 */
export const endAccess = async (
  tx: Sql,
  vault: Vault,
  { person, by }: { readonly person: string; readonly by: string },
  now: Instant,
): Promise<Pick<EndedAccessView, keyof EndedAccessView>> => {
  let registrations = 0;
  for (const { id, state } of await registrationsBy(tx, person)) {
    if (state !== 'waiting') continue;
    const refused = await refuse(tx, vault, { id, reason: 'login-lost', by }, now);
    if (refused.ok) registrations += 1;
  }
  const guardianships = await endGuardianshipsOf(tx, person, now);
  await lockParent(tx, person);
  return { person, guardianships, registrations, erased: await forgetParent(tx, person) };
};
