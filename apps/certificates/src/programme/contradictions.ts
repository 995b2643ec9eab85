import { numbersMax } from './domain/number-pattern.js';
import { GENERAL, launchRules } from './domain/programme.js';

/** Settings of a region file that cannot hold together. */
export type Contradiction = {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/**
 * Looks at a file as it came: a fault elsewhere in it must not hide that two of its settings contradict each other. What is
 * not of its kind is passed over here, for the schema names it.
 */
export const contradictionsOf = (file: unknown): readonly Contradiction[] => {
  const groups = at(file, 'groups');
  const list: readonly unknown[] = Array.isArray(groups) ? groups : [];
  return [
    ...ofAllGroups(list),
    ...list.flatMap((group, index) => ofGroup(file, group, index)),
    ...ofNumbers(file, list),
  ];
};

const ofAllGroups = (groups: readonly unknown[]): readonly Contradiction[] => {
  const ids = groups.map((group) => at(group, 'id'));
  const twice = ids.flatMap((id, index) =>
    typeof id === 'string' && ids.indexOf(id) < index
      ? [{ path: ['groups', index, 'id'], code: 'duplicate-group' }]
      : [],
  );
  // Children whose category no group has belong there (docs/rules.md §2); without it they could get no certificate at all.
  const isMissing = groups.length > 0 && ids.every((id) => typeof id === 'string' && id !== GENERAL);
  return [...twice, ...(isMissing ? [{ path: ['groups'], code: 'no-general-group', params: { group: GENERAL } }] : [])];
};

const ofGroup = (file: unknown, group: unknown, index: number): readonly Contradiction[] => {
  const path = (field: string): Contradiction['path'] => ['groups', index, field];
  const [nominal, sumLimit] = [whole(group, 'nominalKopecks'), whole(group, 'sumLimitKopecks')];
  const min =
    at(file, 'rules') === undefined ? undefined : (whole(at(file, 'rules'), 'minBalanceKopecks') ?? byDefault(file));
  const [youngest, oldest] = [whole(group, 'ageMonthsMin'), whole(group, 'ageMonthsMax')];
  return [
    // Every reserve would be refused: the certificate is issued with less than a reserve asks for.
    ...(nominal !== undefined && min !== undefined && nominal < min
      ? [{ path: path('nominalKopecks'), code: 'nominal-below-minimum', params: { min } }]
      : []),
    // Not a single certificate could be issued. A limit of 0 says so; this one says something else.
    ...(nominal !== undefined && sumLimit !== undefined && sumLimit > 0 && sumLimit < nominal
      ? [{ path: path('sumLimitKopecks'), code: 'limit-below-nominal', params: { nominal } }]
      : []),
    ...(youngest !== undefined && oldest !== undefined && oldest < youngest
      ? [{ path: path('ageMonthsMax'), code: 'age-bounds-reversed', params: { min: youngest } }]
      : []),
  ];
};

const ofNumbers = (file: unknown, groups: readonly unknown[]): readonly Contradiction[] => {
  const numbers = at(file, 'certificateNumber');
  const [prefix, length] = [at(numbers, 'prefix'), whole(numbers, 'length')];
  if (typeof prefix !== 'string' || length === undefined || prefix.length >= length) return [];
  const limited = groups.reduce<number>((sum, group) => sum + (whole(group, 'countLimit') ?? 0), 0);
  return limited > numbersMax({ prefix, length })
    ? [{ path: ['certificateNumber', 'length'], code: 'too-few-numbers' }]
    : [];
};

const byDefault = (file: unknown): number | undefined =>
  at(at(file, 'rules'), 'minBalanceKopecks') === undefined ? launchRules.minBalanceKopecks : undefined;

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;

const whole = (value: unknown, key: string): number | undefined => {
  const found = at(value, key);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
};
