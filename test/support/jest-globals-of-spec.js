// What a spec gets for '@jest/globals', evaluated once for each of them: what is checked around every test.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, afterEach, beforeAll, expect } from './jest-globals.js';

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } from './jest-globals.js';

// Against a file that hangs, in a test or in a hook, and the only limit: what takes seconds takes many minutes on a machine
// that is busy with other work, and no test is decided by that. The next file of the worker sets it anew.
const LIMIT_MS = 1_800_000;
const { testPath } = expect.getState();
clearTimeout(globalThis.limitOfSpec);
globalThis.limitOfSpec = setTimeout(() => {
  throw new Error(`${testPath} hangs, last in: ${expect.getState().currentTestName}`);
}, LIMIT_MS);
globalThis.limitOfSpec.unref();

// A phrase that lacks a parameter, or is given one that it does not show, fails the test in which it was said.
const mistakes = [];
const note = (mistake) => mistakes.push(mistake);

beforeAll(() => subscribe('wording.parameters', note));
afterEach(() => expect(mistakes.splice(0)).toEqual([]));
afterAll(() => unsubscribe('wording.parameters', note));
