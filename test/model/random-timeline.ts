import { dayText, firstOf, lastOf, monthOf, monthText, type Day, type Period } from './calendar.js';
import type { RandomGroup } from './random-catalogue.js';
import type { Random } from './random.js';

type Cast = {
  readonly period: Period;
  readonly groups: readonly [RandomGroup, ...RandomGroup[]];
  readonly children: readonly [string, ...string[]];
};
type Line = { readonly day: Day; readonly order: number; readonly fields: readonly string[] };

const ACTIONS = ['accept', 'refuse', 'withdraw', 'conclude', 'terminate'] as const;
type Action = (typeof ACTIONS)[number];

/** Rows of timeline.csv in the order of their dates. */
export const randomTimeline = (random: Random, applications: number, cast: Cast): readonly (readonly string[])[] => {
  const lines = [
    ...random.times(applications, (index) => application(random, index, cast)).flat(),
    ...random.times(Math.ceil(applications / 3), () => lessons(random, cast)).flat(),
    ...random.times(3, () =>
      act(random, 'accept', { day: random.whole(cast.period.from, cast.period.toExclusive), id: 'A99999', place: 0 }),
    ),
  ];
  return lines.sort((a, b) => a.day - b.day || a.order - b.order).map(({ day, fields }) => [dayText(day), ...fields]);
};

/** An application and what is done about it: mostly what makes sense, with something odd between. */
const application = (random: Random, index: number, { period, groups, children }: Cast): readonly Line[] => {
  const id = `A${String(index + 1).padStart(5, '0')}`;
  const group = someGroup(random, groups, period);
  const start = startIn(random, group, period);
  const submitted = random.chance(0.9)
    ? Math.max(period.from - 10, start - random.whole(0, 25))
    : random.whole(period.from - 10, period.toExclusive + 20);
  let day = submitted;
  const later = (action: Action, place: number): Line => {
    day += random.oneOf([0, 0, random.whole(0, 3), random.whole(0, 3), random.whole(0, 10), random.whole(0, 70)]);
    return act(random, action, { day, id, place });
  };
  return [
    {
      day,
      order: random.next(),
      fields: [
        'apply',
        id,
        random.chance(0.02) ? '24-999999' : random.oneOf(children),
        random.chance(0.02) ? '799999' : group.id,
        dayText(start),
        '',
      ],
    },
    ...course(random).map(later),
  ];
};

const someGroup = (random: Random, groups: Cast['groups'], { from, toExclusive }: Period): RandomGroup => {
  const inPeriod = groups.filter((group) => group.first < toExclusive && group.last > from);
  const [first, ...others] = random.chance(0.9) ? inPeriod : groups;
  return random.oneOf(first ? [first, ...others] : groups);
};

const course = (random: Random): readonly Action[] => {
  const usual = random.oneOf<readonly Action[]>([
    ['accept', 'conclude'],
    ['accept', 'conclude'],
    ['accept', 'conclude'],
    ['accept', 'conclude', 'terminate'],
    ['accept', 'conclude', 'terminate'],
    ['accept', 'conclude', 'terminate'],
    ['accept', 'withdraw'],
    ['accept'],
    ['refuse'],
    ['withdraw'],
    [],
  ]);
  return usual.flatMap((action) => (random.chance(0.15) ? [random.oneOf(ACTIONS), action] : [action]));
};

const startIn = (random: Random, group: RandomGroup, { from, toExclusive }: Period): Day => {
  if (random.chance(0.05)) return random.whole(from - 20, toExclusive + 20);
  const first = Math.max(group.first, from);
  const last = Math.min(group.last - 1, toExclusive - 1);
  return last < first ? group.first : random.oneOf([first, random.whole(first, last), random.whole(first, last), last]);
};

const act = (
  random: Random,
  action: Action,
  { day, id, place }: { readonly day: Day; readonly id: string; readonly place: number },
): Line => ({
  day,
  // After the applications of the day; those of one application in the order of its course.
  order: 1 + place + random.next(),
  fields: [action, id, '', '', '', action === 'terminate' ? random.oneOf(['family', 'provider']) : ''],
});

/** A report of a month, usually at its end, sometimes long before or after, sometimes again with other numbers. */
const lessons = (random: Random, { period, groups }: Cast): readonly Line[] => {
  const group = random.oneOf(groups);
  const month = monthOf(
    random.whole(Math.max(group.first, period.from - 31), Math.min(group.last, period.toExclusive + 31)),
  );
  const usual = random.whole(firstOf(month) + 20, lastOf(month) + 5);
  const day = random.chance(0.8) ? usual : random.whole(period.from - 10, period.toExclusive + 20);
  const once = (on: Day): Line => {
    const planned = random.whole(1, 12);
    const held = random.oneOf([planned, random.whole(0, planned), 0]);
    return {
      day: on,
      order: 3 * random.next(),
      fields: ['lessons', '', '', group.id, monthText(month), `${held}/${planned}`],
    };
  };
  return random.chance(0.2) ? [once(day), once(day + random.whole(0, 9))] : [once(day)];
};
