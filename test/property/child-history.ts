import { calendarDate, kopecks, month, unreachable } from '@lib/kernel';
import fc from 'fast-check';
import type { AccountCommand, Completeness } from '../../apps/certificates/src/account/domain/commands.js';
import { AccountModel, type Fact, type ModelProgramme, type Report } from '../model/account-model.js';
import { dayOf, dayText, firstOf, monthOf, monthText, type Day } from '../model/calendar.js';

/** What happened to one child, in the order of the dates, and how a model that is never late sees it. */
export type ChildHistory = {
  readonly programmes: readonly ModelProgramme[];
  readonly facts: readonly Fact[];
  readonly commands: readonly AccountCommand[];
  readonly model: AccountModel;
  /** A day after everything. */
  readonly end: Day;
  /** How a counterexample is shown. */
  readonly [fc.toStringMethod]: () => string;
};

const FIRST = dayOf('2019-08-20');
const END = dayOf('2021-03-01');

const programme = (from: string): fc.Arbitrary<ModelProgramme> =>
  fc
    .record({
      days: fc.integer({ min: 5, max: 200 }),
      nominal: fc.option(fc.bigInt({ min: 0n, max: 1_000_000n }), { nil: undefined, freq: 6 }),
      minBalance: fc.constantFrom(0n, 1n, 100n, 100n, 5_000n),
      rounding: fc.constantFrom('down', 'up'),
    })
    .map(({ days, ...rest }) => ({ ...rest, from: dayOf(from), toExclusive: dayOf(from) + days }));

/** Nothing at all is a free club. */
const amount = fc.oneof(
  { weight: 9, arbitrary: fc.bigInt({ min: 0n, max: 900_000n }) },
  { weight: 1, arbitrary: fc.constant(0n) },
);

/** An intention becomes a fact where enrolment would tell it; most numbers are taken modulo what there is. */
const intention = fc.record({
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constant('reserve' as const) },
    { weight: 3, arbitrary: fc.constant('conclude' as const) },
    { weight: 3, arbitrary: fc.constant('report' as const) },
    { weight: 4, arbitrary: fc.constant('terminate' as const) },
    { weight: 1, arbitrary: fc.constant('release' as const) },
    { weight: 2, arbitrary: fc.constant('revoke' as const) },
    { weight: 1, arbitrary: fc.constant('mistake' as const) },
  ),
  daysLater: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 40 })),
  which: fc.nat({ max: 7 }),
  before: fc.nat({ max: 40 }),
  days: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 250 })),
  offset: fc.nat({ max: 60 }),
  price: amount,
  norm: amount,
  atMost: fc.option(amount, { freq: 2, nil: undefined }),
  paperAgo: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
  /** A request whose numbers cannot be. */
  slip: fc.oneof(
    { weight: 20, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('start' as const, 'last-day' as const, 'earlier-last-day' as const) },
  ),
  held: fc.nat({ max: 12 }),
  missed: fc.nat({ max: 12 }),
});
type Wanted = typeof intention extends fc.Arbitrary<infer T> ? T : never;
type Intention = Wanted & { readonly what: Exclude<Wanted['what'], 'mistake'> };

/** A notice, somebody who takes what it gave back, and the notice taken back: all of one day. */
const stepsOf = ({ what, ...rest }: Wanted): readonly Intention[] =>
  what === 'mistake'
    ? [
        { ...rest, what: 'terminate' },
        { ...rest, what: 'reserve', daysLater: 0, price: 900_000n, norm: 900_000n, slip: undefined },
        { ...rest, what: 'revoke' },
      ]
    : [{ ...rest, what }];

/**
 * Histories of a child with two periods. `foresight`: lessons may be reported of months that have not begun, as an early
 * version let them.
 */
export const childHistory = ({ foresight = false } = {}): fc.Arbitrary<ChildHistory> => {
  const parts = fc.tuple(
    programme('2019-09-01'),
    programme('2020-02-11'),
    fc.array(intention, { maxLength: 40, size: 'max' }),
  );
  // Small numbers for short counterexamples, even ones for long histories.
  return fc
    .oneof(parts, fc.noBias(parts), fc.noBias(parts))
    .map(([first, second, wanted]) => played([first, second], wanted.flatMap(stepsOf), foresight));
};

const played = (
  programmes: readonly ModelProgramme[],
  intentions: readonly Intention[],
  foresight: boolean,
): ChildHistory => {
  const model = new AccountModel(programmes, FIRST);
  const facts: Fact[] = [];
  const commands: AccountCommand[] = [];
  let today = FIRST;
  for (const intended of intentions) {
    // A mistake is taken back on its day.
    if (intended.what !== 'revoke') today = Math.min(today + intended.daysLater, END);
    const fact = factOf(intended, today, model, programmes);
    if (!fact || !(foresight || reportsOf(fact).every((report) => firstOf(report.month) <= today))) continue;
    const command = commandOf(fact, programmes, model);
    if (!model.tell(fact)) continue;
    facts.push(fact);
    commands.push(command);
  }
  model.reach(END);
  const inWords = (): string =>
    facts.map((fact, index) => `\n${dayText(fact.on)} ${said(fact, commands[index])}`).join('');
  return { programmes, facts, commands, model, end: END, [fc.toStringMethod]: inWords };
};

const reportsOf = (fact: Fact): readonly Report[] =>
  fact.what === 'report' ? [fact] : fact.what === 'conclude' ? fact.reports : [];

const said = ({ contract, what }: Fact, command: AccountCommand | undefined): string =>
  `${what} ${contract} ${JSON.stringify(command)}`;

const factOf = (
  intended: Intention,
  on: Day,
  model: AccountModel,
  programmes: readonly ModelProgramme[],
): Fact | undefined => {
  const { what, which } = intended;
  if (what === 'reserve') {
    const { atMost } = intended;
    const refused = [...model.contracts.values()].filter(({ reason }) => reason === 'terms-changed');
    const again = intended.offset % 3 === 0 ? refused[which % Math.max(1, refused.length)]?.asked : undefined;
    if (again) return { ...again, on, atMost, request: again.request + 1 };
    const index = which % 2;
    const { from = 0, toExclusive = 0 } = programmes[index] ?? {};
    // A group around or inside the period, and a start that enrolment would admit.
    const first = from - intended.before + intended.offset;
    const last = Math.max(first + intended.days, from + 1);
    const earliest = Math.max(first, from);
    const latest = Math.min(last, toExclusive) - 1;
    // About now, or anywhere.
    const start =
      intended.offset % 2 === 0
        ? Math.max(earliest, Math.min(latest, on - 5 + (intended.before % 15)))
        : earliest + (intended.offset % Math.max(1, latest + 1 - earliest));
    if (start >= last || start >= toExclusive) return undefined;
    const contract = `c${model.contracts.size}`;
    const { price, norm, slip } = intended;
    const end = Math.min(last, toExclusive - 1);
    return {
      on,
      contract,
      what,
      programme: index,
      price: { price, norm, first, last },
      start: slip === 'start' ? first - 1 - intended.before : start,
      lastDay: slip === 'last-day' ? end + 1 : slip === 'earlier-last-day' ? end - 1 : undefined,
      atMost,
      request: 0,
    };
  }
  // Mostly about a contract that it can be about.
  const known = [...model.contracts].filter(
    ([, { status, noticed }]) =>
      (what === 'revoke' ? noticed?.on === on : fits(what, status)) || intended.offset % 10 === 0,
  );
  const [contract, about] = known[which % Math.max(1, known.length)] ?? [];
  if (contract === undefined || about === undefined) return undefined;
  switch (what) {
    case 'terminate': {
      const paper = on - intended.paperAgo;
      return paper < about.start
        ? { on, contract, what: 'release', paper }
        : { on, contract, what, paper, lastDay: Math.min(about.lastDay, firstOf(monthOf(paper) + 1) - 1) };
    }
    case 'release':
      return { on, contract, what, paper: about.status === 'concluded' ? on - intended.paperAgo : undefined };
    case 'report':
      return { on, contract, what, ...reportOf(intended, about.money.months, on) };
    case 'conclude':
      // A conclusion brings the reports so far along.
      return {
        on,
        contract,
        what,
        reports: intended.offset % 3 === 0 ? [reportOf(intended, about.money.months, on)] : [],
      };
    case 'revoke':
      return about.noticed && { on, contract, what };
    default:
      return unreachable(what);
  }
};

const reportOf = ({ held, missed, offset }: Intention, months: readonly { month: number }[], on: Day) => ({
  month: months[offset % Math.max(1, months.length)]?.month ?? monthOf(on),
  held: BigInt(held),
  planned: BigInt(held + missed + 1),
});

const fits = (what: Intention['what'], status: string): boolean =>
  what === 'report'
    ? status === 'concluded' || status === 'terminated'
    : status === (what === 'terminate' ? 'concluded' : 'reserved');

export const date = (day: Day) => calendarDate(dayText(day));
export const programmeName = (index: number): string => `programme-${index}`;

/** `model`: as it was before the fact. */
const commandOf = (fact: Fact, programmes: readonly ModelProgramme[], model: AccountModel): AccountCommand => {
  const { contract } = fact;
  const { notices = 0, revocations = 0, noticed } = model.contracts.get(contract) ?? {};
  const on = date(fact.on);
  switch (fact.what) {
    case 'reserve': {
      const { from = 0, toExclusive = 0, minBalance = 0n, rounding, nominal } = programmes[fact.programme] ?? {};
      const name = programmeName(fact.programme);
      return {
        type: 'Reserve',
        on,
        contract,
        lastDay: fact.lastDay === undefined ? undefined : date(fact.lastDay),
        coPaymentAtMost: fact.atMost === undefined ? undefined : kopecks(Number(fact.atMost)),
        request: fact.request,
        terms: {
          financingProgramme: name,
          group: `group of ${contract}`,
          module: `module of ${contract}`,
          provider: 'provider',
          direction: 'technical',
          start: date(fact.start),
          groupFirstDay: date(fact.price.first),
          groupLastDay: date(fact.price.last),
          price: kopecks(Number(fact.price.price)),
          normativeCost: kopecks(Number(fact.price.norm)),
        },
        rules: {
          financingProgramme: name,
          from: date(from),
          toExclusive: date(toExclusive),
          rounding: rounding === 'up' ? 'up' : 'down',
          minBalance: kopecks(Number(minBalance)),
        },
        place:
          nominal === undefined
            ? 'none'
            : { certificateGroup: 'general', number: `number-${fact.programme}`, nominal: kopecks(Number(nominal)) },
      };
    }
    case 'conclude':
      return { type: 'Conclude', on, contract, completeness: fact.reports.map(completenessOf) };
    case 'release':
      return fact.paper === undefined
        ? { type: 'Release', on, contract, reason: 'withdrawn' }
        : { type: 'Release', on: date(fact.paper), enteredOn: on, notice: notices, contract, reason: 'withdrawn' };
    case 'terminate': {
      const lastDay = date(fact.lastDay);
      return {
        type: 'Terminate',
        on: date(fact.paper),
        enteredOn: on,
        notice: notices,
        contract,
        by: 'family',
        lastDay,
      };
    }
    case 'revoke':
      return { type: 'RevokeNotice', on, contract, revocation: revocations, lastDay: date(noticed?.lastDay ?? 0) };
    case 'report':
      return {
        type: 'ReportLessons',
        on,
        contract,
        ...completenessOf(fact),
      };
  }
};

const completenessOf = (report: Report): Completeness => ({
  month: month(monthText(report.month)),
  held: Number(report.held),
  planned: Number(report.planned),
});
