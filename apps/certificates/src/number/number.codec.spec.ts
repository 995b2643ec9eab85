import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { numberCodec } from './number.codec.js';

// What has been written stays readable for ever. This file is never edited; a new version gets a file of its own.
const frozen = JSON.parse(
  readFileSync(new URL('./samples/number-events.v1.json', import.meta.url), 'utf8'),
) as readonly Parameters<typeof numberCodec.decode>[0][];

describe('the stored form of a number event, version 1', () => {
  it.each(frozen.map((stored) => [stored.type, stored] as const))(
    '%s is read and written as it was',
    (type, stored) => {
      const event = numberCodec.decode(stored);
      expect(event).toStrictEqual({ type, ...stored.data });
      expect(numberCodec.encode(event)).toStrictEqual(stored);
    },
  );

  it('is not guessed', () => {
    const [, assigned] = frozen;
    expect(() => numberCodec.decode({ ...assigned!, version: 2 })).toThrow();
    expect(() => numberCodec.decode({ ...assigned!, data: { ...assigned!.data, ordinal: 1.5 } })).toThrow();
  });
});
