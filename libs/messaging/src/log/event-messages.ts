import type { WireMessage } from '@lib/contracts';
import type { Position, StoredEvent } from '@lib/event-store';
import type { LoggedMessage } from './message-log.js';

/**
 * What an event tells the world: nothing, one or several messages, and always the same. It may be asked about several
 * events at once. What it throws keeps the whole log waiting.
 */
export type ToMessages = (event: StoredEvent) => readonly WireMessage[] | Promise<readonly WireMessage[]>;

/**
 * Turns the events behind a cursor, given in their order, into messages with their cursors. Most cursors are the position
 * of an event; one in the middle of an event's messages is `<position of the event before>#<messages passed>`.
 */
export class EventMessages {
  private place: { readonly position: Position | 'start'; readonly passed: number };

  constructor(
    after: string | 'start',
    private readonly toMessages: ToMessages,
  ) {
    const [, position, passed] = /^(.*)#(\d+)$/.exec(after) ?? [after, after, '0'];
    this.place = { position: position as Position, passed: Number(passed) };
  }

  /** The events given next are those behind it. */
  get position(): Position | 'start' {
    return this.place.position;
  }

  /** The messages of the next events, in the order of the events however long each takes. */
  async of(events: readonly StoredEvent[]): Promise<readonly LoggedMessage[]> {
    const told = await Promise.all(events.map(async (event) => this.toMessages(event)));
    return events.flatMap((event, index) => {
      const messages = told[index] ?? [];
      const cursors = this.cursorsOf(event, messages.length);
      return messages
        .slice(messages.length - cursors.length)
        .flatMap((message, at) => ({ cursor: cursors[at] ?? event.position, message }));
    });
  }

  /** The cursors alone, of an event that tells so many messages. */
  cursorsOf(event: StoredEvent, count: number): readonly string[] {
    const { position, passed } = this.place;
    this.place = { position: event.position, passed: 0 };
    return Array.from({ length: count }, (_, index) =>
      index + 1 === count ? event.position : `${position}#${index + 1}`,
    ).slice(passed);
  }
}
