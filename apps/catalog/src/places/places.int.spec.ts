import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { WireMessage } from '@lib/contracts';
import { addDays, calendarDate, newId, type CalendarDate } from '@lib/kernel';
import { MalformedMessage } from '@lib/messaging';
import fc from 'fast-check';
import { aGroup, aModule, anAnswer } from '../catalog-api.testing.js';
import { openCatalog, type Catalog } from '../catalog.testing.js';
import { PlacesConsumer } from './places.consumer.js';

// SEED=… repeats a run.
const SEED = Number(process.env.SEED ?? randomInt(2 ** 31));
const FIRST = calendarDate('2020-10-02');

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

const free = async (group = '1000') =>
  (await catalog.get(`/groups/${group}`)).json<{ freePlaces: number }>().freePlaces;
const fact = () => ({ contract, holder, on: '2020-09-01', group: '1000' });
const terms = {
  financingProgramme: 'p',
  certificateGroup: 'general',
  module: '100',
  provider: '10',
  direction: 'technical',
};
const submit = (id?: string, days: { readonly start?: string; readonly lastDay?: string } = {}) =>
  catalog.tell(
    {
      type: 'application-submitted',
      data: { ...fact(), ...terms, start: '2020-10-02', lastDay: '2020-12-30', ...days },
    },
    id,
  );
/** One more application, with days of its own. */
const another = async (start: string, lastDay: string) => {
  contract = newId();
  await submit(undefined, { start, lastDay });
  return contract;
};

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

  test('is free after the month in which the contract was terminated', async () => {
    await submit();
    await catalog.tell({ type: 'contract-terminated', data: { ...fact(), by: 'family', lastDay: '2020-10-31' } });
    expect(await free()).toBe(14);
    catalog.clock.set('2020-11-01T00:00:00Z');
    expect(await free()).toBe(15);
  });

  test('is taken again when the notice is revoked, also one before the start', async () => {
    await submit();
    const revoked = {
      type: 'notice-revoked',
      data: { ...fact(), start: '2020-10-02', lastDay: '2020-12-30' },
    } as const;
    await catalog.tell({ type: 'contract-terminated', data: { ...fact(), by: 'family', lastDay: '2020-10-31' } });
    await catalog.tell(revoked);
    catalog.clock.set('2020-11-05T00:00:00Z');
    expect(await free()).toBe(14);
    await catalog.tell({ type: 'application-withdrawn', data: fact() });
    expect(await free()).toBe(15);
    await catalog.tell(revoked);
    expect(await free()).toBe(14);
  });

  test('is held on the days of the terms that the family has confirmed', async () => {
    catalog.clock.set('2020-10-05T00:00:00Z');
    await submit();
    const data = { ...fact(), ...terms, start: '2020-10-02', lastDay: '2020-10-04' };
    await catalog.tell({ type: 'terms-confirmed', data });
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

// Every application counted to its last day, whenever it began: a contract to October and one from November took two places.
describe('free places', () => {
  test('are those that are free on every day to the end', async () => {
    await another('2020-10-02', '2020-10-31');
    await another('2020-11-01', '2020-12-30');
    await another('2020-12-01', '2020-12-30');
    expect(await free()).toBe(13);
    await another('2020-11-10', '2020-11-20');
    expect(await free()).toBe(13);
    await another('2020-10-31', '2020-11-01');
    expect(await free()).toBe(13);
    await another('2020-12-30', '2020-12-30');
    expect(await free()).toBe(12);
  });

  test('are those of the days that are still to come', async () => {
    await another('2020-10-02', '2020-10-31');
    await another('2020-10-02', '2020-10-20');
    await another('2020-12-01', '2020-12-30');
    expect(await free()).toBe(13);
    catalog.clock.set('2020-10-21T00:00:00Z');
    expect(await free()).toBe(14);
    catalog.clock.set('2020-11-10T00:00:00Z');
    expect(await free()).toBe(14);
  });

  test('before the first day are those from the first day on', async () => {
    catalog.clock.set('2020-08-01T00:00:00Z');
    await another('2020-09-01', '2020-09-30');
    expect(await free()).toBe(15);
  });

  test('are none when no start is possible any more', async () => {
    catalog.clock.set('2020-12-29T23:59:59Z');
    expect(await free()).toBe(15);
    catalog.clock.set('2020-12-30T00:00:00Z');
    expect(await free()).toBe(0);
    catalog.clock.set('2021-03-01T00:00:00Z');
    expect(await free()).toBe(0);
  });

  test('of a place whose start was never told are counted from the beginning of time', async () => {
    await catalog.database.query('INSERT INTO catalog.places (contract, group_id, last_day) VALUES ($1, $2, $3)', [
      contract,
      '1000',
      '2020-10-31',
    ]);
    expect(await free()).toBe(14);
    catalog.clock.set('2020-11-01T00:00:00Z');
    expect(await free()).toBe(15);
  });

  // The catalogue went by the day of UTC, seven hours behind Krasnoyarsk.
  test('are those of the day in the region', async () => {
    await catalog.import([anAnswer({ id: 7, mun: 4907 }, [aModule({ id: 7 }, [aGroup({ id: 7 })])])]);
    catalog.clock.set('2020-12-29T17:30:00Z');
    expect(await free('7')).toBe(15);
    await catalog.lives(4907, 'Asia/Krasnoyarsk');
    expect(await free('7')).toBe(0);
    expect(await free()).toBe(15);
    await catalog.lives(4907, 'Europe/Moscow');
    expect(await free('7')).toBe(15);
  });

  test('of any days are as many as counting each day gives', async () => {
    const random = fc.sample(fc.tuple(fc.nat({ max: 100 }), fc.nat({ max: 60 })), { numRuns: 60, seed: SEED });
    const days = random.map(([first, more]) => [addDays(FIRST, first - 5), addDays(FIRST, first - 5 + more)] as const);
    let held: (readonly [CalendarDate, CalendarDate])[] = [];
    for (const [start, lastDay] of days) {
      await another(start, lastDay);
      held = [...held, [start, lastDay]];
      catalog.clock.set(`${addDays(FIRST, held.length)}T00:00:00Z`);
      const stretch = Array.from({ length: 90 - held.length }, (_, day) => addDays(FIRST, held.length + day));
      const most = Math.max(...stretch.map((day) => held.filter(([from, to]) => from <= day && day <= to).length));
      expect([SEED, held.length, await free()]).toEqual([SEED, held.length, Math.max(15 - most, 0)]);
    }
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
