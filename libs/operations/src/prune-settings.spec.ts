import { describe, expect, it } from '@jest/globals';
import { Environment } from './environment.js';
import { PRUNING, pruneSettings } from './prune-settings.js';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole({ pruning: pruneSettings(env) }).pruning;
};

describe('the settings of pruning', () => {
  it('are the defaults where nothing is set', () => expect(read({})).toEqual(PRUNING));

  it('are counts of minutes, rows and days', () => {
    const days = { PRUNE_INBOX_DAYS: '60', PRUNE_OUTBOX_DAYS: '1', PRUNE_PARKED_DAYS: '2', PRUNE_ANSWERS_DAYS: '3' };
    expect(read({ PRUNE_EVERY_MINUTES: '5', PRUNE_ROWS_MAX: '700', ...days })).toEqual({
      everyMs: 300_000,
      rowsMax: 700,
      batchMax: 500,
      inboxDays: 60,
      outboxDays: 1,
      parkedDays: 2,
      answersDays: 3,
    });
  });

  it('turn it off', () => expect(read({ PRUNE: 'off' })).toBeUndefined());

  it('name what is wrong', () =>
    expect(() => read({ PRUNE: 'no', PRUNE_INBOX_DAYS: '0' })).toThrow(
      /PRUNE_INBOX_DAYS: a whole number from 1, not "0"\n {2}PRUNE: on or off, not "no"/,
    ));
});
