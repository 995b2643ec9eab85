import { ApiProperty } from '@nestjs/swagger';
import { IsCount } from '@lib/http';
import { ApplicationsOfChildren } from '../application/touched.dto.js';

export class MoveDto {
  @IsCount({ description: 'Where the child lives from now on: the id of the municipality.', example: 2443 })
  readonly municipality!: number;
}

export class CertificateElsewhere {
  @ApiProperty({ example: '2442-2020-autumn' })
  readonly financingProgramme!: string;

  @ApiProperty({ type: 'integer', description: 'Which pays it.' })
  readonly municipality!: number;

  @ApiProperty({ type: 'string', format: 'date', description: 'The first day after its period.' })
  readonly toExclusive!: string;
}

/** Where a child lives now, and what of elsewhere stands. */
export class MoveAnswer {
  @ApiProperty({ example: '24-000441' })
  readonly childId!: string;

  @ApiProperty({ format: 'uuid', description: 'The surrogate id.' })
  readonly holderId!: string;

  @ApiProperty({ type: 'integer' })
  readonly municipality!: number;

  @ApiProperty({ description: 'False: it lived there already, and nothing was changed.' })
  readonly changed!: boolean;

  @ApiProperty({ description: 'Whether a financing programme of the municipality is known that is not over.' })
  readonly hasProgramme!: boolean;

  @ApiProperty({
    type: ApplicationsOfChildren,
    description: 'Open applications on the terms of elsewhere: the family confirms the new ones, or withdraws.',
  })
  readonly openApplications!: ApplicationsOfChildren;

  @ApiProperty({
    type: ApplicationsOfChildren,
    description:
      'Contracts on the terms of elsewhere: they go on at the cost of its municipality, until notice is given of them, or the ' +
      'certificate is closed.',
  })
  readonly contracts!: ApplicationsOfChildren;

  @ApiProperty({
    type: CertificateElsewhere,
    isArray: true,
    description:
      'Certificates of other municipalities whose period is not over, as far as enrolment knows. Until such a one is closed ' +
      '(`POST /accounts/{holder}/certificates/{programme}/close` of certificates) the child gets none for the same days here.',
  })
  readonly certificates!: readonly CertificateElsewhere[];
}
