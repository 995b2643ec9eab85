import {
  IsCalendarDateField,
  IsCodeField,
  IsCount,
  IsFlag,
  IsKopecks,
  IsListOf,
  IsMonthField,
  IsNested,
  IsText,
  PageQuery,
} from '@lib/http';

export class ProgrammesQuery extends PageQuery {
  @IsCount({ optional: true, description: 'Only programmes of this municipality.' })
  readonly municipality?: number;
}

export class ProgrammeRow {
  @IsCodeField() readonly programme!: string;
  @IsCount() readonly municipality!: number;
  @IsText({ max: 200 }) readonly municipalityName!: string;
  @IsCodeField() readonly region!: string;
  @IsText({ max: 200 }) readonly regionName!: string;
  @IsCodeField() readonly timeZone!: string;
  @IsCalendarDateField({ description: 'First day of the period.' }) readonly from!: string;
  @IsCalendarDateField({ description: 'First day that is not of the period any more.' })
  readonly toExclusive!: string;
}

export class ProgrammesPage {
  @IsListOf(() => ProgrammeRow) readonly items!: readonly ProgrammeRow[];
  @IsCodeField({ optional: true, max: 2000 }) readonly next?: string;
}

export class TotalsQuery {
  @IsCalendarDateField({ optional: true, description: 'What was booked on this day of the region or before.' })
  readonly asOf?: string;

  @IsText({
    optional: true,
    max: 40,
    description: 'ISO 8601: what the ledger had recorded by then; everything unless told.',
  })
  readonly knownAt?: string;
}

export class CertificatesQuery extends PageQuery {}

export class CertificateRow {
  @IsCodeField() readonly holder!: string;
  @IsCodeField() readonly number!: string;
  @IsCodeField() readonly certificateGroup!: string;
  @IsKopecks() readonly nominalKopecks!: number;
  @IsKopecks() readonly availableKopecks!: number;
  @IsKopecks() readonly reservedKopecks!: number;
  @IsKopecks() readonly spentKopecks!: number;
  @IsKopecks() readonly expiredKopecks!: number;
}

export class CertificatesPage {
  @IsListOf(() => CertificateRow) readonly items!: readonly CertificateRow[];
  @IsCodeField({ optional: true, max: 2000 }) readonly next?: string;
}

export class MonthTotal {
  @IsMonthField() readonly month!: string;
  @IsKopecks() readonly debitedKopecks!: number;
}

export class LedgerTotals {
  @IsCount({ min: Number.MIN_SAFE_INTEGER }) readonly budget!: number;
  @IsCount() readonly available!: number;
  @IsCount() readonly reserved!: number;
  @IsCount() readonly payable!: number;
  @IsCount() readonly expired!: number;
}

export class ProgrammeTotals {
  @IsCodeField() readonly programme!: string;
  @IsCalendarDateField({ optional: true, description: 'As it was asked for.' }) readonly asOf?: string;
  @IsText({ optional: true, description: 'As it was asked for.' }) readonly knownAt?: string;
  @IsCount() readonly issued!: number;
  @IsKopecks() readonly grantedKopecks!: number;
  @IsKopecks() readonly availableKopecks!: number;
  @IsKopecks() readonly reservedKopecks!: number;
  @IsKopecks() readonly debitedKopecks!: number;
  @IsKopecks() readonly expiredKopecks!: number;
  @IsKopecks({ description: 'Of concluded contracts, as computed at the reserve.' }) readonly coPaymentKopecks!: number;
  @IsKopecks({
    description: 'What parents owe for the months that took place by `asOf`; unless told by `knownAt`, or today.',
  })
  readonly coPaymentDueKopecks!: number;
  @IsListOf(() => MonthTotal) readonly debitedByMonth!: readonly MonthTotal[];
  @IsNested(() => LedgerTotals, { description: 'Double entry: the sum of each ledger account in kopecks.' })
  readonly trialBalance!: LedgerTotals;
  @IsFlag({ description: 'The trial balance sums to zero and agrees with the certificates.' })
  readonly balanced!: boolean;
}
