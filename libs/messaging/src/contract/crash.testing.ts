import { beforeEach, expect, it } from '@jest/globals';
import { enrollmentContracts, type WireMessage } from '@lib/contracts';
import { decoded } from '../index.js';
import { labelOf, labels, messages, parkedLabels, start, until, type Setup } from './fixtures.testing.js';
import type { TransportUnderTest } from './transport-under-test.testing.js';

export const crashContract = (setup: () => Setup): void => {
  beforeEach(async () => {
    await setup().transport.database.query(
      'DROP TABLE IF EXISTS effects; CREATE TABLE effects (n bigint GENERATED ALWAYS AS IDENTITY, label text NOT NULL)',
    );
  });

  it('between the effect and its acknowledgement: the message comes again, the effect does not', async () => {
    const { transport, consumer } = setup();
    const crashed = Promise.withResolvers<void>();
    consumer.effect = async (wire) => {
      await applyOnce(transport, wire);
      if (labelOf(wire) !== 'anna 1' || consumer.callsOf('anna 1') > 1) return;
      transport.crash();
      crashed.resolve();
    };
    await start(setup());
    await transport.publish(messages('anna', 0, 4));
    await crashed.promise;
    await start(setup());
    await transport.idle();
    expect(consumer.callsOf('anna 1')).toBe(2);
    expect(await effectsOf(transport)).toEqual(labels('anna', 0, 4));
  });

  it('before the effect: nothing is lost', async () => {
    const { transport, consumer } = setup();
    const gate = consumer.hold('anna 1');
    consumer.effect = (wire) => applyOnce(transport, wire);
    await start(setup());
    await transport.publish(messages('anna', 0, 4));
    await gate.reached();
    transport.crash();
    await gate.open();
    await start(setup());
    await transport.idle();
    expect(await effectsOf(transport)).toEqual(labels('anna', 0, 4));
  });

  it('after parking: it is parked once, and what came before it does not fall in behind it', async () => {
    const { transport, consumer } = setup();
    const gate = consumer.hold('boris 0');
    consumer.poison = new Set(['anna 1']);
    await start(setup());
    await transport.publish([...messages('anna', 0, 3), ...messages('boris', 0, 1)]);
    await until(async () => (await parkedLabels(transport)).includes('anna 2'));
    transport.crash();
    await gate.open();
    await start(setup());
    await transport.publish(messages('anna', 3, 1));
    await transport.idle();
    expect(await parkedLabels(transport)).toEqual(labels('anna', 1, 3));
    expect(consumer.handledOf('anna')).toEqual(['anna 0', 'anna 0']);
  });
};

/** A row as the effect, in one transaction with the mark in the inbox. */
const applyOnce = async ({ database, inbox }: TransportUnderTest, wire: WireMessage): Promise<void> =>
  database.transaction(async (tx) => {
    if (await inbox.once(tx, 'contract', enrollmentContracts, decoded(enrollmentContracts, wire)))
      await tx.query('INSERT INTO effects (label) VALUES ($1)', [labelOf(wire)]);
  });

const effectsOf = async ({ database }: TransportUnderTest): Promise<readonly string[]> =>
  (await database.query<{ label: string }>('SELECT label FROM effects ORDER BY n')).map(({ label }) => label);
