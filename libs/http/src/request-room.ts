import type { FastifyInstance } from 'fastify';
import { onceClosed } from './once-closed.js';
import { ProblemError } from './problem.js';
import { sendProblem } from './problem.filter.js';

/** Who waits for an answer that somebody else gives (`Prefer: wait`) costs little: so many times as many may. */
const WAITING_TIMES = 4;
/** Who asks whether a process is well must hear it also when it has much to do. */
const PROBES = /^\/(health|metrics)\b/;

/**
 * Bounds how many requests are worked on at once. What comes faster than it is answered is asked to come again (503
 * `unavailable`): else all would wait longer and longer, and hold more and more.
 */
export const boundRequests = (fastify: FastifyInstance, atOnce: number): void => {
  const inHand = { working: 0, waiting: 0 };
  const rooms = { working: atOnce, waiting: WAITING_TIMES * atOnce };
  fastify.addHook('onRequest', async (request, reply) => {
    if (PROBES.test(request.routeOptions.url ?? '')) return undefined;
    const room = request.headers['prefer'] === undefined ? 'working' : 'waiting';
    if (inHand[room] >= rooms[room]) {
      sendProblem(new ProblemError(503, 'unavailable'), request, reply);
      return reply;
    }
    inHand[room] += 1;
    onceClosed(reply.raw, () => (inHand[room] -= 1));
    return undefined;
  });
};
