import { IsCalendarDateField, IsCodeField, IsFlag, IsKopecks, IsListOf, IsMonthField, IsText } from '@lib/http';
import type { CalendarDate } from '@lib/kernel';

export class QuoteQuery {
  @IsCodeField({ description: 'The child as the register names it.', example: '24-000441' })
  readonly childId!: string;

  @IsCodeField({ description: 'The study group of the catalogue.', example: '700000' })
  readonly groupId!: string;

  @IsCalendarDateField({ description: 'The first day of the contract.', example: '2020-10-02' })
  readonly start!: CalendarDate;
}

export class QuotePartView {
  @IsMonthField() readonly month!: string;
  @IsKopecks() readonly shareKopecks!: number;
  @IsKopecks() readonly coPaymentKopecks!: number;
}

/** What a place would cost now; the same as applying and concluding now would come to. */
export class QuoteView {
  @IsFlag() readonly possible!: boolean;
  @IsCodeField({ optional: true, description: 'Why not: the reason with which the application would be refused.' })
  readonly reason?: string;
  @IsText({ optional: true, description: 'The reason in words.' }) readonly message?: string;
  @IsCalendarDateField({ optional: true }) readonly lastDay?: string;
  @IsKopecks({ optional: true }) readonly fullPriceKopecks?: number;
  @IsKopecks({ optional: true }) readonly fullNormKopecks?: number;
  @IsKopecks({ optional: true, description: "The certificate's share." }) readonly shareKopecks?: number;
  @IsKopecks({ optional: true, description: "The parent's share." }) readonly coPaymentKopecks?: number;
  @IsListOf(() => QuotePartView, { optional: true }) readonly parts?: readonly QuotePartView[];
}
