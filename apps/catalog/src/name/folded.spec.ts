import { expect, test } from '@jest/globals';
import { folded } from './folded.js';

test.each([
  ['Радио\u00a0 Электроника', 'радио электроника'],
  ['ЁЛКА и ёж', 'елка и еж'],
  [' Robotics ', 'robotics'],
  ['Музыкальныи\u0306', 'музыкальный'],
  ['Е\u0308лка', 'елка'],
  ['ＬＥＧＯ № ２', 'lego no 2'],
  ['шах\u00adматы\u200b', 'шахматы'],
])('%j is compared as %j', (name, expected) => {
  expect(folded(name)).toBe(expected);
});
