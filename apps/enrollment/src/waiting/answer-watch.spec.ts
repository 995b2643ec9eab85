import { expect, it } from '@jest/globals';
import { AnswerWatch } from './answer-watch.js';

const never = new AbortController().signal;

it('answers as soon as it is settled', async () => {
  let view = 'pending';
  const watch = new AnswerWatch(
    async () => view,
    (seen) => seen === 'settled',
  );
  const settled = watch.settled('a', { ms: 600_000, gone: never });
  view = 'settled';
  watch.answered('a');
  expect(await settled).toBe('settled');
});

it('answers what is there when there is no time', async () => {
  const watch = new AnswerWatch(
    async () => 'pending',
    () => false,
  );
  expect(await watch.settled('a', { ms: 0, gone: never })).toBe('pending');
});

// A client that had gone was waited for to the end: four hundred closed connections asked the database for half a minute.
it('looks no more once its client has gone', async () => {
  let looks = 0;
  const watch = new AnswerWatch(
    async () => ++looks,
    () => false,
  );
  const client = new AbortController();
  const waiting = watch.settled('a', { ms: 600_000, gone: client.signal });
  client.abort();
  expect(await waiting).toBe(looks);
  expect(looks).toBeLessThanOrEqual(2);
});
