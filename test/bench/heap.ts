/** What is used of the heap once what nobody needs is gone; `--expose-gc`. */
export const heapMiB = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};
