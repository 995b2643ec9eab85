import { isCalendarDate, type CalendarDate } from '@lib/kernel';

/** How a file writes its dates; one file writes all of them in one way. */
export const DATE_FORMS = ['yyyy-mm-dd', 'dd.mm.yyyy'] as const;
export type DateForm = (typeof DATE_FORMS)[number];

const DOTTED = /^(\d{2})\.(\d{2})\.(\d{4})$/;

/** The form of most dates; undefined where there is none of a form that we read. */
export const dateFormOf = (texts: Iterable<string>): DateForm | undefined => {
  let dashed = 0;
  let dotted = 0;
  for (const text of texts) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) dashed += 1;
    else if (DOTTED.test(text)) dotted += 1;
  }
  if (dashed + dotted === 0) return undefined;
  return dotted > dashed ? 'dd.mm.yyyy' : 'yyyy-mm-dd';
};

/** A date of the file's form; undefined for one of another form and for none of the calendar. */
export const dateOf = (text: string, form: DateForm): CalendarDate | undefined => {
  const date = form === 'dd.mm.yyyy' ? text.replace(DOTTED, '$3-$2-$1') : text;
  return isCalendarDate(date) && (form === 'yyyy-mm-dd' || date !== text) ? date : undefined;
};

/** The day of an instant in UTC, in a form; '' for none of the calendar. */
export const written = (day: Date, form: DateForm): string => {
  if (Number.isNaN(day.getTime())) return '';
  const [date = ''] = day.toISOString().split('T');
  return form === 'yyyy-mm-dd' ? date : date.split('-').toReversed().join('.');
};
