import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore, type JsonObject, type StoredEvent } from '@lib/event-store';
import { calendarDate, derivedId, instant, kopecks, timeZone } from '@lib/kernel';
import { FixedClock, TroubledStore } from '../ledger/store.testing.js';
import { streams } from '../ledger/streams.js';
import { evolveProgramme, groupFor, launchRules, programmeId, type FinancingProgramme } from './domain/programme.js';
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
const on = (store: MemoryEventStore): Programmes => new Programmes(store, new FixedClock());

/** A registration of the first version, which did not look at other programmes. */
const registeredThen = (store: MemoryEventStore, settings: FinancingProgramme): Promise<unknown> => {
  const programme = programmeId(settings);
  const { lateEntryDays: _, ...rules } = settings.rules;
  return store.append(streams.programme(programme), 'no-stream', [
    {
      id: derivedId(programme),
      type: 'ProgrammeRegistered',
      version: 1,
      data: { programme, settings: { ...settings, rules } } as unknown as JsonObject,
      meta: {},
      recordedAt: instant('2020-09-01T00:00:00Z'),
    },
  ]);
};
/** The programme of the same municipality for other days. */
const forDays = (id: string, from: string, toExclusive: string): FinancingProgramme => ({
  ...autumn,
  period: { id, from: calendarDate(from), toExclusive: calendarDate(toExclusive) },
});

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
    const spring = forDays('2021-spring', '2021-01-01', '2021-06-01');
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

// Two periods on one day were two full nominals for one child: nobody compared the programmes of a municipality.
describe('a period that shares a day with another one of the municipality', () => {
  const other = {
    reason: 'period-overlaps',
    programme: '2442-2020-autumn',
    from: '2020-10-01',
    toExclusive: '2021-01-01',
  };

  it.each([
    ['2020-12-31', '2021-06-01'],
    ['2020-01-01', '2020-10-02'],
    ['2020-11-01', '2020-11-02'],
    ['2020-01-01', '2022-01-01'],
    ['2020-10-01', '2021-01-01'],
  ])('is refused, naming the other: from %s to %s', async (from, toExclusive) => {
    const store = new MemoryEventStore();
    await on(store).register(autumn);
    const second = forDays('second', from, toExclusive);
    expect(await on(store).register(second)).toStrictEqual({ ok: false, error: other });
    expect(await on(store).find('2442-second')).toBeUndefined();
    const elsewhere = { ...second, municipality: { id: 2455, name: 'г. Енисейск' } };
    expect(await on(store).register(elsewhere)).toMatchObject({ ok: true });
  });

  it.each([
    ['2021-01-01', '2021-06-01'],
    ['2020-01-01', '2020-10-01'],
  ])('is not one that ends where the other begins: from %s to %s', async (from, toExclusive) => {
    const store = new MemoryEventStore();
    await on(store).register(autumn);
    expect(await on(store).register(forDays('second', from, toExclusive))).toMatchObject({ ok: true });
  });

  it('is refused also where the other was registered before anybody looked', async () => {
    const store = new MemoryEventStore();
    await registeredThen(store, autumn);
    await registeredThen(store, { ...autumn, municipality: { id: 2455, name: 'г. Енисейск' } });
    const second = forDays('second', '2020-12-01', '2021-06-01');
    expect(await on(store).register(second)).toStrictEqual({ ok: false, error: other });
    expect(await on(store).register(forDays('2021', '2021-01-01', '2021-06-01'))).toMatchObject({ ok: true });
    expect(await on(store).register(second)).toStrictEqual({ ok: false, error: other });
  });

  it('is left as it is where both were registered before anybody looked', async () => {
    const store = new MemoryEventStore();
    const second = forDays('second', '2020-12-01', '2021-06-01');
    await registeredThen(store, autumn);
    await registeredThen(store, second);
    for (const settings of [autumn, second, autumn])
      expect(await on(store).register(settings)).toMatchObject({ ok: true, value: { created: false } });
    expect(await on(store).register({ ...second, name: 'Другой край' })).toMatchObject({
      ok: false,
      error: { reason: 'programme-differs' },
    });
  });

  it('is registered by one of many at the same moment', async () => {
    const store = new MemoryEventStore();
    await registeredThen(store, forDays('2019', '2019-01-01', '2020-01-01'));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => on(store).register(forDays(`nr-${index}`, '2020-10-01', '2021-01-01'))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await on(store).registered()).map(({ period }) => period.from)).toStrictEqual(['2019-01-01', '2020-10-01']);
  });

  // Whoever had claimed it was answered 200, "registered before", when one it had refused was faster to finish it.
  it('is created by whoever claimed it, also when the one it refused finishes the registration first', async () => {
    const store = new (class extends MemoryEventStore {
      override async append(...appended: Parameters<MemoryEventStore['append']>): Promise<readonly StoredEvent[]> {
        const stored = await super.append(...appended);
        if (appended[0] === streams.periods(2442)) await refused();
        return stored;
      }
    })();
    const second = forDays('second', '2020-12-01', '2021-06-01');
    const refused = async (): Promise<void> =>
      expect(await on(store).register(second)).toStrictEqual({ ok: false, error: other });
    expect(await on(store).register(autumn)).toMatchObject({ ok: true, value: { created: true } });
    expect(await on(store).registered()).toStrictEqual([autumn]);
  });

  it('keeps its place when the process dies before it is registered, and is registered by whoever comes next', async () => {
    for (const next of [autumn, forDays('second', '2020-12-01', '2021-06-01'), { ...autumn, name: 'Другой край' }]) {
      const store = new TroubledStore();
      store.breakOn(/^programme-/, 'before');
      await expect(on(store).register(autumn)).rejects.toThrow('broken');
      expect(await on(store).registered()).toStrictEqual([]);
      await on(store).register(next);
      expect(await on(store).registered()).toStrictEqual([autumn]);
    }
  });
});

describe('the settings of a programme', () => {
  it('are the same whether the first version or this one wrote them', async () => {
    const store = new MemoryEventStore();
    await registeredThen(store, autumn);
    expect(await on(store).register(autumn)).toStrictEqual({
      ok: true,
      value: { programme: '2442-2020-autumn', created: false },
    });
    const later = { ...autumn, rules: { ...launchRules, lateEntryDays: 30 } };
    expect(await on(store).register(later)).toMatchObject({ ok: false, error: { reason: 'programme-differs' } });
  });

  it('find the group of a category as it was typed', () => {
    const russian = { ...autumn, groups: [...autumn.groups, { ...autumn.groups[1]!, id: 'ОВЗ' }] };
    expect(
      [' ovz ', 'ｏｖｚ', 'ОВЗ', 'OVZ', 'оvz', ''].map((category) => groupFor(russian, category)?.id),
    ).toStrictEqual(['ovz', 'ovz', 'ОВЗ', 'general', 'general', 'general']);
  });

  it('name the group of a category; an unknown one counts as general', () => {
    expect(groupFor(autumn, 'ovz')?.id).toBe('ovz');
    expect(groupFor(autumn, 'unheard-of')?.id).toBe('general');
    expect(groupFor({ ...autumn, groups: autumn.groups.slice(1) }, 'unheard-of')).toBeUndefined();
  });

  it('are registered once in a history', () => {
    const event = { type: 'FinancingProgrammeRegistered', programme: '2442-2020-autumn', settings: autumn } as const;
    expect(() => evolveProgramme(evolveProgramme(undefined, event), event)).toThrow(TypeError);
  });
});
