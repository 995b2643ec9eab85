import {
  addDays,
  earlierOf,
  err,
  lastDayOf,
  monthOf,
  ok,
  unreachable,
  type CalendarDate,
  type Kopecks,
  type Result,
} from '@lib/kernel';
import type { Child } from '../../child/domain/child.js';
import type { Consent } from '../../consent/domain/consent.js';
import type { StudyGroup } from '../../group/domain/group.js';
import type { CertificateGroupAges, FinancingProgramme } from '../../programme/domain/programme.js';
import { onTerms } from './admission.js';
import {
  daysOf,
  isOpen,
  type Application,
  type Awaited,
  type Fact,
  type Notice,
  type Party,
  type State,
} from './application.js';
import { gained, isFull, isInModule, type Days, type Other } from './days.js';
import { ageRefusal, changesOf, termsOf, type TermChange } from './terms.js';

export type Action =
  | { readonly type: 'accept' | 'refuse' | 'withdraw' | 'consent' | 'confirm' | 'conclude' | 'revoke-notice' }
  | { readonly type: 'stop-waiting' }
  /** `on`: the date of the paper; today unless told. */
  | { readonly type: 'terminate'; readonly by: Party; readonly on: CalendarDate | undefined };

/** What an application is compared with: the world as it is now. */
export type World = {
  readonly group: StudyGroup;
  /** undefined: the person was erased. */
  readonly child: Child | undefined;
  /** The programme for a start of the application in the child's present municipality. */
  readonly programme: FinancingProgramme | undefined;
  /** The programme by which the application lives. */
  readonly own: { readonly certificateGroupAges: readonly CertificateGroupAges[]; readonly lateEntryDays: number };
  /** The child has a certificate of the application's programme. */
  readonly hasCertificate: boolean;
};

/** What is asked for a step besides. */
export type Present = World & {
  /** What the family has consented to, where its consent is to the terms of the application. */
  readonly consent: Consent | undefined;
  /** Live applications that stand against this one; only looked at where days are gained. */
  readonly others: readonly Other[];
};

/** Why an action is not taken, in the order in which it is checked (docs/rules.md §2, §4). */
export type NotAllowed =
  | {
      readonly reason: 'action-not-allowed';
      readonly state: State;
      readonly awaiting: Awaited | null;
      readonly action: Action['type'];
    }
  | { readonly reason: 'terms-changed'; readonly changes: readonly (TermChange | CoPaymentChange)[] }
  | { readonly reason: 'consent-missing' }
  | { readonly reason: 'notice-date-not-possible'; readonly why: NoticeDateFault; readonly bound: CalendarDate }
  | { readonly reason: 'notice-place-taken'; readonly why: 'already-in-module' | 'group-full' };

/** The parent pays more than the family has consented to. */
type CoPaymentChange = {
  readonly term: 'coPaymentKopecks';
  readonly submitted: Kopecks;
  readonly present: Kopecks;
};

type NoticeDateFault = 'after-today' | 'before-conclusion' | 'too-late-entered' | 'after-last-day';

/** The first facts of an application that passed the checks. */
export const submit = ({ reserveAt }: Pick<Application, 'reserveAt'>, on: CalendarDate): readonly Fact[] =>
  reserveAt === 'application'
    ? [
        { type: 'submitted', on },
        { type: 'funds-requested', step: 'application', coPaymentAtMost: null, on },
      ]
    : [{ type: 'submitted', on }];

/** The state machine of docs/rules.md §2 and §4 (termination). An action from any other state changes nothing. */
export const act = (
  application: Application,
  action: Action,
  on: CalendarDate,
  present: Present,
): Result<readonly Fact[], NotAllowed> => {
  const { state, pending } = application;
  const notAllowed = err({
    reason: 'action-not-allowed' as const,
    state,
    awaiting: pending?.step ?? null,
    action: action.type,
  });
  if (action.type === 'stop-waiting') return pending ? ok([notAnswered(pending.step, 'by-operator', on)]) : notAllowed;
  if (pending) return notAllowed;
  switch (action.type) {
    case 'accept':
      return state === 'requested' ? onPresent(application, on, present, accept) : notAllowed;
    case 'refuse':
      return state === 'requested' ? ok([{ type: 'refused', reason: 'by-provider', on }]) : notAllowed;
    case 'withdraw':
      return isOpen(application) ? ok([{ type: 'withdrawn', notice: null, on }]) : notAllowed;
    case 'consent':
      return isOpen(application) ? ok([]) : notAllowed;
    case 'confirm':
      return confirm(application, on, present) ?? notAllowed;
    case 'conclude':
      return state === 'accepted' ? onPresent(application, on, present, conclude) : notAllowed;
    case 'terminate':
      return state === 'enrolled' ? terminate(application, action, on, present) : notAllowed;
    case 'revoke-notice':
      return revokeNotice(application, on, present) ?? notAllowed;
    default:
      return unreachable(action);
  }
};

/** Which terms of an open application, for which nothing is reserved, are not the present ones (docs/rules.md §2, terms). */
export const changesTo = (
  application: Application,
  { group, child, programme, hasCertificate }: Omit<World, 'own'>,
): readonly TermChange[] => {
  if (!isOpen(application) || application.reserved || application.pending || !child) return [];
  const { terms } = application;
  return programme
    ? changesOf(terms, termsOf(group, child, programme), hasCertificate)
    : changesOf(terms, { ...terms, municipality: child.municipality }, hasCertificate);
};

// docs/rules.md §2, terms: the provider, then the age by the register, then the terms.
const onPresent = (
  application: Application,
  on: CalendarDate,
  present: Present,
  step: (
    application: Application,
    on: CalendarDate,
    consent: Consent | undefined,
  ) => Result<readonly Fact[], NotAllowed>,
): Result<readonly Fact[], NotAllowed> => {
  const refused = (reason: string): Result<readonly Fact[], NotAllowed> => ok([{ type: 'refused', reason, on }]);
  if (!present.group.payable) return refused('provider-not-payable');
  if (!application.reserved) {
    const { child, own } = present;
    if (!child) return refused('unknown-child');
    const { terms, start } = application;
    const age = ageRefusal({ birthDate: child.birthDate, start }, terms, own.certificateGroupAges);
    if (age) return refused(age);
    const changes = changesTo(application, present);
    if (changes.length > 0) return err({ reason: 'terms-changed', changes });
  }
  return step(application, on, present.consent);
};

// Where the terms moved the application to a programme that reserves at a step it has passed, the next one reserves.
const accept = (
  { reserveAt, reserved }: Application,
  on: CalendarDate,
  consent: Consent | undefined,
): Result<readonly Fact[], NotAllowed> =>
  ok([
    reserveAt !== 'enrolment' && !reserved
      ? { type: 'funds-requested', step: 'acceptance', coPaymentAtMost: consent?.coPaymentAtMost ?? null, on }
      : { type: 'accepted', on },
  ]);

// Where the money is reserved now, certificates judges the contract's period as the first of its own checks. It is asked
// too where it reserved the money and has not said what the parent pays: its answer says so.
const conclude = (
  { reserved, lastDay, coPayment }: Application,
  on: CalendarDate,
  consent: Consent | undefined,
): Result<readonly Fact[], NotAllowed> => {
  if (reserved && on > lastDay) return ok([{ type: 'refused', reason: 'contract-period-over', on }]);
  if (!consent) return err({ reason: 'consent-missing' });
  const { coPaymentAtMost } = consent;
  if (!reserved || coPayment === null) return ok([{ type: 'funds-requested', step: 'enrolment', coPaymentAtMost, on }]);
  if (coPayment <= coPaymentAtMost) return ok([{ type: 'concluded', on }]);
  const change = { term: 'coPaymentKopecks', submitted: coPaymentAtMost, present: coPayment } as const;
  return err({ reason: 'terms-changed', changes: [change] });
};

const confirm = (
  application: Application,
  on: CalendarDate,
  present: Present,
): Result<readonly Fact[], NotAllowed> | undefined => {
  if (changesTo(application, present).length === 0) return undefined;
  const { group, child, programme, others } = present;
  const refused = (reason: string): Result<readonly Fact[], NotAllowed> => ok([{ type: 'refused', reason, on }]);
  if (!child) return undefined;
  if (!programme) return refused('no-financing-programme');
  const admitted = onTerms(application.start, group, child, programme);
  if (!admitted.ok) return refused(admitted.error);
  const { terms, lastDay } = admitted.value;
  const days = { first: application.start, last: lastDay };
  if (isInModule(days, others)) return refused('already-in-module');
  const more = gained(daysOf(application), days);
  if (more && isFull(more, others, group.places)) return refused('group-full');
  const { reserveAt, toExclusive } = programme;
  return ok([{ type: 'terms-confirmed', terms, lastDay, reserveAt, toExclusive, on }]);
};

const terminate = (
  { start, lastDay, concludedOn }: Application,
  { by, on }: Extract<Action, { type: 'terminate' }>,
  today: CalendarDate,
  { own }: Present,
): Result<readonly Fact[], NotAllowed> => {
  const day = on ?? today;
  const fault = (why: NoticeDateFault, bound: CalendarDate): Result<never, NotAllowed> =>
    err({ reason: 'notice-date-not-possible', why, bound });
  if (day > today) return fault('after-today', today);
  if (concludedOn !== null && day < concludedOn) return fault('before-conclusion', concludedOn);
  const earliest = addDays(today, -own.lateEntryDays);
  if (day < earliest) return fault('too-late-entered', earliest);
  if (day > lastDay) return fault('after-last-day', lastDay);
  const notice = { by, on: day, enteredOn: today, lastDayBefore: lastDay };
  if (day < start) return ok([{ type: 'withdrawn', notice: { ...notice, lastDay }, on: day }]);
  const endsOn = earlierOf(lastDay, lastDayOf(monthOf(day)));
  return ok([{ type: 'terminated', notice: { ...notice, lastDay: endsOn }, on: day }]);
};

// A withdrawn contract has given its place back whole, a terminated one what lies behind its last day.
const revokeNotice = (
  application: Application,
  today: CalendarDate,
  { group, others }: Present,
): Result<readonly Fact[], NotAllowed> | undefined => {
  const { notice, state } = application;
  if (!notice || notice.by === 'operator' || notice.enteredOn !== today) return undefined;
  const days = regained(application, notice);
  const taken = (why: 'already-in-module' | 'group-full'): Result<never, NotAllowed> =>
    err({ reason: 'notice-place-taken', why });
  if (days && isInModule(days, others)) return taken('already-in-module');
  if (days && isFull(days, others, group.places)) return taken('group-full');
  return state === 'terminated' || state === 'withdrawn'
    ? ok([{ type: 'revocation-requested', on: today }])
    : undefined;
};

const regained = (application: Application, notice: Notice): Days | undefined => {
  const before = { first: application.start, last: notice.lastDayBefore };
  return application.state === 'withdrawn' ? before : gained(daysOf(application), before);
};

/** What an operator ends that waits for an answer which does not come. */
/** What is waited for in vain comes to a refusal: of the application, or of the wish to take a notice back. */
const notAnswered = (step: Awaited, reason: string, on: CalendarDate): Fact =>
  step === 'revocation' ? { type: 'revocation-refused', on } : { type: 'refused', reason, on };

/** The certificate was closed, and with it this contract (docs/rules.md §6): the account has ended it, enrolment follows. */
export const followClosing = (
  application: Application,
  ending: { readonly on: CalendarDate; readonly lastDay: CalendarDate | undefined },
): readonly Fact[] => {
  const { state, lastDay } = application;
  const { on } = ending;
  if (isOpen(application)) return [{ type: 'refused', reason: 'certificate-closed', on }];
  if (state !== 'enrolled') return [];
  const notice = { by: 'operator', on, enteredOn: on, lastDayBefore: lastDay } as const;
  return [
    ending.lastDay === undefined
      ? { type: 'withdrawn', notice: { ...notice, lastDay }, on }
      : { type: 'terminated', notice: { ...notice, lastDay: earlierOf(lastDay, ending.lastDay) }, on },
  ];
};

/** Certificates is asked once more for what an application waits for, under the number of the attempt. */
export const askAgain = ({ pending }: Application): readonly Fact[] =>
  pending ? [{ type: 'asked-again', on: pending.since }] : [];

/** What an application that has waited since before the last day of its period comes to at the period's end (docs/rules.md §4). */
export const endWaiting = ({ pending }: Application, toExclusive: CalendarDate): readonly Fact[] =>
  pending ? [notAnswered(pending.step, 'period-over', toExclusive)] : [];

/** What the calendar does to an application by today (docs/rules.md §4 stale, period end). */
export const lapse = (application: Application, today: CalendarDate): readonly Fact[] =>
  isOpen(application) && !application.pending && application.lapse.on <= today
    ? [{ type: 'refused', reason: application.lapse.reason, on: application.lapse.on }]
    : [];
