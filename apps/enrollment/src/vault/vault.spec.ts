import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@lib/kernel';
import { sealed as box } from '@lib/sealing';
import { KeyRing } from './key-ring.js';
import { Vault } from './vault.js';

const first = randomBytes(32);
const second = randomBytes(32);
const own = { index: randomBytes(32), words: randomBytes(32) };
const vaultOf = (present: Buffer, ...others: Buffer[]): Vault => new Vault(new KeyRing({ present, others }), own);
const vault = vaultOf(first);
const anna = '0199c0de-0000-7000-8000-00000000000a';
const boris = '0199c0de-0000-7000-8000-00000000000b';
const person = { childId: '24-000441', birthDate: calendarDate('2008-06-26'), category: 'general' };

describe('the vault', () => {
  const { key } = vault.newKey(anna);
  const sealed = vault.seal(anna, key, person);

  it('opens what it sealed', () => expect(vault.open(anna, key, sealed)).toEqual(person));

  it('shows nothing of it', () => expect(sealed.toString('latin1')).not.toMatch(/2008|000441/));

  it('seals the same data differently each time', () => expect(vault.seal(anna, key, person)).not.toEqual(sealed));

  it.each([
    ['for another person', () => vault.open(boris, key, sealed)],
    ["with another person's key", () => vault.open(anna, vault.newKey(anna).key, sealed)],
    ['with another key of the installation', () => vaultOf(second).open(anna, key, sealed)],
    [
      'what was changed',
      () => vault.open(anna, key, Buffer.concat([sealed.subarray(0, -1), Buffer.from([sealed.at(-1)! ^ 1])])),
    ],
    ['what was cut', () => vault.open(anna, key, sealed.subarray(0, 10))],
    ['words as data', () => vault.open(anna, key, vault.sealText(anna, key, '{}'))],
  ])('does not open %s', (_, open) => expect(open).toThrow());

  it('needs a key of 32 bytes', () => expect(() => vaultOf(randomBytes(16))).toThrow(RangeError));
});

describe('another key of the installation', () => {
  const { key } = vault.newKey(anna);
  const sealed = vault.seal(anna, key, person);

  it('opens what lies under the one before, as long as that is named beside it', () =>
    expect(vaultOf(second, first).open(anna, key, sealed)).toEqual(person));

  it('takes its place without a byte of what is sealed being written again', () => {
    const anew = new KeyRing({ present: second, others: [first] }).rewrap(anna, key);
    expect(vaultOf(second).open(anna, anew.key, sealed)).toEqual(person);
    expect(anew.kek).not.toBe(vault.newKey(anna).kek);
  });

  it('opens the words that lay under the installation’s own key before', () => {
    const words = box(first, 'words 7', Buffer.from('по болезни'));
    expect(vaultOf(second, first).openWords('7', words)).toBe('по болезни');
  });
});

describe('the index of a child', () => {
  it('is the same for the same id', () => expect(vault.indexOf('24-1')).toEqual(vaultOf(second).indexOf('24-1')));

  it('is another for another id, and under another key', () => {
    const elsewhere = new Vault(new KeyRing({ present: first }), { ...own, index: randomBytes(32) });
    const indexes = [vault.indexOf('24-1'), vault.indexOf('24-2'), elsewhere.indexOf('24-1')];
    expect(new Set(indexes.map((index) => index.toString('hex'))).size).toBe(3);
  });
});
