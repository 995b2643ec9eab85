import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { Gathering } from './gathering.js';

/** Work that is done when the test says so, and how often it was asked for. */
const controlled = () => {
  const batches: (readonly string[])[] = [];
  const gates: (() => void)[] = [];
  const work = async (many: readonly { readonly item: string }[]): Promise<readonly (string | Error)[]> => {
    const items = many.map(({ item }) => item);
    batches.push(items);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (items.includes('broken')) throw new TypeError('a fault of ours');
    return items.map((item) => (item === 'refused' ? new RangeError('refused') : `${item} done`));
  };
  const open = async (): Promise<void> => {
    while (gates.length === 0) await new Promise((resolve) => setImmediate(resolve));
    gates.shift()?.();
  };
  return { batches, work, open };
};

describe('what is asked for while other work is under way', () => {
  it('is done together, each with its own outcome', async () => {
    const { batches, work, open } = controlled();
    const gathering = new Gathering({ work });
    const first = gathering.ask('a');
    await new Promise((resolve) => setImmediate(resolve));
    const rest = ['b', 'refused', 'c'].map((item) => gathering.ask(item));
    await open();
    await open();
    expect(await first).toBe('a done');
    expect(await Promise.allSettled(rest)).toMatchObject([
      { value: 'b done' },
      { reason: new RangeError('refused') },
      { value: 'c done' },
    ]);
    expect(batches).toEqual([['a'], ['b', 'refused', 'c']]);
  });

  it('is done by itself where it failed together with others', async () => {
    const { batches, work, open } = controlled();
    const gathering = new Gathering({ work });
    const asked = ['a', 'broken', 'b'].map((item) => gathering.ask(item));
    for (let count = 0; count < 4; count++) await open();
    expect(await Promise.allSettled(asked)).toMatchObject([
      { value: 'a done' },
      { reason: new TypeError('a fault of ours') },
      { value: 'b done' },
    ]);
    expect(batches).toEqual([['a', 'broken', 'b'], ['a'], ['broken'], ['b']]);
  });

  it('waits for what is about the same thing', async () => {
    const { batches, work, open } = controlled();
    const gathering = new Gathering({ work, subjectsOf: (item: string) => [item[0] ?? ''] });
    const asked = ['a1', 'a2', 'b1', 'a3'].map((item) => gathering.ask(item));
    for (let count = 0; count < 3; count++) await open();
    await Promise.all(asked);
    expect(batches).toEqual([['a1', 'b1'], ['a2'], ['a3']]);
  });

  it('comes in batches of so many, and so many of them at once', async () => {
    const { batches, work, open } = controlled();
    const gathering = new Gathering({ work, together: 2, atOnce: 2 });
    const asked = Array.from({ length: 5 }, (_, index) => gathering.ask(String(index)));
    for (let count = 0; count < 3; count++) await open();
    await Promise.all(asked);
    expect(batches.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it('keeps the surroundings in which it was asked for', async () => {
    const caller = new AsyncLocalStorage<string>();
    const gathering = new Gathering<string, string>({
      work: async (many) => many.map(({ within }) => `${caller.getStore()} ${within(() => caller.getStore())}`),
    });
    const asked = ['anna', 'boris'].map((name) => caller.run(name, () => gathering.ask(name)));
    expect(await Promise.all(asked)).toEqual(['undefined anna', 'undefined boris']);
  });
});
