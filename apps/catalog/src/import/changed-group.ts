import type { GroupState } from '@lib/contracts';

/** What is published of a study group. */
export type State = GroupState & { readonly closed: boolean };

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
