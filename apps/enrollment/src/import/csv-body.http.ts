import { ProblemError } from '@lib/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { csvText, isKnownCharset, type Encoding } from './csv-text.js';
import { childrenFileProblems } from './import.problems.js';

// Beside the body and not in it: under an Idempotency-Key a file is its text, as it always was.
const encodings = new WeakMap<FastifyRequest, Encoding>();

/** Lets the service read `text/csv`; the body arrives as one string. */
export const readCsvBodies = (fastify: FastifyInstance): void => {
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1]?.toLowerCase();
    if (charset !== undefined && !isKnownCharset(charset)) {
      throw new ProblemError(childrenFileProblems['csv-expected'].status, 'csv-expected');
    }
    const read = csvText(body, charset);
    if (!read) {
      const { status } = childrenFileProblems['malformed-children-file'];
      throw new ProblemError(status, 'malformed-children-file', {}, [{ pointer: '', code: 'csv-not-utf-8' }]);
    }
    encodings.set(request, read.encoding);
    return read.text;
  });
};

/** In which encoding the `text/csv` of a request was. */
export const encodingOf = (request: FastifyRequest): Encoding => encodings.get(request) ?? 'utf-8';
