import { isDatabaseAway } from '@lib/database';

const TIME_LIMIT = '57014';

/** True when the database could not be reached or did not answer in time, so that nobody knows what became of the statement. */
export const isUnavailable = (error: unknown): boolean =>
  isDatabaseAway(error) ||
  (typeof error === 'object' && error !== null && 'code' in error && error.code === TIME_LIMIT);
