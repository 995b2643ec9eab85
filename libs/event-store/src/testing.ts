import { afterAll, beforeAll, describe } from '@jest/globals';
import { logContract } from './contract/log.contract.js';
import { repetitionContract } from './contract/repetition.contract.js';
import { streamContract } from './contract/stream.contract.js';
import { subscriptionContract } from './contract/subscription.contract.js';
import type { Stores } from './contract/fixtures.js';
import type { EventStore } from './event-store.js';

export type StoreUnderTest = {
  readonly store: EventStore;
  /** One more independent instance on the same data, as another process would have it; without it the first plays all. */
  readonly another?: () => Promise<EventStore>;
  close(): Promise<void>;
};

// A late hole needs one writer between the two steps of another: with two instances it is rare, with this many it is not.
const INSTANCES = 8;

/**
 * What every adapter of the EventStore port must do, run unmodified against each. The log may be shared with other runs and may
 * have a past: each test works on streams of its own names.
 */
export const eventStoreContract = (name: string, make: () => Promise<StoreUnderTest>): void => {
  describe(`${name}, by the contract of EventStore:`, () => {
    let made: StoreUnderTest;
    let others: readonly EventStore[];
    beforeAll(async () => {
      made = await make();
      const another = made.another ?? (async () => made.store);
      others = await Promise.all(Array.from({ length: INSTANCES - 1 }, another));
    });
    afterAll(async () => {
      for (const store of [...others, made.store]) await store.close();
      await made.close();
    });
    const stores: Stores = () => [made.store, others[0] ?? made.store, ...others.slice(1)];

    describe('a stream', () => streamContract(stores));
    describe('a repetition', () => repetitionContract(stores));
    describe('the log', () => logContract(stores));
    describe('a subscription', () => subscriptionContract(stores));
  });
};
