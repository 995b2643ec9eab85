import { ApiProperty } from '@nestjs/swagger';
import { IsCodeField } from '@lib/http';
import { directions, type Direction } from '../direction/direction.js';

export class GroupPath {
  @IsCodeField({ example: '700000' })
  readonly groupId!: string;
}

export class CardProvider {
  @ApiProperty({ example: '22003' }) readonly providerId!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, nullable: true }) readonly inn!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly address!: string | null;
}

export class CardProgramme {
  @ApiProperty({ example: '1067100' }) readonly programmeId!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, nullable: true }) readonly shortName!: string | null;
  @ApiProperty({ enum: directions }) readonly direction!: Direction;
  @ApiProperty({ type: 'integer' }) readonly municipality!: number;
  @ApiProperty({ type: 'integer', description: 'Youngest age in months, inclusive.' }) readonly ageMinMonths!: number;
  @ApiProperty({ type: 'integer', description: 'Oldest age in months, inclusive.' }) readonly ageMaxMonths!: number;
}

export class CardModule {
  @ApiProperty({ example: '900000' }) readonly moduleId!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: 'integer', nullable: true }) readonly hours!: number | null;
}

/** What a family sees of a study group. */
export class GroupCard {
  @ApiProperty({ example: '700000' }) readonly groupId!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ format: 'date' }) readonly firstDay!: string;
  @ApiProperty({ format: 'date' }) readonly lastDay!: string;
  @ApiProperty({ type: 'integer' }) readonly places!: number;
  @ApiProperty({
    type: 'integer',
    description:
      'Places that are free on every day from today or the first day, whichever is later, to the last; 0 where no start ' +
      'is possible any more. Follows enrolment with a short delay; the place is taken there.',
  })
  readonly freePlaces!: number;
  @ApiProperty({ type: 'integer', format: 'int64', description: 'Of the whole module for one child, in kopecks.' })
  readonly priceKopecks!: number;
  @ApiProperty({ type: 'integer', format: 'int64' }) readonly normativeCostKopecks!: number;
  @ApiProperty({ description: 'The provider may be paid by certificate.' }) readonly payable!: boolean;
  @ApiProperty({ description: 'Takes no new applications: the programme is archived or gone from the catalogue.' })
  readonly closed!: boolean;
  @ApiProperty({ type: CardModule }) readonly module!: CardModule;
  @ApiProperty({ type: CardProgramme }) readonly programme!: CardProgramme;
  @ApiProperty({ type: CardProvider }) readonly provider!: CardProvider;
}
