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
