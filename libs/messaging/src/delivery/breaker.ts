/** So many keys may be parked one after the other for one cause. */
const ALIKE_MAX = 20;
/** After them one more in this time, so that a stretch of messages that nobody can handle does end. */
const ONE_MORE_AFTER_MS = 60_000;

/** Many keys fail alike and none goes through: that tells of this build or its surroundings, and not of their messages. */
export class AlikeFailures extends Error {
  constructor(cause: string) {
    super(`${ALIKE_MAX} keys in a row failed alike, the next waits: ${cause}`);
    this.name = 'AlikeFailures';
  }
}

/** Keeps a fault of ours from parking the whole topic. Of one consumer in one process. */
export class Breaker {
  private readonly keys = new Set<string>();
  private alike = '';
  private lastMs = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A message was handled. */
  handled(): void {
    this.keys.clear();
  }

  /** A message of this key is to be parked. @throws AlikeFailures when it is to wait instead */
  parks(lane: string, cause: string): void {
    const alike = cause.replaceAll(/[\da-f-]{8,}|\d+/gi, '#');
    if (alike !== this.alike) this.keys.clear();
    this.alike = alike;
    if (this.keys.has(lane)) return;
    if (this.keys.size >= ALIKE_MAX && this.now() - this.lastMs < ONE_MORE_AFTER_MS) throw new AlikeFailures(cause);
    this.keys.add(lane);
    this.lastMs = this.now();
  }
}
