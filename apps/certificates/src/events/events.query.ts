import type { EventStore, Position, StoredEvent } from '@lib/event-store';
import { streams } from '../ledger/streams.js';
import type { EventsPage } from './events.dto.js';

/** The events as they are stored, for whoever checks the ledger: nothing is decoded, nothing is kept beside the store. */
export class EventReader {
  constructor(private readonly store: EventStore) {}

  /** At most `limit` events of all streams behind a position, in the order of the log. */
  async ofLog(cursor: string | undefined, limit: number): Promise<EventsPage | { readonly reason: 'invalid-cursor' }> {
    try {
      const after = cursor === undefined ? 'start' : (cursor as Position);
      const events = await Array.fromAsync(this.store.readAll(after, undefined, limit + 1));
      return pageOf(events, limit, ({ position }) => position);
    } catch (error) {
      // A position of another store, or one that this log has not reached: it was restored from an older backup.
      if (error instanceof RangeError) return { reason: 'invalid-cursor' };
      throw error;
    }
  }

  /** At most `limit` events of a holder's account behind a revision, in their order. */
  async ofAccount(
    holder: string,
    cursor: string | undefined,
    limit: number,
  ): Promise<EventsPage | { readonly reason: 'invalid-cursor' | 'unknown-account' }> {
    if (cursor !== undefined && !REVISION.test(cursor)) return { reason: 'invalid-cursor' };
    const from = cursor === undefined ? 0 : Number(cursor) + 1;
    const events = await this.store.read(streams.account(holder), from);
    if (events.length === 0 && (from === 0 || (await this.store.read(streams.account(holder))).length === 0))
      return { reason: 'unknown-account' };
    return pageOf(events, limit, ({ revision }) => String(revision));
  }
}

/** A revision, within what a store can count. */
const REVISION = /^(0|[1-9]\d{0,8})$/;

/** The next page begins behind the last event of this one: its place is the cursor. */
const pageOf = (events: readonly StoredEvent[], limit: number, placeOf: (event: StoredEvent) => string): EventsPage => {
  const items = events.slice(0, limit);
  const last = items.at(-1);
  return events.length > limit && last ? { items, next: placeOf(last) } : { items };
};
