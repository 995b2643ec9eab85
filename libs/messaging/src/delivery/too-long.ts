import { isTooLong } from './unavailable.js';

/** Each of them may take half a minute, with the pause of an outage behind it: some minutes. */
export const TOO_LONG_MAX = 10;
/** So many messages are remembered; of more the one is forgotten that was met longest ago. */
const REMEMBERED_MAX = 1_000;

/** How often a statement of a message has exceeded its time limit, by its origin. Of one consumer in one process. */
export class TooLong {
  private readonly counts = new Map<string, number>();

  /** Counts the error, if it is one; true when it is the last that the message is given. */
  isEnough(origin: string, error: unknown): boolean {
    if (!isTooLong(error)) return false;
    const count = (this.counts.get(origin) ?? 0) + 1;
    this.counts.delete(origin);
    this.counts.set(origin, count);
    const [longestAgo] = this.counts.keys();
    if (this.counts.size > REMEMBERED_MAX && longestAgo !== undefined) this.counts.delete(longestAgo);
    return count >= TOO_LONG_MAX;
  }

  /** It was handled, or is parked. */
  forget(origin: string): void {
    this.counts.delete(origin);
  }
}
