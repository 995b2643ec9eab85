import { afterEach, expect, it } from '@jest/globals';
import { until } from '@lib/messaging/testing';
import { answering } from '../../apps/cluster/src/answering.js';
import { startLastingBroker } from '../support/kafka.js';
import type { Broker } from '../support/kafka-broker.js';

let broker: Broker | undefined;
afterEach(() => broker?.stop());

// Lost: half an hour. The broker of a run died, on a machine that had no memory left, and each later test of every file waited
// two minutes for it, one after the other, before it failed with words about topics.
it('the broker of a run that dies is started again at its address, and how it ended is said once', async () => {
  const said: string[] = [];
  broker = await startLastingBroker((text) => said.push(text));
  const { address, pid } = broker;
  process.kill(pid!, 'SIGKILL');
  await until(() => broker!.pid !== pid);
  await answering(address);
  await broker.stop();
  expect(said).toEqual([
    expect.stringMatching(/^The Kafka of this run has ended by itself, and is started again: SIGKILL\n/),
  ]);
});
