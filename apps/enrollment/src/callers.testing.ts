import { SCOPES, type TokenCheck } from '@lib/access';
import type { HttpAccess } from '@lib/http';
import { derivedId } from '@lib/kernel';
import { enrollmentPolicy } from './enrollment.policy.js';

/** Whoever the token names: programs and operators, whose names begin so, or else a parent. */
const caller = async (name: string): ReturnType<TokenCheck['caller']> => {
  if (name.startsWith('program'))
    return { kind: 'integration', name, grants: [{ role: 'integration', of: undefined }], scopes: [...SCOPES] };
  const role = name.startsWith('operator') ? 'operator' : 'parent';
  return { kind: 'person', name: derivedId(name), grants: [{ role, of: undefined }], scopes: [] };
};

/** The policy of the service, for callers whose tokens are their names. */
export const byName: HttpAccess = { policy: enrollmentPolicy, tokens: { known: () => undefined, caller } };
