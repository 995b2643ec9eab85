import { IssuerAway, InvalidToken, reachBy, withAccess, type Access, type Policy, type TokenCheck } from '@lib/access';
import { actFor } from '@lib/actor';
import { UNNAMED, type Actor } from '@lib/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientNameOf } from './client-name.js';
import { ProblemError } from './problem.js';

/** Who may do what, and who says whose a token is. `open` asks nobody: for tests of what lies behind. */
export type HttpAccess = { readonly policy: Policy; readonly tokens: Pick<TokenCheck, 'caller'> } | 'open';

const PAGES = /^\/(docs|openapi\.json)(\/|$)/;
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const OPEN: Access = { caller: undefined, within: [{ kind: 'everything' }], token: undefined };
const NOTHING: Access = { caller: undefined, within: [], token: undefined };

const accesses = new WeakMap<FastifyRequest, Access>();

/**
 * The one place where a service decides who may do what: before a body is read. What a request reaches is known to its
 * handler by `reachNow`; all that is recorded in it says who asked.
 */
export const checkAccess = (fastify: FastifyInstance, access: HttpAccess): void => {
  if (access !== 'open') {
    const lines = new Map(Object.entries(access.policy).map(([operation, line]) => [routeOf(operation), line]));
    fastify.addHook('onRequest', async (request) => {
      const url = request.routeOptions.url ?? '';
      const line = lines.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${url}`);
      if (line === 'anyone' || PAGES.test(url)) return void accesses.set(request, OPEN);
      // An address that nobody serves: who asks is told so, and reaches nothing.
      if (request.is404) return undefined;
      const token = tokenOf(request);
      const caller = await callerOf(access.tokens, token);
      const within = line && reachBy(line, caller);
      if (!within) throw new ProblemError(403, 'not-allowed');
      return void accesses.set(request, { caller, within, token });
    });
  }
  // Here and not before: reading the body would leave the context.
  fastify.addHook('preHandler', (request, _, done) => {
    const known = accesses.get(request) ?? (access === 'open' ? OPEN : NOTHING);
    withAccess(known, () => actFor(actorOf(request, known, access === 'open'), done));
  });
};

/** `GET /groups/{groupId}` of a document as the router has it. */
const routeOf = (operation: string): string => operation.replaceAll(/\{(\w+)\}/g, ':$1');

/** @throws ProblemError 401 `login-needed` */
const tokenOf = ({ headers }: FastifyRequest): string => {
  const token = BEARER.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw new ProblemError(401, 'login-needed');
  return token;
};

/** @throws ProblemError 401 `token-not-valid`, 503 `unavailable` */
const callerOf = async (tokens: Pick<TokenCheck, 'caller'>, token: string) => {
  try {
    return await tokens.caller(token);
  } catch (error) {
    if (error instanceof InvalidToken) throw new ProblemError(401, 'token-not-valid');
    if (error instanceof IssuerAway) throw new ProblemError(503, 'unavailable');
    throw error;
  }
};

const actorOf = (request: FastifyRequest, { caller }: Access, isOpen: boolean): Actor => ({
  kind: caller?.kind ?? 'integration',
  name: caller?.name ?? (isOpen ? clientNameOf(request) : UNNAMED),
  proven: caller !== undefined,
  // The pattern of the route, never the address: that may hold personal data.
  occasion: `${request.method} ${request.routeOptions.url ?? '/'}`,
});
