import { ApiProperty } from '@nestjs/swagger';
import { IsCodeField, IsNested, IsOneOf, PageQuery } from '@lib/http';
import { WAYS, type Given } from './domain/given.js';
import { STANDINGS, type Standing } from './domain/processing.js';
import { PaperDto, PaperView } from './paper.dto.js';
import { PROCESSING_TEXTS, type ProcessingText } from './processing-texts.js';

const OF_PAPER = 'For whoever records what a family has signed; a guardian in its own login has none.';

export class ProcessingConsentDto {
  @IsOneOf(PROCESSING_TEXTS, { description: 'The text that the family has read: `GET /consent-texts`.' })
  readonly textVersion!: ProcessingText;

  @IsNested(() => PaperDto, { optional: true, description: OF_PAPER })
  readonly paper?: PaperDto;
}

export class ProcessingWithdrawalDto {
  @IsNested(() => PaperDto, { optional: true, description: OF_PAPER })
  readonly paper?: PaperDto;
}

export class ProcessingConsentsQuery extends PageQuery {
  @IsCodeField({ optional: true, description: 'The child as the register names it.' })
  readonly childId?: string;

  @IsOneOf(STANDINGS, { optional: true })
  readonly standing?: Standing;
}

/** What a family has said last about the processing of a child's data. */
export class ProcessingConsentAnswer {
  @IsCodeField() readonly childId!: string;

  @ApiProperty({ format: 'uuid' })
  readonly holderId!: string;

  @IsOneOf(STANDINGS, { description: '`withdrawn`: no new application of the child is taken.' })
  readonly standing!: Standing;

  @IsOneOf(PROCESSING_TEXTS, { optional: true, description: 'Of a consent.' })
  readonly textVersion?: string;

  @IsOneOf(WAYS, { description: 'By a guardian in its own login, or on a paper that somebody recorded.' })
  readonly how!: Given['how'];

  @ApiProperty({ format: 'date-time', description: 'When it was said or recorded.' })
  readonly at!: string;
}

export class ProcessingConsentView extends ProcessingConsentAnswer {
  @IsNested(() => PaperView, { optional: true })
  readonly paper?: PaperView;
}

export class ProcessingConsentsPage {
  @ApiProperty({ type: [ProcessingConsentView] })
  readonly items!: readonly ProcessingConsentView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}
