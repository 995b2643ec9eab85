import { ApiProperty } from '@nestjs/swagger';
import { IsCalendarDateField, IsCodeField, IsKopecks, IsListOf, IsNested, IsOneOf, IsText } from '@lib/http';
import type { CalendarDate, Kopecks } from '@lib/kernel';
import { QUOTE_TEXTS, type QuoteText } from './consent-texts.js';
import { WAYS, type Given } from './domain/consent.js';

export class PaperDto {
  @IsCodeField({ max: 40, description: 'Of the paper that the family has signed.', example: '17/2020' })
  readonly number!: string;

  @IsCalendarDateField({ description: 'When it was signed; not after today.', example: '2020-09-25' })
  readonly signedOn!: CalendarDate;
}

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

export class PaperView {
  @IsCodeField({ optional: true, description: 'Missing once the person was erased.' })
  readonly number?: string;

  @ApiProperty({ format: 'date' })
  readonly signedOn!: string;
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
  @IsOneOf(QUOTE_TEXTS, { description: 'A text never changes: a new one has a new version.' })
  readonly version!: QuoteText;

  @IsOneOf(['quote'], { description: '`quote`: to the terms of an application and its co-payment.' })
  readonly of!: 'quote';

  @IsText({ max: 10_000, description: 'In the language of the reader.' })
  readonly text!: string;
}

export class ConsentTextsView {
  @IsListOf(() => ConsentTextView)
  readonly items!: readonly ConsentTextView[];
}
