import {
  IsCalendarDateField,
  IsCodeField,
  IsFlag,
  IsKopecks,
  IsListOf,
  IsMonthField,
  IsText,
  IsUuidField,
} from '@lib/http';
import type { CalendarDate } from '@lib/kernel';

/** A place as enrolment asks to reserve it, for a child as its register has it. */
export class ReserveQuoteDto {
  @IsUuidField({ description: "The certificate holder's surrogate id." }) readonly holder!: string;
  @IsCodeField({ description: 'The financing programme.' }) readonly programme!: string;
  @IsCodeField({ description: 'Of the category of a child that has no certificate yet.' })
  readonly certificateGroup!: string;
  @IsCodeField() readonly groupId!: string;
  @IsCodeField() readonly moduleId!: string;
  @IsCodeField() readonly providerId!: string;
  @IsCodeField() readonly direction!: string;
  @IsCalendarDateField({ description: 'First day of the contract.' }) readonly start!: CalendarDate;
  @IsCalendarDateField({ description: 'Last day of the contract, inclusive.' }) readonly lastDay!: CalendarDate;
  @IsCalendarDateField() readonly groupFirstDay!: CalendarDate;
  @IsCalendarDateField() readonly groupLastDay!: CalendarDate;
  @IsKopecks({ description: 'The whole module for one child.' }) readonly priceKopecks!: number;
  @IsKopecks({ description: 'The whole module for one child.' }) readonly normativeCostKopecks!: number;
  @IsCodeField({
    optional: true,
    description:
      'By which enrolment stands for a question that it asks on behalf of somebody who does not reach the account.',
  })
  readonly voucher?: string;
}

export class QuotePartView {
  @IsMonthField() readonly month!: string;
  @IsKopecks() readonly shareKopecks!: number;
  @IsKopecks() readonly coPaymentKopecks!: number;
}

export class QuoteView {
  @IsFlag() readonly possible!: boolean;
  @IsCodeField({ optional: true, description: 'Why not.' }) readonly reason?: string;
  @IsText({ optional: true }) readonly message?: string;
  @IsCalendarDateField({ optional: true }) readonly lastDay?: string;
  @IsKopecks({ optional: true }) readonly fullPriceKopecks?: number;
  @IsKopecks({ optional: true }) readonly fullNormKopecks?: number;
  @IsKopecks({ optional: true, description: "The certificate's share." }) readonly shareKopecks?: number;
  @IsKopecks({ optional: true, description: "The parent's share." }) readonly coPaymentKopecks?: number;
  @IsListOf(() => QuotePartView, { optional: true }) readonly parts?: readonly QuotePartView[];
}
