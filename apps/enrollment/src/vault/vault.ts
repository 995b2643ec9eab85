import { createHmac } from 'node:crypto';
import type { CalendarDate } from '@lib/kernel';
import { opened, sealed } from '@lib/sealing';
import type { KeyRing, WrappedKey } from './key-ring.js';

/** Who a child is, as its parent has registered it. */
type Identity = {
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName?: string;
  readonly document: { readonly kind: string; readonly number: string };
  readonly address: string;
};

/**
 * What of a child lies only sealed: never in an event, a topic, a log or another column (docs/rules.md §10). A register
 * that comes as a file says nothing of who the child is.
 */
export type PersonalData = Partial<Identity> & {
  /** As the register names the child. */
  readonly childId: string;
  readonly birthDate: CalendarDate;
  readonly category: string;
  /** The paper that the category rests on. */
  readonly categoryBasis?: string;
};

/** Keys of the installation that belong to no person. */
export type OwnKeys = {
  /** Of the blind index. */
  readonly index: Buffer;
  /** Of words that are about no one person. */
  readonly words: Buffer;
};

/**
 * Seals personal data under one key per person; each person's key lies wrapped under a key of the ring. The holder's id
 * is authenticated with both, so that a row copied to another person does not open. Once a person's key is destroyed,
 * nothing that was sealed under it opens again.
 */
export class Vault {
  constructor(
    private readonly ring: KeyRing,
    private readonly own: OwnKeys,
  ) {}

  /** A new person's key, wrapped. */
  newKey(holderId: string): WrappedKey {
    return this.ring.newKey(holderId);
  }

  seal(holderId: string, wrappedKey: Uint8Array, person: PersonalData): Buffer {
    return sealed(this.ring.unwrap(holderId, wrappedKey), holderId, Buffer.from(JSON.stringify(person)));
  }

  /** @throws Error when the key, the keys of the ring or the sealed bytes are not the ones they were */
  open(holderId: string, wrappedKey: Uint8Array, box: Uint8Array): PersonalData {
    const key = this.ring.unwrap(holderId, wrappedKey);
    return JSON.parse(opened(key, holderId, box).toString()) as PersonalData;
  }

  /** Words about a person, under its key: they go with it. */
  sealText(holderId: string, wrappedKey: Uint8Array, words: string): Buffer {
    return sealed(this.ring.unwrap(holderId, wrappedKey), wordsOf(holderId), Buffer.from(words));
  }

  /** @throws Error when the key, the keys of the ring or the sealed bytes are not the ones they were */
  openText(holderId: string, wrappedKey: Uint8Array, box: Uint8Array): string {
    return opened(this.ring.unwrap(holderId, wrappedKey), wordsOf(holderId), box).toString();
  }

  /** Free words about no one person, which may name anybody: under a key of the installation, with the id of what they are about. */
  sealWords(about: string, words: string): Buffer {
    return sealed(this.own.words, aboutNobody(about), Buffer.from(words));
  }

  /** @throws Error when the keys, what they are about or the sealed bytes are not the ones they were */
  openWords(about: string, box: Uint8Array): string {
    try {
      return opened(this.own.words, aboutNobody(about), box).toString();
    } catch {
      // Before there was a key for words they lay under the installation's own.
      return this.ring.unwrap(aboutNobody(about), box).toString();
    }
  }

  /**
   * What a child is found by, without its id in the clear: the same id has the same index, and without the key nobody can
   * tell which id that is, however few there are. A text that is no id of the register begins so that none can be equal
   * to it.
   */
  indexOf(text: string): Buffer {
    return createHmac('sha256', this.own.index).update(text).digest();
  }
}

/** What separates words about a person from its other sealed data: one does not open as the other. */
const wordsOf = (holderId: string): string => `words about ${holderId}`;
const aboutNobody = (about: string): string => `words ${about}`;
