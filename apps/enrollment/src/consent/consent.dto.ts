import { ApiProperty } from '@nestjs/swagger';
import { IsKopecks, IsListOf, IsNested, IsOneOf, IsText } from '@lib/http';
import type { Kopecks } from '@lib/kernel';
import { WAYS, type Given } from '../child/domain/given.js';
import { PaperDto, PaperView } from '../child/paper.dto.js';
import { PROCESSING_TEXTS } from '../child/processing-texts.js';
import { QUOTE_TEXTS, type QuoteText } from './consent-texts.js';

export class ConsentDto {
  @IsKopecks({
    description: 'The family consents to the terms of the application and to no higher co-payment than this.',
  })
  readonly coPaymentAtMostKopecks!: Kopecks;

  @IsOneOf(QUOTE_TEXTS, { description: 'The text that the family has read: `GET /consent-texts`.' })
  readonly textVersion!: QuoteText;

  @IsNested(() => PaperDto, {
    optional: true,
    description: 'For whoever records the consent of a family; a family that consents in its own login has none.',
  })
  readonly paper?: PaperDto;
}

/** A consent that stands. */
export class ConsentView {
  @IsKopecks() readonly coPaymentAtMostKopecks!: number;
  @IsOneOf(QUOTE_TEXTS) readonly textVersion!: string;
  @IsOneOf(WAYS, { description: 'By the family in its own login, or on a paper that somebody recorded.' })
  readonly how!: Given['how'];

  @IsNested(() => PaperView, { optional: true })
  readonly paper?: PaperView;

  @ApiProperty({ format: 'date-time', description: 'When it was given or recorded.' })
  readonly givenAt!: string;
}

export class ConsentTextView {
  @IsOneOf([...QUOTE_TEXTS, ...PROCESSING_TEXTS], {
    description: 'A text never changes: a new one has a new version.',
  })
  readonly version!: string;

  @IsOneOf(['quote', 'processing'], {
    description:
      '`quote`: to the terms of an application and its co-payment; `processing`: to the processing of personal data.',
  })
  readonly of!: 'quote' | 'processing';

  @IsText({ max: 10_000, description: 'In the language of the reader.' })
  readonly text!: string;
}

export class ConsentTextsView {
  @IsListOf(() => ConsentTextView)
  readonly items!: readonly ConsentTextView[];
}
