import { dayText, type Day, type Period } from './calendar.js';
import type { Random } from './random.js';

export type RandomGroup = { readonly id: string; readonly first: Day; readonly last: Day };

/** Answers of the catalogue API, as samples/README.md describes them, and the dates of their groups. */
export const randomCatalogue = (
  random: Random,
  programmes: number,
  municipality: number,
  period: Period,
): { readonly answers: readonly object[]; readonly groups: readonly RandomGroup[] } => {
  const groups: RandomGroup[] = [];
  const answers = random.times(programmes, (programme) => {
    const ageMin = random.oneOf([0, 0, 0, 0, 60, random.whole(48, 120)]);
    return {
      data: {
        program: {
          id: 1_000_000 + programme,
          full_name: `Программа ${programme + 1}`,
          direction_id: random.whole(1, 6),
          mun: municipality,
          age_group_min: ageMin,
          age_group_max: ageMin + random.oneOf([random.whole(0, 150), 216, 216, 216]),
          organization: {
            id: 22_000 + programme,
            name: `Центр ${programme + 1}`,
            cant_use_certificate: random.chance(0.05) ? 1 : 0,
          },
          modules: random.times(random.whole(1, 2), (index) => ({
            id: 900_000 + programme * 10 + index,
            name: `Модуль ${index + 1}`,
            hours: 48,
            price: roubles(random),
            normative_price: roubles(random),
            groups: random.times(random.whole(1, 3), (number) => {
              const group = { id: String(700_000 + groups.length), ...dates(random, period) };
              groups.push(group);
              return {
                id: Number(group.id),
                name: `Группа ${number + 1}`,
                date_start: dayText(group.first),
                date_end: dayText(group.last),
                max_children: random.oneOf([random.whole(0, 4), random.whole(5, 20), 100]),
              };
            }),
          })),
        },
      },
      result_code: 'FLSCS',
      result_message: 'Полный успех',
    };
  });
  return { answers, groups };
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

const roubles = (random: Random): string => {
  const kopecks = random.oneOf([
    random.whole(100, 10_000) * 100,
    random.whole(1, 1_500_000),
    random.whole(0, 3),
    random.chance(0.3) ? 0 : 600_000,
  ]);
  return random.chance(0.2) && kopecks % 100 === 0
    ? String(kopecks / 100)
    : `${Math.trunc(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;
};
