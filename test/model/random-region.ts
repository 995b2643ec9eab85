import { dayOf, dayText, type Day, type Period } from './calendar.js';
import { RandomCatalogue, type RandomGroup } from './random-catalogue.js';
import { CATEGORIES, RandomRegister } from './random-register.js';
import { Random } from './random.js';
import { randomTimeline, type RandomImport } from './random-timeline.js';
import type { RegionFiles } from './region-files.js';

/** How large a region is; a play through the real services wants a small one. */
export type RegionSize = { readonly children: number; readonly programmes: number; readonly applications: number };

const MUNICIPALITY = 2442;
const ELSEWHERE = 4705;
const MEDIUM: RegionSize = { children: 40, programmes: 6, applications: 90 };

/**
 * A region's season that the seed repeats, in the format of samples/README.md. The files are valid; in them everything
 * that docs/rules.md §2–§5 know happens sooner or later, the sensible more often than the odd.
 */
export const randomRegion = (seed: number, size: RegionSize = MEDIUM): RegionFiles => {
  const random = new Random(seed);
  const from = dayOf('2019-01-01') + random.whole(0, 1800);
  const period = {
    from,
    toExclusive: from + random.oneOf([random.whole(20, 60), random.whole(61, 400), random.whole(90, 250)]),
  };
  const catalogue = new RandomCatalogue(random, size.programmes, MUNICIPALITY, period);
  const register = new RandomRegister(random, size.children, MUNICIPALITY, ELSEWHERE, period);
  const [programs, children, { groups }, { ids, newcomers }] = [catalogue.file(), register.file(), catalogue, register];
  const later: [string, string][] = [];
  const imports: RandomImport[] = [];
  for (const { day, of } of random.chance(0.15) ? [] : someDays(random, period)) {
    const catalogued = of === 'children' ? undefined : catalogue.changes();
    const registered = of === 'programs' ? undefined : register.changes();
    if (catalogued) later.push([`programs-${dayText(day)}.json`, catalogued.file]);
    if (registered) later.push([`children-${dayText(day)}.csv`, registered.file]);
    imports.push({ day, groups: catalogued?.changed ?? [], children: registered?.changed ?? [] });
  }
  return {
    region: JSON.stringify(region(random, period)),
    programs,
    children,
    later: Object.fromEntries(later),
    timeline: csv(
      ['date', 'action', 'application', 'child', 'group', 'start', 'detail'],
      randomTimeline(random, size.applications, {
        period,
        groups: groups as readonly [RandomGroup, ...RandomGroup[]],
        // Those that came later, too: some are asked for before anybody has heard of them.
        newGroups: catalogue.groups,
        children: ids as readonly [string, ...string[]],
        newcomers: newcomers as readonly [string, ...string[]],
        imports,
      }),
    ),
  };
};

/** Days of imports, in order: mostly inside the period, where applications are open. */
const someDays = (
  random: Random,
  { from, toExclusive }: Period,
): readonly { readonly day: Day; readonly of: 'programs' | 'children' | 'both' }[] => {
  const days = random.times(random.whole(1, 5), () => random.whole(from - 9, toExclusive - 1));
  return [...new Set(days)]
    .sort((a, b) => a - b)
    .map((day) => ({ day, of: random.oneOf(['programs', 'children', 'both', 'both']) }));
};

const region = (random: Random, period: Period): object => {
  const [general, ...others] = CATEGORIES;
  const minBalance = random.chance(0.8) ? random.oneOf([0, 1, 100, 100, 50_000]) : undefined;
  return {
    region: '24',
    name: 'Край, которого нет',
    timeZone: random.oneOf(['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Krasnoyarsk', 'Asia/Vladivostok']),
    municipality: { id: MUNICIPALITY, name: 'г. Несуществующий' },
    certificateNumber: { prefix: '24', length: random.whole(6, 20) },
    period: { id: 'season', from: dayText(period.from), toExclusive: dayText(period.toExclusive) },
    rules: {
      reserveAt: random.oneOf(['application', 'acceptance', 'enrolment', 'enrolment']),
      ...(random.chance(0.8) ? { rounding: random.oneOf(['down', 'up']) } : {}),
      ...(minBalance === undefined ? {} : { minBalanceKopecks: minBalance }),
      ...(random.chance(0.4) ? { lateEntryDays: random.oneOf([0, random.whole(1, 30), 60]) } : {}),
      ...(random.chance(0.2) ? { split: 'calendar-days', releaseAt: 'notice', refundAt: 'report' } : {}),
    },
    // Which categories the programme does not know is chance; somebody's children have each of them.
    groups: [general, ...others.slice(0, 3).filter(() => random.chance(0.5))].map((id) =>
      certificateGroup(random, id, minBalance ?? 100),
    ),
  };
};

const certificateGroup = (random: Random, id: string, minBalance: number): object => {
  // A certificate of less than the least balance could pay for nothing, and is refused at the registration.
  const nominalKopecks = Math.max(
    minBalance,
    random.oneOf([
      random.whole(300_000, 1_000_000),
      random.whole(300_000, 1_000_000),
      random.whole(10_000, 2_000_000),
      random.whole(1, 200),
    ]),
  );
  const ageMin = random.oneOf([60, 48, 60, random.whole(30, 100)]);
  return {
    id,
    name: `Дети: ${id}`,
    nominalKopecks,
    ...(random.chance(0.3) ? {} : { countLimit: random.oneOf([null, random.whole(0, 30)]) }),
    ...(random.chance(0.3) ? {} : { sumLimitKopecks: random.oneOf([null, nominalKopecks * random.whole(0, 30)]) }),
    ...(random.chance(0.3) ? { ageMonthsMin: ageMin } : {}),
    ...(random.chance(0.3) ? { ageMonthsMax: random.oneOf([204, 216, ageMin + random.whole(50, 150)]) } : {}),
  };
};

const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, ...rows, []].map((row) => row.join(',')).join('\n');
