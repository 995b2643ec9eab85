import { IsFlag, IsNested, IsOneOf, IsText } from '@lib/http';
import type { Instant } from '@lib/kernel';
import { ApiProperty } from '@nestjs/swagger';

const DOCUMENT_KINDS = ['passport', 'foreign-document', 'snils'] as const;

export class ParentDocumentDto {
  @IsOneOf(DOCUMENT_KINDS, { description: '`snils`: the number of the insurance account.' })
  readonly kind!: (typeof DOCUMENT_KINDS)[number];

  @IsText({ max: 50, example: '04 12 345678', description: 'With its series.' })
  readonly number!: string;
}

/** What a parent says of itself. What is left out is not kept. */
export class ParentDto {
  @IsText({ max: 100, example: 'Иванова' })
  readonly lastName!: string;

  @IsText({ max: 100, example: 'Ольга' })
  readonly firstName!: string;

  @IsText({ optional: true, max: 100, example: 'Сергеевна' })
  readonly middleName?: string;

  @IsNested(() => ParentDocumentDto, { optional: true })
  readonly document?: ParentDocumentDto;

  @IsText({ optional: true, max: 50, example: '+7 391 200-00-00' })
  readonly phone?: string;

  @IsText({ optional: true, max: 254, example: 'ivanova@example.org' })
  readonly email?: string;

  @IsFlag({
    optional: true,
    description:
      'Whether a mail to `email` shall say that there is news in the cabinet; it says nothing else. No, unless told.',
  })
  readonly mailNews?: boolean;
}

export class ParentView extends ParentDto {
  @ApiProperty({ type: 'string', format: 'date-time', description: 'When it was said last.' })
  readonly toldAt!: Instant;
}

export class ParentErasureView {
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly erasedAt!: Instant;
}
