import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@lib/kernel';
import { Vault } from './vault.js';

const vault = new Vault(randomBytes(32));
const anna = '0199c0de-0000-7000-8000-00000000000a';
const boris = '0199c0de-0000-7000-8000-00000000000b';
const person = { birthDate: calendarDate('2008-06-26'), category: 'general' };

describe('the vault', () => {
  const key = vault.newKey(anna);
  const sealed = vault.seal(anna, key, person);

  it('opens what it sealed', () => expect(vault.open(anna, key, sealed)).toEqual(person));

  it('shows nothing of it', () => expect(sealed.toString('latin1')).not.toContain('2008'));

  it('seals the same data differently each time', () => expect(vault.seal(anna, key, person)).not.toEqual(sealed));

  it.each([
    ['for another person', () => vault.open(boris, key, sealed)],
    ["with another person's key", () => vault.open(anna, vault.newKey(anna), sealed)],
    ['with another master key', () => new Vault(randomBytes(32)).open(anna, key, sealed)],
    [
      'what was changed',
      () => vault.open(anna, key, Buffer.concat([sealed.subarray(0, -1), Buffer.from([sealed.at(-1)! ^ 1])])),
    ],
    ['what was cut', () => vault.open(anna, key, sealed.subarray(0, 10))],
  ])('does not open %s', (_, open) => expect(open).toThrow());

  it('needs a key of 32 bytes', () => expect(() => new Vault(randomBytes(16))).toThrow(RangeError));
});
