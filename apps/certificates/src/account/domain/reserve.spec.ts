import { describe, expect, it } from '@jest/globals';
import { after, given } from '../account.testing.js';
import {
  answerRepeated,
  autumn,
  balances,
  chess,
  day,
  issued,
  lessons,
  open,
  placeWorth,
  refused,
  release,
  report,
  reserve,
  reserved,
  rub,
  settle,
  terminate,
} from '../account-events.testing.js';
import type { Reserve } from './commands.js';
import { contractOn } from './contract.js';

// A group that moved between the application and the reserve: a share three times the module's price, or an exception
// that parked the message and with it everything later of the child.
describe('a request whose numbers cannot be is a refusal, and nothing of the child waits for it', () => {
  it.each<[string, Partial<Reserve>]>([
    ['a start before the group', { terms: { ...chess, groupFirstDay: day('2019-12-01') } }],
    ['a start on the last day of the group', { terms: { ...chess, groupLastDay: chess.start } }],
    ['a group that ends before it begins', { terms: { ...chess, groupLastDay: day('2019-08-01') } }],
    ['a start before the period', { rules: { ...autumn, from: day('2019-10-01') } }],
    ['a start after the period', { rules: { ...autumn, toExclusive: day('2019-09-10') } }],
    ['a last day before the start', { lastDay: day('2019-09-09') }],
    ['a last day after the period', { lastDay: day('2020-01-01') }],
    [
      'a last day after the group',
      { lastDay: day('2019-12-31'), terms: { ...chess, groupLastDay: day('2019-11-30') } },
    ],
  ])('%s', (_, request) => {
    given([issued('2019-09-05', rub('5,000'))])
      .when(reserve('2019-09-06', request))
      .thenBooks([refused('2019-09-06', 'terms-impossible')]);
  });

  it('takes the last day that enrolment has computed', () => {
    const { account } = after(reserve('2019-09-06', { lastDay: day('2019-10-31') }));
    expect(account.contracts.get('c1')).toMatchObject({ status: 'reserved', lastDay: '2019-10-31' });
  });
});

// Two free pupils took both certificate places, and the third child was refused a paid club with 4,800.00 unused.
describe('a place of which the certificate pays nothing', () => {
  const free = (more: Partial<Reserve> = {}): Reserve =>
    reserve('2019-09-06', { terms: { ...chess, normativeCost: rub('0') }, place: 'none', ...more });

  it('takes no certificate, and its price is the family’s', () => {
    const { account, events } = after(free(), open('2019-09-09'), settle('2020-01-01'));
    expect(events.map(({ type }) => type)).toStrictEqual(['FundsReserved', 'ContractConcluded']);
    expect(account.certificates.size).toBe(0);
    expect(account.contracts.get('c1')).toMatchObject({ status: 'concluded', share: 0, coPayment: rub('7,423.35') });
  });

  it('is granted to an empty certificate, and is debited in no month', () => {
    const empty = reserve('2019-09-06', { contract: 'c2', place: placeWorth(rub('1')) });
    const { account, events } = after(empty, free(), open('2019-09-09'), settle('2020-01-01'));
    expect(account.contracts.get('c1')?.status).toBe('concluded');
    expect(events.some(({ type }) => type === 'MonthDebited')).toBe(false);
    expect(balances(account)[1]).toBe(100);
  });

  it('is free where one of the two is below a kopeck for its days', () => {
    const { account } = after(free({ terms: { ...chess, normativeCost: rub('0.01') } }));
    expect(account.certificates.size).toBe(0);
  });

  it('can be reported, ended and withdrawn like another, without a kopeck moving', () => {
    const ended = after(
      free(),
      open('2019-09-09'),
      report('2019-10-31', lessons('2019-10', 0, 8)),
      terminate('2019-10-17', '2019-10-31'),
    );
    expect(ended.account.contracts.get('c1')).toMatchObject({ status: 'terminated', lastDay: '2019-10-31' });
    const withdrawn = after(free(), open('2019-09-09'), release('2019-09-09'));
    expect(withdrawn.account.contracts.get('c1')).toMatchObject({ status: 'released' });
    expect([ended.account.certificates.size, withdrawn.account.certificates.size]).toStrictEqual([0, 0]);
  });
});

// Nothing answered a request that was sent again: an application whose answer was lost waited for ever.
describe('a request that is sent again', () => {
  const again = (attempt: number) => reserve('2019-09-06', { attempt });

  it('is answered as it was, once for each attempt', () => {
    given([issued('2019-09-05', rub('5,000')), reserved('2019-09-06')])
      .when(again(1))
      .thenBooks([answerRepeated('2019-09-06', 1, { answer: 'reserved', coPayment: rub('2,423.35') })]);
    expect(after(again(0), again(1), again(1), again(0)).events.at(-1)?.type).toBe('AnswerRepeated');
    expect(after(again(0), again(1), again(1), again(2)).events).toHaveLength(4);
  });

  it('keeps its refusal', () => {
    given([refused('2019-09-06', 'insufficient-funds')])
      .when(again(3))
      .thenBooks([answerRepeated('2019-09-06', 3, { answer: 'refused', reason: 'insufficient-funds' })]);
  });

  it('is judged like the first when the first was never heard of', () => {
    given([issued('2019-09-05', rub('5,000'))])
      .when(again(2))
      .thenBooks([reserved('2019-09-06')]);
  });

  it('is refused when an operator has discarded it, unless it was answered before', () => {
    const { groupFirstDay: _a, groupLastDay: _b, price: _c, normativeCost: _d, ...terms } = chess;
    const discard = { type: 'RefuseDiscarded', on: day('2019-09-06'), contract: 'c1', terms } as const;
    given([])
      .when(discard)
      .thenBooks([refused('2019-09-06', 'request-discarded')]);
    given([issued('2019-09-05', rub('5,000')), reserved('2019-09-06')])
      .when(discard)
      .thenBooks([]);
  });
});

// The co-payment grew between the quote and the reserve, and the family paid what it had never agreed to.
describe('a request with the highest co-payment to which the family has consented', () => {
  const coPayment = rub('2,423.35');
  const asked = (coPaymentAtMost: string, more: Partial<Reserve> = {}) =>
    reserve('2019-09-06', { coPaymentAtMost: rub(coPaymentAtMost), ...more });
  const exceeded = { ...refused('2019-09-06', 'terms-changed'), coPayment };

  it('is granted up to it, and refused from a kopeck above it', () => {
    const certificate = [issued('2019-09-05', rub('5,000'))];
    given(certificate)
      .when(asked('2,423.35'))
      .thenBooks([reserved('2019-09-06')]);
    given(certificate).when(asked('2,423.34')).thenBooks([exceeded]);
  });

  it('issues no certificate where it is refused', () =>
    given([])
      .when(asked('0', { place: placeWorth(rub('5,000')) }))
      .thenBooks([exceeded]));

  it('is refused for the money first', () =>
    given([issued('2019-09-05', rub('0.99'))])
      .when(asked('0'))
      .thenBooks([refused('2019-09-06', 'insufficient-funds')]));

  it('bounds a place of which the certificate pays nothing too', () => {
    const free = { terms: { ...chess, normativeCost: rub('0') }, place: 'none' } as const;
    given([])
      .when(asked('7,423.34', free))
      .thenBooks([{ ...exceeded, coPayment: rub('7,423.35') }]);
    expect(after(asked('7,423.35', free)).account.contracts.get('c1')?.status).toBe('reserved');
  });

  it('may be followed by another one, which is judged anew', () => {
    const history = [issued('2019-09-05', rub('5,000')), exceeded];
    given(history)
      .when(asked('2,423.35', { request: 1 }))
      .thenBooks([reserved('2019-09-06')]);
    given(history)
      .when(asked('1', { request: 1 }))
      .thenBooks([exceeded]);
    given([...history, exceeded])
      .when(asked('2,423.35', { request: 2 }))
      .thenBooks([reserved('2019-09-06')]);
  });

  it('keeps its answer, whatever is asked after it', () => {
    const history = [issued('2019-09-05', rub('5,000')), exceeded];
    given(history).when(asked('2,423.34')).thenBooks([]);
    given(history)
      .when(asked('2,423.34', { attempt: 1 }))
      .thenBooks([answerRepeated('2019-09-06', 1, { answer: 'refused', reason: 'terms-changed', coPayment })]);
    const later = [...history, reserved('2019-09-06')];
    given(later)
      .when(asked('2,423.34', { attempt: 1 }))
      .thenBooks([]);
    given(later)
      .when(asked('2,423.35', { request: 1 }))
      .thenBooks([]);
    given(later)
      .when(asked('2,423.35', { request: 1, attempt: 1 }))
      .thenBooks([answerRepeated('2019-09-06', 1, { answer: 'reserved', coPayment, request: 1 })]);
  });

  it('may be discarded after a first one that was refused', () => {
    const { groupFirstDay: _a, groupLastDay: _b, price: _c, normativeCost: _d, ...terms } = chess;
    const discard = { type: 'RefuseDiscarded', on: day('2019-09-06'), contract: 'c1', terms } as const;
    const history = [issued('2019-09-05', rub('5,000')), exceeded];
    given(history).when(discard).thenBooks([]);
    given(history)
      .when({ ...discard, request: 1 })
      .thenBooks([refused('2019-09-06', 'request-discarded')]);
  });

  it('is no other refusal: those stay the end', () =>
    given([issued('2019-09-05', rub('0.99')), refused('2019-09-06', 'insufficient-funds')])
      .when(asked('0', { request: 1 }))
      .thenBooks([]));

  it('shows what was known on each day', () => {
    const { account } = after(
      reserve('2019-09-05', { place: placeWorth(rub('5,000')), coPaymentAtMost: rub('0') }),
      asked('2,423.35', { request: 1, place: placeWorth(rub('5,000')) }),
    );
    const contract = account.contracts.get('c1');
    expect(contract && contractOn(contract, day('2019-09-05'))?.status).toBe('refused');
    expect(contract && contractOn(contract, day('2019-09-06'))?.status).toBe('reserved');
  });
});
