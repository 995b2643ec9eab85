import { addDays, instant, isCalendarDate, startOfDay, timeZone } from '@lib/kernel';
import type { JSX } from 'preact';
import { atMost } from '../page/answers.js';
import { DateField } from '../page/parts.js';
import type { Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';

const PROGRAMMES_READ = 500;

/** How it stood on a day, by what was recorded until the end of another; both are dates, and empty for today. */
export type Moment = { readonly asOf: string; readonly knownAt: string };

export const momentOf = ({ query }: Visit): Moment => ({
  asOf: query.get('asOf') ?? '',
  knownAt: query.get('knownAt') ?? '',
});

/** The address of a page at a moment. */
export const at = (path: string, moment: Partial<Moment>): string => {
  const query = new URLSearchParams(Object.entries(moment).filter(([, date]) => date !== '')).toString();
  return query === '' ? path : `${path}?${query}`;
};

/** The financing programmes of the installation. */
export const programmesOf = ({ ledger }: Visit) =>
  atMost(ledger.certificates.items('GET /financing-programmes'), PROGRAMMES_READ);

/** The last instant of that day in the time zone of a programme; what is no date is for the service to refuse. */
export const knownBy = (knownAt: string, zone: string | undefined): { readonly knownAt?: string } => {
  if (knownAt === '') return {};
  if (!isCalendarDate(knownAt) || zone === undefined) return { knownAt };
  const next = startOfDay(addDays(knownAt, 1), timeZone(zone));
  return { knownAt: instant(new Date(Date.parse(next) - 1).toISOString()) };
};

/** The day before and the day after; undefined for what is no date. */
export const besides = (date: string): readonly [before: string, after: string] | undefined =>
  isCalendarDate(date) ? [addDays(date, -1), addDays(date, 1)] : undefined;

/** Chooses the moment that a page shows. */
export const MomentForm = ({ moment, words: { say } }: { moment: Moment; words: Words }): JSX.Element => (
  <form method="get" class="inline">
    <DateField label={say('audit.as-of')} name="asOf" value={moment.asOf} />
    <DateField label={say('audit.known-at')} name="knownAt" value={moment.knownAt} />
    <button>{say('audit.show')}</button>
  </form>
);
