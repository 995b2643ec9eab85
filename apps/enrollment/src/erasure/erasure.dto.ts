import { ApiProperty } from '@nestjs/swagger';
import { IsCodeField, IsOneOf, PageQuery } from '@lib/http';
import type { Instant } from '@lib/kernel';

/** Why a person is erased. `retention`: by the calendar, without anybody asking. */
const ERASURE_REASONS = ['consent-withdrawn', 'request', 'registered-by-mistake', 'court', 'retention'] as const;
const ASKED = ['consent-withdrawn', 'request', 'registered-by-mistake', 'court'] as const;
const ERASURE_STATES = ['waiting', 'done', 'dropped'] as const;
type State = (typeof ERASURE_STATES)[number];

export class ErasureDto {
  @IsCodeField({ description: 'The child as the register names it.', example: '24-000441' })
  readonly childId!: string;

  @IsOneOf(ASKED, {
    description:
      '`consent-withdrawn`: to the processing of its data; `request`: of the family; `registered-by-mistake`; `court`: by ' +
      'its decision or that of another authority.',
  })
  readonly reason!: (typeof ASKED)[number];
}

export class ErasuresQuery extends PageQuery {
  @IsOneOf(ERASURE_STATES, { optional: true, description: '`waiting`: for a second person.' })
  readonly state?: State;
}

export class ErasureView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid', description: 'The surrogate id; once it is done it stands for nobody.' })
  readonly holderId!: string;

  @ApiProperty({ enum: ERASURE_REASONS })
  readonly reason!: (typeof ERASURE_REASONS)[number];

  @ApiProperty({ enum: ERASURE_STATES, description: '`waiting` for a second person; `done` for good; `dropped`.' })
  readonly state!: State;

  @ApiProperty({ description: 'A code for who asked.' })
  readonly askedBy!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly askedAt!: Instant;

  @ApiProperty({ type: 'string', nullable: true, description: 'A code for who decided: somebody else.' })
  readonly decidedBy!: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly decidedAt!: Instant | null;
}

export class ErasuresPage {
  @ApiProperty({ type: ErasureView, isArray: true })
  readonly items!: readonly ErasureView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}
