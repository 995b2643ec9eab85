import { PgDatabase } from '@lib/database';
import { canonicalJson, openEsdbEventStore } from '@lib/event-store';
import { rowsOf, type EventRow } from './audit.js';

const PREFIXES = ['account-', 'limit-', 'programme-'] as const;

/** The events of the store that EVENTSTORE_URL names. */
export async function* eventsAt(url: string): AsyncGenerator<EventRow, void> {
  if (!url.startsWith('esdb')) {
    const database = new PgDatabase(url);
    try {
      return yield* rowsOf(database);
    } finally {
      await database.close();
    }
  }
  const store = await openEsdbEventStore(url);
  try {
    for await (const { data, meta, recordedAt, ...event } of store.readAll('start', { streamPrefixes: PREFIXES }))
      yield { ...event, data: canonicalJson(data), meta: canonicalJson(meta), recorded_at: recordedAt };
  } finally {
    await store.close();
  }
}

/** @throws Error when the store holds events already: a season is played on a fresh one */
export const expectFresh = async (url: string): Promise<void> => {
  for await (const { stream } of eventsAt(url))
    throw new Error(`the event store that EVENTSTORE_URL names is not fresh: it holds ${stream}`);
};
