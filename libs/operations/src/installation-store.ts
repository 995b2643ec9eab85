import {
  PostgresEventStore,
  esdbAddressFault,
  eventStoreSchema,
  openEsdbEventStore,
  type EventStore,
  type StreamId,
} from '@lib/event-store';
import { Logger } from '@nestjs/common';
import type { ClusterResources } from './cluster.js';
import { secured } from './database-settings.js';
import type { Environment } from './environment.js';

/** Where the events of an installation are. */
export type EventStoreSettings = {
  /** `esdb://…` or `postgres://…`; undefined: the service's own database. */
  readonly url: string | undefined;
  /** The rest heeds EventStoreDB alone: how long it may take for an answer, and how many appends may be under way; */
  readonly deadlineMs: number;
  readonly appendsMax: number;
  /** how often in a row a subscription looks for a server that went away, and after how long a silence it looks at all. */
  readonly reconnectsMax: number;
  readonly silenceMs: number;
};

type OpenEventStore = {
  readonly store: EventStore;
  readonly close: () => Promise<void>;
  /** Rejects while nothing can be appended, as far as the store tells. */
  readonly takesWrites: () => Promise<unknown>;
};

/** Reads where the events are. EventStoreDB takes every variable EVENTSTORE_… for an option of its own, so ours is no such name. */
export const eventStoreSettings = (env: Environment): EventStoreSettings => {
  env.renamed('EVENT_STORE_URL', 'EVENTSTORE_URL');
  const schemes = ['esdb', 'esdb+discover', 'postgres', 'postgresql'];
  const url = env.hiddenAddress('EVENT_STORE_URL', schemes, 'EVENT_STORE_PASSWORD');
  const isEsdb = url?.startsWith('esdb') === true;
  const fault = isEsdb ? esdbAddressFault(url) : undefined;
  const address = isEsdb ? url : secured(env, 'EVENT_STORE_URL', url);
  return {
    url: fault === undefined ? address : env.wrong('EVENT_STORE_URL', fault, undefined),
    deadlineMs: env.count('EVENT_STORE_DEADLINE_MS', 10_000),
    appendsMax: env.count('EVENT_STORE_APPENDS_MAX', 256),
    reconnectsMax: env.count('EVENT_STORE_RECONNECTS_MAX', 10),
    silenceMs: env.count('EVENT_STORE_SILENCE_MS', 30_000),
  };
};

/**
 * Opens the event store, which is there then. The schema of an event store in the service's own database is opened with
 * the service's. @throws EventStoreUnavailable saying why it is not there
 */
export const openEventStore = async (
  { url, ...options }: Partial<EventStoreSettings> = {},
  { database: own, connect }: Pick<ClusterResources, 'database' | 'connect'>,
): Promise<OpenEventStore> => {
  if (url?.startsWith('esdb')) {
    const onWaiting = (reason: string): void => logger.warn(`not ready, waiting: ${reason}`);
    const store = await openEsdbEventStore(url, { ...options, onWaiting });
    return { store, close: () => store.close(), takesWrites: () => store.read(PROBE) };
  }
  const database = url === undefined ? own : await connect(url, eventStoreSchema);
  const store = new PostgresEventStore(database);
  return {
    store,
    close: async () => {
      await store.close();
      if (database !== own) await database.close();
    },
    takesWrites: () => database.takesWrites(),
  };
};

/** A stream that never is. */
const PROBE = 'readiness-probe' as StreamId;

const logger = new Logger('event store');
