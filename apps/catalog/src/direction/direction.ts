/** The directions of the scheme (docs/rules.md §1). The catalogue API numbers them from 1 in this order. */
export const directions = [
  'technical',
  'natural-science',
  'artistic',
  'physical-culture-and-sport',
  'tourism-and-local-history',
  'social-humanitarian',
] as const;

export type Direction = (typeof directions)[number];

export const directionOf = (id: number): Direction | undefined => directions[id - 1];
