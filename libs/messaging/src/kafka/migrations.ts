import type { Migration, Rights } from '@lib/database';
import { relayMigration } from './relay-positions.js';
import { replaysMigration } from './replays.js';

/** The tables of a service that sends to Kafka, beside those of `messagingMigrations`. */
export const kafkaMigrations = (schema: string): readonly Migration[] => [
  relayMigration(schema),
  replaysMigration(schema),
];

export const kafkaRights: Rights = { relay_positions: ['INSERT', 'UPDATE'], replays: ['INSERT', 'UPDATE'] };
