import { expect, it } from '@jest/globals';
import type { Caller } from '@lib/access';
import type { FastifyReply } from 'fastify';
import { ProblemError } from './problem.js';
import { RequestRates } from './request-rates.js';

const reply = { header: () => reply, removeHeader: () => reply } as unknown as FastifyReply;
const caller = (name: string): Caller => ({ kind: 'person', name, grants: [], scopes: [] });

const isTaken = (take: () => void): boolean => {
  try {
    take();
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 429) return false;
    throw error;
  }
};

const ratesOf = (max: number): RequestRates =>
  new RequestRates({ perMinute: 2, anonymousPerMinute: 2, clients: new Map() }, () => 0, max);

it('ten thousand addresses and as many logins are no more than so many counts, and who goes on asking stays counted', () => {
  const rates = ratesOf(100);
  const greedy = (): boolean => isTaken(() => rates.takeOfAddress('192.0.2.1', reply));
  expect([greedy(), greedy()]).toEqual([true, true]);
  for (let index = 0; index < 10_000; index++) {
    rates.takeOfAddress(`10.0.${index >> 8}.${index & 255}`, reply);
    rates.takeOfLogin(caller(`person ${index}`), reply);
    if (index % 50 === 0) expect(greedy()).toBe(false);
  }
  expect(rates.counted).toEqual({ logins: 100, addresses: 100 });
});

it('addresses without end make no login forgotten', () => {
  const rates = ratesOf(100);
  const anna = (): boolean => isTaken(() => rates.takeOfLogin(caller('anna'), reply));
  expect([anna(), anna()]).toEqual([true, true]);
  for (let index = 0; index < 10_000; index++) rates.takeOfAddress(`10.0.${index >> 8}.${index & 255}`, reply);
  expect(anna()).toBe(false);
});
