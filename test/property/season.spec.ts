import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '@lib/event-store';
import { Clock, instant, kopecks, month, type Instant } from '@lib/kernel';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';
import { AccountCommands } from '../../apps/certificates/src/account/account.commands.js';
import type { Completeness } from '../../apps/certificates/src/account/domain/commands.js';
import { emptyAccount, evolve, type Account } from '../../apps/certificates/src/account/domain/account.js';
import type { AccountEvent } from '../../apps/certificates/src/account/domain/events.js';
import { Ledger } from '../../apps/certificates/src/ledger/ledger.js';
import { streams } from '../../apps/certificates/src/ledger/streams.js';
import { evolveLimit, untouched, type Limit, type LimitEvent } from '../../apps/certificates/src/limit/domain/limit.js';
import { limitCodec } from '../../apps/certificates/src/limit/limit.codec.js';
import { CertificateNumbers } from '../../apps/certificates/src/number/number.commands.js';
import { programmeId } from '../../apps/certificates/src/programme/domain/programme.js';
import { Programmes } from '../../apps/certificates/src/programme/programme.commands.js';
import { regionFile } from '../../apps/certificates/src/programme/region-file.js';
import { firstOf, monthText } from '../model/calendar.js';
import { randomRegion } from '../model/random-region.js';
import { Random } from '../model/random.js';
import { playSeason, type SeasonFact, type SeasonReport } from '../model/season-model.js';
import { date } from './child-history.js';

class StoppedClock extends Clock {
  now(): Instant {
    return instant('2020-10-01T00:00:00Z');
  }

  onJump(): () => void {
    return () => undefined;
  }
}

/** The certificates of a region as its accounts have them, after everything that the season's enrolment would tell them. */
const playThroughAccounts = async (seed: number): Promise<{ told: unknown; expected: unknown; places: number }> => {
  const files = randomRegion(seed);
  const facts: SeasonFact[] = [];
  const { certificates } = playSeason(files, (fact) => facts.push(fact));
  const programme = regionFile.parse(JSON.parse(files.region));
  const name = programmeId(programme);
  const store = new MemoryEventStore();
  const accounts = new Ledger<Account, AccountEvent>(store, new StoppedClock(), {
    codec: accountCodec,
    initial: emptyAccount,
    evolve,
  });
  const limits = new Ledger<Limit, LimitEvent>(store, new StoppedClock(), {
    codec: limitCodec,
    initial: untouched,
    evolve: evolveLimit,
  });
  const numbers = new CertificateNumbers(store, new StoppedClock(), limits, new Programmes(store, new StoppedClock()));
  const commands = new AccountCommands(accounts, limits, numbers);
  const random = new Random(seed);
  const tell = async (fact: SeasonFact): Promise<void> => {
    const { child: holder, application: contract } = fact;
    const on = date(fact.on);
    const cause = { commandId: JSON.stringify([fact.what, contract, fact.on]) };
    if (fact.what !== 'reserve') {
      for (const command of commandsOf(fact)) {
        const result = await commands.handle(holder, command, { commandId: `${cause.commandId} ${command.type}` });
        if (!result.ok) throw new Error(`refused: ${JSON.stringify([fact, result.error])}`);
      }
      return;
    }
    const { groupId, module, start, category, refusal } = fact;
    const { first, last, price, norm } = fact.terms;
    const terms = {
      financingProgramme: name,
      group: groupId,
      module: String(module),
      provider: 'provider',
      direction: 'technical',
      start: date(start),
      groupFirstDay: date(first),
      groupLastDay: date(last),
      price: kopecks(Number(price)),
      normativeCost: kopecks(Number(norm)),
    };
    await commands.reserve({ holder, contract, on, category, terms }, programme, cause);
    const known = (await accounts.load(streams.account(holder))).state.contracts.get(contract);
    const reason = known?.status === 'refused' ? known.reason : undefined;
    if (reason !== refusal) throw new Error(`${reason} instead of ${refusal}: ${JSON.stringify(fact)}`);
  };
  for (const fact of facts) {
    // Somebody's monthly run, early or late, for the child itself; and now and then a message comes twice.
    if (random.chance(0.2))
      await commands.handle(
        fact.child,
        { type: 'Settle', on: date(fact.on + (foresees(facts, fact.child) ? 0 : random.whole(-20, 120))) },
        { commandId: `run ${random.next()}` },
      );
    await tell(fact);
    if (random.chance(0.2)) await tell(fact);
  }
  const holders = [...new Set(facts.map((fact) => fact.child))].sort();
  const told = [];
  for (const holder of holders) {
    await commands.handle(holder, { type: 'Settle', on: date(facts.at(-1)!.on + 500) }, { commandId: 'the end' });
    const certificate = (await accounts.load(streams.account(holder))).state.certificates.get(name);
    if (!certificate) continue;
    const { nominal, available, reserved, spent, expired } = certificate;
    if (available + reserved > 0) throw new Error(`${holder} ends with ${available} and ${reserved}`);
    told.push({ childId: holder, nominalKopecks: nominal, debitedKopecks: spent, expiredKopecks: expired });
  }
  return { told, expected: certificates, places: (await limits.load(streams.limit(name))).state.places.size };
};

// A report of a month that has not begun is worth money on the 1st of that month; account.spec.ts looks at runs before it.
const foresees = (facts: readonly SeasonFact[], child: string): boolean =>
  facts.some((fact) => fact.child === child && reportsOf(fact).some((report) => firstOf(report.month) > fact.on));
const reportsOf = (fact: SeasonFact): readonly SeasonReport[] =>
  fact.what === 'report' ? [fact] : fact.what === 'conclude' ? fact.reports : [];

type Told = Parameters<AccountCommands['handle']>[1];

const commandsOf = (fact: Exclude<SeasonFact, { what: 'reserve' }>): readonly Told[] => {
  const { application: contract } = fact;
  const on = date(fact.on);
  switch (fact.what) {
    case 'conclude':
      return [{ type: 'Conclude', on, contract, completeness: fact.reports.map(completenessOf) }];
    case 'release':
      return [
        fact.paper === undefined
          ? { type: 'Release', on, contract, reason: fact.reason }
          : { type: 'Release', on: date(fact.paper), ...entered(fact), contract, reason: fact.reason },
      ];
    case 'terminate': {
      const lastDay = date(fact.lastDay);
      return [{ type: 'Terminate', on: date(fact.paper), ...entered(fact), contract, by: 'family', lastDay }];
    }
    case 'report':
      return [{ type: 'ReportLessons', on, contract, ...completenessOf(fact) }];
    case 'correct': {
      const { number, before, isBorne, isBorneByAll } = fact.correction;
      const corrects = { held: Number(before.held), planned: Number(before.planned), reportedOn: date(before.on) };
      const about = {
        on,
        contract,
        correction: String(number),
        reason: 'typing-error',
        corrects,
        ...completenessOf(fact),
      };
      const hold = { type: 'HoldLessonsCorrection', ...about } as const;
      if (!isBorne) return [hold];
      return [hold, { type: 'DecideLessonsCorrection', outcome: isBorneByAll ? 'apply' : 'drop', ...about }];
    }
  }
};
/** A contract of a season has one notice. */
const entered = ({ on }: SeasonFact) => ({ enteredOn: date(on), notice: 0 });
const completenessOf = (report: SeasonReport): Completeness => ({
  month: month(monthText(report.month)),
  held: Number(report.held),
  planned: Number(report.planned),
});

describe('a random season, told to the accounts as enrolment would', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))('comes to what the model comes to: seed %i', async (seed) => {
    const { told, expected, places } = await playThroughAccounts(seed);
    expect(told).toStrictEqual(expected);
    expect(places).toBe((expected as readonly unknown[]).length);
  });
});
