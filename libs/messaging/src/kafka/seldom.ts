/**
 * Says a text that comes again and again at most once in so long, and the next time how often it came in between. Others
 * are said at once.
 */
export const seldom = (
  say: (text: string) => void,
  everyMs: number,
  nowMs: () => number = () => performance.now(),
): ((text: string) => void) => {
  const said = new Map<string, { readonly atMs: number; again: number }>();
  return (text) => {
    const last = said.get(text);
    if (last && nowMs() - last.atMs < everyMs) {
      last.again += 1;
      return;
    }
    say(last && last.again > 0 ? `${text} (${last.again} times more since it was last said)` : text);
    said.delete(text);
    said.set(text, { atMs: nowMs(), again: 0 });
    for (const oldest of said.keys()) if (said.size > TEXTS_MAX) said.delete(oldest);
  };
};

const TEXTS_MAX = 100;
