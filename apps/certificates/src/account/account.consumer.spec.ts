import { beforeEach, describe, expect, it } from '@jest/globals';
import { encode, enrollmentContracts, type EnrollmentContractsOutgoing, type WireMessage } from '@lib/contracts';
import { MemoryEventStore } from '@lib/event-store';
import { Ledger } from '../ledger/ledger.js';
import { FixedClock } from '../ledger/store.testing.js';
import { streams } from '../ledger/streams.js';
import { evolveLimit, untouched, type Limit, type LimitEvent } from '../limit/domain/limit.js';
import { limitCodec } from '../limit/limit.codec.js';
import { CertificateNumbers } from '../number/number.commands.js';
import { launchRules, programmeId, type FinancingProgramme } from '../programme/domain/programme.js';
import { Programmes } from '../programme/programme.commands.js';
import { autumn, chess, rub } from './account-events.testing.js';
import { accountCodec } from './event-catalogue.js';
import { AccountCommands } from './account.commands.js';
import { AccountConsumer, MessageContradictsAccount } from './account.consumer.js';
import { emptyAccount, evolve, type Account } from './domain/account.js';
import type { AccountEvent } from './domain/events.js';

const holder = '0199a1f0-0000-7000-8000-00000000000a';
const contract = '0199a1f0-0000-7000-8000-0000000000c1';
const programme: FinancingProgramme = {
  region: '47',
  name: 'Ленинградская область',
  timeZone: 'Europe/Moscow' as FinancingProgramme['timeZone'],
  municipality: { id: 4705, name: 'Выборгский район' },
  certificateNumber: { prefix: '47', length: 10 },
  period: { id: '2019-autumn', from: autumn.from, toExclusive: autumn.toExclusive },
  rules: launchRules,
  groups: [{ id: 'general', name: 'Дети', nominalKopecks: rub('5,000'), countLimit: 1, sumLimitKopecks: null }],
};

type Type = EnrollmentContractsOutgoing['type'];
type DataOf<T extends Type> = Extract<EnrollmentContractsOutgoing, { type: T }>['data'];
const message = <T extends Type>(type: T, more: Omit<DataOf<T>, 'contract' | 'holder'>, of = contract): WireMessage =>
  encode(
    enrollmentContracts,
    {
      id: `${type} ${of} ${JSON.stringify(more).length}`,
      type,
      key: holder,
      time: '2019-09-06T06:00:00.000Z',
      recordedTime: '2019-09-06T06:00:00.000Z',
      data: { contract: of, holder, ...more },
    } as EnrollmentContractsOutgoing,
    0,
  );
const terms = {
  financingProgramme: programmeId(programme),
  certificateGroup: 'general',
  group: chess.group,
  module: chess.module,
  provider: chess.provider,
  direction: chess.direction,
  start: chess.start,
};
const { group } = chess;
const fundsRequested = (
  on: string,
  of = contract,
  more: Pick<DataOf<'funds-requested'>, 'coPaymentAtMost' | 'request'> = {},
) =>
  message(
    'funds-requested',
    {
      on,
      ...terms,
      groupFirstDay: chess.groupFirstDay,
      groupLastDay: chess.groupLastDay,
      unit: 'kopeck',
      price: chess.price,
      normativeCost: chess.normativeCost,
      ...more,
    },
    of,
  );
const concluded = (on: string) => message('contract-concluded', { on, group, completeness: [] });
const lessons = (on: string, of = contract, { held = 6, planned = 8 } = {}) =>
  message('lessons-reported', { on, group, month: '2019-09', held, planned }, of);

let store: MemoryEventStore;
let consumer: AccountConsumer;
beforeEach(async () => {
  store = new MemoryEventStore();
  const clock = new FixedClock();
  const programmes = new Programmes(store, clock);
  await programmes.register(programme);
  const accounts = new Ledger<Account, AccountEvent>(store, clock, {
    codec: accountCodec,
    initial: emptyAccount,
    evolve,
  });
  const limits = new Ledger<Limit, LimitEvent>(store, clock, {
    codec: limitCodec,
    initial: untouched,
    evolve: evolveLimit,
  });
  const numbers = new CertificateNumbers(store, clock, limits, programmes);
  consumer = new AccountConsumer(new AccountCommands(accounts, limits, numbers), programmes);
});
const deliver = async (...messages: readonly WireMessage[]): Promise<void> => {
  for (const one of messages) await consumer.take(one);
};
const account = async (): Promise<readonly AccountEvent[]> =>
  (await store.read(streams.account(holder))).map((event) => accountCodec.decode(event));
const types = async (): Promise<readonly string[]> => (await account()).map((event) => event.type);

describe('a message of enrolment', () => {
  it('of each type does to the account what it says', async () => {
    await deliver(
      message('application-submitted', { on: '2019-09-06', ...terms, lastDay: '2019-12-31' }),
      message('application-accepted', { on: '2019-09-06' }),
      fundsRequested('2019-09-06'),
      concluded('2019-09-09'),
      lessons('2019-09-30'),
      message('contract-terminated', { on: '2019-10-17', group, by: 'family', lastDay: '2019-10-31' }),
    );
    expect(await account()).toMatchObject([
      { type: 'CertificateIssued', on: '2019-09-06' },
      { type: 'FundsReserved', on: '2019-09-06', share: rub('5,000') },
      { type: 'ContractConcluded', on: '2019-09-09' },
      { type: 'MonthDebited', on: '2019-09-09', month: '2019-09' },
      { type: 'LessonsReported', on: '2019-09-30', month: '2019-09', held: 6, planned: 8 },
      { type: 'MonthDebited', on: '2019-10-01', month: '2019-10' },
      { type: 'ContractTerminated', on: '2019-10-17', by: 'family', lastDay: '2019-10-31' },
    ]);
  });

  it('bounds the co-payment, and asks once more after a refusal for it', async () => {
    await deliver(
      fundsRequested('2019-09-06', contract, { coPaymentAtMost: 242_334 }),
      fundsRequested('2019-09-07', contract, { coPaymentAtMost: 242_335, request: 1 }),
    );
    expect(await account()).toMatchObject([
      { type: 'ReservationRefused', on: '2019-09-06', reason: 'terms-changed', coPayment: rub('2,423.35') },
      { type: 'CertificateIssued', on: '2019-09-07' },
      { type: 'FundsReserved', on: '2019-09-07', coPayment: rub('2,423.35') },
    ]);
  });

  it('gives a discarded request up that came after such a refusal', async () => {
    await deliver(fundsRequested('2019-09-06', contract, { coPaymentAtMost: 0 }));
    await consumer.onDiscard(fundsRequested('2019-09-07', contract, { coPaymentAtMost: 1, request: 1 }));
    expect(await account()).toMatchObject([{ reason: 'terms-changed' }, { reason: 'request-discarded' }]);
  });

  it.each([
    [
      'application-refused',
      'by-provider',
      message('application-refused', { on: '2019-09-07', group, reason: 'by-provider' }),
    ],
    ['application-withdrawn', 'withdrawn', message('application-withdrawn', { on: '2019-09-07', group })],
  ])('%s releases everything', async (_, reason, ending) => {
    await deliver(fundsRequested('2019-09-06'), ending);
    expect((await account()).at(-1)).toMatchObject({
      type: 'ReservationReleased',
      reason,
      released: rub('5,000'),
    });
  });

  it('about an application that never reserved changes nothing', async () => {
    await deliver(
      message('application-refused', { on: '2019-09-07', group, reason: 'by-provider' }),
      message('application-withdrawn', { on: '2019-09-07', group }),
    );
    expect(await types()).toStrictEqual([]);
  });

  it('may come twice, each by itself', async () => {
    const all = [fundsRequested('2019-09-06'), concluded('2019-09-09'), lessons('2019-09-30')];
    for (const one of all) await deliver(one, one);
    expect(await types()).toStrictEqual([
      'CertificateIssued',
      'FundsReserved',
      'ContractConcluded',
      'MonthDebited',
      'LessonsReported',
    ]);
  });

  // A batch that was handled and not acknowledged comes again from its beginning.
  it.each([
    [
      'a contract that was withdrawn before its start',
      [
        fundsRequested('2019-09-06'),
        concluded('2019-09-07'),
        message('application-withdrawn', { on: '2019-09-08', group }),
      ],
    ],
    [
      'a contract that was terminated',
      [
        fundsRequested('2019-09-06'),
        concluded('2019-09-07'),
        lessons('2019-09-30'),
        message('contract-terminated', { on: '2019-10-17', group, by: 'family', lastDay: '2019-10-31' }),
      ],
    ],
    [
      'an application that was refused',
      [
        fundsRequested('2019-09-06'),
        message('application-refused', { on: '2019-09-07', group, reason: 'by-provider' }),
      ],
    ],
    ['a reserve that was refused', [fundsRequested('2020-01-01')]],
  ])('may come again with all the others: %s', async (_, batch) => {
    await deliver(...batch);
    const once = await account();
    await deliver(...batch);
    expect(await account()).toStrictEqual(once);
  });

  it('about lessons may meet a reserve that has just been refused', async () => {
    // Enrolment tells the contract that waits for its money of the lessons; the money is refused before that is read.
    await deliver(fundsRequested('2020-01-01'), lessons('2020-01-01'));
    expect(await types()).toStrictEqual(['ReservationRefused']);
  });
});

describe('a message that contradicts the account', () => {
  it.each([
    ['a conclusion of nothing', concluded('2019-09-09')],
    ['lessons of nothing', lessons('2019-09-30')],
    [
      'a notice of nothing',
      message('contract-terminated', { on: '2019-10-17', group, by: 'family', lastDay: '2019-10-31' }),
    ],
  ])('is not swallowed: %s', async (_, wire) => {
    await expect(deliver(wire)).rejects.toBeInstanceOf(MessageContradictsAccount);
    expect(await types()).toStrictEqual([]);
  });

  it('is not swallowed: other lessons of the same month', async () => {
    await deliver(fundsRequested('2019-09-06'), concluded('2019-09-09'), lessons('2019-09-30'));
    await expect(deliver(lessons('2019-10-01', contract, { held: 5 }))).rejects.toThrow('completeness-differs');
  });

  it('is not swallowed: a programme that nobody registered', async () => {
    const wire = fundsRequested('2019-09-06');
    const elsewhere = { ...wire, value: wire.value?.replace(terms.financingProgramme, '1-nowhere') ?? null };
    await expect(deliver(elsewhere)).rejects.toThrow('programme-unknown');
  });

  it.each([
    ['a tombstone', { value: null }],
    ['no JSON', { value: '{' }],
    ['an amount in roubles', { value: fundsRequested('2019-09-06').value?.replace(':1800000', ':18000.5') ?? '' }],
  ])('is malformed: %s', async (_, damage) => {
    await expect(deliver({ ...fundsRequested('2019-09-06'), ...damage })).rejects.toMatchObject({
      name: 'MalformedMessage',
    });
    expect(await types()).toStrictEqual([]);
  });

  it('does not poison the account: more lessons held than planned are not booked', async () => {
    await deliver(fundsRequested('2019-09-06'));
    await deliver(lessons('2019-09-07', contract, { held: 9 })).catch(() => undefined);
    await deliver(concluded('2019-09-09'));
    expect(await types()).toStrictEqual(['CertificateIssued', 'FundsReserved', 'ContractConcluded', 'MonthDebited']);
  });
});
