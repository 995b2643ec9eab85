import { ok, type CalendarDate, type Kopecks, type Result } from '@lib/kernel';
import type { Cause } from '../ledger/cause.js';
import type { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';
import { giveBackPlace, takePlace, type Limit, type LimitEvent } from '../limit/domain/limit.js';
import { limitOf } from '../limit/limit-change.commands.js';
import { groupFor, programmeId, type FinancingProgramme } from '../programme/domain/programme.js';
import type { CertificateNumbers } from '../number/number.commands.js';
import type { Account } from './domain/account.js';
import type { AccountCommand, AccountRules, CertificatePlace, Rejection, Reserve } from './domain/commands.js';
import { decide } from './domain/decide.js';
import type { AccountEvent, Terms } from './domain/events.js';
import type { GroupTerms } from './domain/schedule.js';

/** A family's request for money, dated by the service that accepted it. */
export type ReserveRequest = {
  readonly holder: string;
  readonly contract: string;
  readonly on: CalendarDate;
  readonly category: string;
  readonly terms: Terms & GroupTerms;
  readonly lastDay?: CalendarDate | undefined;
  readonly coPaymentAtMost?: Kopecks | undefined;
  readonly request?: number | undefined;
  readonly attempt?: number | undefined;
};

/** Changes to accounts. Every method may be called again with the same content: it answers the same and changes nothing. */
export class AccountCommands {
  constructor(
    private readonly accounts: Ledger<Account, AccountEvent>,
    private readonly limits: Ledger<Limit, LimitEvent>,
    private readonly numbers: CertificateNumbers,
  ) {}

  /**
   * Reserves the certificate's share of a place, and issues the certificate if the child has none. The place in the
   * limits is taken first and given back on refusal; both are keyed by the holder, so what a crash interrupts the
   * redelivered request finishes, and no place is taken twice or lost.
   */
  async reserve(
    request: ReserveRequest,
    programme: FinancingProgramme,
    cause: Cause,
  ): Promise<Result<unknown, Rejection>> {
    const stream = streams.account(request.holder);
    const command = reserveCommand(request, programme);
    const attempt = (place?: CertificatePlace | 'none') =>
      this.accounts.handle(stream, cause, (account) => decide(account, { ...command, place }));
    let reserved = await attempt();
    if (!reserved.ok && reserved.error.reason === 'place-needed') {
      // A place that the family does not want at its co-payment is not taken, so nobody has to give it back.
      const unwanted = await this.unwantedPlace(request, command, programme);
      reserved = await attempt(unwanted ?? (await this.takePlace(request, programme, cause)) ?? 'none');
    }
    // Asked on a repetition too: the first time may have been interrupted between the refusal and this line. Only these
    // refusals come after a place was taken; behind another one the place may be that of another request on its way.
    const answered = reserved.ok ? reserved.value.state.contracts.get(request.contract) : undefined;
    if (
      reserved.ok &&
      answered?.status === 'refused' &&
      (answered.reason === 'insufficient-funds' || answered.reason === 'certificate-elsewhere') &&
      !reserved.value.state.certificates.has(command.rules.financingProgramme)
    )
      await this.giveBackPlace(request, programme, cause);
    return reserved;
  }

  handle(
    holder: string,
    command: Exclude<AccountCommand, { type: 'Reserve' }>,
    cause: Cause,
  ): Promise<Result<{ readonly events: readonly AccountEvent[] }, Rejection>> {
    return this.accounts.handle(streams.account(holder), cause, (account) => decide(account, command));
  }

  /** The place on offer, where with it the request is refused for its co-payment; whoever decides by it issues nothing. */
  private async unwantedPlace(
    { holder, category, on, contract, coPaymentAtMost }: ReserveRequest,
    command: Reserve,
    programme: FinancingProgramme,
  ): Promise<CertificatePlace | undefined> {
    if (coPaymentAtMost === undefined) return undefined;
    const { state: limit } = await this.limits.load(streams.limit(programmeId(programme)), [holder]);
    const place = placeOnOffer(limit, holder, category, programme, on, '');
    if (!place) return undefined;
    const { state: account } = await this.accounts.load(streams.account(holder));
    const decision = decide(account, { ...command, place });
    const isUnwanted = (event: AccountEvent): boolean =>
      event.type === 'ReservationRefused' && event.contract === contract && event.reason === 'terms-changed';
    return decision.ok && decision.value.some(isUnwanted) ? place : undefined;
  }

  private async takePlace(
    request: ReserveRequest,
    programme: FinancingProgramme,
    cause: Cause,
  ): Promise<CertificatePlace | undefined> {
    const { holder, category, on } = request;
    const group = groupFor(programme, category);
    if (!group) return undefined;
    await this.numbers.begin(programme, on, cause);
    const taken = await this.limits.handle(
      streams.limit(programmeId(programme)),
      cause,
      (limit) => ok(takePlace(limit, holder, limitOf(group), on)?.events ?? []),
      [holder],
    );
    const place = taken.ok ? taken.value.state.places.get(holder) : undefined;
    if (!place) return undefined;
    // Only now: a child without a place must not use a number up.
    const { state: account } = await this.accounts.load(streams.account(holder));
    const number = await this.numbers.assign(holder, account, programme, on, cause);
    if (number !== undefined) return placeOf(place, number);
    // Before the refusal is recorded: a redelivery after it would not know whose place it gives back.
    await this.giveBackPlace(request, programme, cause);
    return undefined;
  }

  private async giveBackPlace(
    { holder, on }: ReserveRequest,
    programme: FinancingProgramme,
    cause: Cause,
  ): Promise<void> {
    await this.limits.handle(
      streams.limit(programmeId(programme)),
      { ...cause, commandId: `${cause.commandId} back` },
      (limit) => ok(giveBackPlace(limit, holder, on, 'certificate-not-issued')),
      [holder],
    );
  }
}

/** The command of a request; whoever takes a place in the limits adds it. */
export const reserveCommand = (
  asked: Omit<ReserveRequest, 'holder' | 'category'>,
  programme: FinancingProgramme,
): Reserve => ({
  type: 'Reserve',
  on: asked.on,
  contract: asked.contract,
  terms: asked.terms,
  lastDay: asked.lastDay,
  coPaymentAtMost: asked.coPaymentAtMost,
  request: asked.request,
  attempt: asked.attempt,
  rules: accountRules(programme),
  place: undefined,
});

/** The place that a child of this category would get now, under its number; undefined when the limits have none left. */
export const placeOnOffer = (
  limit: Limit,
  holder: string,
  category: string,
  programme: FinancingProgramme,
  on: CalendarDate,
  number: string,
): CertificatePlace | undefined => {
  const group = groupFor(programme, category);
  const taken = group && takePlace(limit, holder, limitOf(group), on);
  return taken && placeOf(taken.place, number);
};

const accountRules = (programme: FinancingProgramme): AccountRules => ({
  financingProgramme: programmeId(programme),
  from: programme.period.from,
  toExclusive: programme.period.toExclusive,
  rounding: programme.rules.rounding,
  minBalance: programme.rules.minBalanceKopecks,
});

const placeOf = (place: Extract<LimitEvent, { type: 'CertificatePlaceTaken' }>, number: string): CertificatePlace => ({
  certificateGroup: place.certificateGroup,
  number,
  nominal: place.nominal,
});
