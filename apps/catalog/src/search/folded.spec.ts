import { expect, test } from '@jest/globals';
import { folded } from './folded.js';

test.each([
  ['Радио\u00a0 Электроника', 'радио электроника'],
  ['ЁЛКА и ёж', 'елка и еж'],
  [' Robotics ', 'robotics'],
])('%j is compared as %j', (name, expected) => {
  expect(folded(name)).toBe(expected);
});
