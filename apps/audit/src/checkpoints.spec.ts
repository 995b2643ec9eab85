import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { canonical } from './canonical.js';
import { Checkpoints, checkpointKeyIn } from './checkpoints.js';
import type { LedgerEvent } from './ledger-event.js';

const documentation = readFileSync(new URL('../../../docs/checkpoints.md', import.meta.url), 'utf8');
const [, example = ''] = /```jsonl\n(.*?)```/su.exec(documentation) ?? [];
const [, examplePem = ''] = /(-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----)/su.exec(documentation) ?? [];

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const { privateKey: strangers, publicKey: strangersPublic } = generateKeyPairSync('ed25519');
const sha = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** A log of two streams by turns; the hashes of events that somebody has changed are others. */
const logOf = (length: number, changed: (index: number) => boolean = () => false): readonly LedgerEvent[] =>
  Array.from({ length }, (_, index) => ({
    stream: `s-${index % 2}`,
    revision: Math.floor(index / 2),
    position: `${index + 1}`,
    id: '',
    type: 'Some',
    version: 1,
    data: {},
    meta: {},
    recordedAt: '',
    hash: sha(`${index}${changed(index) ? ' changed' : ''}`),
  }));

/** Lines of so many events each, written anew from docs/checkpoints.md. */
const linesOf = (events: readonly LedgerEvent[], step: number, key = privateKey): readonly string[] => {
  const lines: string[] = [];
  let log: Buffer = Buffer.alloc(32);
  for (let from = 0; from < events.length; from += step) {
    const some = events.slice(from, from + step);
    for (const { hash } of some) log = createHash('sha256').update(log).update(Buffer.from(hash, 'hex')).digest();
    const { position = '', hash = '' } = some.at(-1) ?? {};
    const line = {
      line: lines.length + 1,
      at: '2020-10-01T07:00:00.000Z',
      events: from + some.length,
      position,
      head: hash,
      log: log.toString('hex'),
      marks: some.map((event) => event.hash.slice(0, 8)).join(''),
      previous: lines.length === 0 ? '0'.repeat(64) : sha(lines.at(-1) ?? ''),
      key: sha(createPublicKey(key).export({ type: 'spki', format: 'der' })).slice(0, 16),
    };
    const signature = sign(null, Buffer.from(canonical(line)), key).toString('base64');
    lines.push(canonical({ ...line, signature }));
  }
  return lines;
};

const differencesOf = (
  lines: readonly string[],
  events: readonly LedgerEvent[],
  keys = [publicKey],
): readonly string[] => {
  const found: string[] = [];
  const checkpoints = new Checkpoints({ text: lines.map((line) => `${line}\n`).join(''), keys }, (what) =>
    found.push(what),
  );
  for (const event of events) checkpoints.add(event);
  checkpoints.finish();
  return found;
};

describe('a log and what was signed of it', () => {
  const log = logOf(12);
  const lines = linesOf(log, 3);

  it('agree, also by the example of docs/checkpoints.md', () => {
    expect(differencesOf(lines, log)).toEqual([]);
    expect(differencesOf(lines, logOf(20))).toEqual([]);
    const hashes = ['a', 'b', 'c'].map((text, index) => ({ ...log[index]!, hash: sha(text) }));
    expect(differencesOf(example.trim().split('\n'), hashes, [checkpointKeyIn(examplePem)])).toEqual([]);
  });

  it('differ where an event was rewritten, and all behind it in its stream: each line names the first', () => {
    expect(
      differencesOf(
        lines,
        logOf(12, (index) => index >= 4 && index % 2 === 0),
      ),
    ).toEqual([
      expect.stringMatching(/^checkpoint 2 of 2020-10-01T07:00:00.000Z: s-0#2 at position 5 is not what was signed/),
      expect.stringMatching(/^checkpoint 3 of \S+: s-0#3 at position 7 is not/),
      expect.stringMatching(/^checkpoint 4 of \S+: s-0#5 at position 11 is not/),
    ]);
  });

  it('differ where only one event did, and it alone is told', () => {
    expect(
      differencesOf(
        lines,
        logOf(12, (index) => index === 7),
      ),
    ).toEqual([expect.stringMatching(/^checkpoint 3 of \S+: s-1#3 at position 8 is not/)]);
  });

  it('differ where an event was dropped, or added, or two changed places', () => {
    const dropped = differencesOf(lines, log.toSpliced(4, 1));
    expect(dropped[0]).toMatch(/^checkpoint 2 of \S+: s-1#2 at position 6 is not/);
    expect(dropped.at(-1)).toMatch(/^checkpoint 4 of \S+: the log had 12 events, and has 11/);
    expect(differencesOf(lines, log.toSpliced(4, 0, logOf(20)[19]!))[0]).toMatch(/^checkpoint 2 of \S+: s-1#9 at/);
    expect(differencesOf(lines, log.with(4, log[5]!).with(5, log[4]!))).toEqual([
      expect.stringMatching(/^checkpoint 2 of \S+: s-1#2 at position 6 is not/),
    ]);
  });

  it('differ where the end was cut off', () => {
    expect(differencesOf(lines, log.slice(0, 8))).toEqual([
      expect.stringMatching(/^checkpoint 4 of \S+: the log had 12 events, and has 8/),
    ]);
  });

  it('are told once where very much differs', () => {
    const long = logOf(100);
    const found = differencesOf(linesOf(long, 1), long.slice(1));
    expect(found).toHaveLength(22);
    expect(found.at(-1)).toBe('79 further checkpoints differ from the log');
  });
});

describe('a file of checkpoints', () => {
  const log = logOf(12);
  const lines = linesOf(log, 3);

  it('may have what a crash has left of a line', () => {
    const torn = lines[2]!.slice(0, 40);
    expect(differencesOf(lines.toSpliced(2, 0, torn, torn), log)).toEqual([]);
    expect(differencesOf([...lines, lines[3]!.slice(0, -1)], log)).toEqual([]);
  });

  it.each([
    ['the first', 0, /^checkpoint 2: does not follow checkpoint 0/],
    ['one in the middle', 1, /^checkpoint 3: does not follow checkpoint 1/],
  ])('shows that a line is missing: %s', (_, index, found) => {
    expect(differencesOf(lines.toSpliced(index, 1), log)).toEqual([expect.stringMatching(found)]);
  });

  it('shows that lines changed places, or one stands twice', () => {
    expect(differencesOf(lines.with(1, lines[2]!).with(2, lines[1]!), log)).toContainEqual(
      expect.stringMatching(/^checkpoint 3: does not follow checkpoint 1/),
    );
    expect(differencesOf(lines.toSpliced(1, 0, lines[0]!), log)).toContainEqual(
      expect.stringMatching(/^checkpoint 1: does not follow checkpoint 1/),
    );
  });

  it('shows that a line was forged, by one without the key', () => {
    const changed = lines[1]!.replace('"events":6', '"events":5');
    expect(differencesOf(lines.with(1, changed), log)).toEqual([
      'checkpoint 2: the signature does not fit',
      expect.stringMatching(/^checkpoint 3: does not follow checkpoint 2/),
    ]);
    expect(differencesOf(lines.with(1, 'gone'), log)).toEqual([
      expect.stringMatching(/^checkpoint 3: does not follow checkpoint 1/),
    ]);
    const rewritten = logOf(12, (index) => index === 4);
    expect(differencesOf(linesOf(rewritten, 3, strangers), rewritten)).toContainEqual(
      expect.stringMatching(/^checkpoint 1: signed by the key [0-9a-f]{16}, which was not given$/),
    );
    expect(differencesOf(linesOf(rewritten, 3, strangers), rewritten, [publicKey, strangersPublic])).toEqual([]);
  });

  it('shows that there is nothing in it', () => {
    expect(differencesOf([], log)).toEqual(['the file has no checkpoint']);
  });
});

it('the key is the public one, of Ed25519', () => {
  expect(() => checkpointKeyIn(privateKey.export({ format: 'pem', type: 'pkcs8' }))).toThrow(/private/);
  const { publicKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  expect(() => checkpointKeyIn(rsa.export({ format: 'pem', type: 'spki' }))).toThrow(/Ed25519/);
});
