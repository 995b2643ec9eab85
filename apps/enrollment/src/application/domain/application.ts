import { addMonths, firstDayOf, laterOf, monthOf, nextMonth, unreachable, type CalendarDate } from '@lib/kernel';

/** The step at which the certificate's money is reserved: a setting of the financing programme (docs/rules.md §9). */
export const STEPS = ['application', 'acceptance', 'enrolment'] as const;
export type Step = (typeof STEPS)[number];
export const STATES = ['requested', 'accepted', 'enrolled', 'terminated', 'refused', 'withdrawn'] as const;
export type State = (typeof STATES)[number];
export const PARTIES = ['family', 'provider'] as const;
export type Party = (typeof PARTIES)[number];

/**
 * An application, which after its conclusion is the contract. While `pending` is set, certificates is asked for the money
 * of that step: the state has not moved, the place counts as taken, and no action is taken until the answer comes.
 */
export type Application = {
  readonly state: State;
  readonly pending: { readonly step: Step; readonly since: CalendarDate } | null;
  /** Why it was refused. */
  readonly reason: string | null;
  readonly concludedOn: CalendarDate | null;
  /** The contract's last day; a termination brings it forward. */
  readonly lastDay: CalendarDate;
  readonly start: CalendarDate;
  readonly reserveAt: Step;
  readonly lapse: Lapse;
};

/** The day at whose 00:00 the calendar refuses an application that is still open, and the reason. */
export type Lapse = { readonly on: CalendarDate; readonly reason: 'start-too-old' | 'period-over' };

/** What happened to an application, dated by the calendar of its financing programme. */
export type Fact = { readonly on: CalendarDate } & (
  | { readonly type: 'submitted' }
  | { readonly type: 'funds-requested'; readonly step: Step }
  | { readonly type: 'funds-granted' }
  | { readonly type: 'accepted' }
  | { readonly type: 'concluded' }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'withdrawn' }
  | { readonly type: 'terminated'; readonly by: Party; readonly lastDay: CalendarDate }
);

/** An admitted application before anything else has happened to it. */
export const submitted = (terms: {
  readonly start: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly submittedOn: CalendarDate;
  readonly reserveAt: Step;
  /** End of the period. */
  readonly toExclusive: CalendarDate;
}): Application => ({
  state: 'requested',
  pending: null,
  reason: null,
  concludedOn: null,
  start: terms.start,
  lastDay: terms.lastDay,
  reserveAt: terms.reserveAt,
  lapse: lapseOf(terms),
});

export const evolve = (application: Application, fact: Fact): Application => {
  switch (fact.type) {
    case 'submitted':
      return { ...application, state: 'requested' };
    case 'funds-requested':
      return { ...application, pending: { step: fact.step, since: fact.on } };
    case 'funds-granted':
      return { ...application, pending: null };
    case 'accepted':
      return { ...application, state: 'accepted' };
    case 'concluded':
      return { ...application, state: 'enrolled', concludedOn: fact.on };
    case 'refused':
      return { ...application, state: 'refused', pending: null, reason: fact.reason };
    case 'withdrawn':
      return { ...application, state: 'withdrawn' };
    case 'terminated':
      return { ...application, state: 'terminated', lastDay: fact.lastDay };
    default:
      return unreachable(fact);
  }
};

export const isOpen = ({ state }: Pick<Application, 'state'>): boolean => state === 'requested' || state === 'accepted';

/** Holds a place: open, or a contract until its last day, which a termination has brought forward (docs/rules.md §2). */
export const isLive = (application: Pick<Application, 'state' | 'lastDay'>, today: CalendarDate): boolean =>
  isOpen(application) ||
  ((application.state === 'enrolled' || application.state === 'terminated') && today <= application.lastDay);

/**
 * The jobs of a day run before its commands, so only a day after the submission can end the application. On a common
 * day the stale ones go first (docs/rules.md §4 stale and period end, §5).
 */
export const lapseOf = (terms: {
  readonly submittedOn: CalendarDate;
  readonly start: CalendarDate;
  readonly toExclusive: CalendarDate;
}): Lapse => {
  const tooOld = laterOf(
    firstDayOf(addMonths(monthOf(terms.start), 2)),
    firstDayOf(nextMonth(monthOf(terms.submittedOn))),
  );
  return terms.submittedOn < terms.toExclusive && terms.toExclusive < tooOld
    ? { on: terms.toExclusive, reason: 'period-over' }
    : { on: tooOld, reason: 'start-too-old' };
};
