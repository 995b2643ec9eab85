import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { waitOf } from './prefer.js';

const reply = () => ({ raw: new EventEmitter() }) as unknown as Pick<FastifyReply, 'raw'>;

test.each([
  [undefined, 0],
  ['', 0],
  ['wait=5', 5000],
  ['wait=0', 0],
  ['respond-async, wait=10', 10_000],
  ['Wait = "7"; foo=bar', 7000],
  ['wait=31', 30_000],
  ['wait=999999999', 30_000],
  ['await=5', 0],
  ['wait=-5', 0],
  ['wait=soon', 0],
])('Prefer: %s waits %d ms', (prefer, ms) => {
  expect(waitOf(prefer, reply()).ms).toBe(ms);
});

test('a wait knows when its client has gone', () => {
  const open = reply();
  const { gone } = waitOf('wait=5', open);
  expect(gone.aborted).toBe(false);
  open.raw.emit('close');
  expect(gone.aborted).toBe(true);
});
