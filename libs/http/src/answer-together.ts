import { Gathering, type Database, type Gathered, type GatheringOptions, type Sql } from '@lib/database';
import { answerEachOnce, onceOf, type Answer, type Once } from './answer-once.js';
import type { Asked } from './idempotency-key.js';
import type { ProblemError } from './problem.js';

/** A request among others: what it asks, and the surroundings in which it is answered, its actor and its trace among them. */
export type Together<Item> = Gathered<Item>;

type Options<Item, Seen> = {
  readonly database: Database;
  readonly schema: string;
  /** Locks and reads what the work of these will need, before it is known which of them are repeated. It changes nothing. */
  readonly look: (tx: Sql, items: readonly Item[]) => Promise<Seen>;
  /**
   * Does the work of several requests in one transaction: an answer or a refusal (a ProblemError below 500) for each, in
   * their order. What is refused has written nothing.
   */
  readonly work: (
    tx: Sql,
    requests: readonly Together<Item>[],
    seen: Seen,
  ) => Promise<readonly (Answer | ProblemError)[]>;
  /** What a request is about, where two about one subject must be answered one after the other. */
  readonly subjectOf?: (item: Item) => string;
} & Pick<GatheringOptions<never, never>, 'patienceMs'>;

type Answered = Answer & { readonly hit: boolean };
type Asking<Item> = { readonly once: Once; readonly item: Item };

/**
 * `answerOnce` for requests that come while others are being answered: they are answered together, by one transaction, one
 * look at their keys and one commit, each with its own outcome. Where one of them fails, each is answered by itself.
 */
export class AnswerTogether<Item, Seen> {
  private readonly gathering: Gathering<Asking<Item>, Answered>;

  constructor(private readonly options: Options<Item, Seen>) {
    const { database, schema, look, work, subjectOf, ...patience } = options;
    this.gathering = new Gathering<Asking<Item>, Answered>({
      ...patience,
      subjectsOf: ({ once, item }) => [
        `key ${once.client} ${once.key}`,
        ...(subjectOf ? [`about ${subjectOf(item)}`] : []),
      ],
      work: (many) => {
        const once = many.map(({ item }) => item.once);
        return answerEachOnce<Seen>(database, schema, once, {
          look: (tx) =>
            look(
              tx,
              many.map(({ item }) => item.item),
            ),
          work: (tx, open, seen) =>
            work(
              tx,
              many.flatMap(({ item, within }, index) => (open.includes(index) ? [{ item: item.item, within }] : [])),
              seen,
            ),
        });
      },
    });
  }

  /** @throws ProblemError as `answerOnce` does */
  answer(asked: Asked, item: Item): Promise<Answered> {
    return this.gathering.ask({ once: onceOf(this.options.schema, asked), item });
  }
}
