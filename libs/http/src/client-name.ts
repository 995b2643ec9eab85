import { UNNAMED } from '@lib/kernel';
import type { FastifyRequest } from 'fastify';

/** The header by which a client names itself where nobody logs in. Nobody checks it: what is recorded says so. */
export const CLIENT_NAME = 'Client-Name';
export const CLIENT_NAME_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$';

const NAME = new RegExp(CLIENT_NAME_PATTERN);
const isName = (value: unknown): value is string => typeof value === 'string' && NAME.test(value);

/** Whether a request names its client by something that is no name. */
export const isMisnamed = ({ headers }: FastifyRequest): boolean => {
  const value = headers[CLIENT_NAME.toLowerCase()];
  return value !== undefined && !isName(value);
};

/** How a client names itself. */
export const clientNameOf = ({ headers }: FastifyRequest): string => {
  const named = headers[CLIENT_NAME.toLowerCase()];
  return isName(named) ? named : UNNAMED;
};
