import { connect, type Socket } from 'node:net';
import { catalogGroups, enrollmentContracts } from '@lib/contracts';
import { PgDatabase } from '@lib/database';
import { KafkaCluster, KafkaRelay, Outbox } from '@lib/messaging';
import { SCHEMA, signalled } from './test-cluster.js';

const { DATABASE = '', BROKERS = '', PREFIX = '', STANDS_STILL_AT, PLACES_NOTHING } = process.env;

/** Connects to brokers, and stops this process before the first request of the kind goes out. */
const standingStillAt = (kind: number) => {
  let hasStood = false;
  return ({ host, port, onConnect }: { host: string; port: number; onConnect: () => void }): Socket => {
    const socket = connect({ host, port }, onConnect);
    const write = socket.write.bind(socket);
    const stop = (request: Buffer, encoding: BufferEncoding): boolean => {
      if (!hasStood && request.readInt16BE(KIND_AT) === kind) {
        hasStood = true;
        process.stdout.write('stands still\n');
        process.kill(process.pid, 'SIGSTOP');
      }
      return write(request, encoding);
    };
    return Object.defineProperty(socket, 'write', { value: stop });
  };
};

/** Behind the length of the request. */
const KIND_AT = 4;

const database = new PgDatabase(DATABASE);
const log = new Outbox(database, SCHEMA, [enrollmentContracts, catalogGroups]);
// As before messages arrived without a place: such a process sends only what has one.
if (PLACES_NOTHING) Object.assign(log, { placeArrivals: () => Promise.resolve(false) });
const cluster = new KafkaCluster({
  clientId: 'test',
  brokers: BROKERS.split(','),
  prefix: PREFIX,
  ...(STANDS_STILL_AT && { socketFactory: standingStillAt(Number(STANDS_STILL_AT)) }),
});
const relay = new KafkaRelay({ cluster, log, database, schema: SCHEMA });
relay.start();
process.stdout.write('started\n');
await signalled();
await relay.close();
await database.close();
