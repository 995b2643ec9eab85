import { AsyncLocalStorage } from 'node:async_hooks';
import { decodeJwt } from 'jose';
import type { Within } from './policy.js';
import type { Caller } from './roles.js';

/** On whose behalf a request is handled, and how far that reaches. */
export type Access = {
  /** Undefined: without a login. */
  readonly caller: Caller | undefined;
  readonly within: readonly Within[];
  /** The token that said so: another service is asked with the same. A secret. */
  readonly token: string | undefined;
  /** The surrogate ids of the accounts that are read, as far as handlers name them. */
  readonly accounts?: Set<string>;
};

const present = new AsyncLocalStorage<Access>();

/** Does work as far as somebody reaches. */
export const withAccess = <T>(access: Access, work: () => T): T => present.run(access, work);

/**
 * How far the present request reaches. Whoever reads or writes what is somebody's asks for it.
 * @throws TypeError where nobody has checked: nothing is reached by having been forgotten
 */
export const reachNow = (): Reach => {
  const access = present.getStore();
  if (!access) throw new TypeError('nobody has checked how far this reaches');
  return new Reach(access.within);
};

/** Who is asking; undefined: somebody without a login, or nobody at all. */
export const callerNow = (): Caller | undefined => present.getStore()?.caller;

/** The token of the present request, for asking another service on behalf of the same. */
export const tokenNow = (): string | undefined => present.getStore()?.token;

/** When the token of the present request ends, of which it is known that it holds; undefined where none says. */
export const tokenEndNow = (): Date | undefined => {
  try {
    const { exp } = decodeJwt(tokenNow() ?? '');
    return exp === undefined ? undefined : new Date(exp * 1000);
  } catch {
    return undefined;
  }
};

/** Says whose account the present request is about, by its surrogate id: the log of requests names it. */
export const noteAccount = (holder: string): void => void present.getStore()?.accounts?.add(holder);

/** The union of what the roles of a caller reach. */
export class Reach {
  /** @param within as it can be stored, for work that is done later */
  constructor(readonly within: readonly Within[]) {}

  get isEverything(): boolean {
    return this.within.some(({ kind }) => kind === 'everything');
  }

  /** Nothing but the caller's own family. */
  get isOfFamily(): boolean {
    return this.within.every(({ kind }) => kind === 'children');
  }

  /** What of it is reached as a family, or as the child itself. */
  get ofFamily(): Reach {
    return new Reach(this.within.filter(({ kind }) => kind === 'children'));
  }

  /** Whether it is a provider's, and nothing wider. */
  get isOfProvider(): boolean {
    return this.within.every(({ kind }) => kind === 'provider');
  }

  get municipalities(): readonly number[] {
    return this.within.flatMap((one) => (one.kind === 'municipality' ? [one.municipality] : []));
  }

  /** Whose own things are reached. */
  get logins(): readonly string[] {
    return this.within.flatMap((one) => (one.kind === 'own' ? [one.login] : []));
  }

  get providers(): readonly string[] {
    return this.within.flatMap((one) => (one.kind === 'provider' ? [one.provider] : []));
  }

  /** Persons with their relation to the children reached. */
  get persons(): readonly { readonly person: string; readonly relation: string }[] {
    return this.within.flatMap((one) => (one.kind === 'children' ? [one] : []));
  }
}
