import { ApiProperty } from '@nestjs/swagger';
import { IsCodeField, IsOneOf, PageQuery } from '@lib/http';
import type { Instant } from '@lib/kernel';

const MERGE_REASONS = ['same-document', 'same-person', 'registered-twice'] as const;
const MERGE_STATES = ['waiting', 'done', 'dropped'] as const;
type State = (typeof MERGE_STATES)[number];

export class MergeDto {
  @IsCodeField({ description: 'The child that is kept, as the register names it.', example: '24-000441' })
  readonly keep!: string;

  @IsCodeField({
    description:
      'The same child under another id, which leads to the kept one from then on. It has no open application, no contract ' +
      'that runs, and no certificate of a period that the kept one has none of.',
    example: '24-000977',
  })
  readonly other!: string;

  @IsOneOf(MERGE_REASONS, {
    description:
      '`same-document`; `same-person`: found in another way; `registered-twice`: the register has given it two ids.',
  })
  readonly reason!: (typeof MERGE_REASONS)[number];
}

export class MergesQuery extends PageQuery {
  @IsOneOf(MERGE_STATES, { optional: true, description: '`waiting`: for a second person.' })
  readonly state?: State;
}

export class MergeView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid', description: 'The surrogate id of the child that is kept.' })
  readonly keep!: string;

  @ApiProperty({ format: 'uuid', description: 'That of the other; its account stays as it is.' })
  readonly other!: string;

  @ApiProperty({ enum: MERGE_REASONS })
  readonly reason!: (typeof MERGE_REASONS)[number];

  @ApiProperty({ enum: MERGE_STATES, description: '`waiting` for a second person; `done` for good; `dropped`.' })
  readonly state!: State;

  @ApiProperty({ description: 'A code for who asked.' })
  readonly askedBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly askedAt!: Instant;

  @ApiProperty({ type: 'string', nullable: true, description: 'A code for who decided.' })
  readonly decidedBy!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly decidedAt!: Instant | null;
}

export class MergesPage {
  @ApiProperty({ type: MergeView, isArray: true })
  readonly items!: readonly MergeView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}
