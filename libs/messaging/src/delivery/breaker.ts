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

/** So many causes are told apart; of more the one is forgotten that was met longest ago. */
const CAUSES_MAX = 20;

/** The keys that failed alike, and when the last of them was parked. */
type Alike = { readonly keys: Set<string>; lastMs: number };

/** Keeps a fault of ours from parking the whole topic. Of one consumer in one process. */
export class Breaker {
  private readonly causes = new Map<string, Alike>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A message was handled. */
  handled(): void {
    this.causes.clear();
  }

  /** A message of this key is to be parked. @throws AlikeFailures when it is to wait instead */
  parks(lane: string, cause: string): void {
    const alike = this.alikeTo(cause);
    if (alike.keys.has(lane)) return;
    if (alike.keys.size >= ALIKE_MAX && this.now() - alike.lastMs < ONE_MORE_AFTER_MS) throw new AlikeFailures(cause);
    alike.keys.add(lane);
    alike.lastMs = this.now();
  }

  /** Counted apart: faults that alternate are as many as one. */
  private alikeTo(cause: string): Alike {
    const kind = cause.replaceAll(/[\da-f-]{8,}|\d+/gi, '#');
    const alike = this.causes.get(kind) ?? { keys: new Set(), lastMs: -Infinity };
    this.causes.delete(kind);
    this.causes.set(kind, alike);
    const [longestAgo] = this.causes.keys();
    if (this.causes.size > CAUSES_MAX && longestAgo !== undefined) this.causes.delete(longestAgo);
    return alike;
  }
}
