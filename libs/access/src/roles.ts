/**
 * Who somebody is to the ledger (docs/access.md):
 * - `operator` runs the region's financing; `municipality` and `payer` see what concerns one municipality;
 * - `provider` runs clubs; `parent` acts for its children; `child`, from 14, sees its own certificate;
 * - `auditor` reads the whole ledger and no personal data; `administrator` keeps the installation running, without money;
 * - `integration` is a program, which may what its scopes say.
 */
export const ROLES = [
  'operator',
  'municipality',
  'payer',
  'provider',
  'parent',
  'child',
  'auditor',
  'administrator',
  'integration',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a program may be allowed; the scopes of its token. `approvals`: to agree as a second person; `webhooks`: to have
 * messages sent to endpoints of its own.
 */
export const SCOPES = [
  'catalogue',
  'children',
  'applications',
  'lessons',
  'programmes',
  'accounts',
  'ledger',
  'approvals',
  'webhooks',
] as const;
export type Scope = (typeof SCOPES)[number];

/** A role, and of which municipality or provider; undefined where the role has none. */
export type Grant = { readonly role: Role; readonly of: string | undefined };

/** Who asks, as a checked token says. */
export type Caller = {
  readonly kind: 'person' | 'integration';
  /** A code: the id of a program, or an id derived from a person's login. */
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly scopes: readonly Scope[];
};

/** Roles that mean nothing without the municipality (its id) or the provider (its id) they are for. */
const BOUND: ReadonlySet<Role> = new Set(['municipality', 'payer', 'provider']);

/** What somebody is who has a login and no role: a parent, or a child with a login of its own. */
const FAMILY: readonly Grant[] = [
  { role: 'parent', of: undefined },
  { role: 'child', of: undefined },
];

/**
 * Reads the claim with the roles: words such as `operator`, `provider:22003`, `payer:2442`, as a list or separated by
 * spaces. What is no role of ours means nothing here, and may mean something to others.
 */
export const grantsFrom = (claim: unknown): readonly Grant[] => {
  const words = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  const grants = words.flatMap((word: unknown) => (typeof word === 'string' ? (grantIn(word) ?? []) : []));
  return grants.length === 0 ? FAMILY : grants;
};

export const scopesFrom = (claim: unknown): readonly Scope[] => {
  const words = new Set(typeof claim === 'string' ? claim.split(' ') : []);
  return SCOPES.filter((scope) => words.has(scope));
};

const grantIn = (word: string): Grant | undefined => {
  const { role: name, of } = /^(?<role>[a-z]+)(?::(?<of>[0-9A-Za-z_-]{1,50}))?$/.exec(word)?.groups ?? {};
  const role = ROLES.find((known) => known === name);
  return role === undefined || BOUND.has(role) !== (of !== undefined) ? undefined : { role, of };
};
