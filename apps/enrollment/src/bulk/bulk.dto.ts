import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsCodeField, IsFlag, IsListOf, IsOneOf, IsUuidField, PageQuery } from '@lib/http';
import type { Instant } from '@lib/kernel';
import { LessonsDto } from '../lessons/lessons.dto.js';
import { RegistrationDto } from '../registration/registration.dto.js';
import {
  ITEMS_MAX,
  OPERATIONS,
  OUTCOMES,
  STATES,
  type Operation,
  type Outcome,
  type State,
} from './domain/bulk-job.js';

const ITEMS = { min: 1, max: ITEMS_MAX } as const;
const COUNT = { type: 'integer' } as const;
const INSTANT = { type: 'string', format: 'date-time' } as const;

class BulkDto {
  @IsFlag({
    optional: true,
    description: 'Says what would become of each item and changes nothing: each by itself, against what is there then.',
  })
  readonly dryRun?: boolean;
}

export class BulkApplicationDto {
  @IsUuidField({ description: 'The application.' })
  readonly applicationId!: string;
}

export class BulkApplicationsDto extends BulkDto {
  @IsListOf(() => BulkApplicationDto, ITEMS)
  readonly items!: readonly BulkApplicationDto[];
}

export class BulkLessonsDto extends BulkDto {
  @IsListOf(() => LessonsDto, ITEMS)
  readonly items!: readonly LessonsDto[];
}

/** A child as a register has it, with who it is. */
export class BulkChildDto extends RegistrationDto {
  @IsCodeField({ description: 'The child as the register names it.', example: '24-000441' })
  readonly childId!: string;
}

export class BulkChildrenDto extends BulkDto {
  @IsListOf(() => BulkChildDto, ITEMS)
  readonly items!: readonly BulkChildDto[];
}

export class BulkItemsQuery extends PageQuery {
  @IsOneOf(OUTCOMES, { optional: true, description: 'Only the items that have come to this.' })
  readonly outcome?: Outcome;
}

export class BulkJobView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: OPERATIONS })
  readonly operation!: Operation;

  @ApiProperty({ description: 'Nothing is changed.' })
  readonly dryRun!: boolean;

  @ApiProperty({
    enum: STATES,
    description:
      '`done`: every item has an outcome. `cancelled`, and `expired` after 24 hours of real time: what was done stays, the ' +
      'other items are not begun any more.',
  })
  readonly state!: State;

  @ApiProperty({ ...COUNT, description: 'How many items it has.' })
  readonly total!: number;

  @ApiProperty({ ...COUNT, description: 'How many of them have an outcome.' })
  readonly done!: number;

  @ApiProperty({ ...COUNT, description: 'Done, or, in a dry run, would be.' })
  readonly ok!: number;

  @ApiProperty({ ...COUNT, description: 'Refused by the rules, as a request of its own would be.' })
  readonly refused!: number;

  @ApiProperty({
    ...COUNT,
    description: 'Given up after an internal error that came again and again; without an effect.',
  })
  readonly failed!: number;

  @ApiProperty({ description: 'A code for who asked.' })
  readonly askedBy!: string;

  @ApiProperty(INSTANT)
  readonly askedAt!: Instant;

  @ApiProperty({ ...INSTANT, nullable: true })
  readonly startedAt!: Instant | null;

  @ApiProperty({ ...INSTANT, nullable: true })
  readonly endedAt!: Instant | null;

  @ApiPropertyOptional({
    ...INSTANT,
    nullable: true,
    description:
      'When the token ends that was last used to ask for the job or to look at it. From then on it rests, until whoever ' +
      'asked looks at it with a later one. `null`: it goes on.',
  })
  readonly trustedUntil?: Instant | null;
}

export class BulkJobsPage {
  @ApiProperty({ type: BulkJobView, isArray: true })
  readonly items!: readonly BulkJobView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}

export class BulkResultView {
  @ApiProperty({ required: false, description: 'The state of the application, right after the step.' })
  readonly state?: string;

  @ApiProperty({
    type: 'string',
    required: false,
    nullable: true,
    description: 'What the application waits for: its money is asked for, and answered for later.',
  })
  readonly awaiting?: string | null;

  @ApiProperty({
    type: 'string',
    required: false,
    nullable: true,
    description: 'Why the application is refused, where the step has come to that.',
  })
  readonly reason?: string | null;

  @ApiProperty({ ...COUNT, required: false, description: 'How many contracts of the group were told of the lessons.' })
  readonly contracts?: number;

  @ApiProperty({
    required: false,
    enum: ['created', 'updated', 'unchanged'],
    description: 'What the register has of the child now.',
  })
  readonly child?: string;
}

export class BulkItemView {
  @ApiProperty({ ...COUNT, description: 'Its place in what was sent, from 0.' })
  readonly index!: number;

  @ApiProperty({
    type: 'string',
    nullable: true,
    description:
      'The application; the group and the month; or, of a child that was registered, its surrogate id. Null as long as ' +
      'there is none.',
  })
  readonly reference!: string | null;

  @ApiProperty({
    enum: OUTCOMES,
    description: '`open`: nothing has become of it yet, or, where its job has ended, nothing ever will.',
  })
  readonly outcome!: Outcome;

  @ApiProperty({ type: BulkResultView, required: false, description: 'What was done, where it is `ok`.' })
  readonly result?: BulkResultView;

  @ApiProperty({
    required: false,
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    description: 'What a request of its own would have been answered with, where it is `refused` or `failed`.',
  })
  readonly problem?: object;
}

export class BulkItemsPage {
  @ApiProperty({ type: BulkItemView, isArray: true })
  readonly items!: readonly BulkItemView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}
