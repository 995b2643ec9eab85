import { describe, expect, it } from '@jest/globals';
import { calendarDate, kopecks, timeZone, type CalendarDate } from '@lib/kernel';
import { ADMISSION_REFUSALS, admit, type Admission, type AdmissionRefusal } from './admission.js';

const day = calendarDate;

const group = {
  groupId: '700000',
  moduleId: '900000',
  providerId: '22003',
  direction: 'technical',
  priceKopecks: kopecks(502800),
  normativeCostKopecks: kopecks(402240),
  firstDay: day('2020-10-02'),
  lastDay: day('2020-12-30'),
  places: 15,
  payable: true,
  ageMinMonths: 132,
  ageMaxMonths: 216,
};
const child = { holderId: '0199c0de-0000-7000-8000-000000000001', birthDate: day('2008-06-26'), category: 'general' };
const programme = {
  id: 'minusinsk-2020',
  timeZone: timeZone('Asia/Krasnoyarsk'),
  from: day('2020-10-01'),
  toExclusive: day('2021-01-01'),
  reserveAt: 'enrolment' as const,
  certificateGroups: ['general', 'disabled'],
};
const asked: Admission = {
  start: day('2020-10-02'),
  group,
  child,
  programme,
  live: { ofChildInModule: 0, inGroup: 0 },
};

const reasonOf = (admission: Admission): AdmissionRefusal | 'admitted' => {
  const result = admit(admission);
  return result.ok ? 'admitted' : result.error;
};

/** What makes each check fail, alone. */
const spoil: Readonly<Record<AdmissionRefusal, (admission: Admission) => Admission>> = {
  'unknown-group': (admission) => ({ ...admission, group: undefined }),
  'unknown-child': (admission) => ({ ...admission, child: undefined }),
  'no-financing-programme': (admission) => ({ ...admission, programme: undefined }),
  'provider-not-payable': (admission) => ({
    ...admission,
    group: admission.group && { ...admission.group, payable: false },
  }),
  'start-outside-group': (admission) => ({
    ...admission,
    group: admission.group && { ...admission.group, firstDay: day('2020-10-03') },
  }),
  'start-outside-period': (admission) => ({
    ...admission,
    programme: admission.programme && { ...admission.programme, from: day('2020-10-03') },
  }),
  'age-not-suitable': (admission) => ({
    ...admission,
    child: admission.child && { ...admission.child, birthDate: day('2015-01-01') },
  }),
  'already-in-module': (admission) => ({ ...admission, live: { ...admission.live, ofChildInModule: 1 } }),
  'group-full': (admission) => ({ ...admission, live: { ...admission.live, inGroup: 15 } }),
};

describe('the checks of an application', () => {
  it('admits what passes all of them', () =>
    expect(admit(asked)).toEqual({
      ok: true,
      value: { group, child, programme, lastDay: '2020-12-30', certificateGroup: 'general' },
    }));

  it.each(ADMISSION_REFUSALS)('refuses %s when only this check fails', (reason) =>
    expect(reasonOf(spoil[reason](asked))).toBe(reason),
  );

  it.each(ADMISSION_REFUSALS.map((reason, index) => [reason, ADMISSION_REFUSALS.slice(index)] as const))(
    '%s comes before every later check',
    (reason, later) =>
      expect(reasonOf(later.toReversed().reduce((admission, check) => spoil[check](admission), asked))).toBe(reason),
  );
});

describe('the start', () => {
  const at = (start: CalendarDate) => reasonOf({ ...asked, start });

  it.each([
    ['2020-10-01', 'start-outside-group'],
    ['2020-10-02', 'admitted'],
    ['2020-12-29', 'admitted'],
    ['2020-12-30', 'start-outside-group'],
  ])('%s against the group 2020-10-02…2020-12-30: %s', (start, reason) => expect(at(day(start))).toBe(reason));

  const long = { ...asked, group: { ...group, firstDay: day('2020-09-01'), lastDay: day('2021-05-31') } };
  it.each([
    ['2020-09-30', 'start-outside-period'],
    ['2020-10-01', 'admitted'],
    ['2020-12-31', 'admitted'],
    ['2021-01-01', 'start-outside-period'],
  ])('%s against the period [2020-10-01, 2021-01-01): %s', (start, reason) =>
    expect(reasonOf({ ...long, start: day(start) })).toBe(reason),
  );

  it('a contract that would cross the end of the period ends with it', () =>
    expect(admit(long)).toMatchObject({ ok: true, value: { lastDay: '2020-12-31' } }));
});

describe('the age on the start date, in completed years', () => {
  const born = (birthDate: string, bounds: { ageMinMonths?: number; ageMaxMonths?: number }) =>
    reasonOf({
      ...asked,
      child: { ...child, birthDate: day(birthDate) },
      group: { ...group, ageMinMonths: 0, ageMaxMonths: 1200, ...bounds },
    });

  it.each([
    // 132 months are 11 years, and on the birthday they are complete.
    ['2009-10-02', { ageMinMonths: 132 }, 'admitted'],
    ['2009-10-03', { ageMinMonths: 132 }, 'age-not-suitable'],
    // 216 months are 18 years: 18 years and 364 days are still 18 completed years.
    ['2001-10-03', { ageMaxMonths: 216 }, 'admitted'],
    ['2001-10-02', { ageMaxMonths: 216 }, 'age-not-suitable'],
    // 130 months are 10.83 years: 10 completed years are too few, 11 are enough.
    ['2009-10-03', { ageMinMonths: 130 }, 'age-not-suitable'],
    ['2009-10-02', { ageMinMonths: 130 }, 'admitted'],
    // As the upper bound, 10.83 years take 10 completed years and not 11.
    ['2009-10-03', { ageMaxMonths: 130 }, 'admitted'],
    ['2009-10-02', { ageMaxMonths: 130 }, 'age-not-suitable'],
    // 121 months: 10 completed years are below 10.08.
    ['2010-10-02', { ageMinMonths: 121 }, 'age-not-suitable'],
    ['2010-10-02', { ageMinMonths: 120 }, 'admitted'],
    // Not born yet.
    ['2020-10-03', { ageMinMonths: 0 }, 'age-not-suitable'],
    ['2020-10-02', { ageMinMonths: 0 }, 'admitted'],
  ])('born %s within %j: %s', (birthDate, bounds, reason) => expect(born(birthDate, bounds)).toBe(reason));
});

describe('places', () => {
  it.each([
    [14, 'admitted'],
    [15, 'group-full'],
    [16, 'group-full'],
  ])('%i live applications for 15 places: %s', (inGroup, reason) =>
    expect(reasonOf({ ...asked, live: { ofChildInModule: 0, inGroup } })).toBe(reason),
  );
  it('a group without places is full', () =>
    expect(reasonOf({ ...asked, group: { ...group, places: 0 } })).toBe('group-full'));
});

describe('the certificate group', () => {
  it.each([
    ['disabled', 'disabled'],
    ['general', 'general'],
    ['', 'general'],
    ['orphans', 'general'],
  ])('category %p: %s', (category, certificateGroup) =>
    expect(admit({ ...asked, child: { ...child, category } })).toMatchObject({ ok: true, value: { certificateGroup } }),
  );
});
