import { afterEach, beforeEach, describe } from '@jest/globals';
import { crashContract } from './contract/crash.testing.js';
import { discardContract } from './contract/discard.testing.js';
import { Consumer, type Setup } from './contract/fixtures.testing.js';
import { levelContract } from './contract/level.testing.js';
import { orderContract } from './contract/order.testing.js';
import { parkingContract } from './contract/parking.testing.js';
import { retryContract } from './contract/retry.testing.js';
import type { TransportUnderTest } from './contract/transport-under-test.testing.js';

export type { TransportUnderTest };
export { SeverableDatabase } from './contract/severable-database.testing.js';
export { accepted, labelOf, messages, until } from './contract/fixtures.testing.js';

/** What every transport promises to handlers. `make` gives one on which nothing was published and nothing is parked. */
export const transportContract = (name: string, make: () => Promise<TransportUnderTest>): void => {
  describe(`${name}, by the contract of transports:`, () => {
    let made: Setup | undefined;
    beforeEach(async () => {
      // A test runs though its hooks have failed: it must not get the transport of the one before.
      made = undefined;
      made = { transport: await make(), consumer: new Consumer() };
    });
    afterEach(async () => {
      // What a test that failed still holds would keep its transport from its end, and the file from going on.
      made?.consumer.letGo();
      await made?.transport.close();
    });
    const setup = (): Setup => {
      if (!made) throw new Error('there is no transport: it could not be made');
      return made;
    };

    describe('delivery', () => orderContract(setup));
    describe('the level of a copy', () => levelContract(setup));
    describe('a crash', () => crashContract(setup));
    describe('parking', () => parkingContract(setup));
    describe('a retry', () => retryContract(setup));
    describe('a discard', () => discardContract(setup));
  });
};
