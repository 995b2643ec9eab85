import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EsdbDouble } from '../../../test/esdb/double.js';
import { handlerFailed, sessionClosed } from '../../../test/esdb/faults.js';
import { all, caughtUp, eventsIn, freshStreams, notes } from './contract/fixtures.js';
import { EsdbEventStore } from './esdb/esdb.event-store.js';
import { EventStoreUnavailable, type Position, type SubscriptionMessage } from './event-store.js';
import { headOf } from './hash-chain.js';

describe.each(['23.10', '24.2'] as const)('The log of EventStoreDB %s', (version) => {
  const { signal } = new AbortController();
  let double: EsdbDouble;
  let store: EsdbEventStore;
  beforeEach(async () => {
    double = await EsdbDouble.start();
    double.mood.version = version;
    store = EsdbEventStore.open(double.url, { deadlineMs: 5_000, silenceMs: 50 });
  });
  afterEach(async () => {
    await store.close();
    double.kill();
  });

  // A log restored from an old backup that had grown past a stored position was an outage on 23.10, and not another log; where
  // another record starts at the position by chance, events were passed over in silence.
  it.each<[string, (a: Position, foreign: bigint) => string]>([
    ['no record', () => '301/301'],
    ['no record, beside one', (a) => a.replaceAll(/\d+/g, (digits) => String(BigInt(digits) + 1n))],
    ['nothing yet', () => '999999999/999999999'],
    ['the start of the log, which is no event', () => '0/0'],
    ['a checkpoint', (a) => a.replace(/\/.*/, '/0')],
  ])('has no event where there is %s', async (_, at) => {
    const { named } = freshStreams();
    const [a] = await store.append(named('a'), 'no-stream', notes(3));
    await store.append(named('b'), 'no-stream', notes(3));
    const [place = ''] = a!.position.split('@');
    const position = at(place as Position, double.log.records[0]!.position) as Position;
    await expect(all(store.readAll(position))).rejects.toThrow(RangeError);
    await expect(all(store.subscribeAll(position, { signal }))).rejects.toThrow(RangeError);
  });

  it('is away, and not another one, when the server fails at a position', async () => {
    const [a] = await store.append(freshStreams().named('a'), 'no-stream', notes(1));
    double.mood.fault = handlerFailed();
    await expect(all(store.readAll(a!.position))).rejects.toThrow(EventStoreUnavailable);
  });

  // The server ends the connection of a client that was silent for twenty seconds: the reads under way failed.
  it.each([0, 1, 40])('is read on when the read breaks after %i messages', async (messages) => {
    const { named, filter } = freshStreams();
    const stored = await store.append(named('a'), 'no-stream', notes(60));
    for (const read of [() => store.read(named('a')), () => all(store.readAll('start', filter))]) {
      double.mood.breaksAfterMessages = messages;
      expect(await read()).toEqual(stored);
    }
  });

  it('is away when a read breaks again and again at the same place', async () => {
    const stream = freshStreams().named('a');
    const breaking = setInterval(() => (double.mood.fault = sessionClosed()));
    double.mood.fault = sessionClosed();
    await expect(store.read(stream)).rejects.toThrow(EventStoreUnavailable);
    clearInterval(breaking);
  });

  it('is told without a gap or a duplicate to a reader whom the server finds too slow', async () => {
    const { named, filter } = freshStreams();
    const told: SubscriptionMessage[] = [];
    for await (const message of store.subscribeAll('start', { filter, signal })) {
      told.push(message);
      if (caughtUp(message)) {
        double.mood.findsReaderSlow = true;
        await store.append(named('a'), 'no-stream', notes(50));
      }
      if (eventsIn(told).length === 50) break;
    }
    expect(double.mood.findsReaderSlow).toBe(false);
    expect(eventsIn(told)).toEqual(await store.read(named('a')));
    expect(told.filter(caughtUp)).toHaveLength(1);
  });

  it('waits for a reader who takes no more, and does not pile up what comes', async () => {
    const { named, filter } = freshStreams();
    for (let stream = 0; stream < 3; stream++) await store.append(named(stream), 'no-stream', notes(500));
    for (const open of [
      () => store.readAll('start', filter),
      () => store.subscribeAll('start', { filter, signal }) as AsyncIterable<{ readonly kind?: string }>,
    ]) {
      double.mood.breaksAfterMessages = 1_000_000;
      const sent = (): number => 1_000_000 - double.mood.breaksAfterMessages;
      const reader = open()[Symbol.asyncIterator]();
      await reader.next();
      // What others ask meanwhile is answered, with one message each, over the same connection.
      for (let turn = 0, known = -1; turn < 20 || sent() > known + 1; turn++) {
        known = sent();
        await store.read(named('none'));
      }
      expect(sent()).toBeLessThan(1_000);
      let told = 1;
      while (told < 1_500) {
        await reader.next();
        told += 1;
      }
      await reader.return?.();
    }
  });

  // The connection was good and the subscription open, so nobody asked: nothing was told any more.
  it('is looked at by a subscription that hears nothing, and told by another when there is news', async () => {
    const { named, filter } = freshStreams();
    const hasty = EsdbEventStore.open(double.url, { deadlineMs: 300, silenceMs: 20 });
    const told: SubscriptionMessage[] = [];
    for await (const message of hasty.subscribeAll('start', { filter, signal })) {
      told.push(message);
      if (caughtUp(message)) {
        double.mood.muteReads = double.calls.read;
        const stored = await store.append(named('a'), 'no-stream', notes(2));
        await store.append(named('a'), headOf(stored), notes(1));
      }
      if (eventsIn(told).length === 3) break;
    }
    expect(eventsIn(told)).toEqual(await store.read(named('a')));
    expect(told.filter(caughtUp)).toHaveLength(1);
    await hasty.close();
  });

  it('is not taken for dead when there is nothing to tell', async () => {
    const { named, filter } = freshStreams();
    const subscriptions = (): number => double.calls.read;
    const abort = new AbortController();
    for await (const message of store.subscribeAll('start', { filter, signal: abort.signal })) {
      expect(message.kind).toBe('caught-up');
      const opened = subscriptions();
      await store.append(freshStreams().named('another'), 'no-stream', notes(1));
      void (async () => {
        // It has looked at the end of the log, and at what is new there.
        while (subscriptions() < opened + 6) await new Promise(setImmediate);
        abort.abort();
      })();
    }
    expect(await store.read(named('a'))).toEqual([]);
  });
});
