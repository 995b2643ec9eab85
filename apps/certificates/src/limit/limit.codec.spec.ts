import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { limitCodec } from './limit.codec.js';

type Stored = Parameters<typeof limitCodec.decode>[0];

// What has been written stays readable for ever. These files are never edited; a new version gets a file of its own.
const frozen = (file: string): readonly Stored[] =>
  JSON.parse(readFileSync(new URL(`./samples/${file}`, import.meta.url), 'utf8')) as readonly Stored[];

describe('the stored form of a limit event', () => {
  const current = frozen('limit-events.v2.json');

  it.each([...current, ...frozen('limit-changes.v1.json')].map((stored) => [stored.type, stored] as const))(
    '%s is read and written as it was',
    (type, stored) => {
      const event = limitCodec.decode(stored);
      expect(event).toStrictEqual({ type, ...stored.data });
      expect(limitCodec.encode(event)).toStrictEqual(stored);
    },
  );

  it('of the first version is read as what it is called today', () => {
    expect(frozen('limit-events.v1.json').map((event) => limitCodec.decode(event))).toStrictEqual(
      current.map((event) => limitCodec.decode(event)),
    );
  });

  it('is not guessed', () => {
    const [taken] = current;
    expect(() => limitCodec.decode({ ...taken!, version: 3 })).toThrow();
    expect(() => limitCodec.decode({ ...taken!, type: 'PlaceTaken' })).toThrow();
    expect(() => limitCodec.decode({ ...taken!, type: 'PlaceSold' })).toThrow();
    expect(() => limitCodec.decode({ ...taken!, data: { ...taken!.data, nominal: -1 } })).toThrow();
    expect(() => limitCodec.decode({ ...taken!, data: { ...taken!.data, ordinal: 1.5 } })).toThrow();
  });
});
