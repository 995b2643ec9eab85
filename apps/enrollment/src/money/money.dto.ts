import { IsCalendarDateField, IsCodeField, IsFlag, IsKopecks, IsListOf, IsMonthField, IsText } from '@lib/http';

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
