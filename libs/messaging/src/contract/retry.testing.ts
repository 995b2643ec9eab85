import { expect, it } from '@jest/globals';
import { TOPIC, labels, messages, parkAnna, parkedLabels, start, until, type Setup } from './fixtures.testing.js';

export const retryContract = (setup: () => Setup): void => {
  it('handles the parked messages of the key in order, and the key flows again', async () => {
    const { transport, consumer } = setup();
    await parkAnna(setup());
    consumer.poison = new Set();
    expect(await transport.retry(TOPIC, 'anna')).toEqual({ released: 3, stopped: undefined });
    await transport.publish(messages('anna', 4, 1));
    await transport.idle();
    expect(consumer.handledOf('anna')).toEqual(labels('anna', 0, 5));
    expect(await parkedLabels(transport)).toEqual([]);
    expect(await transport.parking.list({ status: 'released' })).toHaveLength(3);
  });

  it('stops at the first that fails again, and keeps it and those behind it', async () => {
    const { transport, consumer } = setup();
    await parkAnna(setup());
    consumer.poison = new Set(['anna 2']);
    const { released, stopped } = await transport.retry(TOPIC, 'anna');
    const parked = await transport.parking.list();
    expect({ released, stopped }).toEqual({ released: 1, stopped: { id: parked[0]?.id, cause: 'Error: poison' } });
    expect(parked.map(({ cause }) => cause)).toEqual(['Error: poison', undefined]);
    expect(await parkedLabels(transport)).toEqual(labels('anna', 2, 2));
  });

  it('of a key that is not parked does nothing', async () => {
    await start(setup());
    expect(await setup().transport.retry(TOPIC, 'anna')).toEqual({ released: 0, stopped: undefined });
  });

  it('takes along what arrives while it runs', async () => {
    const { transport, consumer } = setup();
    await parkAnna(setup());
    consumer.poison = new Set();
    const gate = consumer.hold('anna 1');
    const retry = transport.retry(TOPIC, 'anna');
    await gate.reached();
    await transport.publish(messages('anna', 4, 1));
    await until(async () => (await parkedLabels(transport)).includes('anna 4'));
    await gate.open();
    expect(await retry).toEqual({ released: 4, stopped: undefined });
    expect(consumer.handledOf('anna')).toEqual(labels('anna', 0, 5));
  });

  it('asked for twice at once handles each message once', async () => {
    const { transport, consumer } = setup();
    await parkAnna(setup());
    consumer.poison = new Set();
    await Promise.all([transport.retry(TOPIC, 'anna'), transport.retry(TOPIC, 'anna')]);
    expect(consumer.handledOf('anna')).toEqual(labels('anna', 0, 4));
  });

  it('leaves nothing parked behind nobody, however it races with new messages, and the order holds', async () => {
    const { transport, consumer } = setup();
    await start(setup());
    for (let first = 0; first < 400; first += 20) {
      consumer.poison = new Set([`anna ${first}`]);
      await transport.publish(messages('anna', first, 3));
      await transport.idle();
      consumer.poison = new Set();
      const arriving = (async (): Promise<void> => {
        for (let sequence = first + 3; sequence < first + 20; sequence++)
          await transport.publish(messages('anna', sequence, 1));
      })();
      await transport.retry(TOPIC, 'anna');
      await arriving;
      await transport.idle();
      expect(await parkedLabels(transport)).toEqual([]);
    }
    expect(consumer.handledOf('anna')).toEqual(labels('anna', 0, 400));
  });

  it('goes on behind a message that was discarded, which stays on record with the reason', async () => {
    const { transport, consumer } = setup();
    await parkAnna(setup());
    const [poison] = await transport.parking.list();
    expect(await transport.discard(poison!.id, 'entered by hand')).toBe(true);
    expect(await transport.discard(poison!.id, 'again')).toBe(false);
    await transport.publish(messages('anna', 4, 1));
    await transport.idle();
    expect(await parkedLabels(transport)).toEqual(labels('anna', 2, 3));
    expect(await transport.retry(TOPIC, 'anna')).toEqual({ released: 3, stopped: undefined });
    expect(consumer.handledOf('anna')).toEqual(['anna 0', ...labels('anna', 2, 3)]);
    const discarded = await transport.parking.list({ status: 'discarded' });
    expect(discarded).toMatchObject([{ id: poison!.id, cause: 'Error: poison', reason: 'entered by hand' }]);
  });
};
