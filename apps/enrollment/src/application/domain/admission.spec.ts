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
  closed: false,
  ageMinMonths: 132,
  ageMaxMonths: 216,
};
const child = {
  holderId: '0199c0de-0000-7000-8000-000000000001',
  municipality: 2442,
  birthDate: day('2008-06-26'),
  category: 'general',
};
const programme = {
  id: 'minusinsk-2020',
  timeZone: timeZone('Asia/Krasnoyarsk'),
  from: day('2020-10-01'),
  toExclusive: day('2021-01-01'),
  reserveAt: 'enrolment' as const,
  certificateGroups: ['general', 'disabled', 'Дети_ОВЗ'],
  certificateGroupAges: [],
  lateEntryDays: 31,
};
const asked: Admission = {
  start: day('2020-10-02'),
  group,
  child,
  programme,
  others: [],
};
const term = { first: day('2020-10-02'), last: day('2020-12-30') };
const inModule = (days = term) => ({ ...days, inModule: true, inGroup: false });
const inGroup = (days = term) => ({ ...days, inModule: false, inGroup: true });

const reasonOf = (admission: Admission): AdmissionRefusal | 'admitted' => {
  const result = admit(admission);
  return result.ok ? 'admitted' : result.error;
};

/** What makes each check fail, alone. */
const spoil: Readonly<Record<AdmissionRefusal, (admission: Admission) => Admission>> = {
  'unknown-group': (admission) => ({ ...admission, group: undefined }),
  'unknown-child': (admission) => ({ ...admission, child: undefined }),
  'no-financing-programme': (admission) => ({ ...admission, programme: undefined }),
  'group-closed': (admission) => ({ ...admission, group: admission.group && { ...admission.group, closed: true } }),
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
  'certificate-age': (admission) => ({
    ...admission,
    programme: admission.programme && {
      ...admission.programme,
      certificateGroupAges: [{ id: 'general', ageMonthsMax: 60 }],
    },
  }),
  'already-in-module': (admission) => ({ ...admission, others: [...admission.others, inModule()] }),
  'group-full': (admission) => ({
    ...admission,
    others: [...admission.others, ...Array.from({ length: 15 }, () => inGroup())],
  }),
};

describe('the checks of an application', () => {
  it('admits what passes all of them', () =>
    expect(admit(asked)).toEqual({
      ok: true,
      value: {
        group,
        child,
        programme,
        lastDay: '2020-12-30',
        terms: {
          firstDay: '2020-10-02',
          lastDay: '2020-12-30',
          priceKopecks: 502800,
          normativeCostKopecks: 402240,
          ageMinMonths: 132,
          ageMaxMonths: 216,
          direction: 'technical',
          providerId: '22003',
          municipality: 2442,
          financingProgramme: 'minusinsk-2020',
          certificateGroup: 'general',
        },
      },
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

describe('the age on the start date, in completed months', () => {
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
    // An upper bound in whole years holds to the day before the next birthday.
    ['2001-10-03', { ageMaxMonths: 216 }, 'admitted'],
    ['2001-10-02', { ageMaxMonths: 216 }, 'age-not-suitable'],
    // Any other bound counts months.
    ['2009-12-02', { ageMinMonths: 130 }, 'admitted'],
    ['2009-12-03', { ageMinMonths: 130 }, 'age-not-suitable'],
    ['2009-11-03', { ageMaxMonths: 130 }, 'admitted'],
    ['2009-11-02', { ageMaxMonths: 130 }, 'age-not-suitable'],
    // Not born yet.
    ['2020-10-03', { ageMinMonths: 0 }, 'age-not-suitable'],
    ['2020-10-02', { ageMinMonths: 0 }, 'admitted'],
  ])('born %s within %j: %s', (birthDate, bounds, reason) => expect(born(birthDate, bounds)).toBe(reason));

  // Each municipal decree names the ages of its certificates; the programme's own bounds do not stand in for them.
  it.each([
    ['2002-10-02', 'certificate-age'],
    ['2002-10-03', 'admitted'],
    ['2015-10-02', 'admitted'],
    ['2015-10-03', 'certificate-age'],
  ])('a certificate from 5 to 17 years, born %s: %s', (birthDate, reason) =>
    expect(
      reasonOf({
        ...asked,
        child: { ...child, birthDate: day(birthDate) },
        group: { ...group, ageMinMonths: 0, ageMaxMonths: 1200 },
        programme: { ...programme, certificateGroupAges: [{ id: 'general', ageMonthsMin: 60, ageMonthsMax: 204 }] },
      }),
    ).toBe(reason),
  );

  it("are the bounds of the child's own certificate group", () => {
    const ages = { ...programme, certificateGroupAges: [{ id: 'disabled', ageMonthsMax: 60 }] };
    const reasonFor = (category: string) => reasonOf({ ...asked, programme: ages, child: { ...child, category } });
    expect([reasonFor('disabled'), reasonFor('general')]).toEqual(['certificate-age', 'admitted']);
  });
});

describe('places, day by day', () => {
  const full = (places: number, ...others: readonly (readonly [string, string])[]) =>
    reasonOf({
      ...asked,
      start: day('2020-11-01'),
      group: { ...group, places },
      others: others.map(([first, last]) => inGroup({ first: day(first), last: day(last) })),
    });

  it('a group without places is full', () => expect(full(0)).toBe('group-full'));
  it('a seat that is left on 31 October is free from 1 November', () => {
    expect(full(1, ['2020-10-02', '2020-10-31'])).toBe('admitted');
    expect(full(1, ['2020-10-02', '2020-11-01'])).toBe('group-full');
  });
  it('two who follow each other need one seat', () =>
    expect(full(2, ['2020-11-01', '2020-11-15'], ['2020-11-16', '2020-12-30'])).toBe('admitted'));
  it('one day on which all seats are taken is enough', () =>
    expect(full(2, ['2020-11-01', '2020-11-16'], ['2020-11-16', '2020-12-30'])).toBe('group-full'));
});

describe('the module, day by day', () => {
  const start = day('2020-11-01');
  it.each([
    ['2020-10-02', '2020-10-31', 'admitted'],
    ['2020-10-02', '2020-11-01', 'already-in-module'],
    ['2020-12-30', '2021-05-31', 'already-in-module'],
    ['2020-12-31', '2021-05-31', 'admitted'],
  ])('another one from %s to %s: %s', (first, last, reason) =>
    expect(reasonOf({ ...asked, start, others: [inModule({ first: day(first), last: day(last) })] })).toBe(reason),
  );
});

describe('the certificate group', () => {
  it.each([
    ['disabled', 'disabled'],
    [' disabled ', 'disabled'],
    ['Disabled', 'general'],
    ['Дети_ОВЗ', 'Дети_ОВЗ'],
    ['ОВЗ', 'general'],
    ['', 'general'],
    ['orphans', 'general'],
  ])('category %p: %s', (category, certificateGroup) =>
    expect(admit({ ...asked, child: { ...child, category } })).toMatchObject({
      ok: true,
      value: { terms: { certificateGroup } },
    }),
  );
});
