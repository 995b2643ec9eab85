import { InvalidToken, IssuerAway } from '@lib/access';
import type { FastifyInstance } from 'fastify';
import type { Logins } from '../session/login.js';

/** Where the issuer says that somebody has logged out there, or was logged out: no browser comes here. */
export const BACKCHANNEL = '/backchannel-logout';

const AGAIN_AFTER_SECONDS = 5;

/** OpenID Connect Back-Channel Logout 1.0. What is wrong with a token is not said. */
export const serveBackchannel = (server: FastifyInstance, logins: Pick<Logins, 'endElsewhere'>): void => {
  server.post(BACKCHANNEL, async ({ body }, reply) => {
    const [token, ...more] = body instanceof URLSearchParams ? body.getAll('logout_token') : [];
    try {
      if (token === undefined || more.length > 0) throw new InvalidToken();
      await logins.endElsewhere(token);
      return await reply.code(200).send();
    } catch (error) {
      if (error instanceof InvalidToken) return reply.code(400).send({ error: 'invalid_request' });
      if (!(error instanceof IssuerAway)) throw error;
      return reply.code(503).header('retry-after', String(AGAIN_AFTER_SECONDS)).send();
    }
  });
};
