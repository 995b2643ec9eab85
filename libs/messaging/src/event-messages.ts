import type { WireMessage } from '@lib/contracts';
import type { Position, StoredEvent } from '@lib/event-store';
import type { LoggedMessage } from './message-log.js';

/** What an event tells the world: nothing, one or several messages, and always the same. */
export type ToMessages = (event: StoredEvent) => readonly WireMessage[];

/**
 * Turns the events behind a cursor, given one by one, into messages with their cursors. Most cursors are the position of
 * an event; one in the middle of an event's messages is `<position of the event before>#<messages passed>`.
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

  of(event: StoredEvent): readonly LoggedMessage[] {
    const { position, passed } = this.place;
    this.place = { position: event.position, passed: 0 };
    const messages = this.toMessages(event);
    return messages
      .map((message, index) => ({
        cursor: index + 1 === messages.length ? event.position : `${position}#${index + 1}`,
        message,
      }))
      .slice(passed);
  }
}
