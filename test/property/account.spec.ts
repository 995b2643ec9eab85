import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';
import { emptyAccount, evolve, type Account } from '../../apps/certificates/src/account/domain/account.js';
import type { AccountCommand } from '../../apps/certificates/src/account/domain/commands.js';
import { decide } from '../../apps/certificates/src/account/domain/decide.js';
import { nextDue, settleDue } from '../../apps/certificates/src/account/domain/due.js';
import type { AccountEvent } from '../../apps/certificates/src/account/domain/events.js';
import type { Day } from '../model/calendar.js';
import { date, programmeName, childHistory, type ChildHistory } from './child-history.js';
import { expectIdentity } from './identity.js';

/** Handles a command and looks at the account after each event. */
const handle = (account: Account, command: AccountCommand): { account: Account; events: readonly AccountEvent[] } => {
  const decision = decide(account, command);
  if (!decision.ok) throw new Error(`${command.type} ${command.on}: ${JSON.stringify(decision.error)}`);
  return {
    account: decision.value.reduce((state, event) => expectIdentity(evolve(state, event)), account),
    events: decision.value,
  };
};
const handleAll = (commands: readonly AccountCommand[]): { account: Account; events: readonly AccountEvent[] } => {
  let account = emptyAccount;
  const events = commands.flatMap((command) => {
    const handled = handle(account, command);
    account = handled.account;
    return handled.events;
  });
  return { account, events };
};

const settleOn = (day: Day): AccountCommand => ({ type: 'Settle', on: date(day) });

/** What matters in the end: balances, and of every contract its refusal or what its months cost. */
const essence = (account: Account): unknown => ({
  certificates: [...account.certificates.values()]
    .map(({ financingProgramme: programme, available, reserved, spent, expired }) => ({
      programme,
      available,
      reserved,
      spent,
      expired,
    }))
    .sort((a, b) => (a.programme < b.programme ? -1 : 1)),
  contracts: [...account.contracts.values()].map((contract) =>
    contract.status === 'refused'
      ? { id: contract.id, reason: contract.reason }
      : {
          id: contract.id,
          status: contract.status,
          lastDay: contract.lastDay,
          coPayment: contract.coPayment,
          debited: contract.months.map((part) => Number(part.debited)).filter((amount) => amount > 0),
        },
  ),
});
const essenceOf = ({ model, programmes }: ChildHistory): unknown => ({
  certificates: programmes.flatMap((_, index) => {
    const balances = model.balances(index);
    if (!balances) return [];
    const { available, reserved, spent, expired } = balances;
    return [
      {
        programme: programmeName(index),
        available: Number(available),
        reserved: Number(reserved),
        spent: Number(spent),
        expired: Number(expired),
      },
    ];
  }),
  contracts: [...model.contracts].map(([id, contract]) =>
    contract.status === 'refused'
      ? { id, reason: contract.reason }
      : {
          id,
          status: contract.status,
          lastDay: date(contract.lastDay),
          coPayment: Number(contract.money.coPayment),
          debited: contract.money.months.map((month) => Number(month.cost)).filter((amount) => amount > 0),
        },
  ),
});

/** Before each command a number of runs, each so many days later than the command: the command comes late. */
const runs = fc.array(fc.array(fc.integer({ min: -30, max: 300 }), { maxLength: 3 }), { maxLength: 40, size: 'max' });
const withRuns = (
  { commands, facts, end }: ChildHistory,
  late: readonly (readonly number[])[],
): readonly AccountCommand[] => [
  ...commands.flatMap((command, index) => [
    ...(late[index] ?? []).map((days) => settleOn(Math.min((facts[index]?.on ?? end) + days, end))),
    command,
  ]),
  settleOn(end),
];

describe('for every history of a child', () => {
  it('the account comes to what a model by the letter of the rules comes to', () => {
    fc.assert(
      fc.property(childHistory({ foresight: true }), (child) => {
        const { account } = handleAll([...child.commands, settleOn(child.end)]);
        expect(essence(account)).toStrictEqual(essenceOf(child));
      }),
      { numRuns: 120 },
    );
  });

  it('a monthly run late, early, twice or never changes nothing, and neither do late commands', () => {
    fc.assert(
      fc.property(childHistory(), runs, (child, late) => {
        expect(essence(handleAll(withRuns(child, late)).account)).toStrictEqual(essenceOf(child));
      }),
      { numRuns: 120 },
    );
  });

  it('nor do they where lessons are reported of months that have not begun', () => {
    fc.assert(
      fc.property(childHistory({ foresight: true }), runs, (child, late) => {
        expect(essence(handleAll(withRuns(child, late)).account)).toStrictEqual(essenceOf(child));
      }),
      { numRuns: 120 },
    );
  });

  it('commands that come again, in their order, yield nothing', () => {
    fc.assert(
      fc.property(childHistory(), runs, fc.nat(), fc.nat(), (child, late, from, to) => {
        const commands = withRuns(child, late);
        const [first, last] = [from % commands.length, to % commands.length].sort((a, b) => a - b);
        const { account } = handleAll(commands.slice(0, last));
        // A batch whose end was not acknowledged is delivered again from its beginning.
        const again = commands.slice(first, last).filter((command) => command.type !== 'Settle');
        expect(again.flatMap((command) => handle(account, command).events)).toStrictEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  it('settling is the same once, twice, at once and day by day', () => {
    fc.assert(
      fc.property(childHistory(), (child) => {
        const { account } = handleAll(child.commands);
        const atOnce = settleDue(account, date(child.end));
        expect(settleDue(atOnce.reduce(evolve, account), date(child.end))).toStrictEqual([]);
        let byDays = account;
        const events: AccountEvent[] = [];
        for (let day = child.end - 560; day <= child.end; day++) {
          const due = settleDue(byDays, date(day));
          if (due.length > 0) expect(nextDue(byDays)).toBe(due[0]?.on);
          byDays = due.reduce((state, event) => expectIdentity(evolve(state, event)), byDays);
          events.push(...due);
        }
        expect(events).toStrictEqual(atOnce);
        expect(nextDue(byDays)).toBeUndefined();
      }),
    );
  });

  it('its events alone, from their stored form, give the same state', () => {
    fc.assert(
      fc.property(childHistory(), runs, (child, late) => {
        const { account, events } = handleAll(withRuns(child, late));
        const replayed = events.map((event) => {
          const { type, version, data } = accountCodec.encode(event);
          return accountCodec.decode({ type, version, data: JSON.parse(JSON.stringify(data)) });
        });
        expect(replayed).toStrictEqual(events);
        expect(replayed.reduce(evolve, emptyAccount)).toStrictEqual(account);
      }),
    );
  });

  it('is not always the same history: the properties above are about something', () => {
    const seen = new Map<string, number>();
    const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(childHistory(), runs, (child, late) => {
        for (const event of handleAll(withRuns(child, late)).events)
          count(event.type === 'ReservationRefused' ? event.reason : event.type);
      }),
      { numRuns: 400, seed: 20200901 },
    );
    for (const what of [
      'CertificateIssued',
      'FundsReserved',
      'terms-impossible',
      'contract-period-over',
      'certificate-elsewhere',
      'no-certificate-place',
      'insufficient-funds',
      'ContractConcluded',
      'MonthDebited',
      'LessonsReported',
      'ContractTerminated',
      'ReservationReleased',
      'NoticeRevoked',
      'PeriodExpired',
      'ExpiryReversed',
    ])
      expect([what, (seen.get(what) ?? 0) >= 20]).toStrictEqual([what, true]);
    // Somebody must have taken the money on the day of the mistake.
    expect(seen.get('NoticeRevocationRefused') ?? 0).toBeGreaterThanOrEqual(3);
  });
});

// A canary: if a property that is wrong could pass here, the ones above would prove nothing.
describe('a property that is wrong', () => {
  it('is found out, with its seed', () => {
    const details = fc.check(
      fc.property(childHistory(), ({ commands }) => {
        const spent = [...handleAll(commands).account.certificates.values()].map((certificate) => certificate.spent);
        expect(spent.every((amount) => amount === 0)).toBe(true);
      }),
      // Without looking for a smaller one.
      { numRuns: 200, endOnFailure: true },
    );
    expect(details.failed).toBe(true);
    expect(details.counterexample).not.toBeNull();
    expect(fc.defaultReportMessage(details)).toContain(`seed: ${details.seed}`);
  });
});
