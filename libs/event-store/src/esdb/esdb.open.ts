import type { EventStore } from '../event-store.js';
import type { EsdbOptions } from './esdb.event-store.js';

/**
 * Events in EventStoreDB 23.10 or later; connects with the first call.
 * @throws Error for what is not a connection string `esdb://…`.
 */
export const openEsdbEventStore = async (url: string, options?: EsdbOptions): Promise<EventStore> => {
  // The client and its gRPC library take 0.1 s and 40 MB: who uses another store does not load them.
  const { EsdbEventStore } = await import('./esdb.event-store.js');
  return EsdbEventStore.open(url, options);
};
