import {
  IssuerAway,
  InvalidToken,
  reachBy,
  withAccess,
  type Access,
  type Caller,
  type Policy,
  type TokenCheck,
} from '@lib/access';
import { actFor } from '@lib/actor';
import { UNNAMED, type Actor } from '@lib/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientNameOf } from './client-name.js';
import { ProblemError } from './problem.js';
import type { RequestRates } from './request-rates.js';
import type { Turns } from './turns.js';

/** Who may do what, and who says whose a token is. `open` asks nobody: for tests of what lies behind. */
export type HttpAccess = { readonly policy: Policy; readonly tokens: Tokens } | 'open';

type Tokens = Pick<TokenCheck, 'known' | 'caller'>;

const PAGES = /^\/(docs|openapi\.json)(\/|$)/;
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const openAccess = (): Access => ({
  caller: undefined,
  within: [{ kind: 'everything' }],
  token: undefined,
  accounts: new Set(),
});
const NOTHING: Access = { caller: undefined, within: [], token: undefined };

const accesses = new WeakMap<FastifyRequest, Access>();

/**
 * The one place where a service decides who may do what, and how often: before a body is read. What a request reaches is
 * known to its handler by `reachNow`; all that is recorded in it says who asked.
 */
export const checkAccess = (fastify: FastifyInstance, access: HttpAccess, rates: RequestRates, turns: Turns): void => {
  if (access !== 'open') {
    const lines = new Map(Object.entries(access.policy).map(([operation, line]) => [routeOf(operation), line]));
    fastify.addHook('onRequest', async (request, reply) => {
      const url = request.routeOptions.url ?? '';
      const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
      const known = token === undefined ? undefined : access.tokens.known(token);
      // Before anything that costs more: forged tokens are counted by the address that they come from.
      if (!isUncounted(url)) {
        if (known) rates.takeOfLogin(known, reply);
        else rates.takeOfAddress(request.ip, reply);
      }
      const line = lines.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${url}`);
      if (line === 'anyone' || PAGES.test(url)) return void accesses.set(request, openAccess());
      // An address that nobody serves: who asks is told so, and reaches nothing.
      if (request.is404) return undefined;
      if (token === undefined) throw new ProblemError(401, 'login-needed');
      const caller = known ?? (await newCaller(access.tokens, token, { request, reply, rates }));
      const within = line && reachBy(line, caller);
      if (!within) throw new ProblemError(403, 'not-allowed');
      // Who waits for what somebody else answers holds up nobody.
      if (request.headers['prefer'] === undefined) await turns.take(caller, reply);
      return void accesses.set(request, { caller, within, token, accounts: new Set() });
    });
  }
  // Here and not before: reading the body would leave the context.
  fastify.addHook('preHandler', (request, _, done) => {
    const known = accesses.get(request) ?? (access === 'open' ? openAccess() : NOTHING);
    accesses.set(request, known);
    withAccess(known, () => actFor(actorOf(request, known, access === 'open'), done));
  });
};

/** On whose behalf a request is handled; undefined where it was refused before that was known. */
export const accessOf = (request: FastifyRequest): Access | undefined => accesses.get(request);

/** Whether a route is one that probes and the other services ask, over and over and without a login. */
export const isUncounted = (route: string): boolean => /^\/(health\/|messaging\/published$)/.test(route);

/** `GET /groups/{groupId}` of a document as the router has it. */
const routeOf = (operation: string): string => operation.replaceAll(/\{(\w+)\}/g, ':$1');

/** Whose token it is that was not seen before. @throws ProblemError 401 `token-not-valid`, 429, 503 `unavailable` */
const newCaller = async (
  tokens: Tokens,
  token: string,
  { request, reply, rates }: { request: FastifyRequest; reply: FastifyReply; rates: RequestRates },
): Promise<Caller> => {
  const caller = await callerOf(tokens, token);
  rates.giveBack(request.ip);
  rates.takeOfLogin(caller, reply);
  return caller;
};

/** @throws ProblemError 401 `token-not-valid`, 503 `unavailable` */
const callerOf = async (tokens: Tokens, token: string): Promise<Caller> => {
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
