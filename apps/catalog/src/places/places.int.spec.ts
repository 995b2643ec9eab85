import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WireMessage } from '@lib/contracts';
import { newId } from '@lib/kernel';
import { MalformedMessage } from '@lib/messaging';
import { openCatalog, type Catalog } from '../catalog.testing.js';
import { anAnswer } from '../import/api.testing.js';
import { PlacesConsumer } from './places.consumer.js';

let catalog: Catalog;
let contract: string;
const holder = newId();
beforeAll(async () => {
  catalog = await openCatalog();
  await catalog.import([anAnswer()]);
});
beforeEach(async () => {
  await catalog.database.query('DELETE FROM catalog.places');
  catalog.clock.set('2020-10-05T00:00:00Z');
  contract = newId();
});
afterAll(() => catalog.close());

const free = async () => (await catalog.get('/groups/1000')).json<{ freePlaces: number }>().freePlaces;
const fact = () => ({ contract, holder, on: '2020-09-01', group: '1000' });
const submit = (id?: string) =>
  catalog.tell(
    {
      type: 'application-submitted',
      data: {
        ...fact(),
        financingProgramme: 'p',
        certificateGroup: 'general',
        module: '100',
        provider: '10',
        direction: 'technical',
        start: '2020-10-02',
        lastDay: '2020-12-30',
      },
    },
    id,
  );

describe('a place', () => {
  test('is occupied by an application and kept by its contract', async () => {
    expect(await free()).toBe(15);
    await submit();
    await catalog.tell({ type: 'application-accepted', data: fact() });
    await catalog.tell({ type: 'contract-concluded', data: { ...fact(), completeness: [] } });
    await catalog.tell({ type: 'lessons-reported', data: { ...fact(), month: '2020-10', held: 1, planned: 2 } });
    expect(await free()).toBe(14);
  });

  test.each(['refused', 'withdrawn'] as const)('is free when the application is %s', async (end) => {
    await submit();
    await catalog.tell(
      end === 'refused'
        ? { type: 'application-refused', data: { ...fact(), reason: 'by-provider' } }
        : { type: 'application-withdrawn', data: fact() },
    );
    expect(await free()).toBe(15);
  });

  test('is live until the last day, and no longer', async () => {
    await submit();
    catalog.clock.set('2020-12-30T23:59:59Z');
    expect(await free()).toBe(14);
    catalog.clock.set('2020-12-31T00:00:00Z');
    expect(await free()).toBe(15);
  });

  test('is free after the month in which the contract was terminated', async () => {
    await submit();
    await catalog.tell({ type: 'contract-terminated', data: { ...fact(), by: 'family', lastDay: '2020-10-31' } });
    expect(await free()).toBe(14);
    catalog.clock.set('2020-11-01T00:00:00Z');
    expect(await free()).toBe(15);
  });

  test('is counted once, however often the message comes', async () => {
    const id = newId();
    await submit(id);
    await submit(id);
    expect(await free()).toBe(14);
  });

  test('is never free below zero', async () => {
    for (let count = 0; count < 16; count++) {
      contract = newId();
      await submit();
    }
    expect(await free()).toBe(0);
  });
});

test.each<[string, Partial<WireMessage>]>([
  ['a tombstone', { value: null }],
  ['no JSON', { value: '{' }],
  ['an unknown type', { headers: {} }],
])('%s is malformed', async (_, change) => {
  const wire: WireMessage = { topic: 'enrollment.contracts.v1', key: holder, headers: {}, value: '{}', ...change };
  await expect(catalog.app.get(PlacesConsumer).take(wire)).rejects.toThrow(MalformedMessage);
});
