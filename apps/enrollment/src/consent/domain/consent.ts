import type { Kopecks } from '@lib/kernel';

/** What a family consents to before its child is enrolled: these terms, and a co-payment not above so much (docs/rules.md §2). */
export type Consent = {
  /** Names the terms: the consent to some is none to others. */
  readonly terms: string;
  readonly coPaymentAtMost: Kopecks;
};

/** The consent that stands: the last one, while the terms that it names are the terms. */
export const standing = (last: Consent | undefined, terms: string): Consent | undefined =>
  last?.terms === terms ? last : undefined;
