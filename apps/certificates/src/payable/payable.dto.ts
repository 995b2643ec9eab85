import {
  IsCodeField,
  IsCount,
  IsKopecks,
  IsListOf,
  IsMonthField,
  IsNested,
  IsOneOf,
  IsText,
  IsUuidField,
  PageQuery,
} from '@lib/http';
import type { Month } from '@lib/kernel';

export const TOTALLED_BY = ['month', 'provider', 'certificate-group'] as const;

export class PayablesQuery extends PageQuery {
  @IsMonthField({ optional: true, description: 'Of this month of classes alone.' })
  readonly month?: Month;

  @IsCodeField({ optional: true, description: 'Of this provider alone.' })
  readonly provider?: string;

  @IsCodeField({ optional: true, description: 'Of this financing programme alone.' })
  readonly programme?: string;
}

export class PayableTotalsQuery extends PayablesQuery {
  @IsOneOf(TOTALLED_BY, { optional: true, description: '`month` unless told.' })
  readonly by?: (typeof TOTALLED_BY)[number];
}

export class PayableView {
  @IsUuidField() readonly contract!: string;
  @IsMonthField({ description: 'The month of the classes.' }) readonly month!: string;
  @IsCodeField() readonly programme!: string;
  @IsUuidField({ description: 'The surrogate id of the child.' }) readonly holder!: string;
  @IsCodeField() readonly providerId!: string;
  @IsCodeField() readonly groupId!: string;
  @IsText({ optional: true, description: 'As the catalogue names it now; absent while it is not known here.' })
  readonly groupName?: string;
  @IsText({ optional: true }) readonly programmeName?: string;
  @IsOneOf(['free', 'reserved', 'debited', 'returned'], {
    description: '`reserved`: the month has not begun; `free`: the certificate pays nothing of it.',
  })
  readonly status!: string;
  @IsKopecks({ description: 'What was reserved of the certificate for the month.' }) readonly shareKopecks!: number;
  @IsKopecks({ description: 'What the provider is owed for the month: net of what was given back.' })
  readonly debitedKopecks!: number;
  @IsKopecks({ description: 'Of the parent, as computed at the reserve.' }) readonly coPaymentKopecks!: number;
  @IsKopecks({ description: 'Of the parent, for what took place by today.' }) readonly coPaymentDueKopecks!: number;
}

export class PayablesPage {
  @IsListOf(() => PayableView) readonly items!: readonly PayableView[];
  @IsCodeField({ optional: true, max: 2000 }) readonly next?: string;
}

export class PayableSums {
  @IsCount() readonly contracts!: number;
  @IsKopecks() readonly shareKopecks!: number;
  @IsKopecks() readonly debitedKopecks!: number;
  @IsKopecks() readonly coPaymentKopecks!: number;
  @IsKopecks() readonly coPaymentDueKopecks!: number;
}

export class PayableTotal extends PayableSums {
  @IsCodeField({ description: 'The month, the provider or the certificate group.' }) readonly of!: string;
}

export class PayableTotalsPage {
  @IsNested(() => PayableSums, { description: 'Of all items, those of other pages too.' }) readonly sum!: PayableSums;
  @IsListOf(() => PayableTotal) readonly items!: readonly PayableTotal[];
  @IsCodeField({ optional: true, max: 2000 }) readonly next?: string;
}
