import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { isDatabaseAway, isLockedByOthers, outsideTransaction, type Database, type Sql } from '@lib/database';
import { answerEachOnce, onceOf, type Answer, type Once } from './answer-once.js';
import type { Asked } from './idempotency-key.js';
import { ProblemError } from './problem.js';

/** A request among others: what it asks, and the surroundings in which it is answered, its actor and its trace among them. */
export type Together<Item> = { readonly item: Item; readonly within: <T>(work: () => T) => T };

type Options<Item> = {
  readonly database: Database;
  readonly schema: string;
  /**
   * Does the work of several requests, of which no two are about one subject, in one transaction: an answer or a refusal
   * (a ProblemError below 500) for each, in their order. What is refused has written nothing.
   */
  readonly work: (tx: Sql, requests: readonly Together<Item>[]) => Promise<readonly (Answer | ProblemError)[]>;
  /** What a request is about; requests about one subject are answered one after the other. */
  readonly subjectOf: (item: Item) => string;
  /** A database that has said nothing for longer is not asked once more for each of them. */
  readonly patienceMs?: number;
};

type Answered = Answer & { readonly hit: boolean };
type Waiting<Item> = Together<Item> & {
  readonly once: Once;
  readonly subject: string;
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * `answerOnce` for requests that come while others are being answered: they are answered together, by one transaction, one
 * look at their keys and one commit, each with its own outcome. Where one of them fails, each is answered by itself.
 */
export class AnswerTogether<Item> {
  private waiting: Waiting<Item>[] = [];
  private isAnswering = false;

  constructor(private readonly options: Options<Item>) {}

  /** @throws ProblemError as `answerOnce` does */
  answer(asked: Asked, item: Item): Promise<Answered> {
    const { schema, subjectOf } = this.options;
    const once = onceOf(schema, asked);
    const within = AsyncLocalStorage.snapshot() as Together<Item>['within'];
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, within, once, subject: subjectOf(item), resolve, reject });
      if (!this.isAnswering) void OF_NOBODY(() => this.answerAll());
    });
  }

  private async answerAll(): Promise<void> {
    this.isAnswering = true;
    // Whoever asks in this turn of the event loop still comes along.
    await othersTurn();
    while (this.waiting.length > 0) await this.settle(this.takeBatch());
    this.isAnswering = false;
  }

  private takeBatch(): readonly Waiting<Item>[] {
    const batch: Waiting<Item>[] = [];
    const left: Waiting<Item>[] = [];
    const [subjects, keys] = [new Set<string>(), new Set<string>()];
    for (const one of this.waiting) {
      const key = `${one.once.client} ${one.once.key}`;
      const isNext = batch.length < TOGETHER_MAX && !subjects.has(one.subject) && !keys.has(key);
      (isNext ? batch : left).push(one);
      subjects.add(one.subject);
      keys.add(key);
    }
    this.waiting = left;
    return batch;
  }

  private async settle(batch: readonly Waiting<Item>[]): Promise<void> {
    const began = performance.now();
    try {
      const answers = await this.write(batch);
      for (const [index, { resolve, reject }] of batch.entries()) {
        const answer = answers[index];
        if (answer instanceof ProblemError) reject(answer);
        else if (answer) resolve(answer);
        else reject(new TypeError('a request was not answered'));
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

  private write(batch: readonly Waiting<Item>[]): Promise<readonly (Answered | ProblemError)[]> {
    const { database, schema, work } = this.options;
    const once = batch.map((one) => one.once);
    const ofThese = (tx: Sql, open: readonly number[]): Promise<readonly (Answer | ProblemError)[]> =>
      work(
        tx,
        batch.filter((_, index) => open.includes(index)),
      );
    return outsideTransaction(() => answerEachOnce(database, schema, once, ofThese));
  }
}

const TOGETHER_MAX = 64;
const PATIENCE_MS = 3_000;

/** What many ask together is done in the surroundings of none of them. */
const OF_NOBODY = AsyncLocalStorage.snapshot() as <T>(work: () => T) => T;
