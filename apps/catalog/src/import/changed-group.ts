import type { GroupState } from '@lib/contracts';
import type { Kopecks } from '@lib/kernel';

/** What is published of a study group, as the catalogue keeps it. */
export type State = Omit<GroupState, 'unit' | 'price' | 'normativeCost'> & {
  readonly priceKopecks: Kopecks;
  readonly normativeCostKopecks: Kopecks;
  readonly closed: boolean;
};

export type ChangedGroup = State & {
  readonly created: boolean;
  /** Its card is another one. */
  readonly shown: boolean;
  /** What is published of it is another state, or has grown: a version before this one published less. */
  readonly told: boolean;
};

/** The terms of an application that a study group gives it (docs/rules.md §2). */
export const GROUP_TERMS = [
  'firstDay',
  'lastDay',
  'priceKopecks',
  'normativeCostKopecks',
  'ageMinMonths',
  'ageMaxMonths',
  'direction',
  'providerId',
] as const;
