import { ApiProperty } from '@nestjs/swagger';
import { IsCodeField, IsCount, IsMonthField, IsOneOf, IsText, PageQuery } from '@lib/http';
import type { Instant, Month } from '@lib/kernel';
import { PLANNED_MAX } from './domain/reportable.js';

export class LessonsDto {
  @IsCodeField({ description: 'The study group.', example: '700000' })
  readonly groupId!: string;

  @IsMonthField({
    description: 'It has begun, and the group or one of its contracts, as it was concluded, has days in it.',
    example: '2020-10',
  })
  readonly month!: Month;

  @IsCount({ description: 'Lessons held; not more than planned.', example: 6 })
  readonly held!: number;

  @IsCount({ min: 1, max: PLANNED_MAX, description: 'Lessons planned.', example: 8 })
  readonly planned!: number;
}

export class LessonsPath {
  @IsCodeField({ description: 'The study group.', example: '700000' })
  readonly groupId!: string;

  @IsMonthField({ example: '2020-10' })
  readonly month!: Month;
}

export class LessonsAnswer extends LessonsDto {
  @ApiProperty({ type: 'integer', description: 'How many contracts of the group were told.' })
  readonly contracts!: number;
}

/** Why a report is corrected. */
export const CORRECTION_REASONS = ['typing-error', 'made-up-later', 'wrong-group', 'inspection', 'other'] as const;
export const CORRECTION_STATES = ['proposed', 'pending', 'applied', 'refused', 'cancelled'] as const;

export class CorrectionDto extends LessonsDto {
  @IsOneOf(CORRECTION_REASONS, {
    description:
      '`typing-error`: typed in wrong; `made-up-later`: lessons were made up for; `wrong-group`: meant for another group; ' +
      '`inspection`: found by an inspection; `other`: see the words.',
  })
  readonly reason!: (typeof CORRECTION_REASONS)[number];

  @IsText({ optional: true, description: 'The reason in own words. Kept sealed, shown with the correction only.' })
  readonly words?: string;
}

export class CorrectionIdParams {
  @IsCodeField({ description: 'The correction.' })
  readonly id!: string;
}

export class LessonsQuery extends PageQuery {
  @IsCodeField({ optional: true, description: 'The study group.' })
  readonly groupId?: string;

  @IsCodeField({ optional: true, description: 'The provider of the group.' })
  readonly providerId?: string;
}

export class CorrectionsQuery extends PageQuery {
  @IsOneOf(CORRECTION_STATES, { optional: true, description: '`proposed`: waits for a second person.' })
  readonly state?: (typeof CORRECTION_STATES)[number];

  @IsCodeField({ optional: true, description: 'The study group.' })
  readonly groupId?: string;
}

const COUNT = { type: 'integer' } as const;
const INSTANT = { type: 'string', format: 'date-time' } as const;

export class LessonsCountView {
  @ApiProperty({ ...COUNT, description: 'Lessons held.' })
  readonly held!: number;

  @ApiProperty({ ...COUNT, description: 'Lessons planned.' })
  readonly planned!: number;
}

/** A correction of a report of lessons. */
export class CorrectionView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly groupId!: string;

  @ApiProperty({ type: 'string', example: '2020-10' })
  readonly month!: Month;

  @ApiProperty({ ...COUNT, description: 'Lessons held, as corrected.' })
  readonly held!: number;

  @ApiProperty({ ...COUNT, description: 'Lessons planned, as corrected.' })
  readonly planned!: number;

  @ApiProperty({ type: LessonsCountView, description: 'The report that it corrects.' })
  readonly before!: LessonsCountView;

  @ApiProperty({ enum: CORRECTION_REASONS })
  readonly reason!: string;

  @ApiProperty({
    enum: CORRECTION_STATES,
    description:
      '`proposed` until a second person approves it; `pending` until every certificate of the group has answered; then `applied` for all of them, or `refused` for ' +
      'all because a certificate does not have what it would take; `cancelled` by an operator.',
  })
  readonly state!: (typeof CORRECTION_STATES)[number];

  @ApiProperty(INSTANT)
  readonly submittedAt!: Instant;

  @ApiProperty({ type: 'string', nullable: true, description: 'A code for who proposed it.' })
  readonly proposedBy!: string | null;

  @ApiProperty({ ...INSTANT, nullable: true, description: 'The correction is of this day.' })
  readonly approvedAt!: Instant | null;

  @ApiProperty({ type: 'string', nullable: true, description: 'A code for who approved it: somebody else.' })
  readonly approvedBy!: string | null;

  @ApiProperty({ ...INSTANT, nullable: true })
  readonly decidedAt!: Instant | null;

  @ApiProperty({ ...COUNT, description: 'How many contracts of the group were asked.' })
  readonly contracts!: number;

  @ApiProperty({
    type: 'string',
    isArray: true,
    description:
      'The numbers of the certificates that do not have what the correction would take; a municipality sees its own.',
  })
  readonly certificatesLacking!: readonly string[];
}

/** A correction with the reporter's own words. */
export class CorrectionWithWords extends CorrectionView {
  @ApiProperty({ type: 'string', nullable: true, description: 'The reason in own words.' })
  readonly words!: string | null;
}

export class FirstReportView extends LessonsCountView {
  @ApiProperty(INSTANT)
  readonly reportedAt!: Instant;
}

/** What was reported of a group's month: the report in force, the first one, and every correction. */
export class LessonsReportView {
  @ApiProperty()
  readonly groupId!: string;

  @ApiProperty({ type: 'string', example: '2020-10' })
  readonly month!: Month;

  @ApiProperty({ ...COUNT, description: 'Lessons held, by the report in force.' })
  readonly held!: number;

  @ApiProperty({ ...COUNT, description: 'Lessons planned, by the report in force.' })
  readonly planned!: number;

  @ApiProperty({ ...INSTANT, description: 'When the report in force was made.' })
  readonly reportedAt!: Instant;

  @ApiProperty({ type: FirstReportView, description: 'What was reported first.' })
  readonly first!: FirstReportView;

  @ApiProperty({ type: CorrectionView, isArray: true, description: 'In the order in which they were asked for.' })
  readonly corrections!: readonly CorrectionView[];
}

export class LessonsPage {
  @ApiProperty({ type: LessonsReportView, isArray: true })
  readonly items!: readonly LessonsReportView[];

  @ApiProperty({ type: 'string', required: false, description: 'The cursor of the next page, when there is one.' })
  readonly next?: string;
}

export class CorrectionsPage {
  @ApiProperty({ type: CorrectionView, isArray: true, description: 'In the order in which they were asked for.' })
  readonly items!: readonly CorrectionView[];

  @ApiProperty({ type: 'string', required: false, description: 'The cursor of the next page, when there is one.' })
  readonly next?: string;
}
