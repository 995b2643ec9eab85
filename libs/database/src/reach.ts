import { setTimeout as pause } from 'node:timers/promises';
import { isDatabaseAway, isRefused } from './away.js';
import { backoffMs } from '@lib/kernel';

const REACH = { firstMs: 500, maxMs: 5_000 };
const SAID_EVERY_MS = 30_000;

/**
 * Does work that a program cannot start without, and does it again as long as the database is away; it waits until that
 * is over or the signal comes. Says so at the beginning, and from time to time.
 * @throws whatever else the work throws, and the signal's reason
 */
export const onceReached = async <T>(
  work: () => Promise<T>,
  { say, signal }: { readonly say: (text: string) => void; readonly signal?: AbortSignal | undefined },
): Promise<T> => {
  let saidAt = -Infinity;
  for (let failures = 1; ; failures++) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || isRefused(error)) throw error;
      if (performance.now() - saidAt >= SAID_EVERY_MS) {
        say(`PostgreSQL is away, waiting: ${kindOf(error)}`);
        saidAt = performance.now();
      }
    }
    await pause(backoffMs(failures, REACH), undefined, { signal }).catch(() => undefined);
  }
};

// The system's words name the address. The server's may hold what was asked of it: of those the code is told.
const kindOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && (!('syscall' in error) || error.message === '') ? String(error.code) : error.message;
};
