import { canonicalJson } from './canonical.js';
import type { NewEvent, StoredEvent } from './event-store.js';

/**
 * True when `stored`, read from where `events` were to go, shows that they are there already: the same ids with the same type,
 * version and data. `meta` and `recordedAt` may differ, since they tell about the recording and not about the fact: of two
 * processes that handle one command at once the second is answered with what the first has recorded.
 */
export const isRepetition = (stored: readonly StoredEvent[], events: readonly NewEvent[]): boolean =>
  stored.length === events.length &&
  events.every((event, index) => {
    const there = stored[index];
    return (
      there !== undefined &&
      there.id === event.id &&
      there.type === event.type &&
      there.version === event.version &&
      canonicalJson(there.data) === canonicalJson(event.data)
    );
  });
