import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { canonical } from './canonical.js';
import { Chains, type Anchor, type Head } from './chains.js';
import type { LedgerEvent } from './ledger-event.js';

type Vector = {
  readonly name: string;
  readonly after: 'no-stream' | Head;
  readonly events: readonly { readonly event: LedgerEvent; readonly canonical: string; readonly hash: string }[];
};
const file = new URL('../../../docs/event-hashes.vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[];

describe('the test vectors of docs/event-hashes.md', () => {
  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, { after, events }) => {
    for (const { event, canonical: text } of events) expect(canonical(event)).toBe(text);
    if (after === 'no-stream') expect(differencesOf(events.map(({ event, hash }) => ({ ...event, hash })))).toEqual([]);
  });
});

const whole = vectors.flatMap(({ after, events }) =>
  after === 'no-stream' ? events.map(({ event, hash }) => ({ ...event, hash })) : [],
);
const differencesOf = (events: readonly LedgerEvent[], anchor?: Anchor): readonly string[] => {
  const found: string[] = [];
  const chains = new Chains(anchor, (what) => found.push(what));
  for (const event of events) chains.add(event);
  chains.compareWithAnchor();
  return found;
};
const anchorOf = (events: readonly LedgerEvent[]): Anchor => {
  const chains = new Chains(undefined, () => undefined);
  for (const event of events) chains.add(event);
  return chains.anchorHere();
};

describe('an anchor', () => {
  it('is kept by the log that it was written from, and by what grew from it', () => {
    expect(whole.length).toBeGreaterThan(3);
    for (const length of [0, 1, whole.length])
      expect(differencesOf(whole, anchorOf(whole.slice(0, length)))).toEqual([]);
  });

  it('shows a stream that was cut off, and streams that changed places', () => {
    const [last] = whole.slice(-1);
    expect(differencesOf(whole.slice(0, -1), anchorOf(whole))).toEqual([
      expect.stringContaining(`${last?.stream}: ends with revision ${(last?.revision ?? 0) - 1}`),
      expect.stringMatching(/^the first \d+ events of the log are not those of the anchor/),
    ]);
    const streams = [...Map.groupBy(whole, ({ stream }) => stream).values()];
    expect(streams.length).toBeGreaterThan(1);
    expect(differencesOf(streams.toReversed().flat(), anchorOf(streams.flat()))).toEqual([
      expect.stringMatching(/or stand in another order$/),
    ]);
  });
});
