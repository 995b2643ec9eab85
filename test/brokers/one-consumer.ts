import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import type { Database } from '@lib/database';
import { Inbox, KafkaTransport, decoded, type KafkaCluster } from '@lib/messaging';
import { PACE, SCHEMA, started } from './test-cluster.js';

const inbox = new Inbox(SCHEMA);

/** A row as the effect, in one transaction with the mark in the inbox. */
export const applyOnce = async (database: Database, wire: WireMessage): Promise<void> =>
  database.transaction(async (tx) => {
    const message = decoded(enrollmentContracts, wire);
    if (await inbox.once(tx, 'holder', enrollmentContracts, message))
      await tx.query(`INSERT INTO ${SCHEMA}.effects (key, sequence) VALUES ($1, $2)`, [message.key, message.sequence]);
  });

/** An instance of the one consumer of these tests. */
export const startConsumer = (
  cluster: KafkaCluster,
  database: Database,
  effect: (wire: WireMessage) => Promise<void> = (wire) => applyOnce(database, wire),
): Promise<KafkaTransport> => {
  const transport = new KafkaTransport({ cluster, consumer: 'effects', database, schema: SCHEMA, pace: PACE });
  transport.addHandler(enrollmentContracts.name, effect, true);
  return started(transport);
};
