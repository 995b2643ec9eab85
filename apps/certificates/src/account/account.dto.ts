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
import { Transform } from 'class-transformer';

export class HolderParams {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUuidField({ description: "The certificate holder's surrogate id." })
  readonly holder!: string;
}

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
  @IsKopecks() readonly coPaymentKopecks!: number;
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
  @IsKopecks({ optional: true }) readonly coPaymentKopecks?: number;
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

export class StatementEntryView {
  @IsCount({ optional: true, description: "The event's revision in the account; absent while it is not booked." })
  readonly revision?: number;
  @IsCalendarDateField({ description: 'The day in the region.' }) readonly on!: string;
  @IsText({ optional: true, description: 'When the ledger recorded it.' }) readonly recordedAt?: string;
  @IsFlag({ description: 'false: due by the calendar and not booked yet.' }) readonly booked!: boolean;
  @IsCodeField() readonly type!: string;
  @IsText({ description: 'In words, for the reader.' }) readonly text!: string;
  @IsUuidField({ optional: true }) readonly contract?: string;
  @IsMonthField({ optional: true }) readonly month?: string;
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
