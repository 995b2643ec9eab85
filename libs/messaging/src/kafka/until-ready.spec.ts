import { beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import kafkajs from 'kafkajs';
import { KafkaNotReady, NotKnownYet, untilReady } from './until-ready.js';

const PATIENCE = { firstMs: 1, maxMs: 2, withinMs: 60_000 };

const protocolError = (type: string, retriable: boolean): Error =>
  new kafkajs.KafkaJSProtocolError(Object.assign(new Error(type), { type, retriable, code: 0, name: type }));
const notHosted = protocolError('This server does not host this topic-partition', true);
const refused = protocolError('Not authorized', false);
const several = (...errors: readonly Error[]): Error =>
  Object.assign(new Error('Topic creation errors'), { name: 'KafkaJSAggregateError', errors });

/** Fails with each of the errors in turn, then answers. */
const failing = (errors: readonly Error[]): { readonly attempt: () => Promise<string>; readonly left: Error[] } => {
  const left = [...errors];
  return {
    left,
    attempt: async () => {
      const error = left.shift();
      if (error) throw error;
      return 'ready';
    },
  };
};

// A service gave up the start of a whole cluster when a busy broker had no leader for a partition within five seconds. On a
// quiet machine a broker is ready before it is asked.
describe('until Kafka is ready', () => {
  beforeAll(() => Logger.overrideLogger(false));

  it.each([
    ['a topic that the broker does not host yet', notHosted],
    [
      'one that kafkajs gave up',
      new kafkajs.KafkaJSNumberOfRetriesExceeded(notHosted, { retryCount: 8, retryTime: 1 }),
    ],
    ['a topic that it has not heard of', new NotKnownYet('catalog.groups.v1')],
    ['several topics', several(notHosted, notHosted)],
    ['a broker that took the connection and said nothing', new Error('Broker not connected')],
  ])('waits for %s', async (_, error) => {
    const { attempt } = failing(Array.from({ length: 20 }, () => error));
    expect(await untilReady('topics', attempt, { patience: PATIENCE })).toBe('ready');
  });

  it.each([
    ['a refusal', refused],
    ['a refusal among others', several(notHosted, refused)],
    ['a mistake of ours', new TypeError('undefined is not a function')],
  ])('does not wait with %s', async (_, error) => {
    const { attempt, left } = failing([error, error]);
    await expect(untilReady('topics', attempt, { patience: PATIENCE })).rejects.toBe(error);
    expect(left).toHaveLength(1);
  });

  it('gives up after its time, and says what it has waited for and why', async () => {
    const patience = { ...PATIENCE, withinMs: 0 };
    const attempt = () => Promise.reject(several(notHosted));
    const waiting = untilReady('the topics', attempt, { patience });
    await expect(waiting).rejects.toThrow(KafkaNotReady);
    await expect(waiting).rejects.toThrow(
      /^Kafka is not ready after 0 s: the topics: KafkaJSProtocolError: This server does not host this topic-partition$/,
    );
  });

  it('does not wait for who has ended meanwhile', async () => {
    const ending = new AbortController();
    const attempt = () => {
      ending.abort();
      return Promise.reject(notHosted);
    };
    await expect(untilReady('topics', attempt, { signal: ending.signal })).rejects.toBe(notHosted);
  });
});
