import {
  addMonths,
  firstDayOf,
  laterOf,
  monthOf,
  nextMonth,
  unreachable,
  type CalendarDate,
  type Kopecks,
} from '@lib/kernel';
import { STEPS, type Step } from '../../programme/domain/programme.js';
import type { Days } from './days.js';
import type { Terms } from './terms.js';

/** What certificates may be asked for: the money of a step, or to take a notice back. */
export const AWAITED = [...STEPS, 'revocation'] as const;
export type Awaited = (typeof AWAITED)[number];
export const STATES = ['requested', 'accepted', 'enrolled', 'terminated', 'refused', 'withdrawn'] as const;
export type State = (typeof STATES)[number];
export const PARTIES = ['family', 'provider'] as const;
export type Party = (typeof PARTIES)[number];

/**
 * An application, which after its conclusion is the contract. While `pending` is set, certificates is asked: the state has
 * not moved, the place counts as taken, and no action is taken until the answer comes.
 */
export type Application = {
  readonly state: State;
  readonly pending: {
    readonly step: Awaited;
    readonly since: CalendarDate;
    /** The co-payment that the family had consented to when the money was asked for; null: to none yet. */
    readonly coPaymentAtMost: Kopecks | null;
  } | null;
  /** How often certificates was asked again for what is pending. */
  readonly attempt: number;
  /** How many requests for its money were answered with a co-payment above what the family had consented to. */
  readonly exceeded: number;
  /** Why the step that last asked for money was not taken; null: it was, or none has asked. */
  readonly notTaken: 'terms-changed' | null;
  /** What the parent pays, as certificates last said; null: it has not said it. */
  readonly coPayment: Kopecks | null;
  /** The reserve was granted, also with a share of 0. */
  readonly reserved: boolean;
  /** Why it was refused. */
  readonly reason: string | null;
  readonly concludedOn: CalendarDate | null;
  readonly start: CalendarDate;
  readonly submittedOn: CalendarDate;
  /** The contract's last day; a notice brings it forward. */
  readonly lastDay: CalendarDate;
  readonly terms: Terms;
  readonly reserveAt: Step;
  readonly lapse: Lapse;
  /** The last notice after the conclusion, while it stands. */
  readonly notice: Notice | null;
  /** How many notices there were, and how many times one was asked to be taken back. */
  readonly notices: number;
  readonly revocations: number;
};

/** A notice of a contract; before the start it is a withdrawal (docs/rules.md §4). */
export type Notice = {
  readonly by: Party | 'operator';
  /** The date of the paper. */
  readonly on: CalendarDate;
  readonly enteredOn: CalendarDate;
  /** What the contract's last day was before it, and is after it. */
  readonly lastDayBefore: CalendarDate;
  readonly lastDay: CalendarDate;
};

/** The day at whose 00:00 the calendar refuses an application that is still open, and the reason. */
export type Lapse = { readonly on: CalendarDate; readonly reason: 'start-too-old' | 'period-over' };

/** What happened to an application, dated by the calendar of its financing programme. */
export type Fact = { readonly on: CalendarDate } & (
  | { readonly type: 'submitted' }
  | { readonly type: 'funds-requested'; readonly step: Step; readonly coPaymentAtMost: Kopecks | null }
  | { readonly type: 'asked-again' }
  | { readonly type: 'funds-granted'; readonly coPayment: Kopecks | null }
  /** The parent would pay more than the family has consented to: the step that asked for the money is not taken. */
  | { readonly type: 'co-payment-exceeded'; readonly coPayment: Kopecks | null }
  | { readonly type: 'accepted' }
  | {
      readonly type: 'terms-confirmed';
      readonly terms: Terms;
      readonly lastDay: CalendarDate;
      readonly reserveAt: Step;
      readonly toExclusive: CalendarDate;
    }
  | { readonly type: 'concluded' }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'withdrawn'; readonly notice: Notice | null }
  | { readonly type: 'terminated'; readonly notice: Notice }
  | { readonly type: 'revocation-requested' }
  | { readonly type: 'revocation-refused' }
  | { readonly type: 'notice-revoked' }
);

/** An admitted application before anything else has happened to it. */
export const submitted = (asked: {
  readonly start: CalendarDate;
  readonly terms: Terms;
  readonly lastDay: CalendarDate;
  readonly submittedOn: CalendarDate;
  readonly reserveAt: Step;
  /** End of the period. */
  readonly toExclusive: CalendarDate;
}): Application => ({
  state: 'requested',
  pending: null,
  attempt: 0,
  exceeded: 0,
  notTaken: null,
  coPayment: null,
  reserved: false,
  reason: null,
  concludedOn: null,
  start: asked.start,
  submittedOn: asked.submittedOn,
  lastDay: asked.lastDay,
  terms: asked.terms,
  reserveAt: asked.reserveAt,
  lapse: lapseOf(asked),
  notice: null,
  notices: 0,
  revocations: 0,
});

export const evolve = (application: Application, fact: Fact): Application => {
  switch (fact.type) {
    case 'submitted':
      return { ...application, state: 'requested' };
    case 'funds-requested': {
      const { step, on: since, coPaymentAtMost } = fact;
      // Where the money is reserved, the answer is asked for once more.
      const attempt = application.reserved ? application.attempt + 1 : 0;
      return { ...application, pending: { step, since, coPaymentAtMost }, attempt, notTaken: null };
    }
    case 'asked-again':
      return { ...application, attempt: application.attempt + 1 };
    case 'funds-granted':
      return { ...application, pending: null, reserved: true, coPayment: fact.coPayment };
    case 'co-payment-exceeded': {
      const { exceeded, reserved } = application;
      const { coPayment } = fact;
      return {
        ...application,
        pending: null,
        exceeded: reserved ? exceeded : exceeded + 1,
        notTaken: 'terms-changed',
        coPayment,
      };
    }
    case 'accepted':
      return { ...application, state: 'accepted' };
    case 'terms-confirmed': {
      const { terms, lastDay, reserveAt } = fact;
      const lapse = lapseOf({ ...application, ...fact });
      return { ...application, terms, lastDay, reserveAt, lapse, notTaken: null, coPayment: null };
    }
    case 'concluded':
      return { ...application, state: 'enrolled', concludedOn: fact.on };
    case 'refused':
      return { ...application, state: 'refused', pending: null, reason: fact.reason };
    case 'withdrawn':
      return fact.notice
        ? { ...noticed(application, fact.notice), state: 'withdrawn' }
        : { ...application, state: 'withdrawn' };
    case 'terminated':
      return { ...noticed(application, fact.notice), state: 'terminated' };
    case 'revocation-requested':
      return {
        ...application,
        pending: { step: 'revocation', since: fact.on, coPaymentAtMost: null },
        attempt: 0,
        lastDay: application.notice?.lastDayBefore ?? application.lastDay,
        revocations: application.revocations + 1,
      };
    case 'revocation-refused':
      return { ...application, pending: null, lastDay: application.notice?.lastDay ?? application.lastDay };
    case 'notice-revoked':
      return { ...application, pending: null, state: 'enrolled', notice: null };
    default:
      return unreachable(fact);
  }
};

const noticed = (application: Application, notice: Notice): Application => ({
  ...application,
  lastDay: notice.lastDay,
  notice,
  notices: application.notices + 1,
});

export const isOpen = ({ state }: Pick<Application, 'state'>): boolean => state === 'requested' || state === 'accepted';

export const daysOf = ({ start, lastDay }: Pick<Application, 'start' | 'lastDay'>): Days => ({
  first: start,
  last: lastDay,
});

/**
 * The jobs of a day run before its commands, so only a day after the submission can end the application. On a common
 * day the stale ones go first (docs/rules.md §4 stale and period end, §5).
 */
export const lapseOf = (asked: {
  readonly submittedOn: CalendarDate;
  readonly start: CalendarDate;
  readonly toExclusive: CalendarDate;
}): Lapse => {
  const tooOld = laterOf(
    firstDayOf(addMonths(monthOf(asked.start), 2)),
    firstDayOf(nextMonth(monthOf(asked.submittedOn))),
  );
  return asked.submittedOn < asked.toExclusive && asked.toExclusive < tooOld
    ? { on: asked.toExclusive, reason: 'period-over' }
    : { on: tooOld, reason: 'start-too-old' };
};
