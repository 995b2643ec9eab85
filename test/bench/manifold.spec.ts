import { expect, it } from '@jest/globals';
import { filesOf } from '../model/region-files.js';
import { playSeason } from '../model/season-model.js';
import { sample } from '../support/built-program.js';
import { manifold } from './manifold.js';

const season = filesOf(sample('minusinsk-2020'));

/** Every number of a result, so many times. */
const multiplied = (result: unknown, times: number): unknown =>
  JSON.parse(JSON.stringify(result), (_, value: unknown) => (typeof value === 'number' ? value * times : value));

it('three times a season is three times its result, to the kopeck', () => {
  const { result } = playSeason(season);
  expect(playSeason(manifold(season, 3)).result).toEqual(multiplied(result, 3));
});

it('one time a season is the season', () => {
  const { children, timeline } = manifold(season, 1);
  expect({ children, timeline }).toEqual({ children: season.children, timeline: season.timeline });
});
