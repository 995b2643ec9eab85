import { ApiProperty } from '@nestjs/swagger';
import { IsFlag } from '@lib/http';
import { GROUP_TERMS } from './changed-group.js';

export class ImportQuery {
  @IsFlag({ optional: true, description: 'Answers the report of this import and changes nothing.' })
  readonly dryRun?: boolean;

  @IsFlag({
    optional: true,
    description:
      'The file is the whole catalogue of every municipality that it names: a programme that is absent takes no new ' +
      'applications, nor does a group that its programme no longer names.',
  })
  readonly complete?: boolean;
}

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

  @ApiProperty({ description: 'Study groups that changed, those outside the file included.' })
  readonly updated!: number;

  @ApiProperty({ description: 'Study groups of the file that stayed as they were.' })
  readonly unchanged!: number;
}

export class ChangedTerm {
  @ApiProperty({ enum: GROUP_TERMS })
  readonly term!: (typeof GROUP_TERMS)[number];

  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'integer' }], description: 'What the catalogue said until now.' })
  readonly before!: string | number;

  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'integer' }], description: 'What it says from now on.' })
  readonly after!: string | number;
}

export class TouchedApplication {
  @ApiProperty({ format: 'uuid', description: 'The application, which after its conclusion is the contract.' })
  readonly id!: string;

  @ApiProperty({ example: '700000' })
  readonly groupId!: string;

  @ApiProperty({ type: [ChangedTerm] })
  readonly terms!: readonly ChangedTerm[];
}

export class TouchedApplications {
  @ApiProperty({ type: 'integer' })
  readonly count!: number;

  @ApiProperty({ type: [TouchedApplication], description: 'The first thousand.' })
  readonly items!: readonly TouchedApplication[];
}

export class TouchedGroups {
  @ApiProperty({ type: 'integer' })
  readonly count!: number;

  @ApiProperty({ type: [String], description: 'The ids of the first thousand.' })
  readonly items!: readonly string[];
}

/** What an import means for applications and contracts, as far as enrolment has told of them. */
export class TouchedByImport {
  @ApiProperty({
    type: TouchedApplications,
    description: 'Open applications whose terms change: the family confirms the new ones, or withdraws.',
  })
  readonly openApplications!: TouchedApplications;

  @ApiProperty({
    type: TouchedApplications,
    description: 'Running contracts, and applications whose money was asked for: they keep their terms.',
  })
  readonly contracts!: TouchedApplications;

  @ApiProperty({ type: TouchedGroups, description: 'Study groups that take no new applications any more.' })
  readonly closed!: TouchedGroups;

  @ApiProperty({ type: TouchedGroups, description: 'Study groups that take new applications again.' })
  readonly opened!: TouchedGroups;

  @ApiProperty({
    type: TouchedGroups,
    description: 'Study groups whose provider may no longer be paid by certificate.',
  })
  readonly barred!: TouchedGroups;
}

export class ImportReport {
  @ApiProperty({ description: 'Answers in the file.' })
  readonly rows!: number;

  @ApiProperty({ description: 'Answers whose programme is in the catalogue now.' })
  readonly taken!: number;

  @ApiProperty({
    type: [RefusedRow],
    description: 'Every fault of the refused rows, at most ten thousand; a row with one is refused whole.',
  })
  readonly refused!: readonly RefusedRow[];

  @ApiProperty({ type: 'integer', description: 'How many rows were refused.' })
  readonly refusedRows!: number;

  @ApiProperty({ type: ChangedGroups })
  readonly changed!: ChangedGroups;

  @ApiProperty({ type: TouchedByImport })
  readonly touched!: TouchedByImport;

  @ApiProperty({
    description:
      'What the file does not name was closed: it was stated to be complete, and every row tells which programme it is about.',
  })
  readonly absentClosed!: boolean;
}
