import { err, ok, type Result } from '@lib/kernel';

/** What may be done to many: each is what one request does to one. */
export const OPERATIONS = ['accept', 'conclude', 'report', 'register'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** `cancelled` and `expired`: what had been done by then stays, the rest is not begun. */
export const STATES = ['waiting', 'running', 'done', 'cancelled', 'expired'] as const;
export type State = (typeof STATES)[number];

/** What became of an item; `open`: nothing yet, or nothing ever where its job has ended. */
export const OUTCOMES = ['open', 'ok', 'refused', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Items of one job. */
export const ITEMS_MAX = 10_000;
/** Jobs of one login that have not ended. */
export const OPEN_MAX = 20;
/** So often an item may fail without being refused, while nothing is away. */
export const ATTEMPTS_MAX = 5;

export const hasEnded = (state: State): boolean => state !== 'waiting' && state !== 'running';

/** What a job is once its turn has come. @param isOver whether it has lasted as long as the rights of who asked hold */
export const atTurn = (state: State, isOver: boolean): State =>
  hasEnded(state) ? state : isOver ? 'expired' : 'running';

/** @param hasOpen whether an item of it has no outcome */
export const afterTurn = (state: State, hasOpen: boolean): State => (state === 'running' && !hasOpen ? 'done' : state);

export type CancelRefused = { readonly reason: 'bulk-job-ended'; readonly state: State };
export const cancelled = (state: State): Result<State, CancelRefused> =>
  hasEnded(state) ? err({ reason: 'bulk-job-ended', state }) : ok('cancelled');

/** Whether an item that has failed so often is tried again. */
export const isTriedAgain = (attempts: number): boolean => attempts < ATTEMPTS_MAX;

/**
 * So often an item may meet what others hold locked. With the pauses between, a quarter of an hour: the longest statement of
 * others takes as long.
 */
export const WAITS_MAX = 12;
/** Between two tries of an item that met what others hold locked. */
export const LOCKED_REST = { firstMs: 1_000, maxMs: 180_000 } as const;

/** Whether an item that has met the locks of others so often is tried again. */
export const isWaitedFor = (waits: number): boolean => waits < WAITS_MAX;

/**
 * What of a reach is still left: a job never reaches further than when it was asked for, nor further than whoever asked
 * does now. @returns undefined: nothing
 */
export const reachLeft = <One extends { readonly kind: string }>(
  then: readonly One[],
  now: readonly One[],
): readonly One[] | undefined => {
  if (now.some(({ kind }) => kind === 'everything')) return then;
  const present = new Set(now.map(textOf));
  const left = then.some(({ kind }) => kind === 'everything') ? now : then.filter((one) => present.has(textOf(one)));
  return left.length === 0 ? undefined : left;
};

const textOf = (one: object): string =>
  JSON.stringify(Object.entries(one).toSorted(([some], [other]) => (some < other ? -1 : 1)));

/** The items of each lane, in their order: those of one child never overtake each other. */
export const lanesOf = <Item extends { readonly lane: string }>(
  items: readonly Item[],
): readonly (readonly Item[])[] => [...Map.groupBy(items, ({ lane }) => lane).values()];
