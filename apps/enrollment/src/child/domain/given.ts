import { err, ok, type CalendarDate, type Result } from '@lib/kernel';

export const WAYS = ['own-login', 'paper'] as const;

/** How a family has said something: by the family in its own login, or on a paper that somebody records. */
export type Given =
  { readonly how: 'own-login' } | { readonly how: 'paper'; readonly number: string; readonly signedOn: CalendarDate };

export type NotGiven = {
  readonly reason: 'consent-not-possible';
  readonly why: 'paper-needed' | 'paper-in-own-login' | 'signed-after-today';
};

/** How it is taken from somebody: from a family that asks itself, from everybody else with the paper that the family has signed. */
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

/** Who wants to know the number of a paper. */
export type PaperReader = { readonly isFamily: boolean; readonly name: string };

/**
 * A paper's number is told to the family and to whoever recorded it. Whoever else needs it asks for a copy of what is held on
 * the child, which is recorded (docs/rules.md §10).
 */
export const seesPaper = ({ isFamily, name }: PaperReader, recordedBy: string): boolean =>
  isFamily || name === recordedBy;
