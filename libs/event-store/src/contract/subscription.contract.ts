import { expect, it } from '@jest/globals';
import type { SubscriptionMessage } from '../event-store.js';
import { headOf } from '../hash-chain.js';
import { all, caughtUp, eventsIn, freshStreams, here, notes, until, writeAtOnce, type Stores } from './fixtures.js';

export const subscriptionContract = (stores: Stores): void => {
  it('tells the past, says once that it is live, then tells what comes', async () => {
    const [store, another] = stores();
    const { named, filter } = freshStreams();
    const from = await here(store);
    const past = await store.append(named('a'), 'no-stream', notes(3));
    const { signal } = new AbortController();
    const messages: SubscriptionMessage[] = [];
    for await (const message of store.subscribeAll(from, { filter, signal })) {
      messages.push(message);
      if (caughtUp(message)) await another.append(named('a'), headOf(past), notes(2));
      if (eventsIn(messages).length === 5) break;
    }
    expect(messages.map((message) => message.kind)).toEqual(['event', 'event', 'event', 'caught-up', 'event', 'event']);
    expect(eventsIn(messages)).toEqual(await store.read(named('a')));
  });

  it('that starts in mid-history under 16 writers has no gap and no duplicate', async () => {
    const [store, another] = stores();
    const { named, filter } = freshStreams();
    const past = await store.append(named('past'), 'no-stream', notes(100));
    const from = past[49]!.position;
    const writing = writeAtOnce(stores(), named, 30);
    const { signal } = new AbortController();
    const reading = until(another.subscribeAll(from, { filter, signal }), (message) => {
      return message.kind === 'event' && message.event.stream === named('last');
    });
    await writing;
    await store.append(named('last'), 'no-stream', notes(1));
    const messages = await reading;
    expect(eventsIn(messages)).toEqual(await all(store.readAll(from, filter)));
    expect(messages.filter(caughtUp)).toHaveLength(1);
    expect(messages.findIndex(caughtUp)).toBeGreaterThanOrEqual(50);
  });

  it('resumes behind the position that was stored', async () => {
    const [store, another] = stores();
    const { named, filter } = freshStreams();
    const from = await here(store);
    const stored = await store.append(named('a'), 'no-stream', notes(30));
    const { signal } = new AbortController();
    const first = await until(store.subscribeAll(from, { filter, signal }), (_, read) => read.length === 10);
    const position = eventsIn(first).at(-1)!.position;
    const second = await until(another.subscribeAll(position, { filter, signal }), caughtUp);
    expect([...eventsIn(first), ...eventsIn(second)]).toEqual(stored);
    const third = await until(store.subscribeAll(stored.at(-1)!.position, { filter, signal }), caughtUp);
    expect(third).toEqual([{ kind: 'caught-up' }]);
  });

  it('is one of several, and each is told everything', async () => {
    const [store, another] = stores();
    const { named, filter } = freshStreams();
    const from = await here(store);
    const { signal } = new AbortController();
    const isDone = (_: unknown, read: readonly SubscriptionMessage[]): boolean => eventsIn(read).length === 16 * 2;
    const reading = [store, store, another, another].map((one) =>
      until(one.subscribeAll(from, { filter, signal }), isDone),
    );
    await writeAtOnce([store, another], (name) => named(name), 1);
    await writeAtOnce([store, another], (name) => named(`${name}b`), 1);
    const written = await all(store.readAll(from, filter));
    for (const messages of await Promise.all(reading)) expect(eventsIn(messages)).toEqual(written);
  });

  it('ends when its signal aborts while it waits', async () => {
    const [store] = stores();
    const abort = new AbortController();
    const { filter } = freshStreams();
    const messages: SubscriptionMessage[] = [];
    for await (const message of store.subscribeAll(await here(store), { filter, signal: abort.signal })) {
      messages.push(message);
      setImmediate(() => abort.abort());
    }
    expect(messages).toEqual([{ kind: 'caught-up' }]);
  });

  it('tells nothing more when its signal has aborted', async () => {
    const [store] = stores();
    const { named, filter } = freshStreams();
    const from = await here(store);
    await store.append(named('a'), 'no-stream', notes(10));
    const abort = new AbortController();
    const messages: SubscriptionMessage[] = [];
    for await (const message of store.subscribeAll(from, { filter, signal: abort.signal })) {
      messages.push(message);
      if (messages.length === 3) abort.abort();
    }
    expect(messages).toHaveLength(3);
    expect(await all(store.subscribeAll(from, { filter, signal: abort.signal }))).toEqual([]);
  });
};
