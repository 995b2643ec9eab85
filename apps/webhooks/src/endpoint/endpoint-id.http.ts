import { ProblemError, isUuid } from '@lib/http';

export const unknownEndpointProblem = (): ProblemError => new ProblemError(404, 'unknown-endpoint');

/** @throws ProblemError 404: what is not even an id names no endpoint */
export const endpointId = (given: string): string => {
  if (!isUuid(given)) throw unknownEndpointProblem();
  return given.toLowerCase();
};
