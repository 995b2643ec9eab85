/** So many keys may be parked one after the other for one cause. */
const ALIKE_MAX = 20;
/** After them one more in this time, so that a stretch of messages that nobody can handle does end. */
const ONE_MORE_AFTER_MS = 60_000;
/** What was parked longer ago is no part of it. */
const WITHIN_MS = 3_600_000;

/** Many keys fail alike and none goes through: that tells of this build or its surroundings, and not of their messages. */
export class AlikeFailures extends Error {
  constructor(cause: string) {
    super(`${ALIKE_MAX} keys in a row failed alike, the next waits: ${cause}`);
    this.name = 'AlikeFailures';
  }
}

/** A message that failed and is parked, of whichever process, and how long ago. */
export type Failed = { readonly lane: string; readonly cause: string; readonly agoMs: number };

/**
 * Keeps a fault of ours from parking the whole topic. It counts what is parked, not what it has seen: a process that was
 * started again, or is one of several, goes on from there.
 */
export class Breaker {
  private lastHandledMs = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A message was handled, by this process: what failed before does not count. */
  handled(): void {
    this.lastHandledMs = this.now();
  }

  /** What was parked so long ago counts for a message that fails now, also when it has waited until it is asked. */
  lookingBack(): () => number {
    const since = this.lastHandledMs;
    return () => Math.min(WITHIN_MS, this.now() - since);
  }

  /** A message of this key is to be parked, where those have failed of late. @throws AlikeFailures when it is to wait instead */
  parks(lane: string, cause: string, failed: readonly Failed[]): void {
    const kind = kindOf(cause);
    // Each cause is counted apart: faults that alternate are as many as one.
    const alike = failed.filter((one) => kindOf(one.cause) === kind);
    const keys = new Set(alike.map((one) => one.lane));
    if (keys.has(lane) || keys.size < ALIKE_MAX) return;
    if (Math.min(...alike.map(({ agoMs }) => agoMs)) < ONE_MORE_AFTER_MS) throw new AlikeFailures(cause);
  }
}

const kindOf = (cause: string): string => cause.replaceAll(/[\da-f-]{8,}|\d+/gi, '#');
