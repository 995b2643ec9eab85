import { ok, type CalendarDate, type Result } from '@lib/kernel';
import type { Cause } from '../ledger/cause.js';
import type { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';
import { giveBackPlace, takePlace, type CertificateGroup, type Limit, type LimitEvent } from '../limit/domain/limit.js';
import {
  certificateNumber,
  certificatesMax,
  groupFor,
  programmeId,
  type FinancingProgramme,
  type ProgrammeGroup,
} from '../programme/domain/programme.js';
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
  readonly attempt?: number | undefined;
};

/** Changes to accounts. Every method may be called again with the same content: it answers the same and changes nothing. */
export class AccountCommands {
  constructor(
    private readonly accounts: Ledger<Account, AccountEvent>,
    private readonly limits: Ledger<Limit, LimitEvent>,
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
    if (!reserved.ok && reserved.error.reason === 'place-needed')
      reserved = await attempt((await this.takePlace(request, programme, cause)) ?? 'none');
    // Asked on a repetition too: the first time may have been interrupted between the refusal and this line. Only this
    // refusal comes after a place was taken; behind another one the place may be that of another request on its way.
    const answered = reserved.ok ? reserved.value.state.contracts.get(request.contract) : undefined;
    if (
      reserved.ok &&
      answered?.status === 'refused' &&
      answered.reason === 'insufficient-funds' &&
      !reserved.value.state.certificates.has(command.rules.programme)
    )
      await this.limits.handle(
        streams.limit(command.rules.programme),
        { ...cause, commandId: `${cause.commandId} back` },
        (limit) => ok(giveBackPlace(limit, request.holder, request.on, 'certificate-not-issued')),
      );
    return reserved;
  }

  handle(
    holder: string,
    command: Exclude<AccountCommand, { type: 'Reserve' }>,
    cause: Cause,
  ): Promise<Result<{ readonly events: readonly AccountEvent[] }, Rejection>> {
    return this.accounts.handle(streams.account(holder), cause, (account) => decide(account, command));
  }

  private async takePlace(
    { holder, category, on }: ReserveRequest,
    programme: FinancingProgramme,
    cause: Cause,
  ): Promise<CertificatePlace | undefined> {
    const group = groupFor(programme, category);
    if (!group) return undefined;
    const taken = await this.limits.handle(streams.limit(programmeId(programme)), cause, (limit) =>
      ok(takePlace(limit, holder, limitOf(group), on, certificatesMax(programme))?.events ?? []),
    );
    const place = taken.ok ? taken.value.state.places.get(holder) : undefined;
    return place && placeOf(programme, place);
  }
}

/** The command of a request; whoever takes a place in the limits adds it. */
export const reserveCommand = (
  { contract, on, terms, lastDay, attempt }: Omit<ReserveRequest, 'holder' | 'category'>,
  programme: FinancingProgramme,
): Reserve => ({
  type: 'Reserve',
  on,
  contract,
  terms,
  lastDay,
  attempt,
  rules: accountRules(programme),
  place: undefined,
});

/** The place that a child of this category would get now; undefined when the limits have none left. */
export const placeOnOffer = (
  limit: Limit,
  holder: string,
  category: string,
  programme: FinancingProgramme,
  on: CalendarDate,
): CertificatePlace | undefined => {
  const group = groupFor(programme, category);
  const taken = group && takePlace(limit, holder, limitOf(group), on, certificatesMax(programme));
  return taken && placeOf(programme, taken.place);
};

const accountRules = (programme: FinancingProgramme): AccountRules => ({
  programme: programmeId(programme),
  from: programme.period.from,
  toExclusive: programme.period.toExclusive,
  rounding: programme.rules.rounding,
  minBalance: programme.rules.minBalanceKopecks,
});

const limitOf = (group: ProgrammeGroup): CertificateGroup => ({
  id: group.id,
  name: group.name,
  nominal: group.nominalKopecks,
  countLimit: group.countLimit,
  sumLimit: group.sumLimitKopecks,
});

const placeOf = (
  programme: FinancingProgramme,
  place: Extract<LimitEvent, { type: 'PlaceTaken' }>,
): CertificatePlace => ({
  certificateGroup: place.certificateGroup,
  number: certificateNumber(programme, place.ordinal),
  nominal: place.nominalKopecks,
});
