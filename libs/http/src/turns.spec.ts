import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Caller } from '@lib/access';
import type { FastifyReply } from 'fastify';
import { Turns } from './turns.js';

/** As much of a reply as a turn looks at. */
class Raw extends EventEmitter {
  closed = false;
  close(): void {
    this.closed = true;
    this.emit('close');
  }
}

type Asked = { readonly raw: Raw; outcome: 'waits' | 'works' | number };
const ask = (turns: Turns, name: string, kind: Caller['kind'] = 'integration'): Asked => {
  const asked: Asked = { raw: new Raw(), outcome: 'waits' };
  turns.take({ kind, name }, { raw: asked.raw } as unknown as FastifyReply).then(
    () => (asked.outcome = 'works'),
    (error: { status: number }) => (asked.outcome = error.status),
  );
  return asked;
};
/** The end of what has been promised so far. */
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const outcomes = async (all: readonly Asked[]): Promise<readonly Asked['outcome'][]> => {
  await othersTurn();
  return all.map(({ outcome }) => outcome);
};

// One client with hundreds of connections took the whole process for itself.
describe('of one login', () => {
  it('so many requests are worked on at once, the others in their order, and those of others at once', async () => {
    const turns = new Turns(2);
    const greedy = Array.from({ length: 4 }, () => ask(turns, 'greedy'));
    const other = ask(turns, 'other');
    expect(await outcomes([...greedy, other])).toEqual(['works', 'works', 'waits', 'waits', 'works']);
    greedy[1]?.raw.close();
    expect(await outcomes(greedy)).toEqual(['works', 'works', 'works', 'waits']);
    for (const { raw } of [...greedy, other]) raw.close();
    await othersTurn();
    expect(turns.size).toBe(0);
  });

  it('what has gone before its turn takes none from another', async () => {
    const turns = new Turns(1);
    const [first, gone, last] = [1, 2, 3].map(() => ask(turns, 'greedy')) as [Asked, Asked, Asked];
    gone.raw.close();
    first.raw.close();
    expect(await outcomes([first, gone, last])).toEqual(['works', 503, 'works']);
    last.raw.close();
    expect(turns.size).toBe(0);
  });

  it('what goes in the moment of its turn hands it on', async () => {
    const turns = new Turns(1);
    const [first, gone, last] = [1, 2, 3].map(() => ask(turns, 'greedy')) as [Asked, Asked, Asked];
    first.raw.close();
    gone.raw.close();
    expect(await outcomes([gone, last])).toEqual([503, 'works']);
    last.raw.close();
    expect(turns.size).toBe(0);
  });

  it('a person has a quarter of the turns of a program', async () => {
    const turns = new Turns(4);
    const [anna, other] = [ask(turns, 'anna', 'person'), ask(turns, 'anna', 'person')];
    expect(await outcomes([anna, other])).toEqual(['works', 'waits']);
  });

  it('no more wait than there is room for', async () => {
    const turns = new Turns(1);
    const all = Array.from({ length: 10 }, () => ask(turns, 'greedy'));
    expect(await outcomes(all)).toEqual(['works', ...Array.from({ length: 8 }, () => 'waits'), 503]);
  });
});
