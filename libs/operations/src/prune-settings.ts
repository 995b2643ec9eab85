import type { Environment } from './environment.js';

/** What is pruned when, and how much at a time (docs/adr/0033). */
export type PruneSettings = {
  readonly everyMs: number;
  /** So many rows of a table are looked at in one run. */
  readonly rowsMax: number;
  /** So many in one statement. */
  readonly batchMax: number;
  /** How old it must be. */
  readonly inboxDays: number;
  readonly outboxDays: number;
  readonly parkedDays: number;
  readonly answersDays: number;
};

export const PRUNING: PruneSettings = {
  everyMs: 600_000,
  rowsMax: 50_000,
  batchMax: 500,
  inboxDays: 30,
  outboxDays: 7,
  parkedDays: 90,
  answersDays: 30,
};

/** PRUNE, PRUNE_EVERY_MINUTES, PRUNE_ROWS_MAX, PRUNE_INBOX_DAYS and so on; undefined where PRUNE is off. */
export const pruneSettings = (env: Environment): PruneSettings | undefined => {
  const settings: PruneSettings = {
    everyMs: env.count('PRUNE_EVERY_MINUTES', PRUNING.everyMs / 60_000) * 60_000,
    rowsMax: env.count('PRUNE_ROWS_MAX', PRUNING.rowsMax),
    batchMax: PRUNING.batchMax,
    inboxDays: env.count('PRUNE_INBOX_DAYS', PRUNING.inboxDays),
    outboxDays: env.count('PRUNE_OUTBOX_DAYS', PRUNING.outboxDays),
    parkedDays: env.count('PRUNE_PARKED_DAYS', PRUNING.parkedDays),
    answersDays: env.count('PRUNE_ANSWERS_DAYS', PRUNING.answersDays),
  };
  return env.oneOf('PRUNE', ['on', 'off'], 'on') === 'on' ? settings : undefined;
};
