import { describe, expect, it } from '@jest/globals';
import { Replay } from '../../apps/audit/src/replay.js';
import { kopecks, type Month } from '@lib/kernel';
import fc from 'fast-check';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';
import { emptyAccount, evolve, type Account } from '../../apps/certificates/src/account/domain/account.js';
import type { AccountCommand } from '../../apps/certificates/src/account/domain/commands.js';
import { lastNotice, type FundedContract } from '../../apps/certificates/src/account/domain/contract.js';
import { decide } from '../../apps/certificates/src/account/domain/decide.js';
import type { AccountEvent } from '../../apps/certificates/src/account/domain/events.js';
import type { Lessons } from '../../apps/certificates/src/account/domain/month.js';
import { dayOf, firstOf, monthOf as monthNumber, type Day } from '../model/calendar.js';
import { date } from './child-history.js';
import { expectIdentity, heldIn } from './identity.js';

/**
 * Seasons of one certificate whose lessons are reported wrong and corrected, again and again, while notices come and go and
 * the period ends. What they come to is compared with an account that heard the right report at once.
 */
const PROGRAMME = 'programme';
const FROM = dayOf('2019-09-01');
const TO_EXCLUSIVE = dayOf('2020-01-01');
const END = dayOf('2020-03-01');

const lessons = fc.record({ held: fc.nat({ max: 9 }), planned: fc.constantFrom(9, 9, 11) });
const step = fc.record({
  what: fc.oneof(
    { weight: 2, arbitrary: fc.constant('conclude' as const) },
    { weight: 5, arbitrary: fc.constant('report' as const) },
    { weight: 8, arbitrary: fc.constant('correct' as const) },
    { weight: 7, arbitrary: fc.constant('decide' as const) },
    { weight: 4, arbitrary: fc.constant('terminate' as const) },
    { weight: 1, arbitrary: fc.constant('revoke' as const) },
    { weight: 1, arbitrary: fc.constant('release' as const) },
    { weight: 2, arbitrary: fc.constant('settle' as const) },
    { weight: 2, arbitrary: fc.constant('reserve' as const) },
  ),
  daysLater: fc.oneof(fc.constant(0), fc.nat({ max: 4 }), fc.nat({ max: 15 })),
  which: fc.nat({ max: 20 }),
  lessons,
  early: fc.oneof(fc.constant(0), fc.nat({ max: 70 }), fc.nat({ max: 31 })),
  drops: fc.constantFrom(false, false, false, true),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const place = fc.record({
  start: fc.nat({ max: 45 }),
  opens: fc.constantFrom(true, true, false),
  price: fc.nat({ max: 90_000 }),
});
const season = fc.record({
  nominal: fc.integer({ min: 1_000, max: 120_000 }),
  places: fc.array(place, { minLength: 1, maxLength: 3 }),
  steps: fc.noBias(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' })),
});
type Season = typeof season extends fc.Arbitrary<infer T> ? T : never;

/** The account after the events, looked at after each of them. */
const follow = (account: Account, events: readonly AccountEvent[]): Account =>
  events.reduce((state, event) => expectIdentity(evolve(state, event)), account);

const contractsOf = (account: Account): readonly FundedContract[] =>
  [...account.contracts.values()].filter((contract): contract is FundedContract => contract.status !== 'refused');

/** What the season is told, and what it comes to. */
class Play {
  account: Account = emptyAccount;
  readonly commands: AccountCommand[] = [];
  readonly events: AccountEvent[] = [];
  /** The report in force of each contract and month. */
  readonly truth = new Map<string, Lessons>();
  private readonly pending: Extract<AccountCommand, { type: 'HoldLessonsCorrection' }>[] = [];
  private today: Day = FROM - 5;

  private constructor(private readonly told: Season) {}

  static of(told: Season, { withReserves }: { readonly withReserves: boolean }): Play {
    const play = new Play(told);
    for (const [index, { start, price, opens }] of told.places.entries()) {
      const contract = `c${index}`;
      play.tell(play.reserve(contract, start, price));
      if (opens && play.account.contracts.get(contract)?.status === 'reserved')
        play.tell({ type: 'Conclude', on: date(play.today), contract, completeness: [] });
    }
    for (const intended of told.steps) {
      if (intended.what === 'reserve' && !withReserves) continue;
      play.today = Math.min(play.today + intended.daysLater, END);
      play.take(intended);
    }
    play.today = END;
    while (play.pending.length > 0) play.decide({ which: 0, drops: false });
    play.tell({ type: 'Settle', on: date(END) });
    return play;
  }

  private tell(command: AccountCommand): readonly AccountEvent[] {
    const decision = decide(this.account, command);
    if (!decision.ok) throw new Error(`${command.type} ${command.on}: ${JSON.stringify(decision.error)}`);
    this.commands.push(command);
    this.account = follow(this.account, decision.value);
    this.events.push(...decision.value);
    return decision.value;
  }

  private take({ what, which, lessons: report, early, drops }: Step): void {
    const on = date(this.today);
    if (what === 'settle') return void this.tell({ type: 'Settle', on: date(Math.min(this.today + early, END)) });
    if (what === 'reserve') {
      if (this.today < TO_EXCLUSIVE - 10)
        this.tell(this.reserve(`c${this.account.contracts.size}`, this.today - FROM + 5, report.held * 3_000));
      return;
    }
    if (what === 'decide') return this.decide({ which, drops });
    const contracts = contractsOf(this.account);
    // A notice is likeliest to matter to a contract for which something is set aside.
    const bound = what === 'terminate' ? contracts.find(({ months }) => heldIn(months).setAside > 0) : undefined;
    const contract = bound ?? contracts[which % contracts.length];
    if (!contract) return;
    const { id, status } = contract;
    const open = status === 'concluded' || status === 'terminated';
    switch (what) {
      case 'conclude': {
        if (status !== 'reserved' || this.today > TO_EXCLUSIVE - 1) return;
        const known = contract.months.flatMap(({ month: m }) => {
          const inForce = this.truth.get(`${id} ${m}`);
          return inForce ? [{ month: m, ...inForce }] : [];
        });
        return void this.tell({ type: 'Conclude', on, contract: id, completeness: known });
      }
      case 'report': {
        const unreported = contract.months.filter(
          (part) =>
            part.status !== 'returned' &&
            !part.completeness &&
            firstOf(monthNumber(dayOf(`${part.month}-01`))) <= this.today,
        );
        const part = unreported[early % Math.max(1, unreported.length)];
        // One that waits for its conclusion may hear of it only then.
        if (!part || this.truth.has(`${id} ${part.month}`)) return;
        this.truth.set(`${id} ${part.month}`, report);
        if (open || early % 2 === 0)
          this.tell({ type: 'ReportLessons', on, contract: id, month: part.month, ...report });
        return;
      }
      case 'correct': {
        const reported = contract.months.filter((part) => this.truth.has(`${id} ${part.month}`) && !part.correcting);
        const part = reported[early % Math.max(1, reported.length)];
        if (!part) return;
        const corrects = { ...(this.truth.get(`${id} ${part.month}`) as Lessons), reportedOn: on };
        const correction = `x${this.commands.length}`;
        const command = {
          type: 'HoldLessonsCorrection',
          on,
          contract: id,
          correction,
          reason: 'typing-error',
          corrects,
          month: part.month,
          ...report,
        } as const;
        if (this.tell(command).some((event) => event.type === 'LessonsCorrectionHeld')) this.pending.push(command);
        return;
      }
      case 'terminate': {
        if (status !== 'concluded') return;
        // On paper, entered up to a month later.
        const given = this.today - (early % 32);
        if (given < dayOf(contract.terms.start) || given > dayOf(contract.lastDay)) return;
        const lastDay = date(Math.min(dayOf(contract.lastDay), firstOf(monthNumber(given) + 1) - 1));
        const notice = { on: date(given), enteredOn: on, notice: contract.notices };
        return void this.tell({ type: 'Terminate', contract: id, by: 'family', lastDay, ...notice });
      }
      case 'release':
        if (status === 'reserved' || (status === 'concluded' && this.today < dayOf(contract.terms.start)))
          this.tell({ type: 'Release', on, contract: id, reason: 'withdrawn', notice: contract.notices });
        return;
      case 'revoke': {
        const lastDay = lastNotice(contract)?.lastDayBefore;
        if (!lastDay) return;
        const told = this.tell({ type: 'RevokeNotice', on, contract: id, revocation: contract.revocations, lastDay });
        // As if nobody had asked: the account that heard the right report at once is not asked either.
        if (told.some((event) => event.type === 'NoticeRevocationRefused')) this.commands.pop();
        return;
      }
    }
  }

  private decide({ which, drops }: Pick<Step, 'which' | 'drops'>): void {
    const [held] = this.pending.splice(which % Math.max(1, this.pending.length), 1);
    if (!held) return;
    this.tell({ ...held, type: 'DecideLessonsCorrection', outcome: drops ? 'drop' : 'apply' });
    if (!drops) this.truth.set(`${held.contract} ${held.month}`, { held: held.held, planned: held.planned });
  }

  private reserve(contract: string, startAfter: number, price: number): AccountCommand {
    const start = date(Math.min(FROM + startAfter, TO_EXCLUSIVE - 20));
    return {
      type: 'Reserve',
      on: date(Math.max(this.today, FROM - 5)),
      contract,
      terms: {
        financingProgramme: PROGRAMME,
        group: `group of ${contract}`,
        module: `module of ${contract}`,
        provider: 'provider',
        direction: 'technical',
        start,
        groupFirstDay: start,
        groupLastDay: date(TO_EXCLUSIVE - 1),
        price: kopecks(price),
        normativeCost: kopecks(price),
      },
      rules: {
        financingProgramme: PROGRAMME,
        from: date(FROM),
        toExclusive: date(TO_EXCLUSIVE),
        rounding: 'down',
        minBalance: kopecks(0),
      },
      place: { certificateGroup: 'general', number: '2400000001', nominal: kopecks(this.told.nominal) },
    };
  }
}

/** The same season for an account that hears the right report at once. */
const heardRight = ({ commands, truth }: Play): readonly AccountCommand[] =>
  commands.flatMap((command): readonly AccountCommand[] => {
    const right = (of: string, m: Month): Lessons => truth.get(`${of} ${m}`) as Lessons;
    switch (command.type) {
      case 'HoldLessonsCorrection':
      case 'DecideLessonsCorrection':
        return [];
      case 'ReportLessons':
        return truth.has(`${command.contract} ${command.month}`)
          ? [{ ...command, ...right(command.contract, command.month) }]
          : [command];
      case 'Conclude':
        return [
          {
            ...command,
            completeness: command.completeness.map((report) => ({
              ...report,
              ...right(command.contract, report.month),
            })),
          },
        ];
      default:
        return [command];
    }
  });

const handleAll = (commands: readonly AccountCommand[]): Account =>
  commands.reduce((account, command) => {
    const decision = decide(account, command);
    if (!decision.ok) throw new Error(`${command.type} ${command.on}: ${JSON.stringify(decision.error)}`);
    return follow(account, decision.value);
  }, emptyAccount);

const essence = (account: Account): unknown => ({
  certificates: [...account.certificates.values()].map(({ available, reserved, spent, expired }) => ({
    available,
    reserved,
    spent,
    expired,
  })),
  contracts: [...account.contracts.values()].map((contract) => ({
    id: contract.id,
    status: contract.status,
    months:
      contract.status === 'refused'
        ? []
        : contract.months.map((part) => [part.month, part.status, Number(part.debited)]),
  })),
});

describe('for every season whose lessons are corrected', () => {
  it('the account comes to what one comes to that heard the right report first', () => {
    fc.assert(
      fc.property(season, (told) => {
        const play = Play.of(told, { withReserves: false });
        expect(essence(play.account)).toStrictEqual(essence(handleAll(heardRight(play))));
      }),
      { numRuns: 150 },
    );
  });

  it('a month that is debited costs what the report in force says, to the kopeck, also where others took the money', () => {
    fc.assert(
      fc.property(season, (told) => {
        const { account, truth } = Play.of(told, { withReserves: true });
        for (const { id, months } of contractsOf(account))
          for (const part of months) {
            expect(part.correcting).toBeUndefined();
            if (part.status !== 'debited') continue;
            const { held, planned } = truth.get(`${id} ${part.month}`) ?? { held: 1, planned: 1 };
            // Half a kopeck up, in integers.
            expect(Number(part.debited)).toBe(Math.floor((2 * part.share * held + planned) / (2 * planned)));
          }
      }),
      { numRuns: 150 },
    );
  });

  it('commands that come again, in their order, yield nothing', () => {
    fc.assert(
      fc.property(season, fc.nat(), (told, from) => {
        const { account, commands } = Play.of(told, { withReserves: true });
        const again = commands.slice(from % commands.length).filter((command) => command.type !== 'Settle');
        expect(again.map((command) => decide(account, command))).toStrictEqual(
          again.map(() => ({ ok: true, value: [] })),
        );
      }),
    );
  });

  it('its events alone, from their stored form, give the same state', () => {
    fc.assert(
      fc.property(season, (told) => {
        const { account, events } = Play.of(told, { withReserves: true });
        const replayed = events.map((event) => {
          const { type, version, data } = accountCodec.encode(event);
          return accountCodec.decode({ type, version, data: JSON.parse(JSON.stringify(data)) });
        });
        expect(replayed.reduce(evolve, emptyAccount)).toStrictEqual(account);
      }),
    );
  });

  it('an auditor who adds up the events by arithmetic of its own debits the same months', () => {
    fc.assert(
      fc.property(season, (told) => {
        const { account, events } = Play.of(told, { withReserves: true });
        const differences: string[] = [];
        const replay = new Replay((what) => differences.push(what));
        for (const [revision, event] of events.entries()) replay.add(storedForm(revision, event));
        expect(differences).toStrictEqual([]);
        const debits = contractsOf(account).flatMap(({ id, months }) =>
          months.flatMap((part) => (part.debited > 0 ? [[id, part.month, Number(part.debited)]] : [])),
        );
        const audited = [...replay.months.debits()].filter((debit) => debit.kopecks > 0);
        expect(audited.map((debit) => [debit.contract, debit.month, debit.kopecks])).toStrictEqual(debits);
      }),
    );
  });

  it('is not always the same season: the properties above are about something', () => {
    const seen = new Map<string, number>();
    const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(season, (told) => {
        for (const event of Play.of(told, { withReserves: true }).events) {
          count(event.type);
          if (event.type === 'LessonsCorrected') {
            if (event.debited > 0) count(`more, from ${event.returnsTo}`);
            if (event.returned > 0) count(`less, to ${event.returnsTo}`);
            if (event.released > 0) count('given back for a contract that was ended');
          }
          if (event.type === 'LessonsCorrectionDropped' && event.setAside > 0) count(`dropped to ${event.returnsTo}`);
        }
      }),
      { numRuns: 300, seed: 20200901 },
    );
    for (const what of [
      'LessonsCorrectionHeld',
      'LessonsCorrectionRefused',
      'LessonsCorrectionDropped',
      'LessonsCorrected',
      'more, from available',
      'more, from expired',
      'less, to available',
      'less, to expired',
      'dropped to available',
      'dropped to expired',
      'NoticeRevoked',
      'PeriodExpired',
    ])
      expect([what, (seen.get(what) ?? 0) >= 3]).toStrictEqual([what, true]);
    expect(seen.get('given back for a contract that was ended')).toBeGreaterThan(0);
  });
});

/** An event as an auditor reads it. */
const storedForm = (revision: number, event: AccountEvent) => ({
  ...accountCodec.encode(event),
  stream: 'account-holder',
  revision,
  position: String(revision + 1),
  id: '',
  meta: {},
  recordedAt: '',
  hash: '',
});
