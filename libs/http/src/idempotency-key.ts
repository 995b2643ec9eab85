import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CLIENT_NAME, CLIENT_NAME_PATTERN, isMisnamed } from './client-name.js';
import { ProblemError } from './problem.js';

const HEADER = 'Idempotency-Key';

/** A request under its Idempotency-Key, which is its client's own: two clients may use the same key. */
export type Asked = {
  readonly key: string;
  /** What the key stands for: the method, the path with its query, and the body as it came. */
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown };
};

/**
 * What is asked under the header `Idempotency-Key` of 1 to 200 printable ASCII characters.
 * @throws ProblemError 400 `idempotency-key-missing`, `idempotency-key-malformed`, `client-name-malformed`
 */
export const Keyed = createParamDecorator(
  (_: unknown, context: ExecutionContext): Asked => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return { key: keyOf(request), request: { method: request.method, path: request.url, body: request.body } };
  },
  [
    (controller, method) => {
      const descriptor = Object.getOwnPropertyDescriptor(controller, method ?? '');
      if (!descriptor || method === undefined) return;
      ApiHeader({
        name: HEADER,
        required: true,
        description: 'The same key with the same content is answered as the first time, with `Idempotency-Hit: true`.',
        schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x20-\\x7e]+$' },
      })(controller, method, descriptor);
      ApiHeader({
        name: CLIENT_NAME,
        required: false,
        description:
          'How the client calls itself: it is recorded, unchecked, with what is asked for, and keys are its own.',
        schema: { type: 'string', pattern: CLIENT_NAME_PATTERN },
      })(controller, method, descriptor);
    },
  ],
);

const keyOf = (request: FastifyRequest): string => {
  if (isMisnamed(request)) throw new ProblemError(400, 'client-name-malformed');
  const value = request.headers[HEADER.toLowerCase()];
  if (value === undefined || value === '') throw new ProblemError(400, 'idempotency-key-missing');
  if (typeof value !== 'string' || !/^[\x20-\x7e]{1,200}$/.test(value)) {
    throw new ProblemError(400, 'idempotency-key-malformed');
  }
  return value;
};
