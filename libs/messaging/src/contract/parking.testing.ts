import { expect, it } from '@jest/globals';
import { catalogGroups, enrollmentContracts, type ContractViolation, type WireMessage } from '@lib/contracts';
import {
  labelOf,
  labels,
  message,
  messages,
  parkAnna,
  parkedLabels,
  start,
  until,
  type Setup,
} from './fixtures.testing.js';
import type { TransportUnderTest } from './transport-under-test.testing.js';

export const parkingContract = (setup: () => Setup): void => {
  it('takes a poison message and the later ones of its key, and nothing else', async () => {
    const { transport, consumer } = setup();
    const others = Array.from({ length: 2_000 }, (_, index) => `key-${index}`);
    consumer.poison = new Set(['anna 1']);
    await start(setup());
    await transport.publish([
      ...messages('anna', 0, 2),
      ...others.flatMap((key) => messages(key, 0, 1)),
      ...messages('anna', 2, 2),
      ...others.flatMap((key) => messages(key, 1, 1)),
    ]);
    await transport.idle();
    expect(await parkedLabels(transport)).toEqual(labels('anna', 1, 3));
    expect(consumer.handledOf('anna')).toEqual(['anna 0']);
    const handled = new Map(others.map((key) => [key, [] as string[]]));
    for (const label of consumer.handled) handled.get(label.replace(/ \d+$/, ''))?.push(label);
    for (const key of others) expect(handled.get(key)).toEqual(labels(key, 0, 2));
  });

  it('tells the cause of the message that failed, and of those behind it that they only wait', async () => {
    const { transport } = setup();
    await parkAnna(setup());
    const causes = (await transport.parking.list()).map(({ cause }) => cause);
    expect(causes).toEqual(['Error: poison', undefined, undefined]);
  });

  // Lost: the order and the calm of a whole topic. A fault of ours failed every message, and every key was parked.
  it('takes no more than twenty keys that fail alike; the others wait, and go through when the fault is gone', async () => {
    const { transport, consumer } = setup();
    const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`);
    let isFaulty = true;
    consumer.effect = async (wire) => {
      if (isFaulty) throw new Error(`column ${wire.key} does not exist`);
    };
    await start(setup());
    await transport.publish(keys.flatMap((key) => messages(key, 0, 1)));
    await until(async () => (await parkedKeys(transport)).size >= 20);
    await until(() => consumer.calls.length > 60);
    expect((await parkedKeys(transport)).size).toBe(20);
    isFaulty = false;
    await transport.idle();
    expect(new Set(consumer.handled).size).toBe(20);
    expect((await parkedKeys(transport)).size).toBe(20);
  });

  // On a busy machine a producer sent messages again that had arrived: forty were parked, the second twenty of them behind
  // the first, and whoever counted messages took them for forty keys.
  it('takes every copy of a message of those twenty keys, and no copy of the others', async () => {
    const { transport, consumer } = setup();
    const once = Array.from({ length: 40 }, (_, index) => message(`key-${index}`, 0));
    let isFaulty = true;
    consumer.effect = async () => {
      if (isFaulty) throw new Error('the column does not exist');
    };
    await start(setup());
    await transport.publish([...once, ...once]);
    await until(async () => (await parkedKeys(transport)).size >= 20);
    await until(() => consumer.calls.length > 60);
    isFaulty = false;
    await transport.idle();
    expect(await parkedLabels(transport)).toHaveLength(40);
    const parked = await parkedKeys(transport);
    expect(parked.size).toBe(20);
    const handled = new Set(consumer.handled.map((label) => label.replace(/ \d+$/, '')));
    expect([handled.size, handled.isDisjointFrom(parked)]).toEqual([20, true]);
  });

  it('takes a message only after several attempts', async () => {
    const { transport, consumer } = setup();
    consumer.effect = async (wire) => {
      if (consumer.callsOf(labelOf(wire)) < 3) throw new Error('not yet');
    };
    await start(setup());
    await transport.publish(messages('anna', 0, 2));
    await transport.idle();
    expect(await parkedLabels(transport)).toEqual([]);
    expect(consumer.handled).toEqual(labels('anna', 0, 2));
  });

  it.each(MALFORMED)('takes what is malformed at the first attempt: $reason', async ({ reason, spoil }) => {
    const { transport, consumer } = setup();
    const spoilt = spoil(message('anna', 1));
    await start(setup());
    await transport.publish([message('anna', 0), spoilt, message('anna', 2), message('boris', 0)]);
    await transport.idle();
    const [malformed, behind] = await transport.parking.list();
    expect(malformed?.cause).toContain(`MalformedMessage: ${reason}: `);
    expect(malformed?.message.value).toBe(spoilt.value);
    expect(behind && labelOf(behind.message)).toBe('anna 2');
    expect(consumer.handled.toSorted()).toEqual(['anna 0', 'boris 0']);
    expect(consumer.calls).toHaveLength(3);
  });

  // A reader that was not upgraded yet parked what it did not know, and everything of the key behind it.
  it('takes nothing of what a newer build sent: it waits, and goes on after its upgrade', async () => {
    const { transport, consumer } = setup();
    await start(setup());
    await transport.publish([message('anna', 0), secondVersion.sent(message('anna', 1)), message('anna', 2)]);
    await until(() => consumer.callsOf('anna 1') >= 3);
    expect(await parkedLabels(transport)).toEqual([]);
    expect(consumer.handledOf('anna')).not.toContain('anna 2');
    consumer.contract = secondVersion.contract;
    await transport.idle();
    expect(await parkedLabels(transport)).toEqual([]);
    expect(lastTimes(consumer.handledOf('anna'))).toEqual(labels('anna', 0, 3));
  });

  it('leaves alone what no handler is for', async () => {
    const { transport, consumer } = setup();
    await start(setup());
    const unheard = { topic: catalogGroups.name, key: 'anna', headers: {}, value: 'no JSON' };
    await transport.publish([unheard, ...messages('anna', 0, 1)]);
    await transport.idle();
    // Once or more often: a member that was slow is given its messages again.
    expect([...new Set(consumer.handled)]).toEqual(['anna 0']);
    expect(await parkedLabels(transport)).toEqual([]);
  });

  it('lists page by page', async () => {
    const { transport } = setup();
    await parkAnna(setup());
    const [first] = await transport.parking.list({ limit: 1 });
    const rest = await transport.parking.list({ after: first!.id, limit: 10 });
    expect([first!, ...rest].map((parked) => labelOf(parked.message))).toEqual(labels('anna', 1, 3));
  });

  it('takes nothing while the infrastructure is away; what was in hand comes again', async () => {
    const { transport, consumer } = setup();
    consumer.effect = async (wire) => {
      if (labelOf(wire) === 'anna 1' && consumer.callsOf('anna 1') < 8)
        throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    };
    await start(setup());
    await transport.publish([...messages('anna', 0, 3), ...messages('boris', 0, 3)]);
    await until(() => consumer.callsOf('anna 1') >= 8);
    await transport.idle();
    expect(await parkedLabels(transport)).toEqual([]);
    expect(lastTimes(consumer.handledOf('anna'))).toEqual(labels('anna', 0, 3));
    expect(lastTimes(consumer.handledOf('boris'))).toEqual(labels('boris', 0, 3));
  });
};

const parkedKeys = async ({ parking }: TransportUnderTest): Promise<ReadonlySet<string>> =>
  new Set((await parking.list()).map(({ message: { key } }) => key));

/** What a build sends, and knows, that has a second version of a message. */
const secondVersion = {
  sent: (wire: WireMessage): WireMessage => ({
    ...wire,
    headers: { ...wire.headers, ce_type: 'enrollment.application-accepted.v2' },
  }),
  contract: {
    ...enrollmentContracts,
    older: {
      ...enrollmentContracts.older,
      'application-accepted': [
        { schema: enrollmentContracts.schemas['application-accepted'], next: (data: object) => data },
      ],
    },
  },
};

const MALFORMED: readonly {
  readonly reason: ContractViolation['reason'];
  readonly spoil: (wire: WireMessage) => WireMessage;
}[] = [
  { reason: 'tombstone', spoil: (wire) => ({ ...wire, value: null }) },
  { reason: 'malformed-envelope', spoil: (wire) => ({ ...wire, headers: {} }) },
  {
    reason: 'unknown-type',
    spoil: (wire) => ({ ...wire, headers: { ...wire.headers, ce_type: 'nobody.unheard-of.v1' } }),
  },
  { reason: 'malformed-json', spoil: (wire) => ({ ...wire, value: '{' }) },
  { reason: 'malformed-data', spoil: (wire) => ({ ...wire, value: '{"on":"2026-02-30"}' }) },
];

/** A redelivery goes back, and then all that follows comes again: what counts is when each label came last. */
const lastTimes = (handled: readonly string[]): readonly string[] => [...new Set(handled.toReversed())].toReversed();
