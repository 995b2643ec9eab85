import { ApiProperty } from '@nestjs/swagger';
import { CHILD_TERMS, type ChildTerm } from './touched.query.js';

class ApplicationOfChild {
  @ApiProperty({ format: 'uuid', description: 'The application, which after its conclusion is the contract.' })
  readonly id!: string;

  @ApiProperty({ enum: CHILD_TERMS, isArray: true, description: 'What changed of the child.' })
  readonly terms!: readonly ChildTerm[];
}

export class ApplicationsOfChildren {
  @ApiProperty({ type: 'integer' })
  readonly count!: number;

  @ApiProperty({ type: ApplicationOfChild, isArray: true, description: 'The first thousand.' })
  readonly items!: readonly ApplicationOfChild[];
}
