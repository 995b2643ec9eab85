import { actFor } from '@lib/actor';
import { UNNAMED } from '@lib/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The header by which a client names itself. Nobody checks it: what is recorded says so. */
export const CLIENT_NAME = 'Client-Name';
export const CLIENT_NAME_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$';

const NAME = new RegExp(CLIENT_NAME_PATTERN);
const isName = (value: unknown): value is string => typeof value === 'string' && NAME.test(value);

/** Whether a request names its client by something that is no name. */
export const isMisnamed = ({ headers }: FastifyRequest): boolean => {
  const value = headers[CLIENT_NAME.toLowerCase()];
  return value !== undefined && !isName(value);
};

/** Every request is handled for the client that sends it. */
export const actForClients = (fastify: FastifyInstance): void => {
  // Here and not before: reading the body would leave the context.
  fastify.addHook('preHandler', (request, _, done) => {
    const named = request.headers[CLIENT_NAME.toLowerCase()];
    const name = isName(named) ? named : UNNAMED;
    // The pattern of the route, never the address: that may hold personal data.
    const occasion = `${request.method} ${request.routeOptions.url ?? '/'}`;
    actFor({ kind: 'integration', name, proven: false, occasion }, done);
  });
};
