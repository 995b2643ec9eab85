import { dayOf, dayText, type Day, type Period } from './calendar.js';
import type { Random } from './random.js';

export type RandomGroup = { readonly id: string; readonly module: number; readonly first: Day; readonly last: Day };

type Provider = { readonly id: number; readonly name: string; readonly cant_use_certificate: 0 | 1 };
type Group = {
  readonly id: number;
  readonly name: string;
  readonly date_start: string;
  readonly date_end: string;
  readonly max_children: number;
};
type Module = {
  readonly id: number;
  readonly name: string;
  readonly hours: number;
  readonly price: string;
  readonly normative_price: string;
  readonly groups: readonly Group[];
};
type Program = {
  readonly id: number;
  readonly full_name: string;
  readonly direction_id: number;
  readonly mun: number;
  readonly age_group_min: number;
  readonly age_group_max: number;
  readonly organization: Provider;
  readonly modules: readonly Module[];
};

/** Answers of the catalogue API, as samples/README.md describes them; after a first catalogue those that change it. */
export class RandomCatalogue {
  private readonly providers: Provider[];
  private programmes: readonly Program[];
  private groupCount = 0;

  constructor(
    private readonly random: Random,
    count: number,
    private readonly municipality: number,
    private readonly period: Period,
  ) {
    this.providers = [
      ...random.times(count, (index) => ({
        id: 22_000 + index,
        name: `Центр ${index + 1}`,
        cant_use_certificate: random.chance(0.02) ? (1 as const) : (0 as const),
      })),
    ];
    this.programmes = random.times(count, (index) => this.programme(index));
  }

  get groups(): readonly RandomGroup[] {
    return this.programmes
      .flatMap(({ modules }) => modules)
      .flatMap(({ id: module, groups }) =>
        groups.map(({ id, date_start, date_end }) => ({
          id: String(id),
          module,
          first: dayOf(date_start),
          last: dayOf(date_end),
        })),
      );
  }

  /** The whole of it, as a file. */
  file(): string {
    return fileOf(this.programmes);
  }

  /**
   * What another import says: some programmes, some with a part of their modules and groups; a few things changed, few
   * new. And the groups that it is about.
   */
  changes(): { readonly file: string; readonly changed: readonly RandomGroup[] } {
    const { random } = this;
    const before = new Map(this.groups.map((group) => [group.id, this.cardOf(group.id)]));
    if (random.chance(0.2)) this.barSomebody();
    const named = this.programmes.filter(() => random.chance(0.7)).map((programme) => this.changed(programme));
    this.programmes = this.programmes.map((old) => named.find(({ id }) => id === old.id) ?? old);
    if (random.chance(0.2)) {
      const added = this.programme(this.programmes.length);
      named.push(added);
      this.programmes = [...this.programmes, added];
    }
    // What is left out of a file stays as it is.
    const told = named.map((programme) => ({
      ...programme,
      modules: programme.modules.map((module) => ({
        ...module,
        groups: module.groups.filter(() => random.chance(0.9)),
      })),
    }));
    const isTold = new Set(
      told.flatMap(({ modules }) => modules.flatMap(({ groups }) => groups.map(({ id }) => String(id)))),
    );
    const changed = this.groups.filter(({ id }) => isTold.has(id) && before.get(id) !== this.cardOf(id));
    return { file: fileOf(told), changed };
  }

  /** All that is said of a group. */
  private cardOf(id: string): string {
    return JSON.stringify(
      this.programmes.flatMap((programme) =>
        programme.modules.flatMap((module) =>
          module.groups
            .filter((group) => String(group.id) === id)
            .map((group) => ({ ...programme, modules: undefined, module: { ...module, groups: undefined }, group })),
        ),
      ),
    );
  }

  private barSomebody(): void {
    const index = this.random.whole(0, this.providers.length - 1);
    const provider = this.providers[index];
    if (!provider) return;
    const barred = {
      ...provider,
      cant_use_certificate: provider.cant_use_certificate === 0 ? (1 as const) : (0 as const),
    };
    this.providers[index] = barred;
    this.programmes = this.programmes.map((programme) =>
      programme.organization.id === barred.id ? { ...programme, organization: barred } : programme,
    );
  }

  private changed(programme: Program): Program {
    const { random } = this;
    const ages = random.chance(0.08) ? agesOf(random) : {};
    return {
      ...programme,
      ...ages,
      ...(random.chance(0.05) ? { direction_id: random.whole(1, 6) } : {}),
      ...(random.chance(0.05) ? { organization: random.anyOf(this.providers) ?? programme.organization } : {}),
      modules: programme.modules.map((module) => ({
        ...module,
        ...(random.chance(0.18) ? { price: roubles(random) } : {}),
        ...(random.chance(0.14) ? { normative_price: roubles(random) } : {}),
        groups: [
          ...module.groups.map((group) => this.changedGroup(group)),
          ...(random.chance(0.1) ? [this.group(module.groups.length)] : []),
        ],
      })),
    };
  }

  private changedGroup(group: Group): Group {
    const { random } = this;
    if (!random.chance(0.35)) return group;
    const first = dayOf(group.date_start);
    const last = dayOf(group.date_end);
    const moved = (day: Day): Day => day + random.oneOf([random.whole(-15, 15), random.whole(-40, 40), 1, -1]);
    const newFirst = random.chance(0.5) ? first : moved(first);
    return {
      ...group,
      date_start: dayText(newFirst),
      date_end: dayText(Math.max(newFirst, random.chance(0.4) ? last : moved(last))),
      max_children: random.chance(0.7) ? group.max_children : random.whole(0, 4),
    };
  }

  private programme(index: number): Program {
    const { random } = this;
    return {
      id: 1_000_000 + index,
      full_name: `Программа ${index + 1}`,
      direction_id: random.whole(1, 6),
      mun: this.municipality,
      ...agesOf(random),
      organization: random.anyOf(this.providers) ?? { id: 1, name: 'Центр', cant_use_certificate: 0 },
      modules: random.times(random.whole(1, 2), (number) => ({
        id: 900_000 + index * 10 + number,
        name: `Модуль ${number + 1}`,
        hours: 48,
        price: roubles(random),
        normative_price: roubles(random),
        groups: random.times(random.whole(1, 3), (ofModule) => this.group(ofModule)),
      })),
    };
  }

  private group(number: number): Group {
    const { random } = this;
    const { first, last } = dates(random, this.period);
    this.groupCount += 1;
    return {
      id: 700_000 + this.groupCount,
      name: `Группа ${number + 1}`,
      date_start: dayText(first),
      date_end: dayText(last),
      max_children: random.oneOf([random.whole(0, 2), random.whole(2, 6), random.whole(5, 20), 100]),
    };
  }
}

const fileOf = (programmes: readonly Program[]): string =>
  JSON.stringify(
    programmes.map((program) => ({ data: { program }, result_code: 'FLSCS', result_message: 'Полный успех' })),
  );

/** Whole years and odd months, both bounds; mostly everybody may come. */
const agesOf = (random: Random): Pick<Program, 'age_group_min' | 'age_group_max'> => {
  const min = random.oneOf([0, 0, 0, 0, 0, 0, 60, 72, random.whole(48, 120)]);
  return {
    age_group_min: min,
    age_group_max: min + random.oneOf([random.whole(60, 150), 204 - min, 216, 216 - min, 216, 216, 216]),
  };
};

/** Some groups lie around the period, some inside it, some beside it. */
const dates = (random: Random, { from, toExclusive }: Period): { readonly first: Day; readonly last: Day } => {
  const last = random.oneOf([from, from, toExclusive - 10, toExclusive - 10, toExclusive + 20]);
  const first = random.whole(from - random.oneOf([10, 10, 90]), last);
  return {
    first,
    last: first + random.oneOf([random.whole(0, 40), random.whole(30, 300), random.whole(30, 300), toExclusive - from]),
  };
};

/** Now and then nothing at all: a free club. */
const roubles = (random: Random): string => {
  const kopecks = random.oneOf([
    random.whole(100, 10_000) * 100,
    random.whole(1, 1_500_000),
    random.whole(1, 1_500_000),
    random.whole(0, 3),
    random.chance(0.4) ? 0 : 600_000,
  ]);
  return random.chance(0.2) && kopecks % 100 === 0
    ? String(kopecks / 100)
    : `${Math.trunc(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;
};
