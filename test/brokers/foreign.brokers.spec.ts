import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decode, enrollmentContracts, type WireMessage } from '@lib/contracts';
import type { PgDatabase } from '@lib/database';
import { KafkaRelay, Outbox } from '@lib/messaging';
import { until } from '@lib/messaging/testing';
import { Logger } from '@nestjs/common';
import { enqueue, keysOf } from './effects.js';
import { SCHEMA, brokersOfThisRun, clusterOf, freshPrefix, freshTables, freshTopics } from './stage.js';
import { openTables } from './tables.js';

const run = promisify(execFile);

let database: PgDatabase;
let close: () => Promise<void>;
beforeAll(async () => {
  Logger.overrideLogger(false);
  ({ database, close } = await openTables());
});
afterAll(() => close());

it('a consumer that is not ours (kcat) sees headers and payloads, and they are messages of the contract', async () => {
  if (!(await hasKcat())) return void process.stderr.write('skipped: kcat is not there and apt-get cannot bring it\n');
  const cluster = clusterOf(freshPrefix());
  await freshTables(database);
  await freshTopics(cluster);
  const log = new Outbox(database, SCHEMA, [enrollmentContracts]);
  const relay = new KafkaRelay({ cluster, log, database, schema: SCHEMA });
  relay.start();
  await enqueue(database, keysOf(20), 10);
  await until(async () => (await relay.lag()) === 0);
  await relay.close();

  const topic = cluster.named(enrollmentContracts.name);
  const from = ['-C', '-q', '-e', '-b', brokersOfThisRun().join(','), '-t', topic, '-o', 'beginning'];
  const { stdout } = await run('kcat', [...from, '-f', '%k\t%h\t%s\n'], { maxBuffer: 16 * 1024 * 1024 });
  const messages = stdout.trim().split('\n').map(read);
  expect(messages).toHaveLength(200);
  for (const message of messages) {
    expect(message.headers).toMatchObject({
      ce_specversion: '1.0',
      ce_source: '/enrollment',
      'content-type': 'application/json',
    });
    expect(decode(enrollmentContracts, message)).toMatchObject({ ok: true, value: { key: message.key } });
  }
});

const read = (line: string): WireMessage => {
  const [key = '', headers = '', value = ''] = line.split('\t');
  const pairs = headers.split(',').map((pair): [string, string] => {
    const [name = '', ...text] = pair.split('=');
    return [name, text.join('=')];
  });
  return { topic: enrollmentContracts.name, key, headers: Object.fromEntries(pairs), value };
};

const hasKcat = async (): Promise<boolean> => {
  const isThere = (): Promise<boolean> =>
    run('kcat', ['-V']).then(
      () => true,
      () => false,
    );
  if (await isThere()) return true;
  await run('apt-get', ['install', '-y', '-q', 'kcat']).catch(() => undefined);
  return isThere();
};
