import type { EventStore } from '@lib/event-store';
import { ok, type CalendarDate, type Clock } from '@lib/kernel';
import type { Cause } from '../ledger/cause.js';
import { Ledger } from '../ledger/ledger.js';
import type { StreamCache } from '../ledger/stream-kind.js';
import { streams } from '../ledger/streams.js';
import type { Limit, LimitEvent } from '../limit/domain/limit.js';
import { programmeId, type FinancingProgramme } from '../programme/domain/programme.js';
import type { Programmes } from '../programme/programme.commands.js';
import { beginNumbering, evolveNumbers, keptKey, numberFor, type NumberEvent, type Numbers } from './domain/number.js';
import { numberKind } from './number.codec.js';

/** An account, as far as numbers go: its certificates in the order in which they were issued. */
type Numbered = {
  readonly certificates: ReadonlyMap<string, { readonly financingProgramme: string; readonly number: string }>;
};

/** Gives the children of a region their certificate numbers: one child one number, in all periods and municipalities. */
export class CertificateNumbers {
  private readonly numbers: Ledger<Numbers, NumberEvent>;
  private readonly begun = new Set<string>();

  constructor(
    store: EventStore,
    clock: Clock,
    private readonly limits: Ledger<Limit, LimitEvent>,
    private readonly programmes: Programmes,
    cache?: StreamCache,
  ) {
    this.numbers = new Ledger(store, clock, numberKind, cache);
  }

  /**
   * Counts what was issued in the region before numbers were counted by region. Comes before the first place is taken in
   * the limits: places of today would look like those of then.
   */
  async begin({ region }: FinancingProgramme, on: CalendarDate, cause: Cause): Promise<void> {
    if (this.begun.has(region)) return;
    const stream = streams.numbers(region);
    if (!(await this.numbers.load(stream)).state.isBegun) {
      const issued = await this.issuedBefore(region);
      await this.numbers.handle(stream, { ...cause, commandId: `begin ${region}` }, (numbers) =>
        ok(beginNumbering(numbers, issued, on)),
      );
    }
    this.begun.add(region);
  }

  /** The child's number, undefined when the numbers of the programme have run out. Repeating it changes nothing. */
  async assign(
    holder: string,
    account: Numbered,
    programme: FinancingProgramme,
    on: CalendarDate,
    cause: Cause,
  ): Promise<string | undefined> {
    const known = await this.known(account, programme);
    const assigned = await this.numbers.handle(
      streams.numbers(programme.region),
      cause,
      (numbers) => ok(numberFor(numbers, holder, programme.certificateNumber, known, on)?.events ?? []),
      [holder, ...known.map(keptKey)],
    );
    return (assigned.ok && assigned.value.state.held.get(holder)) || undefined;
  }

  /** The number that the child would get now. */
  async onOffer(
    holder: string,
    account: Numbered,
    programme: FinancingProgramme,
    on: CalendarDate,
  ): Promise<string | undefined> {
    const known = await this.known(account, programme);
    const about = [holder, ...known.map(keptKey)];
    const { state } = await this.numbers.load(streams.numbers(programme.region), about);
    const numbers = state.isBegun
      ? state
      : beginNumbering(state, await this.issuedBefore(programme.region), on).reduce(evolveNumbers, state);
    return numberFor(numbers, holder, programme.certificateNumber, known, on)?.number;
  }

  /** The numbers that an account has in the region, the latest issued first. */
  private async known({ certificates }: Numbered, { region }: FinancingProgramme): Promise<readonly string[]> {
    const known: string[] = [];
    for (const certificate of certificates.values())
      if ((await this.programmes.find(certificate.financingProgramme))?.region === region)
        known.unshift(certificate.number);
    return known;
  }

  private async issuedBefore(region: string): Promise<Numbers['counted']> {
    const issued: Numbers['counted'][number][] = [];
    for (const programme of await this.programmes.registered()) {
      if (programme.region !== region) continue;
      const { state } = await this.limits.load(streams.limit(programmeId(programme)));
      if (state.lastOrdinal > 0) issued.push({ ...programme.certificateNumber, lastOrdinal: state.lastOrdinal });
    }
    return issued;
  }
}
