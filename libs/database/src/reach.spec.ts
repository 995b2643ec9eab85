import { expect, it } from '@jest/globals';
import { onceReached } from './reach.js';

const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

// A program that was started while its database was away ended with an error; both start together after a power cut.
it('waits for a database that is away, and says so once in a while', async () => {
  const said: string[] = [];
  const answers: (() => Promise<string>)[] = [
    () => Promise.reject(refused),
    () => Promise.reject(new Error('timeout expired')),
    async () => 'here',
  ];
  const work = () => answers.shift()?.() ?? Promise.reject(new Error('asked too often'));
  expect(await onceReached(work, { say: (text) => said.push(text) })).toBe('here');
  expect(said).toEqual(['PostgreSQL is away, waiting: ECONNREFUSED']);
});

it('does not wait for what will not pass, nor longer than it is wanted', async () => {
  const say = (): void => undefined;
  const wrong = Object.assign(new Error('password'), { code: '28P01' });
  await expect(onceReached(() => Promise.reject(wrong), { say })).rejects.toBe(wrong);
  const stopping = new AbortController();
  const work = async () => {
    stopping.abort(new Error('stop'));
    throw refused;
  };
  await expect(onceReached(work, { say, signal: stopping.signal })).rejects.toThrow('stop');
});
