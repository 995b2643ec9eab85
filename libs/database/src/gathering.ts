import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { isDatabaseAway, isLockedByOthers } from './away.js';
import { outsideTransaction } from './database.js';

/** What is asked among others, and the surroundings in which it is, its actor and its trace among them. */
export type Gathered<Item> = { readonly item: Item; readonly within: <T>(work: () => T) => T };

export type GatheringOptions<Item, Outcome> = {
  /**
   * Does together what came together, at most `together`, and resolves to an outcome for each, in their order; an Error is why one has
   * none. It may be called again with one of them after it has rejected with all.
   */
  readonly work: (many: readonly Gathered<Item>[]) => Promise<readonly (Outcome | Error)[]>;
  /** What an item is about: of two about one thing, the later waits for the earlier. About nothing unless told. */
  readonly subjectsOf?: (item: Item) => readonly string[];
  /** How many are done together; 64 unless told. */
  readonly together?: number;
  /** How many times it is under way at once; one unless told, and only for what is about nothing. */
  readonly atOnce?: number;
  /** A database that has said nothing for longer is not asked once more for each of them. */
  readonly patienceMs?: number;
};

type Waiting<Item, Outcome> = Gathered<Item> & {
  readonly subjects: readonly string[];
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Work for which many ask at once: who comes while others are worked for is worked for together with whoever else has come by
 * then, by one statement or one transaction, each with its own outcome. Where that fails as a whole, each is worked for by
 * itself, so that one does not fail its neighbours.
 */
export class Gathering<Item, Outcome> {
  private waiting: Waiting<Item, Outcome>[] = [];
  private underWay = 0;

  constructor(private readonly options: GatheringOptions<Item, Outcome>) {}

  /** Resolves to the outcome of this item. Rejects with its Error, or with what the work failed with when it was done for it alone. */
  ask(item: Item): Promise<Outcome> {
    const within = AsyncLocalStorage.snapshot() as Gathered<Item>['within'];
    const subjects = this.options.subjectsOf?.(item) ?? [];
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, within, subjects, resolve, reject });
      if (this.underWay < (this.options.atOnce ?? 1)) void OF_NOBODY(() => this.workForAll());
    });
  }

  private async workForAll(): Promise<void> {
    this.underWay += 1;
    // Whoever asks in this turn of the event loop still comes along.
    await othersTurn();
    while (this.waiting.length > 0) await this.settle(this.takeBatch());
    this.underWay -= 1;
  }

  private takeBatch(): readonly Waiting<Item, Outcome>[] {
    const batch: Waiting<Item, Outcome>[] = [];
    const left: Waiting<Item, Outcome>[] = [];
    const taken = new Set<string>();
    const max = this.options.together ?? TOGETHER_MAX;
    for (const one of this.waiting) {
      const isNext = batch.length < max && one.subjects.every((subject) => !taken.has(subject));
      (isNext ? batch : left).push(one);
      for (const subject of one.subjects) taken.add(subject);
    }
    this.waiting = left;
    return batch;
  }

  private async settle(batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    const began = performance.now();
    try {
      const outcomes = await outsideTransaction(() => this.options.work(batch));
      if (outcomes.length !== batch.length) throw new TypeError('not everybody has an outcome');
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index] as Outcome | Error;
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      }
    } catch (error) {
      const isSilent = performance.now() - began > (this.options.patienceMs ?? PATIENCE_MS);
      if (isSilent && isDatabaseAway(error) && !isLockedByOthers(error)) {
        // Whoever waits behind these would wait as long, and in vain.
        for (const { reject } of [...batch, ...this.waiting.splice(0)]) reject(error);
        return;
      }
      const [only] = batch;
      if (only && batch.length === 1) only.reject(error);
      else await Promise.all(batch.map((one) => this.settle([one])));
    }
  }
}

const TOGETHER_MAX = 64;
const PATIENCE_MS = 3_000;

/** What many ask together is done in the surroundings of none of them. */
const OF_NOBODY = AsyncLocalStorage.snapshot() as <T>(work: () => T) => T;
