import { dayText, firstOf, lastOf, monthOf, monthText, type Day, type Period } from './calendar.js';
import type { RandomGroup } from './random-catalogue.js';
import type { Random } from './random.js';

type Cast = {
  readonly period: Period;
  readonly groups: readonly [RandomGroup, ...RandomGroup[]];
  /** As a later catalogue has them. */
  readonly newGroups: readonly RandomGroup[];
  readonly children: readonly [string, ...string[]];
  /** Whom only a later register names, or none. */
  readonly newcomers: readonly [string, ...string[]];
  /** By their days. */
  readonly imports: readonly RandomImport[];
};
/** The day of an import, and whom and what it is about. */
export type RandomImport = {
  readonly day: Day;
  readonly groups: readonly RandomGroup[];
  readonly children: readonly string[];
};
type Line = { readonly day: Day; readonly order: number; readonly fields: readonly string[] };
/** What an application is for, and the day of its notice, where one is planned. */
type Plan = Wish & { readonly noticeOn: Day | undefined };
/** `across`: the day of an import that something of the application should wait for. */
type Wish = {
  readonly child: string;
  readonly group: RandomGroup;
  readonly start: Day;
  readonly day: Day;
  readonly across?: Day;
};

const ACTIONS = ['accept', 'refuse', 'withdraw', 'conclude', 'confirm', 'terminate'] as const;
type Action = (typeof ACTIONS)[number];

/** Rows of timeline.csv in the order of their dates. */
export const randomTimeline = (random: Random, applications: number, cast: Cast): readonly (readonly string[])[] => {
  const plans: Plan[] = [];
  const tightOnes = Math.ceil(applications / 15);
  const lines = [
    ...random.times(applications - tightOnes, (index) => application(random, index, cast, plans)).flat(),
    ...random.times(Math.ceil(applications / 3), () => lessons(random, cast)).flat(),
    ...random.times(tightOnes, () => tight(random, cast, plans)).flat(),
    ...random.times(3, () =>
      act(random, 'accept', { day: random.whole(cast.period.from, cast.period.toExclusive), id: 'A99999', place: 0 }),
    ),
  ];
  return lines.sort((a, b) => a.day - b.day || a.order - b.order).map(({ day, fields }) => [dayText(day), ...fields]);
};

/** An application and what is done about it: mostly what makes sense, with something odd between. */
const application = (random: Random, index: number, cast: Cast, plans: Plan[]): readonly Line[] => {
  const id = `A${String(index + 1).padStart(5, '0')}`;
  const wish = wishOf(random, cast, plans);
  const { child, group, start } = wish;
  const fields = ['apply', id, child, random.chance(0.01) ? '799999' : group.id, dayText(start), ''];
  const applied: Line = { day: wish.day, order: random.next(), fields };
  let { day, across } = wish;
  let noticeOn: Day | undefined;
  let concluded: Day | undefined;
  const acts = course(random).map((action, place) => {
    day += random.oneOf([0, 0, 0, random.whole(0, 3), random.whole(0, 3), random.whole(0, 10), random.whole(0, 50)]);
    if (across !== undefined && random.chance(0.6)) {
      day = Math.max(day, across + random.oneOf([0, 0, random.whole(0, 4)]));
      across = undefined;
    }
    if (action === 'conclude' && random.chance(0.05)) day = Math.max(day, group.last + random.whole(0, 3));
    if (action === 'terminate') {
      day += random.oneOf([0, random.whole(0, 10), random.whole(10, 50), random.whole(10, 50)]);
      noticeOn = day;
    }
    if (action === 'conclude') concluded = day;
    return act(random, action, { day, id, place, since: concluded });
  });
  plans.push({ ...wish, noticeOn });
  return [applied, ...acts];
};

const wishOf = (random: Random, cast: Cast, plans: readonly Plan[]): Wish => {
  const before = random.chance(0.3) ? random.anyOf(plans) : undefined;
  if (before) return following(random, before, cast);
  const about = random.chance(0.5) ? random.anyOf(cast.imports) : undefined;
  return about ? acrossImport(random, about, cast) : fresh(random, cast);
};

const fresh = (random: Random, cast: Cast): Wish => {
  const { from, toExclusive } = cast.period;
  const group = someGroup(random, cast);
  const start = startIn(random, group, cast.period);
  const day = random.chance(0.9)
    ? Math.max(from - 10, start - random.whole(0, 25))
    : random.whole(from - 10, toExclusive + 20);
  return { child: someChild(random, cast), group, start, day };
};

/** Submitted shortly before an import that changes something about it. */
const acrossImport = (random: Random, about: RandomImport, cast: Cast): Wish => {
  const child = (random.chance(0.7) ? random.anyOf(about.children) : undefined) ?? someChild(random, cast);
  const told = random.chance(0.7) ? random.anyOf(about.groups) : undefined;
  // As it was before.
  const group = cast.groups.find(({ id }) => id === told?.id) ?? told ?? someGroup(random, cast);
  const day = Math.max(cast.period.from - 10, about.day - random.whole(1, 8));
  const near = about.day + random.whole(-5, 20);
  const start =
    random.chance(0.6) && group.first <= near && near < group.last ? near : startIn(random, group, cast.period);
  return { child, group, start, day, across: about.day };
};

/** A second place of the child in the module, or another child in the seat: often from the day after the first is over. */
const following = (random: Random, before: Plan, cast: Cast): Wish => {
  const siblings = cast.groups.filter(({ module }) => module === before.group.module);
  const sameChild = random.chance(0.6);
  const group = sameChild ? (random.anyOf(siblings) ?? before.group) : before.group;
  const over = lastOf(monthOf(before.noticeOn ?? before.group.last));
  const next = over + random.oneOf([1, 1, 1, 0, random.whole(1, 20)]);
  const isInGroup = group.first <= next && next < Math.min(group.last, cast.period.toExclusive);
  const start = random.chance(isInGroup ? 0.9 : 0.05) ? next : startIn(random, group, cast.period);
  // Most wait for the notice.
  const day =
    before.noticeOn !== undefined && random.chance(0.7)
      ? before.noticeOn + random.whole(0, 6)
      : Math.max(cast.period.from - 10, start - random.whole(0, 25));
  return { child: sameChild ? before.child : someChild(random, cast), group, start, day };
};

const someChild = (random: Random, { children, newcomers }: Cast): string =>
  random.oneOf(random.chance(0.97) ? children : newcomers);

const someGroup = (random: Random, { groups, newGroups, period: { from, toExclusive } }: Cast): RandomGroup => {
  const known = random.chance(0.9) ? groups : newGroups;
  const inPeriod = known.filter((group) => group.first < toExclusive && group.last > from);
  return random.anyOf(random.chance(0.9) ? inPeriod : known) ?? random.oneOf(groups);
};

/** What usually happens to an application; terms that have changed are confirmed before the second attempt. */
const course = (random: Random): readonly Action[] => {
  const conclude = random.oneOf<readonly Action[]>([
    ['conclude'],
    ['conclude', 'confirm', 'conclude'],
    ['conclude', 'confirm', 'conclude'],
    ['confirm', 'conclude'],
  ]);
  const accept = random.oneOf<readonly Action[]>([['accept'], ['accept'], ['accept', 'confirm', 'accept']]);
  const usual = random.oneOf<readonly Action[]>([
    [...accept, ...conclude],
    [...accept, ...conclude],
    [...accept, ...conclude],
    [...accept, ...conclude, 'terminate'],
    [...accept, ...conclude, 'terminate', 'terminate'],
    [...accept, ...conclude, 'terminate'],
    [...accept, ...conclude, 'terminate'],
    [...accept, 'withdraw'],
    ['accept'],
    ['refuse'],
    ['withdraw'],
    ['confirm'],
  ]);
  return usual.flatMap((action) => (random.chance(0.06) ? [random.oneOf(ACTIONS), action] : [action]));
};

const startIn = (random: Random, group: RandomGroup, { from, toExclusive }: Period): Day => {
  if (random.chance(0.03)) return random.whole(from - 20, toExclusive + 20);
  const first = Math.max(group.first, from);
  const last = Math.min(group.last - 1, toExclusive - 1);
  return last < first ? group.first : random.oneOf([first, random.whole(first, last), random.whole(first, last), last]);
};

const act = (
  random: Random,
  action: Action,
  {
    day,
    id,
    place,
    since,
  }: { readonly day: Day; readonly id: string; readonly place: number; readonly since?: Day | undefined },
): Line => ({
  day,
  // After the applications of the day; those of one application in the order of its course.
  order: 1 + place + random.next(),
  fields:
    action === 'terminate'
      ? [action, id, '', '', paper(random, day, since), random.oneOf(['family', 'provider'])]
      : [action, id, '', '', '', ''],
});

/** The date of a notice: mostly today, often some days ago, around the bound of what is still taken, or a slip of the pen. */
const paper = (random: Random, day: Day, since = day): string => {
  if (random.chance(0.4)) return '';
  const lastMonth = day - firstOf(monthOf(day)) + random.whole(1, 4);
  const ago = random.oneOf([
    0,
    random.whole(1, 4),
    random.whole(1, 10),
    lastMonth,
    lastMonth,
    random.whole(1, 31),
    random.whole(29, 33),
    -1,
  ]);
  // Mostly not before the conclusion.
  return dayText(random.chance(0.7) ? Math.max(day - ago, since) : day - ago);
};

/** A report of a month, usually at its end, sometimes long before or after, sometimes again, sometimes corrected. */
const lessons = (random: Random, { period, groups }: Cast): readonly Line[] => {
  const group = random.oneOf(groups);
  const month = monthOf(
    random.whole(Math.max(group.first, period.from - 31), Math.min(group.last, period.toExclusive + 31)),
  );
  const usual = random.whole(firstOf(month) + 20, lastOf(month) + 5);
  const day = random.chance(0.8) ? usual : random.whole(period.from - 10, period.toExclusive + 20);
  const once = (action: 'lessons' | 'correct', on: Day): Line => ({
    day: on,
    order: 3 * random.next(),
    fields: [action, '', '', group.id, monthText(month), held(random)],
  });
  const again = random.oneOf<readonly ('lessons' | 'correct')[]>([
    [],
    [],
    ['lessons'],
    ['correct'],
    ['correct', 'correct'],
  ]);
  let next = day;
  return [
    once(random.chance(0.97) ? 'lessons' : 'correct', day),
    ...again.map((action) => {
      next += random.oneOf([0, random.whole(0, 9), random.whole(0, 60)]);
      return once(action, next);
    }),
  ];
};

/**
 * What a report gives back is taken by another contract of the child; then the report turns out to be too low. The child
 * has nothing left to pay for it, if its certificate was small.
 */
const tight = (random: Random, cast: Cast, plans: readonly Plan[]): readonly Line[] => {
  const first = random.anyOf(plans.filter(({ noticeOn }) => noticeOn === undefined));
  if (!first) return [];
  const { child, group } = first;
  const month = monthOf(Math.max(first.start, first.day)) + random.whole(0, 1);
  const others = cast.groups.filter((other) => other.module !== group.module && other.last > firstOf(month + 1));
  const other = random.anyOf(others) ?? group;
  const id = `B${random.whole(10_000, 99_999)}`;
  const day = firstOf(month) + random.whole(10, 25);
  const start = Math.max(other.first, Math.min(day + random.whole(0, 5), other.last - 1));
  const row = (order: number, on: Day, ...fields: readonly string[]): Line => ({ day: on, order, fields });
  return [
    row(1, day, 'lessons', '', '', group.id, monthText(month), '0/8'),
    row(2, day, 'apply', id, child, other.id, dayText(start), ''),
    row(3, day, 'accept', id, '', '', '', ''),
    row(4, day, 'conclude', id, '', '', '', ''),
    row(
      5,
      day + random.whole(0, 40),
      'correct',
      '',
      '',
      group.id,
      monthText(month),
      random.oneOf(['8/8', '1/8', '0/8']),
    ),
  ];
};

/** Numbers that can be, and now and then some that cannot. */
const held = (random: Random): string => {
  if (random.chance(0.05)) return random.oneOf(['0/0', '5/4', '1/311', '310/310', '0/310', '-1/4']);
  const planned = random.whole(1, 12);
  return `${random.oneOf([planned, random.whole(0, planned), random.whole(0, planned), 0])}/${planned}`;
};
