import { beforeEach, expect, it } from '@jest/globals';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import { DiscardNotTold, RetryElsewhere, decoded, type ParkedMessage } from '../index.js';
import { discardPattern } from '../transport/on-discard.js';
import { TOPIC, labelOf, message, messages, parkedLabels, until, type Setup } from './fixtures.testing.js';
import type { TransportUnderTest } from './transport-under-test.testing.js';

// Lost: an application whose request for money was discarded waited for the answer for ever. The services heard nothing of
// a discard, and every test of one looked only at the parked messages.
export const discardContract = (setup: () => Setup): void => {
  let told: string[];
  let onDiscard: (wire: WireMessage) => Promise<void>;
  beforeEach(() => {
    told = [];
    onDiscard = async (wire) => void told.push(labelOf(wire));
  });

  const begin = (): Promise<void> => {
    const { transport, consumer } = setup();
    return transport.start({ [TOPIC]: consumer.handle, [discardPattern(TOPIC)]: (wire) => onDiscard(wire) });
  };
  /** The second message of `anna` is poison; the third waits behind it. */
  const parked = async (): Promise<ParkedMessage> => {
    const { transport, consumer } = setup();
    consumer.poison = new Set(['anna 1']);
    await begin();
    await transport.publish(messages('anna', 0, 3));
    await transport.idle();
    const [poison] = await transport.parking.list();
    return poison!;
  };
  const discarded = async ({ parking }: TransportUnderTest): Promise<readonly string[]> =>
    (await parking.list({ status: 'discarded' })).map(({ message: wire }) => labelOf(wire));

  it('is told before it is final, once, of that message alone', async () => {
    const { transport } = setup();
    const poison = await parked();
    let before: readonly string[] = [];
    onDiscard = async (wire) => {
      told.push(labelOf(wire));
      before = await parkedLabels(transport);
    };
    expect(await transport.discard(poison.id, 'entered by hand')).toBe(true);
    expect(told).toEqual(['anna 1']);
    expect(before).toEqual(['anna 1', 'anna 2']);
    expect(await discarded(transport)).toEqual(['anna 1']);
    expect(await transport.discard(poison.id, 'again')).toBe(false);
    expect(told).toEqual(['anna 1']);
  });

  // Lost: the process died between the discard and its answer, and whoever asked again was told for ever that there is no such
  // message. The tests let it die before the discard only.
  it('is answered the same when it is asked for again, for its answer may be lost', async () => {
    const { transport } = setup();
    const poison = await parked();
    expect(await transport.discard(poison.id, 'entered by hand')).toBe(true);
    expect(await transport.discard(poison.id, 'entered by hand')).toBe(true);
    expect(told).toEqual(['anna 1']);
  });

  it('is not final when it could not be told, and can be asked for again', async () => {
    const { transport } = setup();
    const poison = await parked();
    onDiscard = async () => {
      throw new Error('the account does not take it');
    };
    await expect(transport.discard(poison.id, 'entered by hand')).rejects.toThrow(DiscardNotTold);
    expect(await parkedLabels(transport)).toEqual(['anna 1', 'anna 2']);
    onDiscard = async (wire) => void told.push(labelOf(wire));
    expect(await transport.discard(poison.id, 'entered by hand')).toBe(true);
    expect(told).toEqual(['anna 1']);
  });

  it('is told again after a crash between the telling and the end', async () => {
    const { transport } = setup();
    const poison = await parked();
    onDiscard = async (wire) => {
      told.push(labelOf(wire));
      if (told.length === 1) transport.crash();
    };
    await expect(transport.discard(poison.id, 'entered by hand')).rejects.toThrow();
    await begin();
    expect(await parkedLabels(transport)).toEqual(['anna 1', 'anna 2']);
    // Other processes leave the key alone until the right of the one that died has ended.
    const again = (): Promise<boolean> =>
      transport.discard(poison.id, 'entered by hand').catch((error: unknown) => {
        if (error instanceof RetryElsewhere) return false;
        throw error;
      });
    await until(again);
    expect(told).toEqual(['anna 1', 'anna 1']);
    expect(await discarded(transport)).toEqual(['anna 1']);
  });

  it('of a message that cannot be read is not told', async () => {
    const { transport } = setup();
    onDiscard = async (wire) => {
      decoded(enrollmentContracts, wire);
      told.push(labelOf(wire));
    };
    await begin();
    await transport.publish([message('anna', 0), { ...message('anna', 1), value: '{' }, message('anna', 2)]);
    await transport.idle();
    const [malformed, behind] = await transport.parking.list();
    expect(await transport.discard(malformed!.id, 'no JSON')).toBe(true);
    expect(told).toEqual([]);
    expect(await transport.discard(behind!.id, 'entered by hand')).toBe(true);
    expect(told).toEqual(['anna 2']);
  });

  it('waits for a retry of the key, and leaves alone what that releases', async () => {
    const { transport, consumer } = setup();
    const poison = await parked();
    consumer.poison = new Set();
    const gate = consumer.hold('anna 1');
    const retry = transport.retry(TOPIC, 'anna');
    await gate.reached();
    const discard = transport.discard(poison.id, 'entered by hand');
    await gate.open();
    expect(await retry).toEqual({ released: 2, stopped: undefined });
    expect(await discard).toBe(false);
    expect(told).toEqual([]);
  });

  it('asked for many times at once is told once and happens once', async () => {
    const { transport } = setup();
    const poison = await parked();
    const answers = await Promise.all(Array.from({ length: 5 }, () => transport.discard(poison.id, 'entered by hand')));
    expect(answers).toEqual(Array.from({ length: 5 }, () => true));
    expect(told).toEqual(['anna 1']);
  });
};
