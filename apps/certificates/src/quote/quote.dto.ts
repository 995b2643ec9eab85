import { IsCalendarDateField, IsCodeField, IsFlag, IsKopecks, IsListOf, IsMonthField, IsText } from '@lib/http';

export class QuoteQuery {
  @IsCodeField({ description: 'The financing programme.' })
  readonly programme!: string;

  @IsCodeField({ description: 'The study group.' })
  readonly groupId!: string;

  @IsCalendarDateField({ description: 'First day of the classes.' })
  readonly start!: string;

  @IsCodeField({
    optional: true,
    description: 'Category of a child that has no certificate yet; `general` unless told.',
  })
  readonly category?: string;
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
