import { describe, expect, it } from '@jest/globals';
import { calendarDate, kopecks, timeZone } from '@lib/kernel';
import { STEPS, type Step } from '../../programme/domain/programme.js';
import { STATES, evolve, lapseOf, type Application, type Fact, type State } from './application.js';
import { answerFunds, answerRevocation } from './certificate-answer.js';
import { act, changesTo, endWaiting, followClosing, lapse, submit, type Action, type Present } from './decide.js';
import { termsOf } from './terms.js';

const day = calendarDate;
const today = day('2020-10-15');

const group = {
  groupId: '700000',
  moduleId: '900000',
  providerId: '22003',
  direction: 'technical',
  priceKopecks: kopecks(240_000),
  normativeCostKopecks: kopecks(240_000),
  firstDay: day('2020-10-02'),
  lastDay: day('2020-12-30'),
  places: 15,
  payable: true,
  closed: false,
  ageMinMonths: 60,
  ageMaxMonths: 216,
};
const child = { holderId: 'h', municipality: 2442, birthDate: day('2010-01-01'), category: 'general' };
const programme = {
  id: 'autumn',
  timeZone: timeZone('Asia/Krasnoyarsk'),
  from: day('2020-10-01'),
  toExclusive: day('2021-01-01'),
  reserveAt: 'enrolment' as const,
  certificateGroups: ['general', 'ovz'],
  certificateGroupAges: [],
  lateEntryDays: 31,
};
const coPayment = kopecks(50_000);
const consent = { terms: 'these', coPaymentAtMost: coPayment };
const present: Present = { group, child, programme, own: programme, hasCertificate: false, consent, others: [] };

/** What was reserved at an earlier step is reserved. */
const isReserved = (state: State, reserveAt: Step): boolean =>
  state !== 'requested'
    ? state === 'enrolled' || state === 'terminated' || reserveAt !== 'enrolment'
    : reserveAt === 'application';

const anApplication = (with_: Partial<Application> = {}): Application => ({
  state: 'requested',
  pending: null,
  attempt: 0,
  exceeded: 0,
  notTaken: null,
  coPayment,
  reserved: isReserved(with_.state ?? 'requested', with_.reserveAt ?? 'enrolment'),
  submittedOn: day('2020-09-21'),
  terms: termsOf(group, child, programme),
  notice: null,
  notices: 0,
  revocations: 0,
  reason: null,
  concludedOn: null,
  lastDay: day('2020-12-30'),
  start: day('2020-10-02'),
  reserveAt: 'enrolment',
  lapse: { on: day('2020-12-01'), reason: 'start-too-old' },
  ...with_,
});

const ACTIONS: readonly Action[] = [
  { type: 'accept' },
  { type: 'refuse' },
  { type: 'withdraw' },
  { type: 'conclude' },
  { type: 'terminate', by: 'family', on: undefined },
];

type Outcome = readonly (Fact['type'] | 'not-allowed')[];
const outcome = (application: Application, action: Action, on = today): Outcome => {
  const result = act(application, action, on, present);
  return result.ok ? result.value.map((fact) => fact.type) : ['not-allowed'];
};

describe('submit', () => {
  it.each([
    ['application', ['submitted', 'funds-requested']],
    ['acceptance', ['submitted']],
    ['enrolment', ['submitted']],
  ] as const)('money at %s: %j', (reserveAt, facts) =>
    expect(submit({ reserveAt }, today).map((fact) => fact.type)).toEqual(facts),
  );
});

describe('an action', () => {
  const allowed: Readonly<Record<State, Partial<Record<Action['type'], Readonly<Record<Step, Outcome>>>>>> = {
    requested: {
      accept: { application: ['accepted'], acceptance: ['funds-requested'], enrolment: ['accepted'] },
      refuse: { application: ['refused'], acceptance: ['refused'], enrolment: ['refused'] },
      withdraw: { application: ['withdrawn'], acceptance: ['withdrawn'], enrolment: ['withdrawn'] },
    },
    accepted: {
      withdraw: { application: ['withdrawn'], acceptance: ['withdrawn'], enrolment: ['withdrawn'] },
      conclude: { application: ['concluded'], acceptance: ['concluded'], enrolment: ['funds-requested'] },
    },
    enrolled: { terminate: { application: ['terminated'], acceptance: ['terminated'], enrolment: ['terminated'] } },
    terminated: {},
    refused: {},
    withdrawn: {},
  };
  const table = STATES.flatMap((state) =>
    ACTIONS.flatMap((action) =>
      STEPS.map(
        (reserveAt) =>
          [action.type, state, reserveAt, allowed[state][action.type]?.[reserveAt] ?? ['not-allowed'], action] as const,
      ),
    ),
  );

  it.each(table)('%s from %s, money at %s: %j', (_, state, reserveAt, facts, action) =>
    expect(outcome(anApplication({ state, reserveAt }), action)).toEqual(facts),
  );

  it.each(ACTIONS.flatMap((action) => STEPS.map((step) => [action.type, step, action] as const)))(
    '%s while the money of %s is asked for is not allowed',
    (_, step, action) => {
      const waiting = anApplication({
        state: step === 'enrolment' ? 'accepted' : 'requested',
        pending: { step, since: today, coPaymentAtMost: null },
      });
      expect(act(waiting, action, today, present)).toEqual({
        ok: false,
        error: { reason: 'action-not-allowed', state: waiting.state, awaiting: step, action: action.type },
      });
    },
  );

  it('names what it was refused for', () =>
    expect(act(anApplication(), { type: 'conclude' }, today, present)).toEqual({
      ok: false,
      error: { reason: 'action-not-allowed', state: 'requested', awaiting: null, action: 'conclude' },
    }));

  it('a refusal is by the provider', () =>
    expect(act(anApplication(), { type: 'refuse' }, today, present)).toEqual({
      ok: true,
      value: [{ type: 'refused', reason: 'by-provider', on: today }],
    }));
});

describe('conclude after the reserve', () => {
  const accepted = anApplication({ state: 'accepted', reserveAt: 'acceptance' });
  it.each([
    ['2020-12-30', { type: 'concluded', on: '2020-12-30' }],
    ['2020-12-31', { type: 'refused', reason: 'contract-period-over', on: '2020-12-31' }],
  ])('on %s for a contract until 2020-12-30: %j', (on, fact) =>
    expect(act(accepted, { type: 'conclude' }, day(on), present)).toEqual({ ok: true, value: [fact] }),
  );
  it('at the reserve the period is judged by certificates', () =>
    expect(
      outcome({ ...accepted, reserveAt: 'enrolment', reserved: false }, { type: 'conclude' }, day('2020-12-31')),
    ).toEqual(['funds-requested']));
});

describe('what the family has consented to', () => {
  const accepted = anApplication({ state: 'accepted' });
  const withReserve = anApplication({ state: 'accepted', reserveAt: 'acceptance' });
  const conclude = (application: Application, atMost?: number, on = today) =>
    act(application, { type: 'conclude' }, on, {
      ...present,
      consent: atMost === undefined ? undefined : { terms: 'these', coPaymentAtMost: kopecks(atMost) },
    });
  const missing = { ok: false, error: { reason: 'consent-missing' } };

  it('is needed for a conclusion, before the reserve and after it', () => {
    expect(conclude(accepted)).toEqual(missing);
    expect(conclude(withReserve)).toEqual(missing);
  });

  it('is asked for after everything that refuses or changes the application', () => {
    const cheaper = { ...group, priceKopecks: kopecks(1) };
    const changed = act(accepted, { type: 'conclude' }, today, { ...present, group: cheaper, consent: undefined });
    expect(changed).toMatchObject({ error: { reason: 'terms-changed' } });
    expect(conclude(withReserve, undefined, day('2020-12-31'))).toMatchObject({
      value: [{ type: 'refused', reason: 'contract-period-over' }],
    });
  });

  it('bounds the co-payment with which the money is asked for', () => {
    expect(conclude(accepted, 40_000)).toEqual({
      ok: true,
      value: [{ type: 'funds-requested', step: 'enrolment', coPaymentAtMost: 40_000, on: today }],
    });
    const requested = anApplication({ reserveAt: 'acceptance' });
    expect(act(requested, { type: 'accept' }, today, present)).toMatchObject({
      value: [{ type: 'funds-requested', step: 'acceptance', coPaymentAtMost: coPayment }],
    });
    expect(act(requested, { type: 'accept' }, today, { ...present, consent: undefined })).toMatchObject({
      value: [{ type: 'funds-requested', step: 'acceptance', coPaymentAtMost: null }],
    });
  });

  it('is compared with what was reserved before it: 500.00 is not above 500.00, and above 499.99', () => {
    expect(conclude(withReserve, 50_000)).toEqual({ ok: true, value: [{ type: 'concluded', on: today }] });
    expect(conclude(withReserve, 49_999)).toEqual({
      ok: false,
      error: {
        reason: 'terms-changed',
        changes: [{ term: 'coPaymentKopecks', submitted: 49_999, present: 50_000 }],
      },
    });
  });

  it('is compared with the answer of certificates, which is asked once more, where that has not said what the parent pays', () => {
    const unknown = { ...withReserve, attempt: 2, coPayment: null };
    const asked = conclude(unknown, 50_000);
    expect(asked).toMatchObject({ value: [{ type: 'funds-requested', coPaymentAtMost: 50_000 }] });
    const waiting = (asked.ok ? asked.value : []).reduce(evolve, unknown);
    expect(waiting).toMatchObject({ attempt: 3, pending: { step: 'enrolment' } });
    const answered = (amount: number) =>
      answerFunds(waiting, { funds: 'reserved', coPayment: kopecks(amount) }, today).reduce(evolve, waiting);
    expect(answered(50_000)).toMatchObject({ state: 'enrolled', coPayment: 50_000 });
    // What is reserved stays reserved: a new consent is all that is missing.
    expect(answered(50_001)).toMatchObject({
      state: 'accepted',
      pending: null,
      reserved: true,
      notTaken: 'terms-changed',
      coPayment: 50_001,
      exceeded: 0,
    });
  });

  it('is given to an open application that waits for nothing', () => {
    const give = (application: Application) => outcome(application, { type: 'consent' });
    expect([give(anApplication()), give(accepted)]).toEqual([[], []]);
    const waiting = anApplication({ pending: { step: 'acceptance', since: today, coPaymentAtMost: null } });
    expect(give(waiting)).toEqual(['not-allowed']);
    expect(STATES.filter((state) => give(anApplication({ state })).length > 0)).toEqual([
      'enrolled',
      'terminated',
      'refused',
      'withdrawn',
    ]);
  });
});

describe('notice', () => {
  const enrolled = anApplication({ state: 'enrolled', concludedOn: day('2020-10-01') });
  const ends = (on: string, paper?: string) => {
    const result = act(
      enrolled,
      { type: 'terminate', by: 'provider', on: paper === undefined ? undefined : day(paper) },
      day(on),
      present,
    );
    if (!result.ok) return result.error.reason === 'notice-date-not-possible' ? result.error.why : result.error.reason;
    const [fact] = result.value;
    return [fact?.type, fact?.on, result.value.reduce(evolve, enrolled).lastDay];
  };
  it.each([
    ['2020-10-01', ['withdrawn', '2020-10-01', '2020-12-30']],
    ['2020-10-02', ['terminated', '2020-10-02', '2020-10-31']],
    ['2020-10-31', ['terminated', '2020-10-31', '2020-10-31']],
    ['2020-11-01', ['terminated', '2020-11-01', '2020-11-30']],
    ['2020-12-30', ['terminated', '2020-12-30', '2020-12-30']],
    ['2020-12-31', 'after-last-day'],
  ])('on %s for a contract 2020-10-02…2020-12-30: %j', (on, result) => expect(ends(on)).toEqual(result));

  // A paper handed in on the 31st and typed in on the 2nd cost the family a month.
  it.each([
    ['2020-11-02', '2020-10-31', ['terminated', '2020-10-31', '2020-10-31']],
    ['2020-11-02', '2020-10-01', 'too-late-entered'],
    ['2020-11-02', '2020-10-02', ['terminated', '2020-10-02', '2020-10-31']],
    ['2020-11-01', '2020-10-01', ['withdrawn', '2020-10-01', '2020-12-30']],
    ['2020-10-05', '2020-10-06', 'after-today'],
    ['2020-10-05', '2020-09-30', 'before-conclusion'],
    ['2021-01-05', '2020-12-30', ['terminated', '2020-12-30', '2020-12-30']],
    ['2021-01-05', '2020-12-31', 'after-last-day'],
  ])('entered on %s with a paper of %s: %j', (on, paper, result) => expect(ends(on, paper)).toEqual(result));

  it('the second one is not allowed', () =>
    expect(outcome(anApplication({ state: 'terminated' }), { type: 'terminate', by: 'family', on: undefined })).toEqual(
      ['not-allowed'],
    ));
});

describe('a notice that was entered by mistake', () => {
  const enrolled = anApplication({ state: 'enrolled', concludedOn: day('2020-10-01') });
  const ended = (on: string, paper: string): Application => {
    const result = act(enrolled, { type: 'terminate', by: 'family', on: day(paper) }, day(on), present);
    if (!result.ok) throw new Error(result.error.reason);
    return result.value.reduce(evolve, enrolled);
  };
  const revoke = (application: Application, on: string, others: Present['others'] = []) => {
    const result = act(application, { type: 'revoke-notice' }, day(on), { ...present, others });
    return result.ok ? result.value : result.error.reason;
  };

  it('is asked to be taken back on the day of its entry, and holds its days while it waits', () => {
    const application = ended('2020-11-02', '2020-10-31');
    const facts = revoke(application, '2020-11-02');
    expect(facts).toEqual([{ type: 'revocation-requested', on: '2020-11-02' }]);
    if (typeof facts === 'string') throw new Error(facts);
    const waiting = facts.reduce(evolve, application);
    expect(waiting).toMatchObject({ state: 'terminated', lastDay: '2020-12-30', pending: { step: 'revocation' } });
    const answered = answerRevocation(waiting, { isRevoked: true }, day('2020-11-02')).reduce(evolve, waiting);
    expect(answered).toMatchObject({ state: 'enrolled', lastDay: '2020-12-30', notice: null, pending: null });
    const refused = answerRevocation(waiting, { isRevoked: false }, day('2020-11-02')).reduce(evolve, waiting);
    expect(refused).toMatchObject({ state: 'terminated', lastDay: '2020-10-31', pending: null });
  });

  it('stands from the next day on', () =>
    expect(revoke(ended('2020-11-02', '2020-10-31'), '2020-11-03')).toBe('action-not-allowed'));

  it('stands where somebody has taken the place meanwhile', () => {
    const application = ended('2020-11-02', '2020-10-31');
    const other = { first: day('2020-11-02'), last: day('2020-12-30'), inModule: false, inGroup: true };
    expect(
      revoke(
        application,
        '2020-11-02',
        Array.from({ length: 15 }, () => other),
      ),
    ).toBe('notice-place-taken');
    expect(
      revoke(
        application,
        '2020-11-02',
        Array.from({ length: 14 }, () => other),
      ),
    ).toHaveLength(1);
    expect(revoke(application, '2020-11-02', [{ ...other, inModule: true, inGroup: false }])).toBe(
      'notice-place-taken',
    );
  });

  it('is given again when the account took it back after an operator had stopped waiting', () => {
    const application = ended('2020-11-02', '2020-10-31');
    const waiting = evolve(application, { type: 'revocation-requested', on: day('2020-11-02') });
    const stopped = act(waiting, { type: 'stop-waiting' }, day('2020-11-02'), present);
    if (!stopped.ok) throw new Error(stopped.error.reason);
    const facts = answerRevocation(stopped.value.reduce(evolve, waiting), { isRevoked: true }, day('2020-11-03'));
    expect(facts).toMatchObject([{ type: 'terminated', on: '2020-10-31', notice: { lastDay: '2020-10-31' } }]);
  });
});

describe('the terms of an application', () => {
  const accepted = anApplication({ state: 'accepted' });
  const moved = (group_: Partial<typeof group>, child_: Partial<typeof child> = {}): Present => ({
    ...present,
    group: { ...group, ...group_ },
    child: { ...child, ...child_ },
  });
  const conclude = (application: Application, world: Present) => {
    const result = act(application, { type: 'conclude' }, today, world);
    return result.ok
      ? result.value.map((fact) => (fact.type === 'refused' ? fact.reason : fact.type))
      : result.error.reason;
  };

  it.each<[string, Partial<typeof group>]>([
    ['firstDay', { firstDay: day('2020-12-01') }],
    ['lastDay', { lastDay: day('2020-11-30') }],
    ['priceKopecks', { priceKopecks: kopecks(900_000) }],
    ['normativeCostKopecks', { normativeCostKopecks: kopecks(1) }],
    ['ageMinMonths', { ageMinMonths: 72 }],
    ['ageMaxMonths', { ageMaxMonths: 204 }],
    ['direction', { direction: 'artistic' }],
    ['providerId', { providerId: '1' }],
  ])('a changed %s is answered with both values, and nothing goes on', (term, change) => {
    const world = moved(change);
    expect(act(accepted, { type: 'conclude' }, today, world)).toEqual({
      ok: false,
      error: {
        reason: 'terms-changed',
        changes: [
          { term, submitted: accepted.terms[term as keyof typeof accepted.terms], present: Object.values(change)[0] },
        ],
      },
    });
    expect(outcome(anApplication(), { type: 'accept' })).toEqual(['accepted']);
  });

  it('a moved child and a corrected category are terms; once there is a certificate its group is none', () => {
    expect(conclude(accepted, moved({}, { municipality: 1 }))).toBe('terms-changed');
    expect(conclude(accepted, moved({}, { category: 'ovz' }))).toBe('terms-changed');
    expect(conclude(accepted, { ...moved({}, { category: 'ovz' }), hasCertificate: true })).toEqual([
      'funds-requested',
    ]);
    expect(conclude(accepted, moved({}, { category: 'unknown' }))).toEqual(['funds-requested']);
  });

  it('are no terms: the module, the places, and whether the group takes new applications', () =>
    expect(conclude(accepted, moved({ moduleId: '1', places: 0, closed: true }))).toEqual(['funds-requested']));

  it('come after the provider and the age by the register', () => {
    expect(
      conclude(accepted, moved({ payable: false, priceKopecks: kopecks(1) }, { birthDate: day('2019-01-01') })),
    ).toEqual(['provider-not-payable']);
    expect(conclude(accepted, moved({ priceKopecks: kopecks(1) }, { birthDate: day('2019-01-01') }))).toEqual([
      'age-not-suitable',
    ]);
    // On the application's own bounds: those of the present terms are for `confirm`.
    expect(conclude(accepted, moved({ ageMinMonths: 0 }, { birthDate: day('2019-01-01') }))).toEqual([
      'age-not-suitable',
    ]);
  });

  it('are kept by what is reserved, unless the provider is barred', () => {
    const reserved = anApplication({ state: 'accepted', reserveAt: 'acceptance' });
    const world = moved({ priceKopecks: kopecks(1) }, { municipality: 1, birthDate: day('2019-01-01') });
    expect(conclude(reserved, world)).toEqual(['concluded']);
    expect(conclude(reserved, moved({ payable: false }))).toEqual(['provider-not-payable']);
  });

  describe('confirmed by the family', () => {
    const confirm = (world: Present, application = accepted) => {
      const result = act(application, { type: 'confirm' }, today, world);
      if (!result.ok) return result.error.reason;
      const [fact] = result.value;
      return fact?.type === 'refused' ? fact.reason : result.value.reduce(evolve, application);
    };

    it('are the present ones, and nothing waits any more', () => {
      const world = moved({ priceKopecks: kopecks(900_000), lastDay: day('2020-11-30') });
      const confirmed = confirm(world);
      expect(confirmed).toMatchObject({ state: 'accepted', lastDay: '2020-11-30', terms: { priceKopecks: 900_000 } });
      expect(changesTo(confirmed as Application, world)).toEqual([]);
    });

    it.each<[string, Present]>([
      ['provider-not-payable', moved({ payable: false, priceKopecks: kopecks(1) })],
      ['start-outside-group', moved({ firstDay: day('2020-10-03') })],
      [
        'start-outside-period',
        { ...moved({}, { municipality: 1 }), programme: { ...programme, from: day('2020-10-03') } },
      ],
      ['age-not-suitable', moved({ ageMinMonths: 200 })],
      ['no-financing-programme', { ...moved({}, { municipality: 1 }), programme: undefined }],
    ])('refuse the application where a check fails: %s', (reason, world) => expect(confirm(world)).toBe(reason));

    it('are checked against other places on the days that they gain alone', () => {
      const short = anApplication({
        state: 'accepted',
        lastDay: day('2020-11-30'),
        terms: { ...accepted.terms, lastDay: day('2020-11-30') },
      });
      const other = (first: string, last: string) => ({
        first: day(first),
        last: day(last),
        inModule: false,
        inGroup: true,
      });
      const full = (...days: readonly [string, string]) => Array.from({ length: 15 }, () => other(...days));
      expect(confirm({ ...present, others: full('2020-10-02', '2020-11-30') }, short)).toMatchObject({
        state: 'accepted',
      });
      expect(confirm({ ...present, others: full('2020-10-02', '2020-12-01') }, short)).toBe('group-full');
    });

    it('need something to confirm: nothing reserved, and a term that differs', () => {
      expect(confirm(present)).toBe('action-not-allowed');
      const reserved = anApplication({ state: 'accepted', reserveAt: 'acceptance' });
      expect(confirm(moved({ priceKopecks: kopecks(1) }), reserved)).toBe('action-not-allowed');
      expect(confirm(moved({ payable: false }))).toBe('action-not-allowed');
    });
  });
});

// An application that waits for money took no action, was skipped by the daily jobs and kept its place for ever.
describe('an answer that does not come', () => {
  const waiting = anApplication({
    state: 'accepted',
    pending: { step: 'enrolment', since: day('2020-10-15'), coPaymentAtMost: null },
  });
  it('is ended by an operator', () =>
    expect(act(waiting, { type: 'stop-waiting' }, today, present)).toEqual({
      ok: true,
      value: [{ type: 'refused', reason: 'by-operator', on: today }],
    }));
  it('is ended by the end of the period', () =>
    expect(endWaiting(waiting, day('2021-01-01'))).toEqual([
      { type: 'refused', reason: 'period-over', on: '2021-01-01' },
    ]));
  it('is not ended where nothing is waited for', () =>
    expect([outcome(anApplication(), { type: 'stop-waiting' }), endWaiting(anApplication(), today)]).toEqual([
      ['not-allowed'],
      [],
    ]));
});

describe('a certificate that an operator closes', () => {
  const on = day('2020-10-20');
  it.each<[State, string]>([
    ['requested', 'refused'],
    ['accepted', 'refused'],
    ['enrolled', 'terminated'],
  ])('ends an application that is %s: %s', (state, type) =>
    expect(followClosing(anApplication({ state }), { on, lastDay: day('2020-10-31') })).toMatchObject([{ type, on }]),
  );
  it('withdraws a contract whose start has not come, as the account has done', () =>
    expect(followClosing(anApplication({ state: 'enrolled' }), { on, lastDay: undefined })).toMatchObject([
      { type: 'withdrawn', notice: { by: 'operator' } },
    ]));
  it('leaves what has ended before', () =>
    expect(followClosing(anApplication({ state: 'terminated' }), { on, lastDay: on })).toEqual([]));
});

describe('the answer for the money', () => {
  const since = day('2020-10-10');
  const waiting = (step: Step) =>
    anApplication({
      state: step === 'enrolment' ? 'accepted' : 'requested',
      reserveAt: step,
      pending: { step, since, coPaymentAtMost: step === 'application' ? null : coPayment },
    });

  it.each([
    ['application', 'requested', []],
    ['acceptance', 'accepted', [{ type: 'accepted', on: since }]],
    ['enrolment', 'enrolled', [{ type: 'concluded', on: since }]],
  ] as const)('reserved at %s: %s, dated as it was asked', (step, state, facts) => {
    const answered = answerFunds(waiting(step), { funds: 'reserved', coPayment }, today);
    expect(answered).toEqual([{ type: 'funds-granted', coPayment, on: since }, ...facts]);
    expect(answered.reduce(evolve, waiting(step))).toMatchObject({ state, pending: null, reserved: true, coPayment });
  });

  it.each(STEPS)('refused at %s: the application is refused with the reason', (step) => {
    const answered = answerFunds(waiting(step), { funds: 'refused', reason: 'insufficient-funds' }, today);
    expect(answered).toEqual([{ type: 'refused', reason: 'insufficient-funds', on: since }]);
    expect(answered.reduce(evolve, waiting(step))).toMatchObject({
      state: 'refused',
      pending: null,
      reason: 'insufficient-funds',
    });
  });

  // A reserve that was refused ended the application, as if a family had not wanted the place.
  it.each([
    ['acceptance', 'requested'],
    ['enrolment', 'accepted'],
  ] as const)(
    'a co-payment that is too high at %s: still %s, nothing reserved, and the next request is another',
    (step, state) => {
      const tooMuch = { funds: 'refused', reason: 'terms-changed', coPayment: kopecks(50_001) } as const;
      const answered = answerFunds(waiting(step), tooMuch, today);
      expect(answered).toEqual([{ type: 'co-payment-exceeded', coPayment: 50_001, on: since }]);
      const after = answered.reduce(evolve, { ...waiting(step), reserved: false });
      expect(after).toMatchObject({
        state,
        pending: null,
        reserved: false,
        reason: null,
        notTaken: 'terms-changed',
        coPayment: 50_001,
        exceeded: 1,
      });
      const again = evolve(after, { type: 'funds-requested', step, coPaymentAtMost: kopecks(50_001), on: today });
      expect(again).toMatchObject({ notTaken: null, exceeded: 1, attempt: 0 });
    },
  );

  it('a co-payment that is too high ends an application that has lapsed meanwhile', () => {
    const tooMuch = { funds: 'refused', reason: 'terms-changed', coPayment: kopecks(50_001) } as const;
    expect(answerFunds(waiting('enrolment'), tooMuch, day('2020-12-01')).map(({ type }) => type)).toEqual([
      'co-payment-exceeded',
      'refused',
    ]);
  });

  it('an answer that is given again to an earlier request changes nothing', () => {
    const second = { ...waiting('enrolment'), exceeded: 1 };
    const again = { funds: 'refused', reason: 'terms-changed', request: 0 } as const;
    expect(answerFunds(second, again, today)).toEqual([]);
    expect(answerFunds(second, { ...again, request: 1 }, today)).toHaveLength(1);
  });

  it('nothing is answered twice', () => expect(answerFunds(anApplication(), { funds: 'reserved' }, today)).toEqual([]));

  it.each([
    ['application', '2020-11-30', ['funds-granted']],
    ['application', '2020-12-01', ['funds-granted', 'refused']],
    ['acceptance', '2020-11-30', ['funds-granted', 'accepted']],
    ['acceptance', '2020-12-01', ['funds-granted', 'accepted', 'refused']],
    // What was asked in time is a contract, however late the answer.
    ['enrolment', '2020-12-01', ['funds-granted', 'concluded']],
  ] as const)('at %s, when it comes on %s and the application lapses on 2020-12-01: %j', (step, on, facts) => {
    const answered = answerFunds(waiting(step), { funds: 'reserved' }, day(on));
    expect(answered.map((fact) => fact.type)).toEqual(facts);
    if (answered.at(-1)?.type === 'refused')
      expect(answered.at(-1)).toEqual({ type: 'refused', reason: 'start-too-old', on: '2020-12-01' });
  });
});

describe('the day on which an open application lapses', () => {
  it.each([
    // Two calendar months after the start's month.
    ['2020-09-21', '2020-10-02', '2021-05-01', '2020-12-01', 'start-too-old'],
    ['2020-09-21', '2020-10-31', '2021-05-01', '2020-12-01', 'start-too-old'],
    ['2020-09-21', '2020-11-01', '2021-05-01', '2021-01-01', 'start-too-old'],
    // The end of the period, unless the start is too old on that day.
    ['2020-09-21', '2020-11-01', '2021-01-01', '2021-01-01', 'start-too-old'],
    ['2020-09-21', '2020-12-01', '2021-01-01', '2021-01-01', 'period-over'],
    ['2020-09-21', '2020-10-02', '2021-01-01', '2020-12-01', 'start-too-old'],
    ['2020-09-21', '2020-11-30', '2020-12-15', '2020-12-15', 'period-over'],
    // Submitted with an old start: the jobs of that day have run.
    ['2020-12-01', '2020-10-02', '2021-05-01', '2021-01-01', 'start-too-old'],
    ['2020-11-30', '2020-10-02', '2021-05-01', '2020-12-01', 'start-too-old'],
    ['2020-12-15', '2020-10-02', '2020-12-20', '2020-12-20', 'period-over'],
    // Submitted when the period was over.
    ['2021-01-01', '2020-12-01', '2021-01-01', '2021-02-01', 'start-too-old'],
    ['2020-12-31', '2020-12-01', '2021-01-01', '2021-01-01', 'period-over'],
  ])('submitted %s, start %s, period until %s: %s %s', (submittedOn, start, toExclusive, on, reason) =>
    expect(lapseOf({ submittedOn: day(submittedOn), start: day(start), toExclusive: day(toExclusive) })).toEqual({
      on,
      reason,
    }),
  );

  it.each([
    ['2020-11-30', anApplication(), []],
    ['2020-12-01', anApplication(), ['refused']],
    ['2020-12-01', anApplication({ state: 'accepted' }), ['refused']],
    ['2020-12-01', anApplication({ state: 'enrolled' }), []],
    ['2020-12-01', anApplication({ pending: { step: 'application', since: today, coPaymentAtMost: null } }), []],
  ] as const)('on %s: %j', (on, application, facts) =>
    expect(lapse(application, day(on)).map((fact) => fact.type)).toEqual(facts),
  );
});
