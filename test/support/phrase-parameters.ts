import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';

// A phrase that lacks a parameter, or is given one that it does not show, fails the test in which it was said.
const mistakes: unknown[] = [];
const note = (mistake: unknown): void => {
  mistakes.push(mistake);
};

beforeAll(() => {
  subscribe('wording.parameters', note);
});
afterEach(() => {
  expect(mistakes.splice(0)).toEqual([]);
});
afterAll(() => {
  unsubscribe('wording.parameters', note);
});
