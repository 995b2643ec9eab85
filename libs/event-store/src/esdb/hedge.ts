/**
 * Asks, and asks the same again when the answer is late or the question was dropped, five times at most. The first answer
 * counts; the signal tells the other calls that nobody waits for them. For questions that may be asked twice.
 * @throws what the question throws; that it was dropped only when it was each time
 */
export const hedged = async <T>(
  ask: (signal: AbortSignal) => Promise<T>,
  wasDropped: (error: unknown) => boolean,
): Promise<T> => {
  const over = new AbortController();
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
      const first = await firstOf(asked, PATIENCE_MS[turn]);
      if (first && 'value' in first) return first.value;
      if (first && asked.size === 0 && turn >= ASKED_MAX - 1) throw first.dropped;
    }
  } finally {
    over.abort();
  }
};

type Answer<T> = { readonly value: T } | { readonly dropped: unknown };

/** How late an answer may be before the question is asked again; the last one is waited for. */
const PATIENCE_MS = [300, 600, 1_200, 2_400];
const ASKED_MAX = PATIENCE_MS.length + 1;

/** Undefined when none has come in this time. */
const firstOf = async <T>(answers: ReadonlySet<Promise<T>>, patienceMs: number | undefined): Promise<T | undefined> => {
  if (patienceMs === undefined) return Promise.race(answers);
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, patienceMs, undefined);
  try {
    return await Promise.race([...answers, late]);
  } finally {
    clearTimeout(timer);
  }
};
