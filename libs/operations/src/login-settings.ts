import { ALGORITHMS, type Algorithm, type LoginSettings } from '@lib/access';
import type { Environment } from './environment.js';

const AUDIENCE = 'certificate-ledger';

/** Reads whose tokens are taken; undefined: no issuer is named. */
export const loginSettings = (env: Environment): LoginSettings | undefined => {
  const issuer = env.address('OIDC_ISSUER', ['http', 'https']);
  const audience = env.text('OIDC_AUDIENCE') ?? AUDIENCE;
  const jwksUrl = env.address('OIDC_JWKS_URL', ['http', 'https']);
  const rolesClaim = env.text('OIDC_ROLES_CLAIM') ?? 'roles';
  const algorithms = algorithmsIn(env);
  return issuer === undefined ? undefined : { issuer, audience, jwksUrl, rolesClaim, algorithms };
};

/** By a private key alone: `none` and what is signed with a shared secret are not to be had. */
const algorithmsIn = (env: Environment): readonly Algorithm[] => {
  const named = (env.text('OIDC_ALGORITHMS') ?? '').split(',').flatMap((name) => name.trim() || []);
  const known = named.flatMap((name) => ALGORITHMS.find((algorithm) => algorithm === name) ?? []);
  if (known.length < named.length)
    return env.wrong('OIDC_ALGORITHMS', `some of ${ALGORITHMS.join(', ')}, separated by commas`, ALGORITHMS);
  return known.length === 0 ? ALGORITHMS : known;
};
