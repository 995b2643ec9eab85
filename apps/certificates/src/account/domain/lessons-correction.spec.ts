import { describe, expect, it } from '@jest/globals';
import { after, given } from '../account.testing.js';
import {
  apply,
  autumn,
  balances,
  chess,
  corrected,
  correctionDropped,
  correctionRefused,
  costing,
  day,
  debited,
  drop,
  held,
  hold,
  issued,
  lessons,
  open,
  concluded,
  placeWorth,
  refused,
  release,
  report,
  reported,
  reserve,
  reserved,
  rub,
  settle,
  terminate,
} from '../account-events.testing.js';
import type { AccountCommand } from './commands.js';
import { fundsOn } from './funds.js';

// c1 of docs/examples.md 1.1: 1,356.93 of October. The slip: 0 of 8 lessons, reported on 31 October.
const october = rub('1,356.93');
const slip = lessons('2019-10', 0, 8);
const right = lessons('2019-10', 8, 8);
const half = lessons('2019-10', 4, 8);
const first = { held: 0, planned: 8, reportedOn: day('2019-10-31') };
const slipped = [
  issued('2019-09-05', rub('5,000')),
  reserved('2019-09-06'),
  concluded('2019-09-09'),
  debited('2019-09-09', '2019-09', rub('929.21')),
  debited('2019-10-01', '2019-10', october),
  reported('2019-10-31', slip, october),
  debited('2019-11-01', '2019-11', october),
];
const months = (account: ReturnType<typeof after>['account'], contract = 'c1') => {
  const known = account.contracts.get(contract);
  return known && known.status !== 'refused'
    ? known.months.map(({ status, debited: amount }) => [status, Number(amount)])
    : [];
};
const told = (...commands: readonly AccountCommand[]) =>
  after(reserve('2019-09-06'), open('2019-09-09'), report('2019-10-31', slip), ...commands);

describe('a report that is corrected', () => {
  it('names the first one, and the month costs what the right one says', () => {
    given(slipped)
      .when(hold('2019-11-05', right))
      .thenBooks([held('2019-11-05', right, october)]);
    given([...slipped, held('2019-11-05', right, october)])
      .when(apply('2019-11-05', right))
      .thenBooks([corrected('2019-11-05', right, first, { debits: october })]);
    const { account } = told(hold('2019-11-05', right), apply('2019-11-05', right), settle('2020-01-01'));
    expect(balances(account)).toStrictEqual([0, 0, 500_000, 0]);
  });

  it('gives back what the right one leaves', () => {
    const one = [
      ...slipped,
      held('2019-11-05', right, october),
      corrected('2019-11-05', right, first, { debits: october }),
    ];
    given(one)
      .when(hold('2019-11-06', half, 'x2'))
      .thenBooks([held('2019-11-06', half, rub('0'), { correction: 'x2' })]);
    // Half of 135,693 kopecks, half a kopeck up.
    given([...one, held('2019-11-06', half, rub('0'), { correction: 'x2' })])
      .when(apply('2019-11-06', half, 'x2'))
      .thenBooks([
        corrected(
          '2019-11-06',
          half,
          { held: 8, planned: 8, reportedOn: day('2019-11-05') },
          { returns: rub('678.46'), correction: 'x2' },
        ),
      ]);
  });

  it('draws on what the first report let expire, once the period is over', () => {
    const { account, events } = told(settle('2020-01-10'), hold('2020-02-01', right), apply('2020-02-01', right));
    expect(events.slice(-2)).toStrictEqual([
      held('2020-02-01', right, october, { to: 'expired' }),
      corrected('2020-02-01', right, first, { debits: october, to: 'expired' }),
    ]);
    expect(balances(account)).toStrictEqual([0, 0, 500_000, 0]);
  });

  it('of a month that is not debited yet changes the fraction and moves nothing', () => {
    const { account, events } = after(
      reserve('2019-09-06'),
      open('2019-09-09'),
      report('2019-10-31', lessons('2019-12', 0, 8)),
      hold('2019-11-05', lessons('2019-12', 4, 8)),
      apply('2019-11-05', lessons('2019-12', 4, 8)),
      settle('2020-01-01'),
    );
    expect(events.filter(({ on }) => on === '2019-12-01')).toStrictEqual([
      debited('2019-12-01', '2019-12', rub('678.47'), { returned: rub('678.46') }),
    ]);
    expect(balances(account)).toStrictEqual([0, 0, 432_154, 67_846]);
  });

  it.each([
    ['apply', apply, rub('678.47')],
    ['drop', drop, rub('0')],
  ] as const)(
    '%s: a month that falls due meanwhile is debited with the decision, as of its due date',
    (_, decide, cost) => {
      const december = lessons('2019-12', 4, 8);
      const pending = after(
        reserve('2019-09-06'),
        open('2019-09-09'),
        report('2019-10-31', lessons('2019-12', 0, 8)),
        hold('2019-11-30', december),
        settle('2020-02-01'),
      );
      // The period is over, and all of December is still there for either.
      expect(balances(pending.account)).toStrictEqual([0, 135_693, 364_307, 0]);
      const { account } = after(
        reserve('2019-09-06'),
        open('2019-09-09'),
        report('2019-10-31', lessons('2019-12', 0, 8)),
        hold('2019-11-30', december),
        settle('2020-02-01'),
        decide('2019-11-30', december),
      );
      expect(months(account)[3]).toStrictEqual(['debited', Number(cost)]);
      expect(balances(account)).toStrictEqual([0, 0, 364_307 + cost, 135_693 - cost]);
    },
  );

  it('is refused where it would take more than the certificate has, and says how much and of which', () => {
    const spentElsewhere = costing(rub('1,000'));
    const commands = [
      reserve('2019-11-05', { contract: 'c2', terms: { ...spentElsewhere, start: day('2019-11-10') } }),
    ];
    const { account } = told(...commands);
    expect(balances(account)[0]).toBe(135_693 - 46_017);
    const events = told(...commands, hold('2019-11-06', right)).events;
    expect(events.at(-1)).toStrictEqual(correctionRefused('2019-11-06', '2019-10', rub('460.17')));
    // Nothing to drop, and asked again it has been answered.
    expect(told(...commands, hold('2019-11-06', right), drop('2019-11-06', right)).events).toHaveLength(events.length);
    expect(told(...commands, hold('2019-11-06', right), hold('2019-11-06', right)).events).toHaveLength(events.length);
  });

  it('that is dropped leaves everything as it was, and expired what had expired', () => {
    given([...slipped, held('2019-11-05', right, october)])
      .when(drop('2019-11-05', right))
      .thenBooks([correctionDropped('2019-11-05', '2019-10', october)]);
    const { account, events } = told(
      settle('2019-12-01'),
      hold('2019-12-31', right),
      settle('2020-01-10'),
      drop('2019-12-31', right),
    );
    expect(events.at(-1)).toStrictEqual(correctionDropped('2019-12-31', '2019-10', october, 'expired'));
    expect(balances(account)).toStrictEqual([0, 0, 364_307, 135_693]);
  });

  it('is answered once, however often it is asked and decided, and the first report may be told again', () => {
    const decidedOnce = told(hold('2019-11-05', right), apply('2019-11-05', right));
    const again = told(
      hold('2019-11-05', right),
      hold('2019-11-05', right),
      apply('2019-11-05', right),
      report('2019-10-31', slip),
      hold('2019-11-05', right),
      apply('2019-11-05', right),
    );
    expect(again.events).toStrictEqual(decidedOnce.events);
  });

  it('of two at once the second waits for an operator', () => {
    given([...slipped, held('2019-11-05', right, october)])
      .when(hold('2019-11-06', half, 'x2'))
      .thenRejected({ reason: 'correction-pending', correction: 'x1' });
    given(slipped).when(apply('2019-11-05', right)).thenRejected({ reason: 'correction-not-held' });
    given(slipped).when(drop('2019-11-05', right)).thenNothing();
    given(slipped)
      .when(hold('2019-11-05', lessons('2019-10', 9, 8)))
      .thenRejected({ reason: 'completeness-impossible', reported: lessons('2019-10', 9, 8) });
  });
});

describe('while a correction is pending', () => {
  it('what is set aside is not there for another contract, and not for one that is heard of late', () => {
    const { account } = told(hold('2019-11-05', right));
    expect(fundsOn(account, autumn.financingProgramme, day('2019-11-05'))).toBe(0);
    expect(fundsOn(account, autumn.financingProgramme, day('2019-11-02'))).toBe(0);
    expect(fundsOn(told().account, autumn.financingProgramme, day('2019-11-02'))).toBe(135_693);
  });

  it.each([
    ['apply', apply],
    ['drop', drop],
  ] as const)('%s: a contract that is ended meanwhile gets back what was set aside', (_, decide) => {
    // The notice on paper is of September.
    const { account } = told(
      hold('2019-10-31', right),
      { ...terminate('2019-09-30', '2019-09-30'), enteredOn: day('2019-10-31') } as AccountCommand,
      decide('2019-10-31', right),
    );
    expect(balances(account)).toStrictEqual([407_079, 0, 92_921, 0]);
    expect(months(account).slice(1)).toStrictEqual([
      ['returned', 0],
      ['returned', 0],
      ['returned', 0],
    ]);
  });

  it.each([
    ['asked for before the notice', [0, 1], apply, october],
    ['asked for before the notice and dropped', [0, 1], drop, rub('0')],
    ['asked for after the notice', [1, 0], apply, october],
    ['asked for after the notice and dropped', [1, 0], drop, rub('0')],
  ] as const)('a notice is revoked: %s', (_, order, decide, cost) => {
    const notice = { ...terminate('2019-09-30', '2019-09-30'), enteredOn: day('2019-10-31') } as AccountCommand;
    const both = [hold('2019-10-31', right), notice];
    const revoke: AccountCommand = {
      type: 'RevokeNotice',
      on: day('2019-10-31'),
      contract: 'c1',
      revocation: 0,
      lastDay: day('2019-12-31'),
    };
    const { account } = told(
      ...order.map((index) => both[index] as AccountCommand),
      revoke,
      decide('2019-10-31', right),
      settle('2020-01-01'),
    );
    expect(months(account)[1]).toStrictEqual(['debited', Number(cost)]);
    expect(balances(account)).toStrictEqual([0, 0, 364_307 + cost, 135_693 - cost]);
  });

  it('a correction decided between a notice and its revocation counts', () => {
    const { account } = told(
      { ...terminate('2019-09-30', '2019-09-30'), enteredOn: day('2019-10-31') } as AccountCommand,
      hold('2019-10-31', right),
      apply('2019-10-31', right),
      { type: 'RevokeNotice', on: day('2019-10-31'), contract: 'c1', revocation: 0, lastDay: day('2019-12-31') },
    );
    expect(months(account)[1]).toStrictEqual(['debited', 135_693]);
  });
});

describe('a contract whose notice is revoked', () => {
  it('hears a report again that it took no note of, and takes note of it once', () => {
    const notice = { ...terminate('2019-09-30', '2019-09-30'), enteredOn: day('2019-10-31') } as AccountCommand;
    const { account } = after(
      reserve('2019-09-06'),
      open('2019-09-09'),
      settle('2019-10-31'),
      notice,
      report('2019-10-31', slip),
      { type: 'RevokeNotice', on: day('2019-10-31'), contract: 'c1', revocation: 0, lastDay: day('2019-12-31') },
      report('2019-10-31', slip),
      report('2019-10-31', slip),
    );
    expect(months(account)[1]).toStrictEqual(['debited', 0]);
  });
});

describe('a contract that has nothing to correct answers all the same', () => {
  it('one that is not concluded yet, and hears of the first report only then', () => {
    const { account } = after(
      reserve('2019-09-06'),
      hold('2019-11-05', right),
      open('2019-11-05', [slip]),
      apply('2019-11-05', right),
    );
    expect(months(account)[1]).toStrictEqual(['debited', 135_693]);
    const early = after(reserve('2019-09-06'), hold('2019-11-05', right), apply('2019-11-05', right));
    expect(early.events.at(-1)).toStrictEqual(corrected('2019-11-05', right, first));
    const { account: other } = after(
      reserve('2019-09-06'),
      hold('2019-11-05', half),
      apply('2019-11-05', half),
      open('2019-11-06', [half]),
    );
    expect(months(other)[1]).toStrictEqual(['debited', 67_847]);
  });

  it('one that was refused, void, of another month, or of which the certificate pays nothing', () => {
    given([refused('2019-09-06', 'no-certificate-place')])
      .when(hold('2019-11-05', right))
      .thenBooks([held('2019-11-05', right, rub('0'))]);
    given([refused('2019-09-06', 'no-certificate-place'), held('2019-11-05', right, rub('0'))])
      .when(apply('2019-11-05', right))
      .thenNothing();
    given(slipped)
      .when(hold('2019-11-05', lessons('2019-08', 8, 8)))
      .thenBooks([held('2019-11-05', lessons('2019-08', 8, 8), rub('0'))]);
    const { account } = after(
      reserve('2019-09-06'),
      release('2019-09-07'),
      hold('2019-11-05', right),
      apply('2019-11-05', right),
    );
    expect(balances(account)).toStrictEqual([500_000, 0, 0, 0]);
    const free = after(
      reserve('2019-09-06', { terms: { ...chess, price: rub('0') }, place: placeWorth(rub('5,000')) }),
      open('2019-09-09'),
      report('2019-10-31', slip),
      hold('2019-11-05', right),
      apply('2019-11-05', right),
    );
    expect(months(free.account)[1]).toStrictEqual(['free', 0]);
    expect(free.account.certificates.size).toBe(0);
  });
});
