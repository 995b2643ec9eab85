import { describe, expect, it } from '@jest/globals';
import { instant, type CalendarDate } from '@lib/kernel';
import fc from 'fast-check';
import { emptyAccount, evolve } from '../../apps/certificates/src/account/domain/account.js';
import type { AccountCommand } from '../../apps/certificates/src/account/domain/commands.js';
import { decide } from '../../apps/certificates/src/account/domain/decide.js';
import { historyOf, type Balances, type Recorded } from '../../apps/certificates/src/statement/domain/history.js';
import { statementOf } from '../../apps/certificates/src/statement/domain/statement.js';
import { postings } from '../../apps/certificates/src/account/domain/events.js';
import { AccountModel } from '../model/account-model.js';
import type { Day } from '../model/calendar.js';
import { date, programmeName, childHistory, type ChildHistory } from './child-history.js';

/** The log of commands; each is recorded in a second of its own. */
const logOf = (commands: readonly AccountCommand[]): readonly Recorded[] => {
  let account = emptyAccount;
  const log: Recorded[] = [];
  commands.forEach((command, second) => {
    const decision = decide(account, command);
    if (!decision.ok) throw new Error(decision.error.reason);
    account = decision.value.reduce(evolve, account);
    const recordedAt = instant(new Date(Date.UTC(2020, 0, 1, 0, 0, second)));
    for (const event of decision.value) log.push({ event, revision: log.length, recordedAt });
  });
  return log;
};
const heardLate = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 40, size: 'max' });
const withRuns = ({ commands, facts, end }: ChildHistory, days: readonly number[]): readonly AccountCommand[] =>
  commands.flatMap((command, index) => [
    { type: 'Settle', on: date(Math.min((facts[index]?.on ?? end) + (days[index] ?? 0), end)) },
    command,
  ]);

/** What a model that has heard of everything in time has on the evening of a day. */
const modelOn = ({ programmes, facts }: ChildHistory, first: Day, day: Day): AccountModel => {
  const model = new AccountModel(programmes, first);
  for (const fact of facts) if (fact.on <= day) model.tell(fact);
  model.reach(day);
  return model;
};
const anyDay = fc.nat({ max: 560 });
/** From the date of a paper to the day before its entry the account says, as known now, more than anybody then knew. */
const isBetweenPaperAndEntry = ({ facts }: ChildHistory, day: Day): boolean =>
  facts.some((fact) => 'paper' in fact && fact.paper !== undefined && fact.paper <= day && day < fact.on);
const on = (log: readonly Recorded[], programme: number, day: CalendarDate): Balances =>
  statementOf(historyOf(log, { asOf: day, knownAt: undefined }), programmeName(programme), day, day).closing;
const nothing = { nominal: 0, available: 0, reserved: 0, spent: 0, expired: 0 };
const balancesOf = (model: AccountModel, programme: number): Balances => {
  const balances = model.balances(programme);
  return balances
    ? (Object.fromEntries(Object.entries(balances).map(([name, amount]) => [name, Number(amount)])) as Balances)
    : nothing;
};

describe('for every history of a child', () => {
  it('opening balance and entries give the closing balance, and nothing is left out or told twice', () => {
    fc.assert(
      fc.property(childHistory(), heardLate, anyDay, anyDay, (child, late, one, other) => {
        const log = logOf(withRuns(child, late));
        const [first, last] = [one, other]
          .sort((a, b) => a - b)
          .map((day) => date(child.end - day))
          .toReversed() as [CalendarDate, CalendarDate];
        const history = historyOf(log, { asOf: last, knownAt: undefined });
        for (const programme of [programmeName(0), programmeName(1)]) {
          const { opening, entries, closing } = statementOf(history, programme, first, last);
          const moved = { ...opening } as Record<string, number>;
          for (const line of entries.flatMap(({ event }) => postings(event))) {
            const name = { budget: 'nominal', payable: 'spent' }[line.account as string] ?? line.account;
            moved[name] = (moved[name] ?? 0) + (line.account === 'budget' ? -line.kopecks : line.kopecks);
          }
          expect(moved).toStrictEqual(closing);
          expect(entries.at(-1)?.after ?? opening).toStrictEqual(closing);
          expect(entries.every(({ event }) => event.on >= first && event.on <= last)).toBe(true);
          const before = statementOf(
            historyOf(log, { asOf: last, knownAt: undefined }),
            programme,
            date(child.end - 600),
            last,
          );
          expect(before.entries.slice(before.entries.length - entries.length)).toStrictEqual(entries);
        }
      }),
    );
  });

  it('the balances of each day are those of a model, where everything was heard of in time', () => {
    fc.assert(
      fc.property(childHistory({ foresight: true }), anyDay, (child, ago) => {
        const day = child.end - ago;
        fc.pre(!isBetweenPaperAndEntry(child, day));
        const log = logOf(child.commands);
        const model = modelOn(child, child.end - 560, day);
        for (const programme of [0, 1])
          expect(on(log, programme, date(day))).toStrictEqual(balancesOf(model, programme));
      }),
      { numRuns: 200 },
    );
  });

  it('and where it was heard of late, what was bound and what was not are the same, as known now', () => {
    fc.assert(
      fc.property(childHistory(), heardLate, anyDay, (child, late, ago) => {
        const day = child.end - ago;
        fc.pre(!isBetweenPaperAndEntry(child, day));
        const log = logOf(withRuns(child, late));
        const model = modelOn(child, child.end - 560, day);
        for (const programme of [0, 1]) {
          const { nominal, available, reserved, spent, expired } = on(log, programme, date(day));
          const expected = balancesOf(model, programme);
          expect([nominal, available + expired, reserved + spent]).toStrictEqual([
            expected.nominal,
            expected.available + expected.expired,
            expected.reserved + expected.spent,
          ]);
        }
      }),
      { numRuns: 200 },
    );
  });

  // Lost: where the clock of the host had gone back, an event was known before those it was decided on, and balances of
  // the time in between were below zero. The clocks of the histories only went on.
  it('what was known at an instant is a beginning of the log, with balances that can be, however the clock goes', () => {
    fc.assert(
      fc.property(
        childHistory(),
        heardLate,
        fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1 }),
        (child, late, steps) => {
          let second = 1_000;
          const recorded = logOf(withRuns(child, late)).map((one, index): Recorded => {
            second += steps[index % steps.length] ?? 0;
            return { ...one, recordedAt: instant(new Date(Date.UTC(2020, 0, 1, 0, 0, second))) };
          });
          for (const { recordedAt } of recorded) {
            const known = historyOf(recorded, { asOf: date(child.end), knownAt: recordedAt });
            expect(known.map(({ revision }) => revision).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toStrictEqual(
              known.map((_, index) => index),
            );
            for (const programme of [programmeName(0), programmeName(1)]) {
              const { closing } = statementOf(known, programme, date(child.end), date(child.end));
              expect(Math.min(...Object.values(closing))).toBeGreaterThanOrEqual(0);
            }
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('what was known at an instant is what had been recorded by then', () => {
    fc.assert(
      fc.property(childHistory(), heardLate, fc.nat({ max: 80 }), (child, late, second) => {
        const log = logOf(withRuns(child, late));
        const knownAt = instant(new Date(Date.UTC(2020, 0, 1, 0, 0, second)));
        const known = historyOf(log, { asOf: date(child.end), knownAt });
        expect(known.map(({ revision }) => revision).sort((a, b) => (a ?? 0) - (b ?? 0))).toStrictEqual(
          log.filter((recorded) => (recorded.recordedAt ?? '') <= knownAt).map(({ revision }) => revision),
        );
      }),
    );
  });
});
