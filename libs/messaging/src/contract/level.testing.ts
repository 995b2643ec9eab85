import { expect, it } from '@jest/globals';
import { TOPIC, messages, parkAnna, start, type Setup } from './fixtures.testing.js';

const LONG_MS = 600_000;

export const levelContract = (setup: () => Setup): void => {
  // Lost: an application for a group that had been imported a moment before was refused for good. Nothing could tell
  // whether the copy of the catalogue only lagged behind, and no test applied before it had caught up.
  it('is told when everything published before the question is handled', async () => {
    const { transport, consumer } = setup();
    await start(setup());
    for (let sequence = 0; sequence < 100; sequence++) {
      await transport.publish(messages('anna', sequence, 1));
      expect(await transport.catchesUp(TOPIC, LONG_MS)).toBe(true);
      expect(consumer.handled).toContain(`anna ${sequence}`);
    }
  });

  it('is not told while a message is in hand, and is once it is handled', async () => {
    const { transport, consumer } = setup();
    const gate = consumer.hold('anna 1');
    await start(setup());
    await transport.publish([...messages('anna', 0, 3), ...messages('boris', 0, 3)]);
    await gate.reached();
    expect(await transport.catchesUp(TOPIC, 200)).toBe(false);
    const level = transport.catchesUp(TOPIC, LONG_MS);
    await gate.open();
    expect(await level).toBe(true);
  });

  it('costs few questions, however many ask at once', async () => {
    const { transport } = setup();
    await start(setup());
    await transport.publish(messages('anna', 0, 10));
    const asked = await Promise.all(Array.from({ length: 2_000 }, () => transport.catchesUp(TOPIC, LONG_MS)));
    expect(new Set(asked)).toEqual(new Set([true]));
  });

  it('does not take a parked message for a handled one', async () => {
    const { transport } = setup();
    await parkAnna(setup());
    expect(await transport.catchesUp(TOPIC, LONG_MS)).toBe(true);
    expect(await transport.parking.holds(TOPIC)).toBe(true);
    expect(await transport.parking.holds(TOPIC, 'anna')).toBe(true);
    expect(await transport.parking.holds(TOPIC, 'boris')).toBe(false);
    expect(await transport.parking.holds('another.topic.v1')).toBe(false);
  });

  it('is not asked about a topic that is not read here', async () => {
    await start(setup());
    await expect(setup().transport.catchesUp('another.topic.v1', LONG_MS)).rejects.toThrow(TypeError);
  });
};
