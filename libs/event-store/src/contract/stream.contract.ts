import { describe, expect, it } from '@jest/globals';
import { newId } from '@lib/kernel';
import { RevisionConflict, type ExpectedHead } from '../event-store.js';
import { headOf, verifyChain } from '../hash-chain.js';
import { WRITERS, append, freshStreams, noted, notes, withData, type Stores } from './fixtures.js';

export const streamContract = (stores: Stores): void => {
  it('is empty before its first event', async () => {
    const [store] = stores();
    expect(await store.read(freshStreams().named('a'))).toEqual([]);
  });

  it('gives back what was appended, in order, from revision 0', async () => {
    const [store, another] = stores();
    const stream = freshStreams().named('a');
    const events = notes(5);
    const first = await store.append(stream, 'no-stream', [events[0]]);
    const rest = await store.append(stream, headOf(first), [events[1]!, ...events.slice(2)]);
    const read = await another.read(stream);
    expect(read).toEqual([...first, ...rest]);
    expect(read).toEqual(
      events.map((event, revision) => ({
        ...event,
        stream,
        revision,
        position: expect.any(String),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      })),
    );
  });

  it('is read from a revision on', async () => {
    const [store] = stores();
    const stream = freshStreams().named('a');
    const stored = await store.append(stream, 'no-stream', notes(4));
    expect(await store.read(stream, 2)).toEqual(stored.slice(2));
    expect(await store.read(stream, 4)).toEqual([]);
  });

  it('is read no further than is asked for', async () => {
    const [store] = stores();
    const stream = freshStreams().named('a');
    const stored = await store.append(stream, 'no-stream', notes(4));
    expect(await store.read(stream, 1, 2)).toEqual(stored.slice(1, 3));
    expect(await store.read(stream, 3, 2)).toEqual(stored.slice(3));
  });

  it('is read together with others, each from a revision of its own, in the order of the questions', async () => {
    const [store, another] = stores();
    const { named } = freshStreams();
    const b = await another.append(named('b'), 'no-stream', notes(3));
    const a = await another.append(named('a'), 'no-stream', notes(2));
    const asked = [
      { stream: named('b'), fromRevision: 1 },
      { stream: named('none'), fromRevision: 0 },
      { stream: named('a'), fromRevision: 0 },
      { stream: named('a, ended'), fromRevision: 5 },
    ];
    expect(await store.readEach(asked)).toEqual([b.slice(1), [], a, []]);
    expect(await store.readEach([])).toEqual([]);
  });

  it('is read by many at once, each from a revision of its own', async () => {
    const [store, another] = stores();
    const { named } = freshStreams();
    const a = await another.append(named('a'), 'no-stream', notes(4));
    const b = await another.append(named('b'), 'no-stream', notes(2));
    const asked = [0, 2, 4, 0].flatMap((from) => [store.read(named('a'), from), store.read(named('b'), from)]);
    const [none, last] = [store.read(named('none')), store.read(named('a'), 1, 1)];
    expect(await Promise.all(asked)).toEqual([a, b, a.slice(2), [], [], [], a, b]);
    expect(await none).toEqual([]);
    expect(await last).toEqual([a[1]]);
  });

  describe('refuses a writer who is wrong about its end,', () => {
    const conflict = (expected: ExpectedHead, actual: 'no-stream' | number) =>
      expect.objectContaining({ expected: expected === 'no-stream' ? expected : expected.revision, actual });

    it('being behind', async () => {
      const [store, another] = stores();
      const stream = freshStreams().named('a');
      const stored = await store.append(stream, 'no-stream', notes(3));
      for (const expected of ['no-stream' as const, headOf(stored.slice(0, 2))]) {
        const refused = another.append(stream, expected, notes(2));
        await expect(refused).rejects.toThrow(RevisionConflict);
        await expect(refused).rejects.toEqual(conflict(expected, 2));
      }
      expect(await store.read(stream)).toEqual(stored);
    });

    it('being ahead', async () => {
      const [store] = stores();
      const { named } = freshStreams();
      const head = { revision: 1, hash: 'a'.repeat(64) };
      await expect(store.append(named('none'), head, notes(1))).rejects.toEqual(conflict(head, 'no-stream'));
      await store.append(named('one'), 'no-stream', notes(1));
      await expect(store.append(named('one'), head, notes(1))).rejects.toEqual(conflict(head, 0));
    });
  });

  it('lets exactly one of 16 racing writers win, with all its events', async () => {
    const [one, two] = stores();
    const stream = freshStreams().named('a');
    const start = await one.append(stream, 'no-stream', notes(1));
    const races = Array.from({ length: WRITERS }, (_, writer) =>
      (writer % 2 === 0 ? one : two).append(stream, headOf(start), notes(3)),
    );
    const ends = await Promise.allSettled(races);
    const won = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    const lost = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    expect(won).toHaveLength(1);
    expect(lost).toEqual(Array(WRITERS - 1).fill(expect.objectContaining({ stream, expected: 0, actual: 3 })));
    expect(await two.read(stream)).toEqual([...start, ...won.flat()]);
  });

  it.each<[string, ReturnType<typeof noted>]>([
    ['Unicode', withData({ text: 'Ёжик 🦔, "кавычки" \\ / \u0000 \u001f \u2028 \u007f é é', 'ключ 🔑': 'значение' })],
    ['nesting', withData({ a: { b: [{ c: [[], {}, null, true, false, ''] }] }, list: [1, [2, [3]]] })],
    ['the safe integers', withData({ most: Number.MAX_SAFE_INTEGER, least: Number.MIN_SAFE_INTEGER, zero: 0 })],
    ['emptiness', noted('', { data: {}, meta: {} })],
    ['keys in any order', withData({ z: 1, a: 2, '10': 3, '9': 4, Я: 5, '': 6 })],
    ['a name that objects have themselves', withData(JSON.parse('{"__proto__":1,"constructor":{"toString":2}}'))],
    ['the last version', noted('', { version: 32_767, type: 'тип с пробелом' })],
  ])('keeps %s', async (_, event) => {
    const [store, another] = stores();
    const { named } = freshStreams();
    const stored = await store.append(named('имя/ü 🦔'), 'no-stream', [event]);
    const read = await another.read(named('имя/ü 🦔'));
    expect(read).toEqual([{ ...stored[0], ...event }]);
    expect(read).toEqual(stored);
    expect(verifyChain(read)).toBeUndefined();
  });

  it.each<[string, ReturnType<typeof noted>]>([
    ['a fraction', withData({ amount: 0.5 })],
    ['an unsafe integer', withData({ amount: 2 ** 53 })],
    ['a lone surrogate', withData({ text: '\ud800' })],
    ['an id in upper case', noted('', { id: newId().toUpperCase() })],
    ['version 0', noted('', { version: 0 })],
    ['no type', noted('', { type: '' })],
  ])('refuses %s, which would not come back as it was hashed', async (_, event) => {
    const [store] = stores();
    const stream = freshStreams().named('a');
    const [refused, neighbour] = await Promise.allSettled([
      store.append(stream, 'no-stream', [noted('good'), event]),
      store.append(freshStreams().named('b'), 'no-stream', notes(1)),
    ]);
    expect(refused).toEqual({ status: 'rejected', reason: expect.any(TypeError) });
    expect(neighbour.status).toBe('fulfilled');
    expect(await store.read(stream)).toEqual([]);
  });

  it('carries a chain of hashes that verifies when it is read back', async () => {
    const [store, another] = stores();
    const stream = freshStreams().named('a');
    let head: ExpectedHead = 'no-stream';
    for (let turn = 1; turn <= 5; turn++) head = headOf(await store.append(stream, head, notes(turn)));
    const read = await another.read(stream);
    expect(read).toHaveLength(15);
    expect(headOf(read)).toEqual(head);
    expect(verifyChain(read)).toBeUndefined();
    expect(verifyChain(read.with(7, { ...read[7]!, data: { note: 'other' } }))).toEqual({
      revision: 7,
      reason: 'hash-differs',
    });
  });

  it('is one of 500 that are appended to at once, and conflicts alone', async () => {
    const [store, another] = stores();
    const { named } = freshStreams();
    await another.append(named(250), 'no-stream', notes(2));
    const items = Array.from({ length: 500 }, (_, index) =>
      append(named(index), 'no-stream', ...notes(1 + (index % 2))),
    );
    const results = await store.appendEach(items);
    expect(results.map((result) => result.ok)).toEqual(items.map((_, index) => index !== 250));
    expect(results[250]).toEqual({
      ok: false,
      error: expect.objectContaining({ stream: named(250), expected: 'no-stream', actual: 1 }),
    });
    for (const [index, result] of results.entries())
      if (result.ok)
        expect(result.events.map(({ stream, id }) => ({ stream, id }))).toEqual(
          items[index]!.events.map(({ id }) => ({ stream: named(index), id })),
        );
    expect(await another.read(named(499))).toEqual(
      results.flatMap((result, index) => (result.ok && index === 499 ? result.events : [])),
    );
    expect(await another.read(named(250))).toHaveLength(2);
    expect(await store.appendEach([])).toEqual([]);
  });

  it('is appended to, though another of the same call cannot be', async () => {
    const [store] = stores();
    const { named } = freshStreams();
    const items = [
      append(named('before'), 'no-stream', ...notes(1)),
      append(named('bad'), 'no-stream', withData({ amount: 0.5 })),
      append(named('after'), 'no-stream', ...notes(1)),
    ];
    await expect(store.appendEach(items)).rejects.toThrow(TypeError);
    const lengths = await Promise.all(items.map(async ({ stream }) => (await store.read(stream)).length));
    expect(lengths).toEqual([1, 0, 1]);
  });
};
