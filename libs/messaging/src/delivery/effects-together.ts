import type { Message } from '@lib/contracts';
import { Gathering, type Database, type Gathered, type Sql } from '@lib/database';
import type { Inbox } from './inbox.js';

type Effect<Item> = { readonly message: Message; readonly item: Item };

/**
 * The effects of messages, each exactly once: of those that come together in one transaction, with one look at the inbox. Of
 * one key only one is among them. Where one fails, each is tried by itself.
 */
export class EffectsTogether<Item> {
  private readonly gathering: Gathering<Effect<Item>, undefined>;

  constructor(options: {
    readonly database: Database;
    readonly inbox: Inbox;
    /** Who consumes: a name for ever. */
    readonly consumer: string;
    readonly topic: { readonly name: string };
    /** Writes the effects of messages that have not come before. */
    readonly work: (tx: Sql, effects: readonly Gathered<Item>[]) => Promise<void>;
  }) {
    const { database, inbox, consumer, topic, work } = options;
    this.gathering = new Gathering<Effect<Item>, undefined>({
      subjectsOf: ({ message }) => [message.key],
      work: (many) =>
        database.transaction(async (tx) => {
          const messages = many.map(({ item }) => item.message);
          const areFirst = await inbox.onceEach(tx, consumer, topic, messages);
          const firsts = many.filter((_, index) => areFirst[index]);
          if (firsts.length > 0)
            await work(
              tx,
              firsts.map(({ item, within }) => ({ item: item.item, within })),
            );
          return many.map(() => undefined);
        }),
    });
  }

  /** Resolves when the message has had its effect, now or when it came before. */
  async take(message: Message, item: Item): Promise<void> {
    await this.gathering.ask({ message, item });
  }
}
