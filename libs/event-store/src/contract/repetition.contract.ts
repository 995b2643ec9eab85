import { expect, it } from '@jest/globals';
import { instant, newId } from '@lib/kernel';
import type { NewEvent, NonEmpty } from '../event-store.js';
import { headOf } from '../hash-chain.js';
import { append, freshStreams, noted, notes, type Stores } from './fixtures.js';

export const repetitionContract = (stores: Stores): void => {
  it('at once is answered as the first time', async () => {
    const [store, another] = stores();
    const stream = freshStreams().named('a');
    const events = notes(3);
    const stored = await store.append(stream, 'no-stream', events);
    expect(await store.append(stream, 'no-stream', events)).toEqual(stored);
    expect(await another.append(stream, 'no-stream', events)).toEqual(stored);
    expect(await store.read(stream)).toEqual(stored);
  });

  it('after the stream has grown is answered as the first time', async () => {
    const [store] = stores();
    const stream = freshStreams().named('a');
    const [start, events] = [await store.append(stream, 'no-stream', notes(1)), notes(2)];
    const stored = await store.append(stream, headOf(start), events);
    const grown = await store.append(stream, headOf(stored), notes(4));
    expect(await store.append(stream, headOf(start), events)).toEqual(stored);
    expect(await store.read(stream)).toEqual([...start, ...stored, ...grown]);
  });

  it('by 8 writers at once records the events once and answers all of them alike', async () => {
    const [one, two] = stores();
    const stream = freshStreams().named('a');
    const events = notes(2);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, writer) => (writer % 2 === 0 ? one : two).append(stream, 'no-stream', events)),
    );
    const stored = await one.read(stream);
    expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(answers).toEqual(Array(8).fill(stored));
  });

  // One command that two instances handle at the same time: each records it at its own time, so with another hash.
  it('by 8 writers at once, each with its own time and cause, is answered with what the first has recorded', async () => {
    const all = stores();
    const stream = freshStreams().named('a');
    const event = noted('a');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, writer) => {
        const meta = { commandId: newId() };
        const recordedAt = instant(`2020-10-01T07:00:00.00${writer}Z`);
        return all[writer % all.length]!.append(stream, 'no-stream', [{ ...event, meta, recordedAt }]);
      }),
    );
    expect(answers).toEqual(Array(8).fill(await all[0].read(stream)));
  });

  it('may differ in what tells about the recording: the first stays', async () => {
    const [store] = stores();
    const stream = freshStreams().named('a');
    const event = noted('a');
    const stored = await store.append(stream, 'no-stream', [event]);
    const later = { ...event, meta: { attempt: 2 }, recordedAt: instant('2020-10-02T00:00:00.000Z') };
    expect(await store.append(stream, 'no-stream', [later])).toEqual(stored);
  });

  it.each<[string, (events: readonly [NewEvent, NewEvent]) => NonEmpty<NewEvent>]>([
    ['another id', ([first, second]) => [first, { ...second, id: newId() }]],
    ['another type', ([first, second]) => [first, { ...second, type: 'other' }]],
    ['another version', ([first, second]) => [first, { ...second, version: 2 }]],
    ['other data', ([first, second]) => [first, { ...second, data: { note: 'other' } }]],
    ['another order', ([first, second]) => [second, first]],
    ['one event more', ([first, second]) => [first, second, noted('more')]],
  ])('with %s is a conflict', async (_, change) => {
    const [store] = stores();
    const stream = freshStreams().named('a');
    const events = [noted('first'), noted('second')] as const;
    const stored = await store.append(stream, 'no-stream', events);
    await expect(store.append(stream, 'no-stream', change(events))).rejects.toEqual(
      expect.objectContaining({ stream, expected: 'no-stream', actual: 1 }),
    );
    expect(await store.read(stream)).toEqual(stored);
  });

  it('of many at once is answered as the first time', async () => {
    const [store] = stores();
    const { named } = freshStreams();
    const items = Array.from({ length: 20 }, (_, index) => append(named(index), 'no-stream', ...notes(2)));
    const first = await store.appendEach(items);
    expect(await store.appendEach(items)).toEqual(first);
  });
};
