import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@lib/kernel';
import {
  STATES,
  STEPS,
  evolve,
  isLive,
  lapseOf,
  type Application,
  type Fact,
  type State,
  type Step,
} from './application.js';
import { act, answerFunds, lapse, submit, type Action } from './decide.js';

const day = calendarDate;
const today = day('2020-10-15');

const anApplication = (with_: Partial<Application> = {}): Application => ({
  state: 'requested',
  pending: null,
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
  { type: 'terminate', by: 'family' },
];

type Outcome = readonly (Fact['type'] | 'not-allowed')[];
const outcome = (application: Application, action: Action, on = today): Outcome => {
  const result = act(application, action, on);
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
        pending: { step, since: today },
      });
      expect(act(waiting, action, today)).toEqual({
        ok: false,
        error: { reason: 'action-not-allowed', state: waiting.state, awaiting: step, action: action.type },
      });
    },
  );

  it('names what it was refused for', () =>
    expect(act(anApplication(), { type: 'conclude' }, today)).toEqual({
      ok: false,
      error: { reason: 'action-not-allowed', state: 'requested', awaiting: null, action: 'conclude' },
    }));

  it('a refusal is by the provider', () =>
    expect(act(anApplication(), { type: 'refuse' }, today)).toEqual({
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
    expect(act(accepted, { type: 'conclude' }, day(on))).toEqual({ ok: true, value: [fact] }),
  );
  it('at the reserve the period is judged by certificates', () =>
    expect(outcome({ ...accepted, reserveAt: 'enrolment' }, { type: 'conclude' }, day('2020-12-31'))).toEqual([
      'funds-requested',
    ]));
});

describe('notice', () => {
  const enrolled = anApplication({ state: 'enrolled', concludedOn: day('2020-10-01') });
  const notice = (on: string) => {
    const result = act(enrolled, { type: 'terminate', by: 'provider' }, day(on));
    return result.ok ? result.value : result.error.reason;
  };
  it.each([
    ['2020-10-01', [{ type: 'withdrawn', on: '2020-10-01' }]],
    ['2020-10-02', [{ type: 'terminated', by: 'provider', lastDay: '2020-10-31', on: '2020-10-02' }]],
    ['2020-10-31', [{ type: 'terminated', by: 'provider', lastDay: '2020-10-31', on: '2020-10-31' }]],
    ['2020-11-01', [{ type: 'terminated', by: 'provider', lastDay: '2020-11-30', on: '2020-11-01' }]],
    ['2020-12-30', [{ type: 'terminated', by: 'provider', lastDay: '2020-12-30', on: '2020-12-30' }]],
    ['2020-12-31', 'action-not-allowed'],
  ])('on %s for a contract 2020-10-02…2020-12-30: %j', (on, result) => expect(notice(on)).toEqual(result));

  it('the second one is not allowed', () =>
    expect(outcome(anApplication({ state: 'terminated' }), { type: 'terminate', by: 'family' })).toEqual([
      'not-allowed',
    ]));
});

describe('the answer for the money', () => {
  const since = day('2020-10-10');
  const waiting = (step: Step) =>
    anApplication({
      state: step === 'enrolment' ? 'accepted' : 'requested',
      reserveAt: step,
      pending: { step, since },
    });

  it.each([
    ['application', 'requested', []],
    ['acceptance', 'accepted', [{ type: 'accepted', on: since }]],
    ['enrolment', 'enrolled', [{ type: 'concluded', on: since }]],
  ] as const)('reserved at %s: %s, dated as it was asked', (step, state, facts) => {
    const answered = answerFunds(waiting(step), { funds: 'reserved' }, today);
    expect(answered).toEqual([{ type: 'funds-granted', on: since }, ...facts]);
    expect(answered.reduce(evolve, waiting(step))).toMatchObject({ state, pending: null });
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
    ['2020-12-01', anApplication({ pending: { step: 'application', since: today } }), []],
  ] as const)('on %s: %j', (on, application, facts) =>
    expect(lapse(application, day(on)).map((fact) => fact.type)).toEqual(facts),
  );
});

describe('a place is held', () => {
  it.each([
    ['requested', '2021-06-01', true],
    ['accepted', '2021-06-01', true],
    ['enrolled', '2020-12-30', true],
    ['enrolled', '2020-12-31', false],
    ['terminated', '2020-12-30', true],
    ['terminated', '2020-12-31', false],
    ['refused', '2020-10-02', false],
    ['withdrawn', '2020-10-02', false],
  ] as const)('%s until 2020-12-30, on %s: %s', (state, today_, held) =>
    expect(isLive(anApplication({ state }), day(today_))).toBe(held),
  );
});
