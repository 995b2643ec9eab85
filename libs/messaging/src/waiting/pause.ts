import { setTimeout as sleep } from 'node:timers/promises';

/** Waits; returns early, and never rejects, when the signal aborts. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
};
