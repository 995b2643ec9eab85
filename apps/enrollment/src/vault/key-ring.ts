import { createHash, randomBytes } from 'node:crypto';
import { VAULT_KEY_BYTES, type VaultKeys } from '@lib/operations';
import { opened, sealed } from '@lib/sealing';

/** A key as it is stored, and the name of the key that it is wrapped under. */
export type WrappedKey = { readonly kek: string; readonly key: Uint8Array };

/**
 * Wraps keys, so that what they seal need not be written again when the installation's key changes. What a key is for is
 * authenticated with it: a wrapped key that is copied to another person does not open.
 */
export class KeyRing {
  private readonly keys: ReadonlyMap<string, Buffer>;
  /** The name of the present key, which says nothing of it. */
  readonly present: string;

  /** @throws RangeError unless every key has 32 bytes */
  constructor({ present, others = [] }: VaultKeys) {
    for (const key of [present, ...others])
      if (key.length !== VAULT_KEY_BYTES)
        throw new RangeError(`a key of the vault has ${key.length} bytes, not ${VAULT_KEY_BYTES}`);
    this.present = nameOf(present);
    this.keys = new Map([present, ...others].map((key) => [nameOf(key), key]));
  }

  /** A new key for a purpose, wrapped. */
  newKey(purpose: string): WrappedKey {
    return this.wrapped(purpose, randomBytes(VAULT_KEY_BYTES));
  }

  /** The same key under the present key of the installation. @throws Error as `unwrap` */
  rewrap(purpose: string, key: Uint8Array): WrappedKey {
    return this.wrapped(purpose, this.unwrap(purpose, key));
  }

  /** @throws Error when no key of the ring opens it, or it is for another purpose */
  unwrap(purpose: string, key: Uint8Array): Buffer {
    for (const kek of this.keys.values()) {
      try {
        return opened(kek, purpose, key);
      } catch {
        // Under another one, then.
      }
    }
    throw new Error('no key of the vault opens it');
  }

  private wrapped(purpose: string, key: Buffer): WrappedKey {
    const kek = this.keys.get(this.present);
    if (!kek) throw new TypeError('a ring without its present key');
    return { kek: this.present, key: sealed(kek, purpose, key) };
  }
}

const nameOf = (key: Buffer): string => createHash('sha256').update('key ').update(key).digest('hex').slice(0, 16);
