import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { CalendarDate } from '@lib/kernel';

/** What of a child lies only sealed: never in an event, a topic, a log or another column (docs/rules.md §10). */
export type PersonalData = { readonly birthDate: CalendarDate; readonly category: string };

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals personal data under one key per person, and each person's key under the installation's master key. The holder's
 * id is authenticated with both, so that a row copied to another person does not open.
 */
export class Vault {
  /** @throws RangeError unless the master key has 32 bytes */
  constructor(private readonly masterKey: Buffer) {
    if (masterKey.length !== KEY_BYTES)
      throw new RangeError(`the vault's master key has ${masterKey.length} bytes, not 32`);
  }

  /** A new person's key, wrapped. */
  newKey(holderId: string): Buffer {
    return encrypt(this.masterKey, holderId, randomBytes(KEY_BYTES));
  }

  seal(holderId: string, wrappedKey: Uint8Array, person: PersonalData): Buffer {
    return encrypt(decrypt(this.masterKey, holderId, wrappedKey), holderId, Buffer.from(JSON.stringify(person)));
  }

  /** @throws Error when the key, the master key or the sealed bytes are not the ones they were */
  open(holderId: string, wrappedKey: Uint8Array, sealed: Uint8Array): PersonalData {
    const key = decrypt(this.masterKey, holderId, wrappedKey);
    return JSON.parse(decrypt(key, holderId, sealed).toString()) as PersonalData;
  }

  /** Words about a person, under its key: they go with it. */
  sealText(holderId: string, wrappedKey: Uint8Array, words: string): Buffer {
    return encrypt(decrypt(this.masterKey, holderId, wrappedKey), wordsOf(holderId), Buffer.from(words));
  }

  /** @throws Error when the key, the master key or the sealed bytes are not the ones they were */
  openText(holderId: string, wrappedKey: Uint8Array, sealed: Uint8Array): string {
    return decrypt(decrypt(this.masterKey, holderId, wrappedKey), wordsOf(holderId), sealed).toString();
  }

  /** Free words about no one person, which may name anybody: under the master key, with the id of what they are about. */
  sealWords(about: string, words: string): Buffer {
    return encrypt(this.masterKey, `words ${about}`, Buffer.from(words));
  }

  /** @throws Error when the master key, what they are about or the sealed bytes are not the ones they were */
  openWords(about: string, sealed: Uint8Array): string {
    return decrypt(this.masterKey, `words ${about}`, sealed).toString();
  }
}

/** What separates words about a person from its other sealed data: one does not open as the other. */
const wordsOf = (holderId: string): string => `words about ${holderId}`;

const encrypt = (key: Buffer, holderId: string, plain: Buffer): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(holderId));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

const decrypt = (key: Buffer, holderId: string, box: Uint8Array): Buffer => {
  const nonce = box.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(holderId))
    .setAuthTag(box.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
};
