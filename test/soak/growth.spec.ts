import { describe, expect, it } from '@jest/globals';
import { growthIn } from './growth.js';
import type { Sample } from './sampler.js';

const MIB = 2 ** 20;

/** A hundred samples of an installation at even load. */
const run = (grown: (n: number) => Partial<Sample> = () => ({})): readonly Sample[] =>
  Array.from({ length: 100 }, (_, n) => ({
    atMs: n * 10_000,
    answered: n * 100,
    processes: [
      { name: 'catalog-1', rssBytes: 150 * MIB, heapBytes: 40 * MIB },
      { name: 'kafka-1', rssBytes: (200 + n) * MIB },
    ],
    connections: 30,
    tables: [
      { name: 'enrollment.outbox', rows: n * 300, bytes: n * 300 * 500 },
      { name: 'enrollment.leases', rows: 2, bytes: 16_384 },
    ],
    ...grown(n),
  }));

describe('growth beyond the data', () => {
  it('is not what the data bring, nor a broker that fills its heap, nor what is larger for a while', () => {
    expect(growthIn(run())).toEqual([]);
    expect(growthIn(run((n) => (n % 7 === 0 ? { connections: 60 } : {})))).toEqual([]);
    expect(growthIn(run((n) => (n < 20 ? { connections: 2 } : {})))).toEqual([]);
    const late = (n: number) => (n < 60 ? 0 : n * 80);
    expect(growthIn(run((n) => ({ tables: [{ name: 'a.cache', rows: late(n), bytes: late(n) * 500 }] })))).toEqual([]);
  });

  it.each<[string, (n: number) => Partial<Sample>]>([
    [
      'memory of catalog-1, MiB: 180.0 → 240.0',
      (n) => ({ processes: [{ name: 'catalog-1', rssBytes: (150 + n) * MIB }] }),
    ],
    ['heap of catalog-1', (n) => ({ processes: [{ name: 'catalog-1', rssBytes: 1, heapBytes: (30 + n) * MIB }] })],
    ['connections to PostgreSQL: 60.0 → 120.0', (n) => ({ connections: 30 + n })],
    ['rows of a.b for a request', (n) => ({ tables: [{ name: 'a.b', rows: n * n, bytes: n * n * 100 }] })],
    ['bytes of a.b for a row', (n) => ({ tables: [{ name: 'a.b', rows: 10, bytes: n * MIB }] })],
  ])('is found: %s', (what, grown) => {
    expect(growthIn(run(grown))).toEqual([expect.stringContaining(what)]);
  });

  it('says nothing of what was never seen', () => {
    expect(growthIn([])).toEqual([]);
    expect(growthIn(run().map(({ atMs, answered }) => ({ atMs, answered, processes: [] })))).toEqual([]);
  });
});
