import { expect, it } from '@jest/globals';
import type { Position, StoredEvent } from '../event-store.js';
import { verifyChain } from '../hash-chain.js';
import { AnotherLog } from '../position.js';
import { WRITERS, all, freshStreams, here, notes, writeAtOnce, type Stores } from './fixtures.js';

export const logContract = (stores: Stores): void => {
  it('shows an event as soon as its append is answered', async () => {
    const [store, another] = stores();
    const { named, filter } = freshStreams();
    const from = await here(store);
    const one = await store.append(named('a'), 'no-stream', notes(2));
    expect(await all(another.readAll(from, filter))).toEqual(one);
    const two = await store.append(named('b'), 'no-stream', notes(1));
    expect(await all(another.readAll(from, filter))).toEqual([...one, ...two]);
    expect(await all(another.readAll(one[0]!.position, filter))).toEqual([...one.slice(1), ...two]);
    expect(await all(another.readAll(two[0]!.position, filter))).toEqual([]);
  });

  it('shows only streams with one of the prefixes asked for', async () => {
    const [store] = stores();
    const { named, prefix } = freshStreams();
    const from = await here(store);
    const [a] = await store.append(named('a%_1'), 'no-stream', notes(1));
    await store.append(named('ab_1'), 'no-stream', notes(1));
    const [c] = await store.append(named('c'), 'no-stream', notes(1));
    const read = await all(store.readAll(from, { streamPrefixes: [`${prefix}a%`, `${prefix}c`, `${prefix}d`] }));
    expect(read).toEqual([a, c]);
  });

  it('without a filter shows every stream', async () => {
    const [store] = stores();
    const from = await here(store);
    const [a] = await store.append(freshStreams().named('a'), 'no-stream', notes(1));
    const [b] = await store.append(freshStreams().named('b'), 'no-stream', notes(1));
    const ids = (await all(store.readAll(from))).map(({ id }) => id);
    expect(ids.filter((id) => id === a?.id || id === b?.id)).toEqual([a?.id, b?.id]);
  });

  it('shows at most as many events as are asked for, and goes on behind them', async () => {
    const [store] = stores();
    const { named, filter } = freshStreams();
    const from = await here(store);
    const written = [
      ...(await store.append(named('a'), 'no-stream', notes(3))),
      ...(await store.append(named('b'), 'no-stream', notes(4))),
    ];
    const first = await all(store.readAll(from, filter, 5));
    expect(first).toEqual(written.slice(0, 5));
    expect(await all(store.readAll(first.at(-1)!.position, filter, 5))).toEqual(written.slice(5));
    expect(await all(store.readAll(from, filter, 0))).toEqual([]);
  });

  it('keeps the events of one append together', async () => {
    const [store] = stores();
    const { named, filter } = freshStreams();
    const from = await here(store);
    await writeAtOnce(stores(), named, 6);
    const read = await all(store.readAll(from, filter));
    const starts = read.filter(({ data }) => data.note === 0);
    expect(starts).toHaveLength(WRITERS * 6);
    read.forEach((event, index) => {
      if (event.data.note !== 0) expect(event.stream).toBe(read[index - 1]?.stream);
    });
  });

  // After a failover to a server that lacked the last events, others stood at their places: whoever had read the lost ones
  // went on behind them, and nobody heard of what had been missed.
  it('is another one where another event stands at a position, or none', async () => {
    const [store] = stores();
    const { named, filter } = freshStreams();
    const [a, b] = await store.append(named('a'), 'no-stream', notes(2));
    const [place] = a!.position.split('@');
    const another = `${place}@${b!.hash.slice(0, 16)}` as Position;
    const { signal } = new AbortController();
    await expect(all(store.readAll(another, filter))).rejects.toThrow(AnotherLog);
    await expect(all(store.subscribeAll(another, { filter, signal }))).rejects.toThrow(AnotherLog);
    expect(await all(store.readAll(a!.position, filter))).toEqual([b]);
  });

  it('takes the positions of earlier versions, which name no event', async () => {
    const [store] = stores();
    const { named, filter } = freshStreams();
    const [a, b] = await store.append(named('a'), 'no-stream', notes(2));
    const [place] = a!.position.split('@');
    expect(await all(store.readAll(place as Position, filter))).toEqual([b]);
  });

  it('never hides an event from a reader who follows 16 writers', async () => {
    const [store, another] = stores();
    const { named, filter } = freshStreams();
    const from = await here(store);
    let areWriting = true;
    const writing = writeAtOnce(stores(), named, 40).finally(() => (areWriting = false));
    const seen: StoredEvent[] = [];
    for (let isLastPass = false; !isLastPass;) {
      isLastPass = !areWriting;
      for await (const event of another.readAll(seen.at(-1)?.position ?? from, filter)) seen.push(event);
    }
    const written = await writing;
    expect(seen).toEqual(await all(store.readAll(from, filter)));
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(written.map(({ id }) => id)));
    expect(seen).toHaveLength(written.length);
    for (const history of Map.groupBy(seen, ({ stream }) => stream).values())
      expect(verifyChain(history)).toBeUndefined();
  });
};
