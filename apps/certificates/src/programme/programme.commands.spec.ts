import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '@lib/event-store';
import { calendarDate, kopecks, timeZone } from '@lib/kernel';
import { Ledger } from '../ledger/ledger.js';
import { FixedClock } from '../ledger/store.testing.js';
import { streams } from '../ledger/streams.js';
import {
  certificateNumber,
  evolveProgramme,
  groupFor,
  launchRules,
  type FinancingProgramme,
  type ProgrammeEvent,
  type ProgrammeState,
} from './domain/programme.js';
import { programmeCodec } from './programme.codec.js';
import { Programmes } from './programme.commands.js';

const autumn: FinancingProgramme = {
  region: '24',
  name: 'Красноярский край',
  timeZone: timeZone('Asia/Krasnoyarsk'),
  municipality: { id: 2442, name: 'г. Минусинск' },
  certificateNumber: { prefix: '24', length: 6 },
  period: { id: '2020-autumn', from: calendarDate('2020-10-01'), toExclusive: calendarDate('2021-01-01') },
  rules: launchRules,
  groups: [
    { id: 'general', name: 'Дети', nominalKopecks: kopecks(190_000), countLimit: 420, sumLimitKopecks: null },
    { id: 'ovz', name: 'Дети с ОВЗ', nominalKopecks: kopecks(285_000), countLimit: null, sumLimitKopecks: null },
  ],
};
const on = (store: MemoryEventStore): Programmes =>
  new Programmes(
    new Ledger<ProgrammeState, ProgrammeEvent>(store, new FixedClock(), {
      codec: programmeCodec,
      initial: undefined,
      evolve: evolveProgramme,
    }),
  );

describe('registering a financing programme', () => {
  it('is done once; the same settings again change nothing', async () => {
    const store = new MemoryEventStore();
    expect(await on(store).register(autumn)).toStrictEqual({
      ok: true,
      value: { programme: '2442-2020-autumn', created: true },
    });
    expect(await on(store).register(structuredClone(autumn))).toStrictEqual({
      ok: true,
      value: { programme: '2442-2020-autumn', created: false },
    });
    expect(await store.read(streams.programme('2442-2020-autumn'))).toHaveLength(1);
  });

  it('with other settings is refused and changes nothing', async () => {
    const store = new MemoryEventStore();
    await on(store).register(autumn);
    const others = [
      { ...autumn, rules: { ...launchRules, rounding: 'up' as const } },
      { ...autumn, groups: autumn.groups.slice(0, 1) },
      { ...autumn, name: 'Другой край' },
    ];
    for (const other of others)
      expect(await on(store).register(other)).toStrictEqual({
        ok: false,
        error: { reason: 'programme-differs', programme: '2442-2020-autumn' },
      });
    expect(await on(store).find('2442-2020-autumn')).toStrictEqual(autumn);
  });

  it('of another period is another programme', async () => {
    const store = new MemoryEventStore();
    const programmes = on(store);
    await programmes.register(autumn);
    const spring = { ...autumn, period: { ...autumn.period, id: '2021-spring' } };
    expect(await programmes.register(spring)).toMatchObject({ ok: true, value: { programme: '2442-2021-spring' } });
    expect(await programmes.find('2442-2022')).toBeUndefined();
  });

  it('by two at the same time is done once; the other with other settings is refused', async () => {
    const store = new MemoryEventStore();
    const answers = await Promise.all([
      on(store).register(autumn),
      on(store).register({ ...autumn, name: 'Другой край' }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await store.read(streams.programme('2442-2020-autumn'))).toHaveLength(1);
  });
});

describe('the settings of a programme', () => {
  it('number the certificates', () => {
    expect(certificateNumber(autumn, 1)).toBe('240001');
    expect(certificateNumber(autumn, 9_999)).toBe('249999');
    expect(() => certificateNumber(autumn, 10_000)).toThrow(RangeError);
  });

  it('name the group of a category; an unknown one counts as general', () => {
    expect(groupFor(autumn, 'ovz')?.id).toBe('ovz');
    expect(groupFor(autumn, 'unheard-of')?.id).toBe('general');
    expect(groupFor({ ...autumn, groups: autumn.groups.slice(1) }, 'unheard-of')).toBeUndefined();
  });

  it('are registered once in a history', () => {
    const event = { type: 'ProgrammeRegistered', programme: '2442-2020-autumn', settings: autumn } as const;
    expect(() => evolveProgramme(evolveProgramme(undefined, event), event)).toThrow(TypeError);
  });
});
