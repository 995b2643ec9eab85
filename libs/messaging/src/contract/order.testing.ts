import { expect, it } from '@jest/globals';
import { interleaved, labels, messages, start, type Setup } from './fixtures.testing.js';

export const orderContract = (setup: () => Setup): void => {
  it('keeps the messages of each key in order, many keys interleaved over many batches', async () => {
    const { transport, consumer } = setup();
    const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`);
    await start(setup());
    for (let round = 0; round < 5; round++)
      await transport.publish(interleaved(keys.map((key) => messages(key, round * 10, 10))));
    await transport.idle();
    for (const key of keys) expect(consumer.handledOf(key)).toEqual(labels(key, 0, 50));
  });

  it('handles different keys at the same time, and waits within a key', async () => {
    const { transport, consumer } = setup();
    const anna = consumer.hold('anna 0');
    const boris = consumer.hold('boris 1');
    await start(setup());
    await transport.publish([...messages('anna', 0, 2), ...messages('boris', 0, 2)]);
    await boris.reached();
    expect(consumer.calls).not.toContain('anna 1');
    await Promise.all([boris.open(), anna.open()]);
    await transport.idle();
    expect(consumer.handledOf('anna')).toEqual(labels('anna', 0, 2));
  });

  it('delivers what was published before anybody listened', async () => {
    const { transport, consumer } = setup();
    await transport.publish(messages('anna', 0, 3));
    await start(setup());
    await transport.idle();
    expect(consumer.handled).toEqual(labels('anna', 0, 3));
  });

  it('waits, when it is closed, for the message in hand, and starts no other', async () => {
    const { transport, consumer } = setup();
    const gate = consumer.hold('anna 0');
    await start(setup());
    await transport.publish(messages('anna', 0, 3));
    await gate.reached();
    const closing = transport.close();
    await Promise.all([gate.open(), closing]);
    expect(consumer.calls).toEqual(['anna 0']);
    expect(consumer.handled).toEqual(['anna 0']);
  });
};
