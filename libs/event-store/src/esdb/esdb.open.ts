import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreMisconfigured, EventStoreUnavailable, type EventStore } from '../event-store.js';
import { addressOf } from './esdb.address.js';
import type { EsdbOptions } from './esdb.event-store.js';
import { EventStoreRefusal } from './esdb.refusal.js';

export type OpeningOptions = EsdbOptions & {
  /** How long a server may take to answer for the first time. */
  readonly reachWithinMs?: number;
  /** Called once, with the reason, when the server is not there at once. */
  readonly onWaiting?: (reason: string) => void;
};

/**
 * Events in EventStoreDB 23.10 or later, once it answers.
 * @throws EventStoreMisconfigured for an address, certificates or rights with which it never will; EventStoreUnavailable when
 * it does not in time.
 */
export const openEsdbEventStore = async (
  url: string,
  { reachWithinMs = 60_000, onWaiting, ...options }: OpeningOptions = {},
): Promise<EventStore> => {
  // The client and its gRPC library take 0.1 s and 40 MB: who uses another store does not load them.
  const { EsdbEventStore } = await import('./esdb.event-store.js');
  const store = EsdbEventStore.open(url, options);
  const until = performance.now() + reachWithinMs;
  try {
    for (let failures = 0; ; failures++) {
      const away = await store.reach().then(
        () => undefined,
        (error: unknown) => orThrow(error),
      );
      if (!away) return store;
      // The client does not tell why it finds no node; asked alone, one that was named may.
      if (/Failed to discover/.test(away.message)) await askOneNode(url);
      if (performance.now() >= until) throw away;
      if (failures === 0) onWaiting?.(away.message);
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS));
    }
  } catch (error) {
    await store.close();
    throw error;
  }
};

/** @throws EventStoreMisconfigured */
const askOneNode = async (url: string): Promise<void> => {
  const address = addressOf(url);
  if (!address) return;
  const options = [...address.options].map((option) => option.join('=')).join('&');
  const alone = `esdb://${address.login}${address.hosts[0]}${options && '?'}${options}`;
  await openEsdbEventStore(alone, { reachWithinMs: 0 }).then((store) => store.close(), orThrow);
};

/** What may pass by waiting. */
const orThrow = (error: unknown): EventStoreUnavailable => {
  if (error instanceof EventStoreRefusal)
    throw new EventStoreMisconfigured(
      'the event store does not let this user in, or not read its log, $all: deploy/README.md',
      {
        cause: error,
      },
    );
  if (error instanceof EventStoreMisconfigured || !(error instanceof EventStoreUnavailable)) throw error;
  return error;
};

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
