import { PgDatabase } from '@lib/database';
import { startConsumer } from './one-consumer.js';
import { clusterOf, signalled } from './test-cluster.js';

const { DATABASE = '', BROKERS = '', PREFIX = '' } = process.env;
const database = new PgDatabase(DATABASE);
const transport = await startConsumer(clusterOf(PREFIX, BROKERS.split(',')), database);
process.stdout.write('started\n');
await signalled();
await transport.close();
await database.close();
