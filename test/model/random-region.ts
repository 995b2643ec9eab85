import { dayOf, dayText, type Period } from './calendar.js';
import { randomCatalogue, type RandomGroup } from './random-catalogue.js';
import { Random } from './random.js';
import { randomTimeline } from './random-timeline.js';
import type { RegionFiles } from './region-files.js';

/** How large a region is; a play through the real services wants a small one. */
export type RegionSize = { readonly children: number; readonly programmes: number; readonly applications: number };

const MUNICIPALITY = 2442;
const ELSEWHERE = 4705;
const CATEGORIES = ['general', 'ovz', 'svo', 'many-children'] as const;
const MEDIUM: RegionSize = { children: 40, programmes: 6, applications: 90 };

/**
 * A region's season that the seed repeats, in the format of samples/README.md. The files are valid; in them everything
 * that docs/rules.md §2–§5 know happens sooner or later, the sensible more often than the odd.
 */
export const randomRegion = (seed: number, size: RegionSize = MEDIUM): RegionFiles => {
  const random = new Random(seed);
  const from = dayOf('2019-01-01') + random.whole(0, 1800);
  const period = { from, toExclusive: from + random.oneOf([random.whole(20, 60), random.whole(61, 400)]) };
  const catalogue = randomCatalogue(random, size.programmes, MUNICIPALITY, period);
  const children = random.times(size.children, (index) => child(random, index, period));
  return {
    region: JSON.stringify(region(random, period)),
    programs: JSON.stringify(catalogue.answers),
    children: csv(['childId', 'birthDate', 'municipality', 'category'], children),
    timeline: csv(
      ['date', 'action', 'application', 'child', 'group', 'start', 'detail'],
      randomTimeline(random, size.applications, {
        period,
        groups: catalogue.groups as readonly [RandomGroup, ...RandomGroup[]],
        children: children.map(([id = '']) => id) as [string, ...string[]],
      }),
    ),
  };
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
      reserveAt: random.oneOf(['application', 'acceptance', 'enrolment']),
      ...(random.chance(0.8) ? { rounding: random.oneOf(['down', 'up']) } : {}),
      ...(minBalance === undefined ? {} : { minBalanceKopecks: minBalance }),
      ...(random.chance(0.2) ? { split: 'calendar-days', releaseAt: 'notice', refundAt: 'report' } : {}),
    },
    // Which categories the programme does not know is chance; somebody's children have each of them.
    groups: [general, ...others.filter(() => random.chance(0.5))].map((id) =>
      certificateGroup(random, id, minBalance ?? 100),
    ),
  };
};

// A nominal below the minimal balance is a contradiction.
const certificateGroup = (random: Random, id: string, minBalance: number): object => {
  const nominalKopecks = random.oneOf([
    random.whole(300_000, 1_000_000),
    random.whole(300_000, 1_000_000),
    random.whole(Math.max(10_000, minBalance), 2_000_000),
    random.whole(minBalance, minBalance + 200),
  ]);
  return {
    id,
    name: `Дети: ${id}`,
    nominalKopecks,
    ...(random.chance(0.3) ? {} : { countLimit: random.oneOf([null, random.whole(0, 30)]) }),
    ...(random.chance(0.3) ? {} : { sumLimitKopecks: random.oneOf([null, nominalKopecks * random.whole(0, 30)]) }),
  };
};

const child = (random: Random, index: number, { from }: Period): readonly string[] => {
  const birthday = random.chance(0.05) ? dayOf('2012-02-29') : from - random.whole(4 * 365, 18 * 365);
  return [
    `24-${String(index + 1).padStart(6, '0')}`,
    dayText(birthday),
    String(random.chance(0.03) ? ELSEWHERE : MUNICIPALITY),
    random.oneOf(CATEGORIES),
  ];
};

const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, ...rows, []].map((row) => row.join(',')).join('\n');
