import { IsCodeField, IsOneOf, PageQuery } from '@lib/http';
import { ApiProperty } from '@nestjs/swagger';
import { RELATIONS, type Relation } from './guardianship.commands.js';

export class ClaimCodeDto {
  @IsCodeField({ description: 'The child as the register names it.', example: '24-000441' })
  readonly childId!: string;

  @IsOneOf(RELATIONS, {
    description: '`guardian`: who acts for the child; `self`: the child, which has a login of its own from 14.',
  })
  readonly relation!: Relation;
}

export class ClaimCodeAnswer {
  @ApiProperty({
    example: '7KQ2MZ9WTR4X',
    description: 'Given to the family, on paper or by voice. It is kept nowhere.',
  })
  readonly code!: string;

  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;
}

export class ClaimDto {
  @IsCodeField({ max: 30, example: '7KQ2-MZ9W-TR4X', description: 'In any case; spaces and hyphens are not counted.' })
  readonly code!: string;
}

export class GuardianshipsQuery extends PageQuery {}

export class GuardianshipView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ example: '24-000441' })
  readonly childId!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The surrogate id under which events, topics and the ledger know the child.',
  })
  readonly holderId!: string;

  @ApiProperty({ enum: RELATIONS })
  readonly relation!: Relation;

  @ApiProperty({ format: 'date-time' })
  readonly since!: string;
}

export class GuardianshipsPage {
  @ApiProperty({ type: [GuardianshipView] })
  readonly items!: readonly GuardianshipView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}
