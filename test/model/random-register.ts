import { dayOf, dayText, firstOf, lastOf, monthOf, type Day, type Period } from './calendar.js';
import type { Random } from './random.js';

type Child = {
  readonly id: string;
  readonly birth: Day;
  readonly municipality: number;
  readonly category: string;
};

/** Categories; a region file knows some of them, and none the last. */
export const CATEGORIES = ['general', 'ovz', 'svo', 'ОВЗ', 'many-children'] as const;
/** Children that are not in the first register: some come with a later one. */
const NEWCOMERS = 3;

/** Children of one municipality, a few of another, and what later registers say of them. */
export class RandomRegister {
  private children: readonly Child[];

  constructor(
    private readonly random: Random,
    count: number,
    private readonly municipality: number,
    private readonly elsewhere: number,
    private readonly period: Period,
  ) {
    this.children = random.times(count, (index) => this.child(index));
  }

  get ids(): readonly string[] {
    return this.children.map(({ id }) => id);
  }

  get newcomers(): readonly string[] {
    return this.random.times(NEWCOMERS, (index) => idOf(this.children.length + index));
  }

  file(): string {
    return fileOf(this.children);
  }

  /** A part of the register, some rows corrected, sometimes a child that nobody knew; and the children it is about. */
  changes(): { readonly file: string; readonly changed: readonly string[] } {
    const { random } = this;
    const before = this.children;
    const named = this.children.filter(() => random.chance(0.7)).map((child) => this.changed(child));
    this.children = this.children.map((old) => named.find(({ id }) => id === old.id) ?? old);
    if (random.chance(0.3)) {
      const added = this.child(this.children.length);
      named.push(added);
      this.children = [...this.children, added];
    }
    return {
      file: fileOf(named),
      changed: named.filter((child) => !before.some((old) => isSame(old, child))).map(({ id }) => id),
    };
  }

  private changed(child: Child): Child {
    const { random } = this;
    return {
      ...child,
      ...(random.chance(0.05) ? { birth: this.birth() } : {}),
      ...(random.chance(0.1) ? { birth: child.birth + random.oneOf([1, -1, 31, -365, 730]) } : {}),
      // Too young or too old for everything.
      ...(random.chance(0.06) ? { birth: this.period.from - random.oneOf([1, 20]) * 365 } : {}),
      ...(random.chance(0.12) ? { category: random.oneOf(CATEGORIES) } : {}),
      ...(random.chance(0.02)
        ? { municipality: child.municipality === this.municipality ? this.elsewhere : this.municipality }
        : {}),
    };
  }

  private child(index: number): Child {
    const { random } = this;
    return {
      id: idOf(index),
      birth: this.birth(),
      municipality: random.chance(0.015) ? this.elsewhere : this.municipality,
      category: random.oneOf(CATEGORIES),
    };
  }

  /** Most are of some age; some reach a whole number of years or months within a day of a day of the period. */
  private birth(): Day {
    const { random } = this;
    const { from, toExclusive } = this.period;
    if (random.chance(0.05)) return dayOf('2012-02-29');
    if (random.chance(0.8)) return from - random.whole(7 * 365, 15 * 365);
    const day = random.oneOf([from, random.whole(from, toExclusive - 1)]);
    const month = monthOf(day) - random.oneOf([random.whole(5, 18) * 12, random.whole(50, 220), 60, 204, 216]);
    return Math.min(firstOf(month) + day - firstOf(monthOf(day)), lastOf(month)) + random.whole(-1, 1);
  }
}

const isSame = (one: Child, other: Child): boolean => JSON.stringify(one) === JSON.stringify(other);

const idOf = (index: number): string => `24-${String(index + 1).padStart(6, '0')}`;

const fileOf = (children: readonly Child[]): string =>
  [
    'childId,birthDate,municipality,category',
    ...children.map(({ id, birth, municipality, category }) => [id, dayText(birth), municipality, category].join(',')),
    '',
  ].join('\n');
