import { beforeEach, describe, expect, it } from '@jest/globals';
import { verifyChain, type StreamId } from '@lib/event-store';
import { calendarDate, kopecks, ok } from '@lib/kernel';
import { Ledger } from '../ledger/ledger.js';
import { FixedClock, TroubledStore } from '../ledger/store.testing.js';
import { streams } from '../ledger/streams.js';
import { evolveLimit, untouched, type Limit, type LimitEvent } from '../limit/domain/limit.js';
import { limitCodec } from '../limit/limit.codec.js';
import { CertificateNumbers } from '../number/number.commands.js';
import {
  launchRules,
  programmeId,
  type FinancingProgramme,
  type ProgrammeGroup,
} from '../programme/domain/programme.js';
import { Programmes } from '../programme/programme.commands.js';
import { accountCodec } from './event-catalogue.js';
import { AccountCommands, type ReserveRequest } from './account.commands.js';
import { emptyAccount, evolve, type Account } from './domain/account.js';
import type { AccountEvent } from './domain/events.js';
import { autumn, chess, day, issued, rub } from './account-events.testing.js';

const general: ProgrammeGroup = {
  id: 'general',
  name: 'Дети 5–17 лет',
  nominalKopecks: rub('5,000'),
  countLimit: 1,
  sumLimitKopecks: null,
};
const programme = (groups: readonly ProgrammeGroup[] = [general]): FinancingProgramme => ({
  region: '47',
  name: 'Ленинградская область',
  timeZone: 'Europe/Moscow' as FinancingProgramme['timeZone'],
  municipality: { id: 4705, name: 'Выборгский район' },
  certificateNumber: { prefix: '47', length: 10 },
  period: { id: '2019-autumn', from: autumn.from, toExclusive: autumn.toExclusive },
  rules: launchRules,
  groups,
});
const id = programmeId(programme());
const [anna, boris] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'] as const;
const asks = (holder: string, more: Partial<ReserveRequest> = {}): ReserveRequest => ({
  holder,
  contract: `contract of ${holder}`,
  on: calendarDate('2019-09-06'),
  category: 'general',
  terms: chess,
  ...more,
});
const cause = (commandId: string) => ({ commandId, causationId: commandId });

let store: TroubledStore;
const commandsOn = (): AccountCommands => {
  const clock = new FixedClock();
  const limits = new Ledger<Limit, LimitEvent>(store, clock, {
    codec: limitCodec,
    initial: untouched,
    evolve: evolveLimit,
  });
  return new AccountCommands(
    new Ledger<Account, AccountEvent>(store, clock, { codec: accountCodec, initial: emptyAccount, evolve }),
    limits,
    new CertificateNumbers(store, clock, limits, new Programmes(store, clock)),
  );
};
let commands: AccountCommands;
beforeEach(() => {
  store = new TroubledStore();
  commands = commandsOn();
});

const eventsOf = async (stream: StreamId): Promise<readonly string[]> =>
  (await store.read(stream)).map((event) => event.type);
const accountOf = async (holder: string): Promise<readonly AccountEvent[]> =>
  (await store.read(streams.account(holder))).map((event) => accountCodec.decode(event));
/** Places taken and not given back, by holder; and certificates issued. They must be the same holders. */
const placesAndCertificates = async (): Promise<readonly [readonly string[], readonly string[]]> => {
  const limit = (await store.read(streams.limit(id)))
    .map((event) => limitCodec.decode(event))
    .reduce(evolveLimit, untouched);
  const withCertificate = await Promise.all(
    [anna, boris].map(async (holder) =>
      (await accountOf(holder)).some((event) => event.type === 'CertificateIssued') ? [holder] : [],
    ),
  );
  return [[...limit.places].flatMap(([holder, place]) => (place ? [holder] : [])).sort(), withCertificate.flat()];
};

describe('the first reserve of a child', () => {
  it('takes a place, issues the certificate under the place’s number, and reserves', async () => {
    expect(await commands.reserve(asks(anna), programme(), cause('m1'))).toMatchObject({ ok: true });
    expect(await accountOf(anna)).toMatchObject([
      { type: 'CertificateIssued', number: '4700000001', nominal: rub('5,000'), certificateGroup: 'general' },
      { type: 'FundsReserved', share: rub('5,000') },
    ]);
    expect(await placesAndCertificates()).toStrictEqual([[anna], [anna]]);
  });

  it('issues exactly once, however often the message is delivered', async () => {
    for (let delivery = 0; delivery < 3; delivery++)
      expect(await commands.reserve(asks(anna), programme(), cause('m1'))).toMatchObject({ ok: true });
    await Promise.all([1, 2, 3].map(() => commandsOn().reserve(asks(anna), programme(), cause('m1'))));
    expect(await eventsOf(streams.account(anna))).toStrictEqual(['CertificateIssued', 'FundsReserved']);
    expect(await eventsOf(streams.limit(id))).toStrictEqual(['CertificatePlaceTaken']);
  });

  it('issues once for two contracts that are asked for at the same time', async () => {
    await Promise.all([
      commands.reserve(asks(anna), programme(), cause('m1')),
      commandsOn().reserve(asks(anna, { contract: 'another' }), programme(), cause('m2')),
    ]);
    const events = await eventsOf(streams.account(anna));
    expect(events.filter((type) => type === 'CertificateIssued')).toHaveLength(1);
    expect(await eventsOf(streams.limit(id))).toStrictEqual(['CertificatePlaceTaken']);
  });

  it('grants by the category, and an unknown category counts as general', async () => {
    const groups = [general, { ...general, id: 'ovz', nominalKopecks: rub('6,000') }];
    await commands.reserve(asks(anna, { category: 'ovz' }), programme(groups), cause('m1'));
    await commands.reserve(asks(boris, { category: 'unheard-of' }), programme(groups), cause('m2'));
    expect((await accountOf(anna))[0]).toMatchObject({ certificateGroup: 'ovz', nominal: rub('6,000') });
    expect((await accountOf(boris))[0]).toMatchObject({ certificateGroup: 'general', nominal: rub('5,000') });
  });
});

describe('the last place', () => {
  it('goes to one of two holders; the other is refused, and stays refused', async () => {
    await Promise.all([
      commands.reserve(asks(anna), programme(), cause('m1')),
      commandsOn().reserve(asks(boris), programme(), cause('m2')),
    ]);
    for (const [holder, message] of [
      [anna, 'm1'],
      [boris, 'm2'],
    ] as const)
      await commands.reserve(asks(holder), programme(), cause(message));
    const [places, certificates] = await placesAndCertificates();
    expect(places).toHaveLength(1);
    expect(certificates).toStrictEqual(places);
    const loser = places[0] === anna ? boris : anna;
    expect(await accountOf(loser)).toMatchObject([{ type: 'ReservationRefused', reason: 'no-certificate-place' }]);
  });

  it('is not taken by a request that is refused for its date', async () => {
    await commands.reserve(asks(anna, { on: day('2020-01-01') }), programme(), cause('m1'));
    expect(await accountOf(anna)).toMatchObject([{ type: 'ReservationRefused', reason: 'contract-period-over' }]);
    expect(await eventsOf(streams.limit(id))).toStrictEqual([]);
  });

  it('is given back by a request that is refused for its money', async () => {
    const poor = programme([{ ...general, nominalKopecks: kopecks(99) }]);
    await commands.reserve(asks(anna), poor, cause('m1'));
    expect(await accountOf(anna)).toMatchObject([{ type: 'ReservationRefused', reason: 'insufficient-funds' }]);
    expect(await eventsOf(streams.limit(id))).toStrictEqual(['CertificatePlaceTaken', 'CertificatePlaceGivenBack']);
    expect(await placesAndCertificates()).toStrictEqual([[], []]);
  });

  it('is not taken by a request whose co-payment the family does not want, and is there for the next one', async () => {
    const unwanted = asks(anna, { coPaymentAtMost: rub('2,423.34') });
    await commands.reserve(unwanted, programme(), cause('m1'));
    expect(await accountOf(anna)).toMatchObject([{ type: 'ReservationRefused', reason: 'terms-changed' }]);
    expect(await eventsOf(streams.limit(id))).toStrictEqual([]);
    const wanted = asks(anna, { coPaymentAtMost: rub('2,423.35'), request: 1 });
    await commands.reserve(wanted, programme(), cause('m2'));
    expect(await eventsOf(streams.account(anna))).toStrictEqual([
      'ReservationRefused',
      'CertificateIssued',
      'FundsReserved',
    ]);
    await commands.reserve(unwanted, programme(), cause('m1'));
    expect(await placesAndCertificates()).toStrictEqual([[anna], [anna]]);
  });

  it('is not given back by a refused co-payment that comes again while the next request is about to use it', async () => {
    const unwanted = asks(anna, { coPaymentAtMost: rub('0') });
    await commands.reserve(unwanted, programme(), cause('m1'));
    const elsewhere = commandsOn();
    let reserving = false;
    const appendOfAccount = store.append.bind(store);
    store.append = async (stream, expected, events) => {
      if (stream === streams.account(anna) && !reserving) {
        reserving = true;
        await elsewhere.reserve(unwanted, programme(), cause('m1'));
      }
      return appendOfAccount(stream, expected, events);
    };
    await commands.reserve(asks(anna, { coPaymentAtMost: rub('5,000'), request: 1 }), programme(), cause('m2'));
    expect(await placesAndCertificates()).toStrictEqual([[anna], [anna]]);
  });

  it('is missing before its co-payment is looked at', async () => {
    await commands.reserve(asks(boris), programme(), cause('m1'));
    await commands.reserve(asks(anna, { coPaymentAtMost: rub('0') }), programme(), cause('m2'));
    expect(await accountOf(anna)).toMatchObject([{ type: 'ReservationRefused', reason: 'no-certificate-place' }]);
  });

  it('stays taken when a later contract of the same child is refused', async () => {
    await commands.reserve(asks(anna), programme(), cause('m1'));
    await commands.reserve(asks(anna, { contract: 'another' }), programme(), cause('m2'));
    expect((await accountOf(anna)).at(-1)).toMatchObject({ type: 'ReservationRefused', reason: 'insufficient-funds' });
    expect(await placesAndCertificates()).toStrictEqual([[anna], [anna]]);
  });

  it('is not given back under another request of the same child that is about to use it', async () => {
    // A refused request of the child is delivered again while, elsewhere, its next request has its place and not yet
    // its certificate.
    const refused = asks(anna, { contract: 'too late', on: day('2020-01-01') });
    await commands.reserve(refused, programme(), cause('m1'));
    const elsewhere = commandsOn();
    let reserving = false;
    const reserve = asks(anna);
    const appendOfAccount = store.append.bind(store);
    store.append = async (stream, expected, events) => {
      if (stream === streams.account(anna) && !reserving) {
        reserving = true;
        await elsewhere.reserve(refused, programme(), cause('m1'));
      }
      return appendOfAccount(stream, expected, events);
    };
    await commands.reserve(reserve, programme(), cause('m2'));
    expect(await placesAndCertificates()).toStrictEqual([[anna], [anna]]);
  });
});

describe('a crash', () => {
  const poor = programme([{ ...general, nominalKopecks: kopecks(99) }]);
  it.each([
    ['before the place is taken', /^limit/, 'before', programme()],
    ['after the place is taken', /^limit/, 'after', programme()],
    ['between taking the place and reserving', /^account/, 'before', programme()],
    ['after reserving', /^account/, 'after', programme()],
  ] as const)('%s: the redelivery finishes it, in this process and in another', async (_, stream, when, region) => {
    for (const retry of [commands, undefined]) {
      store = new TroubledStore();
      const here = commandsOn();
      store.breakOn(stream, when);
      await expect(here.reserve(asks(anna), region, cause('m1'))).rejects.toThrow('broken');
      const again = await (retry ? here : commandsOn()).reserve(asks(anna), region, cause('m1'));
      expect(again).toMatchObject({ ok: true });
      expect(await eventsOf(streams.account(anna))).toStrictEqual(['CertificateIssued', 'FundsReserved']);
      expect(await eventsOf(streams.limit(id))).toStrictEqual(['CertificatePlaceTaken']);
    }
  });

  it.each(['before', 'after'] as const)(
    'between the refusal and giving the place back (%s the answer)',
    async (when) => {
      store.breakOn(/^account/, 'after');
      await expect(commands.reserve(asks(anna), poor, cause('m1'))).rejects.toThrow('broken');
      store.breakOn(/^limit/, when);
      await expect(commands.reserve(asks(anna), poor, cause('m1'))).rejects.toThrow('broken');
      await commands.reserve(asks(anna), poor, cause('m1'));
      await commandsOn().reserve(asks(anna), poor, cause('m1'));
      expect(await eventsOf(streams.account(anna))).toStrictEqual(['ReservationRefused']);
      expect(await eventsOf(streams.limit(id))).toStrictEqual(['CertificatePlaceTaken', 'CertificatePlaceGivenBack']);
    },
  );

  it('leaves the place of the first to nobody else', async () => {
    store.breakOn(/^account/, 'before');
    await expect(commands.reserve(asks(anna), programme(), cause('m1'))).rejects.toThrow('broken');
    await commands.reserve(asks(boris), programme(), cause('m2'));
    await commands.reserve(asks(anna), programme(), cause('m1'));
    expect(await placesAndCertificates()).toStrictEqual([[anna], [anna]]);
  });
});

describe('what follows a reserve', () => {
  it('is handled by the same account, and a repetition appends nothing', async () => {
    await commands.reserve(asks(anna), programme(), cause('m1'));
    const open = {
      type: 'Conclude',
      on: day('2019-09-09'),
      contract: `contract of ${anna}`,
      completeness: [],
    } as const;
    for (let delivery = 0; delivery < 2; delivery++)
      expect(await commands.handle(anna, open, cause('m2'))).toMatchObject({ ok: true });
    expect(await eventsOf(streams.account(anna))).toStrictEqual([
      'CertificateIssued',
      'FundsReserved',
      'ContractConcluded',
      'MonthDebited',
    ]);
    const stored = await store.read(streams.account(anna));
    expect(stored.map((event) => event.meta['commandId'])).toStrictEqual(['m1', 'm1', 'm2', 'm2']);
    expect(verifyChain(stored)).toBeUndefined();
  });

  it('is rejected where it cannot follow, and appends nothing', async () => {
    const result = await commands.handle(
      anna,
      { type: 'Conclude', on: day('2019-09-09'), contract: 'x', completeness: [] },
      cause('m1'),
    );
    expect(result).toStrictEqual({ ok: false, error: { reason: 'contract-unknown' } });
    expect(await eventsOf(streams.account(anna))).toStrictEqual([]);
  });
});

describe('the numbers of certificates', () => {
  const roomy = { ...general, countLimit: null };
  const place = (municipality: number, period = '2019-autumn', more: Partial<FinancingProgramme> = {}) => {
    const base = programme([roomy]);
    return {
      ...base,
      municipality: { id: municipality, name: 'Район' },
      period: { ...base.period, id: period },
      ...more,
    };
  };
  const request = (holder: string, of: FinancingProgramme): ReserveRequest =>
    asks(holder, {
      contract: `contract of ${holder} in ${programmeId(of)}`,
      terms: { ...chess, financingProgramme: programmeId(of) },
    });
  const registered = async (...programmes: readonly FinancingProgramme[]): Promise<void> => {
    for (const one of programmes) await new Programmes(store, new FixedClock()).register(one);
  };
  const numbersOf = async (holder: string): Promise<readonly string[]> =>
    (await accountOf(holder)).flatMap((event) => (event.type === 'CertificateIssued' ? [event.number] : []));
  const reserved = async (holder: string, of: FinancingProgramme): Promise<readonly string[]> => {
    await commandsOn().reserve(request(holder, of), of, cause(`${holder} ${programmeId(of)}`));
    return numbersOf(holder);
  };

  it('that run out refuse the next child and take no place', async () => {
    const nine = { ...programme([roomy]), certificateNumber: { prefix: '470', length: 4 } };
    for (let child = 0; child < 10; child++) {
      const holder = `00000000-0000-7000-8000-0000000000${10 + child}`;
      await commands.reserve(asks(holder), nine, cause(`m${child}`));
      await commands.reserve(asks(holder), nine, cause(`m${child}`));
      expect(await numbersOf(holder)).toStrictEqual(child < 9 ? [`470${child + 1}`] : []);
    }
    const types = await eventsOf(streams.limit(id));
    expect(types.filter((type) => type === 'CertificatePlaceTaken')).toHaveLength(10);
    expect(types.filter((type) => type === 'CertificatePlaceGivenBack')).toHaveLength(1);
    expect(await accountOf('00000000-0000-7000-8000-000000000019')).toMatchObject([
      { type: 'ReservationRefused', reason: 'no-certificate-place' },
    ]);
  });

  // Each programme counted from 1: two municipalities of a region issued the same number to two children.
  it('are never the same in two municipalities of a region, and count on from one to the other', async () => {
    const [vyborg, gatchina] = [place(4705), place(4710)];
    await registered(vyborg, gatchina);
    expect([await reserved(anna, vyborg), await reserved(boris, gatchina)]).toStrictEqual([
      ['4700000001'],
      ['4700000002'],
    ]);
  });

  // The next period counted from 1 again, so that a child got the number of another.
  it('stay with a child in the next period', async () => {
    const autumnHere = place(4705);
    const spring = place(4705, '2020-spring', {
      period: { id: '2020-spring', from: day('2020-01-01'), toExclusive: day('2020-06-01') },
    });
    await registered(autumnHere, spring);
    await reserved(boris, autumnHere);
    await reserved(anna, autumnHere);
    const next = {
      ...request(anna, spring),
      on: day('2020-01-10'),
      terms: { ...request(anna, spring).terms, start: day('2020-01-10') },
    };
    await commandsOn().reserve(next, spring, cause('next'));
    expect(await numbersOf(anna)).toStrictEqual(['4700000002', '4700000002']);
  });

  it('begin above those that were issued when each programme counted for itself, of which a child keeps its own', async () => {
    const [vyborg, gatchina] = [place(4705), place(4710)];
    await registered(vyborg, gatchina, place(7701, '2019', { region: '77' }));
    const taken = (holder: string, ordinal: number): LimitEvent => ({
      type: 'CertificatePlaceTaken',
      on: autumn.from,
      holder,
      certificateGroup: 'general',
      nominal: rub('5,000'),
      ordinal,
    });
    const limits = new Ledger<Limit, LimitEvent>(store, new FixedClock(), {
      codec: limitCodec,
      initial: untouched,
      evolve: evolveLimit,
    });
    const stranger = '00000000-0000-7000-8000-00000000000f';
    await limits.handle(streams.limit(programmeId(vyborg)), cause('then'), () =>
      ok([taken(anna, 1), taken(stranger, 17)]),
    );
    await limits.handle(streams.limit(programmeId(gatchina)), cause('then'), () => ok([taken(stranger, 3)]));
    const accounts = new Ledger<Account, AccountEvent>(store, new FixedClock(), {
      codec: accountCodec,
      initial: emptyAccount,
      evolve,
    });
    await accounts.handle(streams.account(anna), cause('then'), () =>
      ok([{ ...issued('2019-01-09', rub('5,000')), programme: programmeId(vyborg), toExclusive: day('2019-05-01') }]),
    );
    expect(await reserved(boris, gatchina)).toStrictEqual(['4700000018']);
    expect(await reserved(anna, gatchina)).toStrictEqual(['4700000001', '4700000001']);
    expect(await eventsOf(streams.numbers('47'))).toStrictEqual(['NumberingBegun', 'NumberAssigned', 'NumberKept']);
  });

  it('are given once, whatever is delivered twice and wherever the process dies', async () => {
    for (const [stream, when] of [
      [/^numbers/, 'before'],
      [/^numbers/, 'after'],
      [/^limit/, 'after'],
      [/^account/, 'before'],
      [/^account/, 'after'],
    ] as const) {
      store = new TroubledStore();
      const vyborg = place(4705);
      await registered(vyborg);
      store.breakOn(stream, when);
      await expect(reserved(anna, vyborg)).rejects.toThrow('broken');
      await reserved(anna, vyborg);
      expect(await reserved(anna, vyborg)).toStrictEqual(['4700000001']);
      expect(await reserved(boris, vyborg)).toStrictEqual(['4700000002']);
    }
  });

  it('are not used up by a child without a place', async () => {
    await commands.reserve(asks(anna), programme(), cause('m1'));
    await commands.reserve(asks(boris), programme(), cause('m2'));
    expect(await eventsOf(streams.numbers('47'))).toStrictEqual(['NumberingBegun', 'NumberAssigned']);
  });

  it('of many children that ask at the same moment are as many', async () => {
    const [vyborg, gatchina] = [place(4705), place(4710)];
    await registered(vyborg, gatchina);
    const holders = Array.from({ length: 20 }, (_, n) => `00000000-0000-7000-8000-0000000001${10 + n}`);
    await Promise.all(holders.map((holder, n) => reserved(holder, n % 2 ? vyborg : gatchina)));
    const all = (await Promise.all(holders.map(numbersOf))).flat().sort();
    expect(all).toStrictEqual(holders.map((_, n) => `47${String(n + 1).padStart(8, '0')}`));
  });
});

// A child that was imported under another municipality got a second nominal for the same months.
describe('a child with a certificate of another programme for the same days', () => {
  it('gets no second one, and takes no place for it', async () => {
    const [here, there] = [programme(), { ...programme(), municipality: { id: 4710, name: 'Гатчина' } }];
    await commands.reserve(asks(anna), here, cause('m1'));
    const second = asks(anna, { contract: 'second', terms: { ...chess, financingProgramme: programmeId(there) } });
    for (let delivery = 0; delivery < 2; delivery++) await commands.reserve(second, there, cause('m2'));
    expect((await accountOf(anna)).at(-1)).toMatchObject({ reason: 'certificate-elsewhere' });
    expect(await eventsOf(streams.limit(programmeId(there)))).toStrictEqual([]);
  });

  it('gives the place back that it took while the first was being issued', async () => {
    const [here, there] = [programme(), { ...programme(), municipality: { id: 4710, name: 'Гатчина' } }];
    const second = asks(anna, { contract: 'second', terms: { ...chess, financingProgramme: programmeId(there) } });
    const elsewhere = commandsOn();
    let isOvertaken = false;
    const append = store.append.bind(store);
    store.append = async (stream, expected, events) => {
      if (stream === streams.account(anna) && !isOvertaken) {
        isOvertaken = true;
        await elsewhere.reserve(asks(anna), here, cause('m1'));
      }
      return append(stream, expected, events);
    };
    await commands.reserve(second, there, cause('m2'));
    expect((await accountOf(anna)).at(-1)).toMatchObject({ reason: 'certificate-elsewhere' });
    expect(await eventsOf(streams.limit(programmeId(there)))).toStrictEqual([
      'CertificatePlaceTaken',
      'CertificatePlaceGivenBack',
    ]);
  });
});
