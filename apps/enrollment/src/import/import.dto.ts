import { ApiProperty } from '@nestjs/swagger';
import { IsFlag } from '@lib/http';
import { DATE_FORMS, type DateForm } from './birth-date.js';
import { SEPARATED, type Separated } from './children-file.js';
import { ENCODINGS, type Encoding } from './csv-text.js';
import { ApplicationsOfChildren } from '../application/touched.dto.js';

export class ImportQuery {
  @IsFlag({ optional: true, description: 'Answers the report of this import and changes nothing.' })
  readonly dryRun?: boolean;
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

class WayOfReading {
  @ApiProperty({ enum: ENCODINGS })
  readonly encoding!: Encoding;

  @ApiProperty({ enum: SEPARATED, description: 'What stands between the fields; `cells` in a workbook.' })
  readonly delimiter!: Separated;

  @ApiProperty({
    type: String,
    enum: DATE_FORMS,
    nullable: true,
    description: 'How most dates are written: rows with another form are refused. null where there is no date.',
  })
  readonly dates!: DateForm | null;
}

class UnknownCategory {
  @ApiProperty({ description: 'As the file has it, trimmed and in NFKC.' })
  readonly category!: string;

  @ApiProperty({ type: 'integer' })
  readonly municipality!: number;

  @ApiProperty({ description: 'Whether a financing programme of the municipality is known at all.' })
  readonly hasProgramme!: boolean;

  @ApiProperty({ type: 'integer', description: 'How many rows have it.' })
  readonly rows!: number;

  @ApiProperty({ type: [Number], description: 'The first hundred lines.' })
  readonly lines!: readonly number[];

  @ApiProperty({ description: 'What that means, in words.' })
  readonly message!: string;
}

class UnknownCategories {
  @ApiProperty({ type: 'integer' })
  readonly count!: number;

  @ApiProperty({ type: UnknownCategory, isArray: true, description: 'The first thousand.' })
  readonly items!: readonly UnknownCategory[];
}

class TouchedByRegister {
  @ApiProperty({
    type: ApplicationsOfChildren,
    description: 'Open applications whose terms change: the family confirms the new ones, or withdraws.',
  })
  readonly openApplications!: ApplicationsOfChildren;

  @ApiProperty({
    type: ApplicationsOfChildren,
    description: 'Running contracts, and applications whose money is reserved or asked for: they keep their terms.',
  })
  readonly contracts!: ApplicationsOfChildren;
}

/** A report that was stored by an earlier version is answered without what that version did not tell. */
export class ImportReport {
  @ApiProperty({ type: 'integer', description: 'Rows in the file.' })
  readonly rows!: number;

  @ApiProperty({ type: 'integer', description: 'Rows taken over.' })
  readonly taken!: number;

  @ApiProperty({
    type: RefusedRow,
    isArray: true,
    description: 'What is wrong with the rows that were not taken; at most ten thousand faults.',
  })
  readonly refused!: readonly RefusedRow[];

  @ApiProperty({ type: ChangedChildren })
  readonly changed!: ChangedChildren;

  @ApiProperty({ type: WayOfReading })
  readonly read!: WayOfReading;

  @ApiProperty({
    type: UnknownCategories,
    required: false,
    description: 'Categories that no financing programme of the municipality knows: they count as `general`.',
  })
  readonly unknownCategories?: UnknownCategories;

  @ApiProperty({ type: TouchedByRegister, required: false })
  readonly touched?: TouchedByRegister;
}
