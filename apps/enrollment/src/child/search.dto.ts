import { ApiProperty } from '@nestjs/swagger';
import { IsCalendarDateField, IsNested, IsOneOf, IsText } from '@lib/http';
import type { CalendarDate } from '@lib/kernel';
import { PURPOSES, type Purpose } from '../reads/read-log.js';
import { ChildAnswer } from './child.dto.js';
import { DocumentDto } from './document.dto.js';

const WHY = PURPOSES.filter((purpose) => purpose !== 'family');

export class NamedDto {
  @IsText({ max: 100, example: 'Иванова' })
  readonly lastName!: string;

  @IsText({ max: 100, example: 'Мария' })
  readonly firstName!: string;

  @IsCalendarDateField({ example: '2012-06-26' })
  readonly birthDate!: CalendarDate;
}

/** Who is looked for: by a document, by a name with a birth date, or by either. */
export class ChildSearchDto {
  @IsNested(() => DocumentDto, { optional: true })
  readonly document?: DocumentDto;

  @IsNested(() => NamedDto, { optional: true })
  readonly name?: NamedDto;

  @IsOneOf(WHY, { description: 'What for; it is recorded with every child that is found.' })
  readonly why!: Purpose;
}

export class FoundChildView extends ChildAnswer {
  @ApiProperty({
    enum: ['document', 'name'],
    description: '`document`: the same document; `name`: last and first name and birth date are the same, a hint.',
  })
  readonly by!: 'document' | 'name';
}

export class FoundChildren {
  @ApiProperty({ type: FoundChildView, isArray: true, description: 'At most 20.' })
  readonly items!: readonly FoundChildView[];
}
