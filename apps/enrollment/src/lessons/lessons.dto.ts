import { ApiProperty } from '@nestjs/swagger';
import { IsCodeField, IsCount, IsMonthField } from '@lib/http';
import type { Month } from '@lib/kernel';

export class LessonsDto {
  @IsCodeField({ description: 'The study group.', example: '700000' })
  readonly groupId!: string;

  @IsMonthField({ example: '2020-10' })
  readonly month!: Month;

  @IsCount({ description: 'Lessons held; not more than planned.', example: 6 })
  readonly held!: number;

  @IsCount({ min: 1, description: 'Lessons planned.', example: 8 })
  readonly planned!: number;
}

export class LessonsAnswer extends LessonsDto {
  @ApiProperty({ type: 'integer', description: 'How many contracts of the group were told.' })
  readonly contracts!: number;
}
