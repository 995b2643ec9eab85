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

class RefusedRow {
  @ApiProperty({ type: 'integer', description: 'Line of the file, from 1.' })
  readonly line!: number;

  @ApiProperty({ example: 'not-a-birth-date' })
  readonly reason!: string;

  @ApiProperty({ description: 'The reason in words.' })
  readonly message!: string;
}

class ChangedChildren {
  @ApiProperty({ type: 'integer' })
  readonly created!: number;

  @ApiProperty({ type: 'integer' })
  readonly updated!: number;

  @ApiProperty({ type: 'integer' })
  readonly unchanged!: number;
}

export class ImportReport {
  @ApiProperty({ type: 'integer', description: 'Rows in the file.' })
  readonly rows!: number;

  @ApiProperty({ type: 'integer', description: 'Rows taken over.' })
  readonly taken!: number;

  @ApiProperty({ type: RefusedRow, isArray: true, description: 'What is wrong with the rows that were not taken.' })
  readonly refused!: readonly RefusedRow[];

  @ApiProperty({ type: ChangedChildren })
  readonly changed!: ChangedChildren;
}
