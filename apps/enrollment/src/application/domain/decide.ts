import { earlierOf, err, lastDayOf, monthOf, ok, unreachable, type CalendarDate, type Result } from '@lib/kernel';
import { evolve, isOpen, type Application, type Fact, type Party, type State } from './application.js';

export type Action =
  { readonly type: 'accept' | 'refuse' | 'withdraw' | 'conclude' } | { readonly type: 'terminate'; readonly by: Party };

export type NotAllowed = {
  readonly reason: 'action-not-allowed';
  readonly state: State;
  readonly awaiting: string | null;
  readonly action: Action['type'];
};

/** What certificates answers to `funds-requested`. */
export type FundsAnswer = { readonly funds: 'reserved' } | { readonly funds: 'refused'; readonly reason: string };

/** The first facts of an application that passed the checks. */
export const submit = ({ reserveAt }: Pick<Application, 'reserveAt'>, on: CalendarDate): readonly Fact[] =>
  reserveAt === 'application'
    ? [
        { type: 'submitted', on },
        { type: 'funds-requested', step: 'application', on },
      ]
    : [{ type: 'submitted', on }];

/** The state machine of docs/rules.md §2 and §4 (termination). An action from any other state changes nothing. */
export const act = (
  application: Application,
  action: Action,
  on: CalendarDate,
): Result<readonly Fact[], NotAllowed> => {
  const { state, pending, reserveAt, start, lastDay } = application;
  const notAllowed = err({
    reason: 'action-not-allowed' as const,
    state,
    awaiting: pending?.step ?? null,
    action: action.type,
  });
  if (pending) return notAllowed;
  switch (action.type) {
    case 'accept':
      if (state !== 'requested') return notAllowed;
      return ok([
        reserveAt === 'acceptance' ? { type: 'funds-requested', step: 'acceptance', on } : { type: 'accepted', on },
      ]);
    case 'refuse':
      if (state !== 'requested') return notAllowed;
      return ok([{ type: 'refused', reason: 'by-provider', on }]);
    case 'withdraw':
      if (!isOpen(application)) return notAllowed;
      return ok([{ type: 'withdrawn', on }]);
    case 'conclude':
      if (state !== 'accepted') return notAllowed;
      // Where the money is reserved now, certificates judges the contract's period as the first of its own checks.
      if (reserveAt === 'enrolment') return ok([{ type: 'funds-requested', step: 'enrolment', on }]);
      return ok([on > lastDay ? { type: 'refused', reason: 'contract-period-over', on } : { type: 'concluded', on }]);
    case 'terminate':
      if (state !== 'enrolled' || on > lastDay) return notAllowed;
      if (on < start) return ok([{ type: 'withdrawn', on }]);
      return ok([{ type: 'terminated', by: action.by, lastDay: earlierOf(lastDay, lastDayOf(monthOf(on))), on }]);
    default:
      return unreachable(action);
  }
};

/**
 * The step that waited for money, completed or refused; it is dated as it was asked, however late the answer is. The
 * jobs of a day leave an application that waits alone: if it comes out of the wait open after the day that would have
 * ended it, it ends now, dated with that day.
 * @returns nothing when no money is waited for: the answer was taken before.
 */
export const answerFunds = (application: Application, answer: FundsAnswer, today: CalendarDate): readonly Fact[] => {
  const { pending } = application;
  if (!pending) return [];
  const on = pending.since;
  if (answer.funds === 'refused') return [{ type: 'refused', reason: answer.reason, on }];
  const facts: Fact[] = [{ type: 'funds-granted', on }];
  if (pending.step === 'acceptance') facts.push({ type: 'accepted', on });
  if (pending.step === 'enrolment') facts.push({ type: 'concluded', on });
  return [...facts, ...lapse(facts.reduce(evolve, application), today)];
};

/** What the calendar does to an application by today (docs/rules.md §4 stale, period end). */
export const lapse = (application: Application, today: CalendarDate): readonly Fact[] =>
  isOpen(application) && !application.pending && application.lapse.on <= today
    ? [{ type: 'refused', reason: application.lapse.reason, on: application.lapse.on }]
    : [];
