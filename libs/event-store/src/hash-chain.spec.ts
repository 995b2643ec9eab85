import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { instant, newId } from '@lib/kernel';
import { canonicalJson } from './canonical.js';
import type { ExpectedHead, NewEvent, NonEmpty, Position, StoredEvent, StreamId } from './event-store.js';
import { headOf, seal, verifyChain, type ChainFault } from './hash-chain.js';

type Vector = {
  readonly name: string;
  readonly after: ExpectedHead;
  readonly events: NonEmpty<{
    readonly event: NewEvent & { readonly stream: StreamId; readonly revision: number };
    readonly canonical: string;
    readonly hash: string;
  }>;
};
const vectors = JSON.parse(
  readFileSync(new URL('../../../docs/event-hashes.vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[];

const stream = 'account-1' as StreamId;
const event = (note: string): NewEvent => ({
  id: newId(),
  type: 'noted',
  version: 1,
  data: { note },
  meta: {},
  recordedAt: instant('2020-10-01T07:00:00.123Z'),
});
const stored = (...notes: NonEmpty<string>): readonly StoredEvent[] => {
  const [first, ...rest] = notes;
  const sealed = seal(stream, 'no-stream', [event(first), ...rest.map(event)]);
  return sealed.map((one, index) => ({ ...one.event, position: String(index + 1) as Position }));
};

describe('the hash chain', () => {
  it.each(vectors)('agrees with the published vector: $name', ({ after, events }) => {
    expect(events.map((one) => canonicalJson(one.event))).toEqual(events.map((one) => one.canonical));
    const sealed = seal(events[0].event.stream, after, [events[0].event, ...events.slice(1).map((one) => one.event)]);
    expect(sealed.map((one) => one.event)).toEqual(events.map((one) => ({ ...one.event, hash: one.hash })));
    const read = sealed.map((one) => ({ ...one.event, position: '1' as Position }));
    expect(verifyChain(read, after)).toBeUndefined();
  });

  it('has vectors for what an implementation in another language may get wrong', () => {
    expect(vectors).toHaveLength(8);
  });

  it('goes on from a head as it would from the events before it', () => {
    const events = stored('a', 'b', 'c', 'd');
    const again = seal(stream, headOf(events.slice(0, 2)), [events[2]!, events[3]!]);
    expect(again.map(({ event: { hash } }) => hash)).toEqual(events.slice(2).map(({ hash }) => hash));
    expect(verifyChain(events.slice(2), headOf(events.slice(0, 2)))).toBeUndefined();
  });

  it('does not depend on the order in which members were written', () => {
    const one = event('a');
    const other = Object.fromEntries(Object.entries(one).toReversed()) as unknown as NewEvent;
    expect(seal(stream, 'no-stream', [other])).toEqual(seal(stream, 'no-stream', [one]));
  });

  it('verifies when nothing was recorded', () => expect(verifyChain([])).toBeUndefined());

  const differing = (change: Partial<Record<keyof StoredEvent, unknown>>) => (events: readonly StoredEvent[]) =>
    events.with(1, { ...events[1]!, ...change } as StoredEvent);

  it.each<[string, ChainFault, (events: readonly StoredEvent[]) => readonly StoredEvent[]]>([
    ['altered data', { revision: 1, reason: 'hash-differs' }, differing({ data: { note: 'B' } })],
    ['data without a canonical form', { revision: 1, reason: 'hash-differs' }, differing({ data: { note: 0.5 } })],
    ['altered meta', { revision: 1, reason: 'hash-differs' }, differing({ meta: { by: 'x' } })],
    ['another id', { revision: 1, reason: 'hash-differs' }, differing({ id: newId() })],
    ['another type', { revision: 1, reason: 'hash-differs' }, differing({ type: 'other' })],
    ['another version', { revision: 1, reason: 'hash-differs' }, differing({ version: 2 })],
    ['another instant', { revision: 1, reason: 'hash-differs' }, differing({ recordedAt: '2020-10-01T07:00:00.124Z' })],
    ['another hash', { revision: 1, reason: 'hash-differs' }, differing({ hash: 'a'.repeat(64) })],
    ['another stream', { revision: 1, reason: 'other-stream' }, differing({ stream: 'account-2' })],
    ['a missing event', { revision: 1, reason: 'revision-out-of-order' }, (events) => events.toSpliced(1, 1)],
    ['a missing first event', { revision: 0, reason: 'revision-out-of-order' }, (events) => events.slice(1)],
    [
      'an event twice',
      { revision: 2, reason: 'revision-out-of-order' },
      (events) => events.toSpliced(1, 0, events[1]!),
    ],
    ['exchanged events', { revision: 0, reason: 'revision-out-of-order' }, ([a, b, c]) => [b!, a!, c!]],
    [
      'a missing event whose successors were renumbered',
      { revision: 1, reason: 'hash-differs' },
      (events) => events.toSpliced(1, 1).map((one, revision) => ({ ...one, revision })),
    ],
  ])('finds %s', (_, fault, change) => {
    expect(verifyChain(change(stored('a', 'b', 'c')))).toEqual(fault);
  });

  it.each<[string, ExpectedHead]>([
    ['a negative revision', { revision: -1, hash: 'a'.repeat(64) }],
    ['a fraction as revision', { revision: 0.5, hash: 'a'.repeat(64) }],
    ['a short hash', { revision: 0, hash: 'a'.repeat(63) }],
    ['a hash in upper case', { revision: 0, hash: 'A'.repeat(64) }],
  ])('does not go on from %s', (_, head) => {
    expect(() => seal(stream, head, [event('a')])).toThrow(TypeError);
  });

  it.each<[string, Partial<Record<keyof NewEvent, unknown>>]>([
    ['an id that is no UUID', { id: 'a' }],
    ['an empty type', { type: '' }],
    ['a type with a zero character', { type: 'a\0' }],
    ['version 0', { version: 0 }],
    ['version 32768', { version: 32_768 }],
    ['an instant with an offset', { recordedAt: '2020-10-01T07:00:00.123+00:00' }],
    ['an instant without milliseconds', { recordedAt: '2020-10-01T07:00:00Z' }],
    ['an impossible instant', { recordedAt: '2020-02-30T07:00:00.000Z' }],
  ])('does not take %s', (_, change) => {
    expect(() => seal(stream, 'no-stream', [{ ...event('a'), ...change } as NewEvent])).toThrow(TypeError);
  });
});
