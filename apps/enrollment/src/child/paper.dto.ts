import { ApiProperty } from '@nestjs/swagger';
import { IsCalendarDateField, IsCodeField } from '@lib/http';
import type { CalendarDate } from '@lib/kernel';

export class PaperDto {
  @IsCodeField({ max: 40, description: 'Of the paper that the family has signed.', example: '17/2020' })
  readonly number!: string;

  @IsCalendarDateField({ description: 'When it was signed; not after today.', example: '2020-09-25' })
  readonly signedOn!: CalendarDate;
}

export class PaperView {
  @IsCodeField({
    optional: true,
    description:
      'For the family, for whoever recorded it, and in the copy of what is held on the child; missing once the person was erased.',
  })
  readonly number?: string;

  @ApiProperty({ format: 'date' })
  readonly signedOn!: string;
}
