import type { Database } from '@lib/database';
import { KafkaRelay, Replays, type KafkaCluster, type MessageLog } from '@lib/messaging';
import type { ServiceParts } from './service.js';

/** What takes the messages of a service to Kafka: nothing, where it has no log of its own. */
export type Sending = {
  readonly relay: KafkaRelay | undefined;
  /** What an operator is offered of it. */
  readonly offered: Pick<ServiceParts, 'replays' | 'hasPublished'>;
  /** Messages that are not in Kafka yet. */
  readonly lag: () => Promise<number>;
  /** How far everybody who reads the log has come. */
  readonly places: () => Promise<readonly (string | 'start')[]>;
  readonly start: () => void;
  readonly close: () => Promise<unknown>;
};

export const sendingOf = (
  log: MessageLog | undefined,
  parts: { readonly cluster: KafkaCluster; readonly database: Database; readonly schema: string },
): Sending => {
  if (!log) return NOTHING;
  const relay = new KafkaRelay({ ...parts, log });
  const replays = new Replays({ ...parts, log });
  return {
    relay,
    offered: { replays, hasPublished: (withinMs) => relay.hasPublished(withinMs) },
    lag: () => relay.lag(),
    places: async () => [await relay.position(), ...(await replays.places())],
    start: () => {
      relay.start();
      replays.start();
    },
    close: () => Promise.all([relay.close(), replays.close()]),
  };
};

const NOTHING: Sending = {
  relay: undefined,
  offered: {},
  lag: () => Promise.resolve(0),
  places: () => Promise.resolve([]),
  start: () => undefined,
  close: () => Promise.resolve(),
};
