import { ApiProperty } from '@nestjs/swagger';

export class ChildAnswer {
  @ApiProperty({ example: '24-000441' })
  readonly childId!: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The surrogate id under which events, topics and the ledger know the child.',
  })
  readonly holderId!: string;
}
