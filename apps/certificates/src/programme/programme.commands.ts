import type { EventStore, StreamId } from '@lib/event-store';
import { ok, type Clock, type Result } from '@lib/kernel';
import { Ledger } from '../ledger/ledger.js';
import { PROGRAMME_PREFIX, streams } from '../ledger/streams.js';
import {
  claimPeriod,
  evolvePeriods,
  noPeriods,
  type PeriodEvent,
  type PeriodRejection,
  type Periods,
} from './domain/period.js';
import {
  evolveProgramme,
  programmeId,
  type FinancingProgramme,
  type ProgrammeEvent,
  type ProgrammeState,
} from './domain/programme.js';
import { periodCodec, programmeCodec } from './programme.codec.js';

export type ProgrammeRejection = PeriodRejection;

/** Registers financing programmes and tells their settings. */
export class Programmes {
  private readonly programmes: Ledger<ProgrammeState, ProgrammeEvent>;
  private readonly periods: Ledger<Periods, PeriodEvent>;

  constructor(
    private readonly store: EventStore,
    clock: Clock,
  ) {
    this.programmes = new Ledger(store, clock, {
      codec: programmeCodec,
      initial: undefined,
      evolve: evolveProgramme,
    });
    this.periods = new Ledger(store, clock, { codec: periodCodec, initial: noPeriods, evolve: evolvePeriods });
  }

  /**
   * The same settings again are the same registration; other settings for a registered period, and a period that shares a
   * day with another one of the municipality, are refused. The period is claimed in the municipality's stream first, so
   * that of two registrations at one moment one wins. A claim is final and is what creates: whoever is refused by one
   * that its own request did not finish yet, or never will because its process died, finishes it.
   */
  async register(
    settings: FinancingProgramme,
  ): Promise<Result<{ readonly programme: string; readonly created: boolean }, ProgrammeRejection>> {
    const programme = programmeId(settings);
    const { stream, before } = await this.claims(settings);
    const claimed = await this.periods.handle(stream, { commandId: `register ${programme}` }, (periods) =>
      claimPeriod(periods, before, settings),
    );
    if (claimed.ok) {
      await this.record(settings);
      return ok({ programme, created: claimed.value.events.length > 0 });
    }
    const { state } = await this.periods.load(stream);
    const holder = state.get(claimed.error.programme);
    if (holder) await this.record(holder);
    return claimed;
  }

  /** What `register` would come to at this moment. Nothing is written. */
  async tryOut(
    settings: FinancingProgramme,
  ): Promise<Result<{ readonly programme: string; readonly isRegistered: boolean }, ProgrammeRejection>> {
    const { periods, before } = await this.claims(settings);
    const claimed = claimPeriod(periods, before, settings);
    if (!claimed.ok) return claimed;
    return ok({ programme: programmeId(settings), isRegistered: claimed.value.length === 0 });
  }

  async find(programme: string): Promise<FinancingProgramme | undefined> {
    // A registration is the first and only event of its stream.
    return (await this.programmes.atLeast(streams.programme(programme), 0)).state?.settings;
  }

  /** Every programme there is, in the order of the log, which is read from its beginning. */
  async registered(): Promise<readonly FinancingProgramme[]> {
    const all: FinancingProgramme[] = [];
    for await (const event of this.store.readAll('start', { streamPrefixes: [PROGRAMME_PREFIX] }))
      all.push(programmeCodec.decode(event).settings);
    return all;
  }

  /** The periods that are claimed in a municipality, and its programmes from the time when nobody claimed. */
  private async claims({ municipality }: FinancingProgramme): Promise<{
    readonly stream: StreamId;
    readonly periods: Periods;
    readonly before: readonly FinancingProgramme[];
  }> {
    const stream = streams.periods(municipality.id);
    const { state: periods, head } = await this.periods.load(stream);
    // Who claims first claims for those as well that were registered before there were claims.
    const registered = head === 'no-stream' ? await this.registered() : [];
    return { stream, periods, before: registered.filter((known) => known.municipality.id === municipality.id) };
  }

  private async record(settings: FinancingProgramme): Promise<void> {
    const programme = programmeId(settings);
    await this.programmes.handle(streams.programme(programme), { commandId: 'register' }, (state) =>
      ok(state ? [] : [{ type: 'FinancingProgrammeRegistered', programme, settings } as const]),
    );
  }
}
