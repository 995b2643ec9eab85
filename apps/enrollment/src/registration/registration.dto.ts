import { IsCalendarDateField, IsCodeField, IsCount, IsNested, IsOneOf, IsText, PageQuery } from '@lib/http';
import type { CalendarDate, Instant } from '@lib/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { DocumentDto } from '../child/document.dto.js';
import { ParentView } from '../parent/parent.dto.js';

const REGISTRATION_STATES = ['waiting', 'confirmed', 'refused'] as const;
type State = (typeof REGISTRATION_STATES)[number];
const REFUSED_FOR = ['not-as-in-the-document', 'not-the-guardian', 'not-of-this-region', 'twice', 'other'] as const;
/** Not by a decision about it: see `reason` of RegistrationView. */
const REFUSALS = [...REFUSED_FOR, 'withdrawn', 'not-decided', 'login-lost'] as const;

/** What a parent says of its child. */
export class RegistrationDto {
  @IsText({ max: 100, example: 'Иванова' })
  readonly lastName!: string;

  @IsText({ max: 100, example: 'Мария' })
  readonly firstName!: string;

  @IsText({ optional: true, max: 100, example: 'Петровна' })
  readonly middleName?: string;

  @IsCalendarDateField({ example: '2012-06-26' })
  readonly birthDate!: CalendarDate;

  @IsNested(() => DocumentDto)
  readonly document!: DocumentDto;

  @IsText({ max: 500, example: 'Минусинск, ул. Ленина, 1, кв. 2' })
  readonly address!: string;

  @IsCount({ description: 'Where the child lives: the id of the municipality.', example: 2442 })
  readonly municipality!: number;

  @IsCodeField({ example: 'general', description: 'The category of children that it belongs to.' })
  readonly category!: string;

  @IsText({ optional: true, max: 500, description: 'The paper that the category rests on.' })
  readonly categoryBasis?: string;
}

export class RegistrationsQuery extends PageQuery {
  @IsOneOf(REGISTRATION_STATES, { optional: true, description: '`waiting`: for the operator.' })
  readonly state?: State;
}

export class ConfirmationDto {
  @IsCodeField({ description: 'The child as the register names it, or is to name it.', example: '24-000441' })
  readonly childId!: string;

  @IsOneOf(['new', 'existing'], {
    description:
      '`new`: the register has no child of this id, and takes this one; `existing`: it is this child of the register, which ' +
      'the parent is a guardian of from now on. Of a child that nobody has registered before, name, document and address ' +
      'are taken over; whatever else the register says of it stays.',
  })
  readonly as!: 'new' | 'existing';
}

export class RegistrationRefusalDto {
  @IsOneOf(REFUSED_FOR, { description: '`twice`: the parent has registered the child before.' })
  readonly reason!: (typeof REFUSED_FOR)[number];
}

export class RegistrationView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: REGISTRATION_STATES, description: 'Once it is `refused` nothing of what was said is kept.' })
  readonly state!: State;

  @ApiProperty({
    type: 'string',
    format: 'uuid',
    nullable: true,
    description: 'The surrogate id of the child, once it is confirmed.',
  })
  readonly holderId!: string | null;

  @ApiProperty({
    type: 'string',
    enum: REFUSALS,
    nullable: true,
    description:
      'Why it is refused. `withdrawn`: by the parent; `not-decided`: nobody has decided in ninety days; `login-lost`: the ' +
      'access of its parent was ended.',
  })
  readonly reason!: (typeof REFUSALS)[number] | null;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly askedAt!: Instant;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly decidedAt!: Instant | null;

  @ApiProperty({ required: false, description: 'A code for the parent; for operators alone.' })
  readonly askedBy?: string;

  @ApiProperty({ required: false, nullable: true, type: 'string', description: 'A code; for operators alone.' })
  readonly decidedBy?: string | null;
}

export class RegistrationsPage {
  @ApiProperty({ type: RegistrationView, isArray: true })
  readonly items!: readonly RegistrationView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}

export class SimilarView {
  @ApiProperty({ enum: ['child', 'registration'] })
  readonly what!: 'child' | 'registration';

  @ApiProperty({ format: 'uuid', description: 'The surrogate id of the child, or the id of the registration.' })
  readonly id!: string;

  @ApiProperty({
    enum: ['document', 'name'],
    description: '`document`: the same child; `name`: last and first name and birth date are the same, a hint.',
  })
  readonly by!: 'document' | 'name';
}

export class RegistrationDetail extends RegistrationView {
  @ApiProperty({
    type: RegistrationDto,
    required: false,
    description:
      'What the parent has said, as long as nobody has decided; what became of it stands in the card of the child.',
  })
  readonly said?: RegistrationDto;

  @ApiProperty({
    type: ParentView,
    required: false,
    description: 'Who the parent is, where it has said so, as long as nobody has decided; for operators alone.',
  })
  readonly parent?: ParentView;

  @ApiProperty({
    type: SimilarView,
    isArray: true,
    required: false,
    description: 'Who may be the same child, fifty at most, as long as nobody has decided; for operators alone.',
  })
  readonly similar?: readonly SimilarView[];
}
