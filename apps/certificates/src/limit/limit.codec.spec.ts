import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { limitCodec } from './limit.codec.js';

// What has been written stays readable for ever. This file is never edited; a new version gets a file of its own.
const frozen = JSON.parse(
  readFileSync(new URL('./samples/limit-events.v1.json', import.meta.url), 'utf8'),
) as readonly Parameters<typeof limitCodec.decode>[0][];

describe('the stored form of a limit event, version 1', () => {
  it.each(frozen.map((stored) => [stored.type, stored] as const))(
    '%s is read and written as it was',
    (type, stored) => {
      const event = limitCodec.decode(stored);
      expect(event).toStrictEqual({ type, ...stored.data });
      expect(limitCodec.encode(event)).toStrictEqual(stored);
    },
  );

  it('is not guessed', () => {
    const [taken] = frozen;
    expect(() => limitCodec.decode({ ...taken!, version: 2 })).toThrow();
    expect(() => limitCodec.decode({ ...taken!, type: 'PlaceSold' })).toThrow();
    expect(() => limitCodec.decode({ ...taken!, data: { ...taken!.data, nominalKopecks: -1 } })).toThrow();
    expect(() => limitCodec.decode({ ...taken!, data: { ...taken!.data, ordinal: 1.5 } })).toThrow();
  });
});
