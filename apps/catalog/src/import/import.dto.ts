import { ApiProperty } from '@nestjs/swagger';

export class RefusedRow {
  @ApiProperty({ description: 'Index of the answer in the file, from 0.' })
  readonly row!: number;

  @ApiProperty({ example: '/3/data/program/modules/0/price', description: 'RFC 6901 pointer into the file.' })
  readonly pointer!: string;

  @ApiProperty({ example: 'price-not-valid' })
  readonly reason!: string;

  @ApiProperty({ description: 'The reason in the language of the request.' })
  readonly message!: string;
}

export class ChangedGroups {
  @ApiProperty({ description: 'Study groups that are new.' })
  readonly created!: number;

  @ApiProperty({ description: 'Study groups that changed, those outside the file whose provider changed included.' })
  readonly updated!: number;

  @ApiProperty({ description: 'Study groups of the file that stayed as they were.' })
  readonly unchanged!: number;
}

export class ImportReport {
  @ApiProperty({ description: 'Answers in the file.' })
  readonly rows!: number;

  @ApiProperty({ description: 'Answers whose programme is in the catalogue now.' })
  readonly taken!: number;

  @ApiProperty({ type: [RefusedRow], description: 'Every fault of the refused rows; a row with one is refused whole.' })
  readonly refused!: readonly RefusedRow[];

  @ApiProperty({ type: ChangedGroups })
  readonly changed!: ChangedGroups;
}
