import { ApiProperty } from '@nestjs/swagger';
import type { Instant } from '@lib/kernel';
import { RELATIONS, type Relation } from '../child/guardianship.commands.js';
import { ParentView } from '../parent/parent.dto.js';

export class GuardianView {
  @ApiProperty({ enum: RELATIONS })
  readonly relation!: Relation;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly since!: Instant;

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'The guardianship; this and what follows for operators alone.',
  })
  readonly guardianship?: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'A code for the person.' })
  readonly person?: string;

  @ApiProperty({ required: false, type: ParentView, description: 'Who that is, where the person has said so.' })
  readonly parent?: ParentView;
}

export class GuardiansView {
  @ApiProperty({ type: GuardianView, isArray: true })
  readonly items!: readonly GuardianView[];
}
