import { ProblemError } from '@lib/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { childProblems } from '../enrollment.problems.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Lets the service read `text/csv` in UTF-8; the body arrives as one string. */
export const readCsvBodies = (fastify: FastifyInstance): void => {
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (_: FastifyRequest, body: Buffer) => {
    try {
      return utf8.decode(body);
    } catch {
      const { status } = childProblems['malformed-children-file'];
      throw new ProblemError(status, 'malformed-children-file', {}, [{ pointer: '', code: 'csv-not-utf-8' }]);
    }
  });
};
