import { enrollmentContracts } from '@lib/contracts';
import { PgDatabase } from '@lib/database';
import { KafkaRelay, Outbox } from '@lib/messaging';
import { SCHEMA, clusterOf, signalled } from './test-cluster.js';

const { DATABASE = '', BROKERS = '', PREFIX = '' } = process.env;
const database = new PgDatabase(DATABASE);
const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
const relay = new KafkaRelay({ cluster: clusterOf(PREFIX, BROKERS.split(',')), log, database, schema: SCHEMA });
relay.start();
process.stdout.write('started\n');
await signalled();
await relay.close();
await database.close();
