import { describe, expect, it } from '@jest/globals';
import type { Account, FamilyNow } from './family-now.js';
import { noticesOf } from './notices.js';

const application = (given: Partial<FamilyNow['applications'][number]>): FamilyNow['applications'][number] => ({
  id: 'one',
  childId: '24-000001',
  holderId: 'maria',
  groupId: '30100',
  financingProgramme: '2442-2020-autumn',
  state: 'requested',
  awaiting: null,
  reason: null,
  start: '2020-10-01',
  lastDay: '2020-12-31',
  submittedOn: '2020-09-28',
  concludedOn: null,
  notTaken: null,
  ...given,
});

const account = (asOf: string, availableKopecks: number): Account =>
  ({ asOf, certificates: [{ availableKopecks, validToExclusive: '2021-01-01' }], contracts: [] }) as unknown as Account;

const kinds = (given: Partial<FamilyNow>, changed: readonly string[] = [], consent = ['one']): readonly string[] =>
  noticesOf(
    { guarded: [], applications: [], accounts: new Map(), version: '', ...given },
    { confirm: new Set(changed), consent: new Set(consent) },
  ).map(({ kind }) => kind);

describe('what a family is told of', () => {
  it.each([
    ['an application that waits for its provider', {}, []],
    ['an enrolled child', { state: 'enrolled' as const }, []],
    ['a provider that agrees', { state: 'accepted' as const }, ['waits-for-you']],
    [
      'money that is being reserved',
      { state: 'accepted' as const, awaiting: 'enrolment' as const },
      ['waits-for-money'],
    ],
    [
      'a step not taken for its price',
      { state: 'accepted' as const, notTaken: 'terms-changed' as const },
      ['terms-changed'],
    ],
    ['a refusal', { state: 'refused' as const, reason: 'group-full' }, ['refused']],
  ])('%s', (_, given, expected) => {
    expect(kinds({ applications: [application(given)] })).toEqual(expected);
  });

  it('of a refusal only until the family has applied again for that child', () => {
    const refused = application({ state: 'refused', reason: 'group-full' });
    const later = application({ id: 'two', submittedOn: '2020-10-01' });
    expect(kinds({ applications: [refused, later] })).toEqual([]);
    expect(kinds({ applications: [refused, { ...later, holderId: 'ilya' }] })).toEqual(['refused']);
  });

  it('terms that wait to be confirmed', () => {
    expect(kinds({ applications: [application({})] }, ['one'])).toEqual(['terms-changed']);
  });

  it.each([
    ['2020-12-01', 59_888, []],
    ['2020-12-02', 59_888, ['expires']],
    ['2020-12-31', 1, ['expires']],
    ['2020-12-31', 0, []],
    ['2021-01-01', 59_888, []],
  ])('on %s, with %d kopecks available until 1 January: %j', (asOf, kopecks, expected) => {
    expect(kinds({ accounts: new Map([['maria', account(asOf, kopecks)]]) })).toEqual(expected);
  });

  // It was asked again and again for the consent that it had given.
  it('is asked for nothing once it has consented', () => {
    expect(kinds({ applications: [application({ state: 'accepted' })] }, [], [])).toEqual([]);
  });
});
