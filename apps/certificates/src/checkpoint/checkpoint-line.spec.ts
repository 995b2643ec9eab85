import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Position, StoredEvent, StreamId } from '@lib/event-store';
import { newId, type Instant } from '@lib/kernel';
import { ForeignLine, idOf, nextLine, readLine } from './checkpoint-line.js';

const documentation = readFileSync(new URL('../../../../docs/checkpoints.md', import.meta.url), 'utf8');
const [, examples = ''] = /```jsonl\n(.*?)```/su.exec(documentation) ?? [];
const [, publicKey = ''] = /(-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----)/su.exec(documentation) ?? [];

/** The private half of the example: RFC 8410 with a seed that everybody knows. */
const seed = createHash('sha256').update('an example: sign nothing with it').digest();
const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
});

const eventOf = (text: string, place: number): StoredEvent => {
  const hash = createHash('sha256').update(text).digest('hex');
  return {
    stream: 'account-1' as StreamId,
    revision: place - 1,
    position: `${place}@${hash.slice(0, 16)}` as Position,
    id: newId(),
    type: 'Some',
    version: 1,
    data: {},
    meta: {},
    recordedAt: '2020-10-01T07:00:00.000Z' as Instant,
    hash,
  };
};
const [a, b, c] = [eventOf('a', 1), eventOf('b', 2), eventOf('c', 3)];

describe('the lines of a file of checkpoints', () => {
  it('are those of docs/checkpoints.md, to the byte', () => {
    const first = nextLine(undefined, [a, b], '2020-10-01T07:01:00.000Z' as Instant, key);
    const second = nextLine(first, [c], '2020-10-01T07:02:00.000Z' as Instant, key);
    expect(`${first.text}\n${second.text}\n`).toBe(examples);
    expect(createPublicKey(key).export({ format: 'pem', type: 'spki' })).toBe(`${publicKey}\n`);
  });

  it('are read as they were written', () => {
    const line = nextLine(undefined, [a], '2020-10-01T07:01:00.000Z' as Instant, key);
    expect(readLine(line.text, key)).toEqual(line);
  });

  it('are nothing while a part is missing', () => {
    const { text } = nextLine(undefined, [a], '2020-10-01T07:01:00.000Z' as Instant, key);
    for (let length = 0; length < text.length; length++) expect(readLine(text.slice(0, length), key)).toBeUndefined();
  });

  it('are not gone on from where somebody else has written', () => {
    const { text } = nextLine(undefined, [a], '2020-10-01T07:01:00.000Z' as Instant, key);
    for (const forged of [
      text.replace('"events":1', '"events":2'),
      text.replace(/"signature":"[^"]*"/, '"signature":""'),
      '{}',
      '{"line":1}',
      text.replace('"line":1', '"line":"1"'),
    ])
      expect(() => readLine(forged, key)).toThrow(ForeignLine);
  });

  it('may be of another key, which is named', () => {
    const { privateKey: another } = generateKeyPairSync('ed25519');
    const line = nextLine(undefined, [a], '2020-10-01T07:01:00.000Z' as Instant, another);
    expect(readLine(line.text, key)?.checkpoint.key).toBe(idOf(another));
    expect(idOf(another)).not.toBe(idOf(key));
  });
});
