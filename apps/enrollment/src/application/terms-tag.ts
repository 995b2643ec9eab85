import { createHash } from 'node:crypto';
import { isKopecks, type Kopecks } from '@lib/kernel';
import type { Application } from './domain/application.js';
import { changesTo, type World } from './domain/decide.js';
import type { Terms } from './domain/terms.js';

/**
 * The entity tag of what a family is asked to confirm: the terms of its application beside the present ones, and what it
 * would pay by those. The terms cannot change between reading and confirming; what would be paid is what the family has
 * seen, and not compared.
 */
export const termsTag = (application: Application, present: World, coPayment?: Kopecks): string =>
  `"${hashOf([application.terms, changesTo(application, present)])}${coPayment === undefined ? '' : `.${coPayment}`}"`;

/** Whether one of the tags of an `If-Match` is that of the terms as they are now; `*` is any. */
export const isSeen = (tags: readonly string[], application: Application, present: World): boolean =>
  tags.some((tag) => tag === '*' || termsIn(tag) === termsTag(application, present));

/** What the parent would pay by the terms that were seen, where one of the tags of an `If-Match` says it. */
export const coPaymentSeen = (tags: readonly string[]): Kopecks | undefined => {
  const [, seen] = tags.map((tag) => /^"[\w-]+\.(\d{1,16})"$/.exec(tag)).find((tag) => tag !== null) ?? [];
  const amount = Number(seen);
  return isKopecks(amount) ? amount : undefined;
};

/** Names the terms of an application, whatever the present ones are. */
export const nameOfTerms = (terms: Terms): string => hashOf(terms);

const termsIn = (tag: string): string => tag.replace(/\.\d+"$/, '"');

const hashOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 27);
