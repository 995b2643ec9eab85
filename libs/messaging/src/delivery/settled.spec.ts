import { describe, expect, it } from '@jest/globals';
import { placeOf } from './settled.js';

// A parked message was placed by its offset. On a topic that was made anew the offsets begin at 0, so later messages of its
// key looked as if they had come before it, and were handled past it.
describe('the place of a message within its key', () => {
  const numbered = (sequence: string) =>
    placeOf({ topic: 't', key: 'k', headers: { ce_sequence: sequence }, value: null });

  it('is the number that its sender gave it', () => expect(numbered('12')).toEqual({ place: 12 }));

  it.each(['', '-1', '1.5', 'x', '9'.repeat(16)])('is not known where it says "%s"', (sequence) =>
    expect(numbered(sequence)).toEqual({}),
  );
});
