import { EventStoreUnavailable } from '../event-store.js';

/**
 * Asks, and asks the same again when the answer is late or the question was dropped, five times at most. The first answer
 * counts; the signal tells the other calls that nobody waits for them. For questions that may be asked twice.
 * @throws what the question throws; that it was dropped only when it was each time; EventStoreUnavailable when there is no
 * answer in the time of the deadline
 */
export const hedged = async <T>(
  ask: (signal: AbortSignal) => Promise<T>,
  { wasDropped, patienceMs: firstMs, deadlineMs }: Hedge,
): Promise<T> => {
  const over = new AbortController();
  const until = performance.now() + deadlineMs;
  const asked = new Set<Promise<Answer<T>>>();
  try {
    for (let turn = 0; ; turn++) {
      if (turn < ASKED_MAX) {
        const answer: Promise<Answer<T>> = ask(over.signal)
          .then((value) => ({ value }))
          .catch((error: unknown) => {
            asked.delete(answer);
            if (!wasDropped(error)) throw error;
            return { dropped: error };
          });
        asked.add(answer);
      }
      // The last one is waited for to the deadline.
      const patienceMs = turn < ASKED_MAX - 1 ? firstMs * 2 ** turn : Infinity;
      const leftMs = until - performance.now();
      const first = await firstOf(asked, Math.min(patienceMs, leftMs));
      if (first && 'value' in first) return first.value;
      if (!first && leftMs <= patienceMs)
        throw new EventStoreUnavailable(`EventStoreDB did not answer in ${deadlineMs} ms`);
      if (first && asked.size === 0 && turn >= ASKED_MAX - 1) throw first.dropped;
    }
  } finally {
    over.abort(OVER);
  }
};

type Answer<T> = { readonly value: T } | { readonly dropped: unknown };

type Hedge = {
  readonly wasDropped: (error: unknown) => boolean;
  /** How late an answer may be before the question is asked again; twice as late for each time that it was. */
  readonly patienceMs: number;
  readonly deadlineMs: number;
};

const ASKED_MAX = 5;
/** Without a reason each signal makes an error of its own, with its stack. */
const OVER = 'answered';

/** Undefined when none has come in this time. */
const firstOf = async <T>(answers: ReadonlySet<Promise<T>>, patienceMs: number): Promise<T | undefined> => {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, patienceMs, undefined);
  try {
    return await Promise.race([...answers, late]);
  } finally {
    clearTimeout(timer);
  }
};
