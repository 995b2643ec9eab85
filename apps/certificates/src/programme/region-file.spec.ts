import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { zodFaults, type Fault } from '@lib/http';
import { periodCodec, programmeCodec } from './programme.codec.js';
import { regionFile } from './region-file.js';

type Json = Record<string, unknown>;
const sample = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../../../../samples/${name}/region.json`, import.meta.url), 'utf8')) as Json;
const minusinsk = sample('minusinsk-2020');
const [general] = minusinsk['groups'] as readonly [Json];
const both = (ageMonthsMin: number, ageMonthsMax: number) => ({ ageMonthsMin, ageMonthsMax });

/** The sample with some places changed: `{ 'rules.split': 'by-weather' }`; undefined takes a place out. */
const changed = (changes: Json): Json => {
  const file = structuredClone(minusinsk);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const at = steps.reduce((json, step) => json[step] as Json, file);
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return file;
};
const faultsOf = (file: unknown): readonly Fault[] => {
  const parsed = regionFile.safeParse(file);
  return parsed.success ? [] : zodFaults(parsed.error);
};
const faults = (changes: Json): readonly Fault[] => faultsOf(changed(changes));

describe('a region file', () => {
  it.each(['minusinsk-2020', 'vyborg-2019'])(
    'of the sample %s is taken as it is, but for what it says to the cabinet',
    (name) => {
      const { rules, portal: _, ...rest } = sample(name);
      expect(regionFile.parse(sample(name))).toStrictEqual({
        ...rest,
        rules: { lateEntryDays: 31, ...(rules as Json) },
      });
    },
  );

  it('has the rules of the launch regions where a setting is left out', () => {
    expect(regionFile.parse(changed({ rules: {} })).rules).toStrictEqual({
      reserveAt: 'enrolment',
      split: 'calendar-days',
      rounding: 'down',
      terminationTakesEffect: 'end-of-month',
      releaseAt: 'notice',
      refundAt: 'report',
      minBalanceKopecks: 100,
      lateEntryDays: 31,
    });
  });

  it('has no limit where none is given', () => {
    const { groups } = regionFile.parse(
      changed({ 'groups.0.countLimit': undefined, 'groups.0.sumLimitKopecks': undefined }),
    );
    expect(groups[0]).toMatchObject({ countLimit: null, sumLimitKopecks: null });
  });

  it.each([
    ['reserveAt', ['application', 'acceptance', 'enrolment']],
    ['rounding', ['down', 'up']],
  ])('may set %s to each of %j', (setting, values) => {
    for (const value of values) expect(faults({ [`rules.${setting}`]: value })).toStrictEqual([]);
  });

  it.each([0, 1, 190_000])('may have a minimal balance of %i kopecks', (minBalanceKopecks) => {
    expect(faults({ 'rules.minBalanceKopecks': minBalanceKopecks })).toStrictEqual([]);
  });

  it.each([0, 31, 366])('may let a notice be %i days late', (lateEntryDays) => {
    expect(faults({ 'rules.lateEntryDays': lateEntryDays })).toStrictEqual([]);
  });

  it.each([{}, { ageMonthsMin: 60 }, { ageMonthsMax: 216 }, { ageMonthsMin: 0, ageMonthsMax: 1200 }, both(60, 60)])(
    'may bound the ages of a certificate group: %j',
    (ages) => {
      const { groups } = regionFile.parse(changed({ 'groups.0': { ...general, ...ages } }));
      expect(groups).toStrictEqual([{ ...general, ...ages }]);
    },
  );

  // Offices write their categories in their own words; the first version took only Latin letters.
  it.each(['ОВЗ', 'дети-сироты', 'Ёлка_2.0', 'ovz', 'Ө', '1-я', 'ы'.repeat(50)])(
    'may call a certificate group %s',
    (id) => {
      expect(faults({ groups: [general, { ...general, id }] })).toStrictEqual([]);
    },
  );
});

describe('a region file is refused for', () => {
  it.each([
    ['reserveAt', 'application, acceptance, enrolment'],
    ['split', 'calendar-days'],
    ['rounding', 'down, up'],
    ['terminationTakesEffect', 'end-of-month'],
    ['releaseAt', 'notice'],
    ['refundAt', 'report'],
  ])('a value of %s that nobody knows', (setting, values) => {
    const fault = { pointer: `/rules/${setting}`, code: 'not-one-of', params: { values } };
    expect(faults({ [`rules.${setting}`]: 'by-weather' })).toStrictEqual([fault]);
    expect(faults({ [`rules.${setting}`]: '' })).toStrictEqual([fault]);
    expect(faults({ [`rules.${setting}`]: null })).toStrictEqual([{ pointer: `/rules/${setting}`, code: 'not-text' }]);
  });

  it.each([
    ['split', 'equal-months', 'calendar-days'],
    ['split', 'planned-hours', 'calendar-days'],
    ['terminationTakesEffect', 'notice-day', 'end-of-month'],
    ['releaseAt', 'next-month', 'notice'],
    ['refundAt', 'invoice-paid', 'report'],
  ])('%s: %s, which is known and not available', (setting, value, values) => {
    expect(faults({ [`rules.${setting}`]: value })).toStrictEqual([
      { pointer: `/rules/${setting}`, code: 'setting-not-available', params: { values } },
    ]);
  });

  it.each([
    '/queue',
    '/rules/queue',
    '/rules/staleMonths',
    '/period/contractingOpens',
    '/municipality/region',
    '/certificateNumber/checkDigit',
    '/groups/0/idleDays',
    '/rules/~1a~0b',
  ])('the unknown setting %s', (pointer) => {
    const path = pointer
      .slice(1)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    expect(faults({ [path.join('.')]: 1 })).toStrictEqual([{ pointer, code: 'unknown-field' }]);
  });

  it.each([-1, 0.5, 190_000.01, 2 ** 53, '190000', true, [], {}])('an amount of %j', (amount) => {
    for (const place of ['rules.minBalanceKopecks', 'groups.0.nominalKopecks', 'groups.0.sumLimitKopecks'])
      expect(faults({ [place]: amount })).toStrictEqual([
        { pointer: `/${place.replaceAll('.', '/')}`, code: 'not-kopecks' },
      ]);
  });

  it.each([-1, 0.5, '420', true])('a count limit of %j', (countLimit) => {
    expect(faults({ 'groups.0.countLimit': countLimit }).map((fault) => fault.pointer)).toStrictEqual([
      '/groups/0/countLimit',
    ]);
  });

  it.each([
    '2020-02-30',
    '2021-02-29',
    '2020-13-01',
    '2020-00-10',
    '2020-1-1',
    '01.10.2020',
    '20201001',
    '2020-10-01T00:00:00Z',
    '1899-12-31',
    '2200-01-01',
    '',
    20201001,
    null,
  ])('the date %j', (date) => {
    for (const place of ['from', 'toExclusive'])
      expect(faults({ [`period.${place}`]: date })).toStrictEqual([
        { pointer: `/period/${place}`, code: 'not-a-date' },
      ]);
  });

  it.each(['Mars/Olympus', '+07:00', 'Krasnoyarsk', '', 7, null])('the time zone %j', (timeZone) => {
    expect(faults({ timeZone })).toStrictEqual([{ pointer: '/timeZone', code: 'not-a-time-zone' }]);
  });

  it.each(['', '24a', ' 24', '-1', '12345678901'])('the number prefix %j', (prefix) => {
    expect(faults({ 'certificateNumber.prefix': prefix, 'certificateNumber.length': 20 })).toStrictEqual([
      { pointer: '/certificateNumber/prefix', code: 'not-digits' },
    ]);
  });

  it.each([
    ['region', '/region'],
    ['name', '/name'],
    ['timeZone', '/timeZone'],
    ['municipality.id', '/municipality/id'],
    ['certificateNumber', '/certificateNumber'],
    ['certificateNumber.prefix', '/certificateNumber/prefix'],
    ['certificateNumber.length', '/certificateNumber/length'],
    ['period', '/period'],
    ['period.id', '/period/id'],
    ['period.from', '/period/from'],
    ['period.toExclusive', '/period/toExclusive'],
    ['groups', '/groups'],
    ['groups.0.id', '/groups/0/id'],
    ['groups.0.nominalKopecks', '/groups/0/nominalKopecks'],
  ])('%s, when it is missing', (path, pointer) => {
    expect(faults({ [path]: undefined }).map((fault) => fault.pointer)).toStrictEqual([pointer]);
  });

  it.each([null, [], 'region', 24, undefined])('being %j', (file) => {
    expect(faultsOf(file)).toHaveLength(1);
  });

  it('having no certificate group, or the same one twice', () => {
    expect(faults({ groups: [] })).toStrictEqual([{ pointer: '/groups', code: 'too-few', params: { min: 1 } }]);
    const group = (minusinsk['groups'] as readonly Json[])[0];
    expect(faults({ groups: [group, { ...group, id: 'ovz' }, group] })).toStrictEqual([
      { pointer: '/groups/2/id', code: 'duplicate-group' },
    ]);
  });

  it.each([
    ['2020-10-01', '2020-10-01'],
    ['2020-10-02', '2020-10-01'],
  ])('a period from %s to %s', (from, toExclusive) => {
    expect(faults({ 'period.from': from, 'period.toExclusive': toExclusive })).toStrictEqual([
      { pointer: '/period/toExclusive', code: 'period-ends-before-it-begins' },
    ]);
    expect(faults({ 'period.from': '2020-10-01', 'period.toExclusive': '2020-10-02' })).toStrictEqual([]);
  });

  it('certificate numbers without digits of their own', () => {
    const fault = { pointer: '/certificateNumber/prefix', code: 'prefix-leaves-no-digits' };
    expect(faults({ certificateNumber: { prefix: '2400', length: 4 } })).toStrictEqual([fault]);
    expect(faults({ certificateNumber: { prefix: '24000', length: 4 } })).toStrictEqual([fault]);
  });

  it('certificate numbers that are fewer than the certificates of its limits', () => {
    // Nine numbers for 420 certificates: the tenth child could not get one, though the limits have a place.
    expect(faults({ certificateNumber: { prefix: '240', length: 4 } })).not.toStrictEqual([]);
    expect(faults({ certificateNumber: { prefix: '240', length: 4 }, 'groups.0.countLimit': 9 })).toStrictEqual([]);
  });

  it.each([
    '',
    'две группы',
    ' ovz',
    'ovz ',
    '.ovz',
    'ы'.repeat(51),
    'ov/z',
    'ov\u0000z',
    'ov\u200bz',
    'ovz\u00ad',
    '\u3164',
    'ｏvz',
    'и\u0306',
    '№1',
    '½',
    'A\ud800',
  ])('the id %j of a certificate group', (id) => {
    expect(faults({ groups: [general, { ...general, id }] })).toStrictEqual([
      { pointer: '/groups/1/id', code: 'not-a-group-code', params: { max: 50 } },
    ]);
  });

  it.each(['region', 'period.id'])('letters other than Latin ones in %s, which stands in names of streams', (path) => {
    const [fault] = faults({ [path]: 'осень' });
    expect(fault).toMatchObject({ pointer: `/${path.replaceAll('.', '/')}`, code: 'not-a-latin-code' });
  });

  it.each([-1, 367, 0.5, '31', null])('notices %j days late', (lateEntryDays) => {
    expect(faults({ 'rules.lateEntryDays': lateEntryDays }).map(({ pointer }) => pointer)).toStrictEqual([
      '/rules/lateEntryDays',
    ]);
  });

  it.each([-1, 1201, 60.5, '60', null])('an age of %j months', (age) => {
    for (const bound of ['ageMonthsMin', 'ageMonthsMax'])
      expect(faults({ [`groups.0.${bound}`]: age }).map(({ pointer }) => pointer)).toStrictEqual([
        `/groups/0/${bound}`,
      ]);
  });

  // Sums of such amounts leave the whole numbers that JSON carries, and every question for the totals was a 500 from then on.
  it.each([
    ['groups.0.nominalKopecks', 1_000_000_000],
    ['groups.0.sumLimitKopecks', 10_000_000_000_000],
  ])('a %s above %i', (path, max) => {
    expect(faults({ [path]: max })).toStrictEqual([]);
    const fault = { pointer: `/${path.replaceAll('.', '/')}`, code: 'too-large', params: { max } };
    expect(faults({ [path]: max + 1 })).toStrictEqual([fault]);
    expect(faults({ [path]: Number.MAX_SAFE_INTEGER })).toStrictEqual([fault]);
  });

  it('a nominal with which nothing could ever be reserved', () => {
    const fault = { pointer: '/groups/0/nominalKopecks', code: 'nominal-below-minimum', params: { min: 190_001 } };
    expect(faults({ 'rules.minBalanceKopecks': 190_001 })).toStrictEqual([fault]);
    expect(faults({ 'rules.minBalanceKopecks': undefined, 'groups.0.nominalKopecks': 99 })).toMatchObject([
      { code: 'nominal-below-minimum', params: { min: 100 } },
    ]);
    expect(faults({ 'rules.minBalanceKopecks': 0, 'groups.0.nominalKopecks': 0 })).toStrictEqual([]);
  });

  it('no group for children without a category', () => {
    expect(faults({ groups: [{ ...general, id: 'ОВЗ' }] })).toStrictEqual([
      { pointer: '/groups', code: 'no-general-group', params: { group: 'general' } },
    ]);
  });

  it('a sum limit that is not enough for one certificate', () => {
    const fault = { pointer: '/groups/0/sumLimitKopecks', code: 'limit-below-nominal', params: { nominal: 190_000 } };
    expect(faults({ 'groups.0.sumLimitKopecks': 189_999 })).toStrictEqual([fault]);
    expect(faults({ 'groups.0.sumLimitKopecks': 190_000 })).toStrictEqual([]);
    expect(faults({ 'groups.0.sumLimitKopecks': 0 })).toStrictEqual([]);
  });

  it('bounds of age that are reversed', () => {
    expect(faults({ 'groups.0': { ...general, ...both(61, 60) } })).toStrictEqual([
      { pointer: '/groups/0/ageMonthsMax', code: 'age-bounds-reversed', params: { min: 61 } },
    ]);
  });

  it('every fault at once, each with its place', () => {
    const named = faults({
      'rules.split': 'equal-months',
      'rules.rounding': 'sideways',
      'rules.queue': true,
      'rules.minBalanceKopecks': -100,
      'period.from': '2020-02-30',
      'groups.0.nominalKopecks': 0.5,
      timeZone: 'Mars/Olympus',
      name: undefined,
    });
    expect(named.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toStrictEqual([
      '/groups/0/nominalKopecks not-kopecks',
      '/name required',
      '/period/from not-a-date',
      '/rules/minBalanceKopecks not-kopecks',
      '/rules/queue unknown-field',
      '/rules/rounding not-one-of',
      '/rules/split setting-not-available',
      '/timeZone not-a-time-zone',
    ]);
  });

  // The words of the fault spoke of spaces, and a region was told nothing about its letters.
  it.each(['region', 'period.id'])('letters of another alphabet in %s, and says which letters it takes', (path) => {
    const fault = { code: 'not-a-latin-code', params: { max: 50 } };
    expect(faults({ [path]: 'осень-2020' })).toMatchObject([fault]);
  });

  it('its contradictions beside its other faults', () => {
    const group = (minusinsk['groups'] as readonly Json[])[0];
    const named = faults({
      timeZone: 'Mars/Olympus',
      'period.from': '2021-02-01',
      certificateNumber: { prefix: '2400', length: 4 },
      'rules.rounding': 'sideways',
      'rules.minBalanceKopecks': 500_000,
      groups: [{ ...group, ...both(61, 60), countLimit: -1 }, group],
    });
    expect(named.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toStrictEqual([
      '/certificateNumber/prefix prefix-leaves-no-digits',
      '/groups/0/ageMonthsMax age-bounds-reversed',
      '/groups/0/countLimit too-small',
      '/groups/0/nominalKopecks nominal-below-minimum',
      '/groups/1/id duplicate-group',
      '/groups/1/nominalKopecks nominal-below-minimum',
      '/period/toExclusive period-ends-before-it-begins',
      '/rules/rounding not-one-of',
      '/timeZone not-a-time-zone',
    ]);
  });
});

// What has been registered stays readable for ever, whatever a region file may say later.
describe('the stored form of a registration', () => {
  const frozen = (file: string) =>
    JSON.parse(readFileSync(new URL(`./samples/${file}`, import.meta.url), 'utf8')) as readonly Parameters<
      typeof programmeCodec.decode
    >[0][];
  const [first] = frozen('programme-events.v1.json');
  const [lax] = frozen('programme-events.v1.lax.json');
  const [second] = frozen('programme-events.v2.json');
  const settingsOf = (stored: typeof first) => stored?.data['settings'] as Json;

  it('of the first version is read with what that version took for granted', () => {
    for (const stored of [first, lax]) {
      const settings = settingsOf(stored);
      expect(programmeCodec.decode(stored!)).toStrictEqual({
        type: 'FinancingProgrammeRegistered',
        programme: stored?.data['programme'],
        settings: { ...settings, rules: { ...(settings['rules'] as Json), lateEntryDays: 31 } },
      });
    }
  });

  it('is read also where it would be refused today', () => {
    expect(
      faultsOf(settingsOf(lax))
        .map(({ code }) => code)
        .sort(),
    ).toStrictEqual(['no-general-group', 'nominal-below-minimum', 'too-large']);
  });

  it('is written as it was, with ages and late entries', () => {
    const event = programmeCodec.decode(second!);
    expect(event).toMatchObject({
      programme: '2442-2020-autumn',
      settings: {
        rules: { minBalanceKopecks: 100, lateEntryDays: 14 },
        groups: [
          { id: 'general', nominalKopecks: 190_000, sumLimitKopecks: null, ageMonthsMin: 60, ageMonthsMax: 204 },
          { id: 'ОВЗ', nominalKopecks: 285_000, sumLimitKopecks: 28_500_000 },
        ],
      },
    });
    expect(programmeCodec.encode(event)).toStrictEqual(second);
  });

  it('of the claim of a period is read and written as it was', () => {
    const [claim] = frozen('period-events.v1.json');
    const event = periodCodec.decode(claim!);
    expect(event).toMatchObject({ type: 'PeriodClaimed', programme: '2442-2020-autumn' });
    expect(periodCodec.encode(event)).toStrictEqual(claim);
  });
});
