import {
  IsCalendarDateField,
  IsCodeField,
  IsCount,
  IsFlag,
  IsKopecks,
  IsListOf,
  IsMonthField,
  IsNested,
  IsOneOf,
  IsText,
  IsUuidField,
} from '@lib/http';
import { CAUSED_BY } from './domain/entries.js';
import { BUCKETS } from './domain/movements.js';

export class AsOfQuery {
  @IsCalendarDateField({
    optional: true,
    description: 'The state at the end of this day of the region; today unless told.',
  })
  readonly asOf?: string;

  @IsText({
    optional: true,
    max: 40,
    description: 'ISO 8601: what the ledger had recorded by then; everything unless told.',
  })
  readonly knownAt?: string;
}

export class StatementQuery {
  @IsCodeField({ description: 'The financing programme.' })
  readonly programme!: string;

  @IsCalendarDateField({ optional: true, description: 'First day; the beginning of the account unless told.' })
  readonly from?: string;

  @IsCalendarDateField({ optional: true, description: 'Last day, inclusive; today unless told.' })
  readonly to?: string;

  @IsText({ optional: true, max: 40 })
  readonly knownAt?: string;
}

export class CertificateView {
  @IsCodeField() readonly programme!: string;
  @IsCodeField() readonly number!: string;
  @IsCodeField() readonly certificateGroup!: string;
  @IsCalendarDateField({ description: 'First day on which the certificate is valid.' }) readonly validFrom!: string;
  @IsCalendarDateField({ description: 'First day on which it is valid no more.' }) readonly validToExclusive!: string;
  @IsKopecks() readonly nominalKopecks!: number;
  @IsKopecks({ description: 'The remainder.' }) readonly availableKopecks!: number;
  @IsKopecks() readonly reservedKopecks!: number;
  @IsKopecks() readonly spentKopecks!: number;
  @IsKopecks() readonly expiredKopecks!: number;
}

export class ContractMonthView {
  @IsMonthField() readonly month!: string;
  @IsKopecks() readonly shareKopecks!: number;
  @IsKopecks({ description: 'Of the parent, as computed at the reserve.' }) readonly coPaymentKopecks!: number;
  @IsKopecks({
    description:
      'Of the parent, for lessons that took place: 0 until the month has fallen due and where it returned; else ' +
      'half-up(co-payment · held / planned), as the share.',
  })
  readonly coPaymentDueKopecks!: number;
  @IsKopecks({ description: 'Net of what was given back.' }) readonly debitedKopecks!: number;
  @IsOneOf(['free', 'reserved', 'debited', 'returned'], {
    description: '`free`: the certificate pays nothing of this month.',
  })
  readonly status!: string;
  @IsCount({ optional: true, description: 'Lessons held.' }) readonly held?: number;
  @IsCount({ optional: true, description: 'Lessons planned.' }) readonly planned?: number;
}

export class ContractView {
  @IsUuidField() readonly contract!: string;
  @IsCodeField() readonly programme!: string;
  @IsCodeField() readonly groupId!: string;
  @IsCodeField() readonly providerId!: string;
  @IsOneOf(['refused', 'reserved', 'open', 'shortened', 'released']) readonly status!: string;
  @IsCodeField({ optional: true }) readonly reason?: string;
  @IsCalendarDateField() readonly start!: string;
  @IsCalendarDateField({ optional: true }) readonly lastDay?: string;
  @IsKopecks({ optional: true }) readonly fullPriceKopecks?: number;
  @IsKopecks({ optional: true }) readonly shareKopecks?: number;
  @IsKopecks({ optional: true, description: 'Of the parent, as computed at the reserve.' })
  readonly coPaymentKopecks?: number;
  @IsKopecks({ optional: true, description: 'Of the parent, for the months that took place by `asOf`.' })
  readonly coPaymentDueKopecks?: number;
  @IsListOf(() => ContractMonthView) readonly months!: readonly ContractMonthView[];
}

export class AccountView {
  @IsUuidField() readonly holder!: string;
  @IsCalendarDateField() readonly asOf!: string;
  @IsListOf(() => CertificateView) readonly certificates!: readonly CertificateView[];
  @IsListOf(() => ContractView) readonly contracts!: readonly ContractView[];
}

export class BalancesView {
  @IsKopecks() readonly nominalKopecks!: number;
  @IsKopecks() readonly availableKopecks!: number;
  @IsKopecks() readonly reservedKopecks!: number;
  @IsKopecks() readonly spentKopecks!: number;
  @IsKopecks() readonly expiredKopecks!: number;
}

export class MovementView {
  @IsOneOf(BUCKETS, { description: '`budget` is outside the certificate.' }) readonly from!: string;
  @IsOneOf(BUCKETS) readonly to!: string;
  @IsKopecks() readonly amountKopecks!: number;
}

export class StatementEntryView {
  @IsCount({ optional: true, description: "The event's revision in the account; absent while it is not booked." })
  readonly revision?: number;
  @IsCalendarDateField({ description: 'The day in the region.' }) readonly on!: string;
  @IsText({ optional: true, description: 'When the ledger recorded it.' }) readonly recordedAt?: string;
  @IsFlag({ description: 'false: due by the calendar and not booked yet.' }) readonly booked!: boolean;
  @IsCodeField() readonly type!: string;
  @IsText({ description: 'In words, for the reader.' }) readonly text!: string;
  @IsKopecks({ description: 'What the entry moves in all: the sum of its `movements`, 0 when it moves nothing.' })
  readonly amountKopecks!: number;
  @IsListOf(() => MovementView, { description: 'From where to where; every amount is more than 0.' })
  readonly movements!: readonly MovementView[];
  @IsOneOf(CAUSED_BY, {
    description:
      'Whose step it was. `calendar`: it fell due by itself. `unknown`: the record does not say. Enrolling is the ' +
      "provider's step.",
  })
  readonly causedBy!: string;
  @IsCodeField({ description: 'Why, as a code.' }) readonly reason!: string;
  @IsText({ description: 'Why, in words.' }) readonly reasonText!: string;
  @IsCount({ optional: true, description: 'The revision of the entry that this one takes back or corrects.' })
  readonly corrects?: number;
  @IsUuidField({ optional: true, description: 'The correction of a report of lessons that it belongs to.' })
  readonly correction?: string;
  @IsUuidField({ optional: true }) readonly contract?: string;
  @IsMonthField({ optional: true }) readonly month?: string;
  @IsCodeField({ optional: true }) readonly providerId?: string;
  @IsText({ optional: true, description: 'As the catalogue names it now; absent while it is not known here.' })
  readonly providerName?: string;
  @IsText({ optional: true }) readonly programmeName?: string;
  @IsCodeField({ optional: true }) readonly moduleId?: string;
  @IsText({ optional: true }) readonly moduleName?: string;
  @IsCodeField({ optional: true }) readonly groupId?: string;
  @IsText({ optional: true }) readonly groupName?: string;
  @IsNested(() => BalancesView, { description: 'The balances after this entry.' }) readonly after!: BalancesView;
}

export class StatementView {
  @IsUuidField() readonly holder!: string;
  @IsCodeField() readonly programme!: string;
  @IsCalendarDateField({ optional: true }) readonly from?: string;
  @IsCalendarDateField() readonly to!: string;
  @IsNested(() => BalancesView) readonly opening!: BalancesView;
  @IsListOf(() => StatementEntryView) readonly entries!: readonly StatementEntryView[];
  @IsNested(() => BalancesView) readonly closing!: BalancesView;
}
