import { createHash } from 'node:crypto';
import type { Application } from './domain/application.js';
import { changesTo, type Present } from './domain/decide.js';

/**
 * The entity tag of what a family is asked to confirm: the terms of its application beside the present ones. It changes
 * with any of them and with nothing else, so that a second import cannot slip in between reading and confirming.
 */
export const termsTag = (application: Application, present: Omit<Present, 'others'>): string => {
  const changes = changesTo(application, { ...present, others: [] });
  const content = JSON.stringify([application.terms, changes]);
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
};

/** Whether one of the tags of an `If-Match` is that of the terms as they are now; `*` is any. */
export const isSeen = (tags: readonly string[], application: Application, present: Omit<Present, 'others'>): boolean =>
  tags.includes('*') || tags.includes(termsTag(application, present));

/** The tags of an `If-Match` (RFC 9110); undefined without the header. A weak tag matches nothing. */
export const tagsOf = (header: string | undefined): readonly string[] | undefined =>
  header === undefined ? undefined : header.split(',').map((tag) => tag.trim());
