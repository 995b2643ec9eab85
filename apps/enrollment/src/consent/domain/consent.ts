import { err, ok, type CalendarDate, type Kopecks, type Result } from '@lib/kernel';

/** What a family consents to before its child is enrolled: these terms, and a co-payment not above so much (docs/rules.md §2). */
export type Consent = {
  /** Names the terms: the consent to some is none to others. */
  readonly terms: string;
  readonly coPaymentAtMost: Kopecks;
};

export const WAYS = ['own-login', 'paper'] as const;

/** How a consent was given: by the family in its own login, or on a paper that somebody records. */
export type Given =
  { readonly how: 'own-login' } | { readonly how: 'paper'; readonly number: string; readonly signedOn: CalendarDate };

export type NotGiven = {
  readonly reason: 'consent-not-possible';
  readonly why: 'paper-needed' | 'paper-in-own-login' | 'signed-after-today';
};

/** The consent that stands: the last one, while the terms that it names are the terms. */
export const standing = (last: Consent | undefined, terms: string): Consent | undefined =>
  last?.terms === terms ? last : undefined;

/** How somebody gives a consent: a family by asking for it itself, everybody else by the paper that the family has signed. */
export const givenBy = (
  giver: { readonly isFamily: boolean },
  paper: { readonly number: string; readonly signedOn: CalendarDate } | undefined,
  today: CalendarDate,
): Result<Given, NotGiven> => {
  const not = (why: NotGiven['why']): Result<Given, NotGiven> => err({ reason: 'consent-not-possible', why });
  if (!paper) return giver.isFamily ? ok({ how: 'own-login' }) : not('paper-needed');
  if (giver.isFamily) return not('paper-in-own-login');
  return paper.signedOn > today ? not('signed-after-today') : ok({ how: 'paper', ...paper });
};
