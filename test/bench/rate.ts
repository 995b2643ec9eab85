import { setTimeout as pause } from 'node:timers/promises';

/** What a measurement gave: how many a second, and how long each asking took. */
export type Rate = { readonly perSecond: number; readonly tookMs: readonly number[] };

/**
 * How many a second, with so many askers at once, until `seconds` are over and the last of them has its answer.
 * @param work is told a number that nobody else of this measurement has, and answers how many it did
 */
export const rate = async (askers: number, seconds: number, work: (n: number) => Promise<number>): Promise<Rate> => {
  const since = performance.now();
  const end = since + seconds * 1000;
  const tookMs: number[] = [];
  let [asked, done] = [0, 0];
  const ask = async (): Promise<void> => {
    while (performance.now() < end) {
      const asking = performance.now();
      // A sum that is read before the waiting and written after it loses what others have added meanwhile.
      const more = await work(asked++);
      done += more;
      tookMs.push(performance.now() - asking);
    }
  };
  await Promise.all(Array.from({ length: askers }, ask));
  return { perSecond: done / ((performance.now() - since) / 1000), tookMs };
};

/** How many a second of one piece of work that did so many. */
export const timed = async (work: () => Promise<number>): Promise<Rate> => {
  const since = performance.now();
  const done = await work();
  const ms = performance.now() - since;
  return { perSecond: done / (ms / 1000), tookMs: [ms] };
};

/**
 * Asks at fixed moments, so many a second, whatever became of those before. Each time counts from the moment when the asking
 * was due: whoever waits for a slow answer is not left out.
 * @param work is told a number that nobody else of this measurement has
 */
export const scheduled = async (
  perSecond: number,
  seconds: number,
  work: (n: number) => Promise<void>,
): Promise<readonly Due[]> => {
  const since = performance.now();
  const ask = async (n: number, dueMs: number): Promise<Due> => {
    const failure = await work(n).then(() => undefined, String);
    return { tookMs: performance.now() - since - dueMs, ...(failure === undefined ? {} : { failure }) };
  };
  const asked: Promise<Due>[] = [];
  for (let n = 0; n < perSecond * seconds; n++) {
    const dueMs = (n * 1000) / perSecond;
    await pause(Math.max(0, dueMs - (performance.now() - since)));
    asked.push(ask(n, dueMs));
  }
  return Promise.all(asked);
};

/** One asking that was due at a moment, in the order of these. */
export type Due = { readonly tookMs: number; readonly failure?: string };
