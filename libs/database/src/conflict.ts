import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from '@lib/kernel';
import { isConflict } from './away.js';

const CONFLICT = { firstMs: 10, maxMs: 500 };
const CONFLICTS_MAX = 8;

/** Does again what the database has undone because it met another's work. */
export const unlessInConflict = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let failures = 1; ; failures++)
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error) || failures > CONFLICTS_MAX) throw error;
      await pause(backoffMs(failures, CONFLICT));
    }
};
