import { addDays, instant, isCalendarDate, startOfDay, timeZone } from '@lib/kernel';
import type { ComponentChildren, JSX } from 'preact';
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

/** The days that can be slid through, both inclusive. */
export type Days = { readonly from: string; readonly to: string };

/**
 * Chooses the moment that a page shows: by dates, or where scripts run by sliding through the days, which reads `Shown`
 * anew.
 */
export const MomentForm = ({
  moment,
  days,
  words: { say },
}: {
  moment: Moment;
  days: Days;
  words: Words;
}): JSX.Element => (
  <form method="get" class="inline" data-shows={SHOWN}>
    {(
      [
        ['asOf', 'as-of'],
        ['knownAt', 'known-at'],
      ] as const
    ).map(([name, key]) => (
      <div>
        <DateField label={say(`audit.${key}`)} name={name} value={moment[name]} />
        <input
          type="range"
          hidden
          min={0}
          max={daysBetween(days.from, days.to)}
          step={1}
          value={daysBetween(days.from, moment[name] === '' ? days.to : moment[name])}
          data-slides={name}
          data-from={days.from}
          aria-label={say(`audit.slide-${key}`)}
        />
      </div>
    ))}
    <button>{say('audit.show')}</button>
  </form>
);

const SHOWN = 'shown';

/** What of a page depends on the moment. */
export const Shown = ({ children }: { children: ComponentChildren }): JSX.Element => <div id={SHOWN}>{children}</div>;

/** Whole days; 0 for what is no date or comes before. */
const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) || 0);
const DAY_MS = 86_400_000;
