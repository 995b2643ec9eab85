import type { Caller, Role, Scope } from './roles.js';

/** What a role reaches where an operation is open to it. */
type ReachOf = {
  readonly operator: 'region';
  readonly municipality: 'municipality';
  readonly payer: 'municipality';
  readonly provider: 'own groups';
  readonly parent: 'own children';
  readonly child: 'self';
  readonly auditor: 'ledger';
  readonly administrator: 'installation';
  /** The scope that it needs; of several any one. */
  readonly integration: Scope | readonly Scope[];
};

/** Who may do one thing: `anyone`, without a login, or the roles named, each as far as it reaches. */
export type Line = 'anyone' | { readonly [Known in Role]?: ReachOf[Known] };

/** The scopes of which a program needs one; none where it may not. */
export const scopesOf = (line: Exclude<Line, 'anyone'>): readonly Scope[] => [line.integration ?? []].flat();

/** Who may do what: a line for every operation, by its method and its path as the OpenAPI document has them. */
export type Policy = Readonly<Record<string, Line>>;

/** Whose data one may see or change. */
export type Within =
  | { readonly kind: 'everything' }
  | { readonly kind: 'municipality'; readonly municipality: number }
  | { readonly kind: 'provider'; readonly provider: string }
  /** What a login has made for itself. */
  | { readonly kind: 'own'; readonly login: string }
  /** Those that a person is the guardian of, or the one that it is itself. */
  | { readonly kind: 'children'; readonly person: string; readonly relation: Relation };

type Relation = 'guardian' | 'self';

/**
 * How far somebody reaches by a line, by all of its roles together.
 * @returns undefined where it is not for them; an empty list never
 */
export const reachBy = (line: Line, caller: Caller): readonly [Within, ...Within[]] | undefined => {
  if (line === 'anyone') return [{ kind: 'everything' }];
  const [first, ...others] = caller.grants.flatMap(({ role, of }): readonly Within[] => {
    if (line[role] === undefined) return [];
    if (role !== 'integration') return [within(role, of, caller)];
    return scopesOf(line)
      .filter((scope) => caller.scopes.includes(scope))
      .map((scope) => withinScope(scope, caller));
  });
  return first && [first, ...others];
};

/** The endpoints of a program are its own; by any other scope it works for the whole installation. */
const withinScope = (scope: string, { name }: Caller): Within =>
  scope === 'webhooks' ? { kind: 'own', login: name } : { kind: 'everything' };

const within = (role: Exclude<Role, 'integration'>, of: string | undefined, { name }: Caller): Within => {
  switch (role) {
    case 'municipality':
    case 'payer':
      return { kind: 'municipality', municipality: Number(of) };
    case 'provider':
      return { kind: 'provider', provider: of ?? '' };
    case 'parent':
      return { kind: 'children', person: name, relation: 'guardian' };
    case 'child':
      return { kind: 'children', person: name, relation: 'self' };
    case 'operator':
    case 'auditor':
    case 'administrator':
      return { kind: 'everything' };
  }
};
