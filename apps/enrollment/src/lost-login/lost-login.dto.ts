import { ApiProperty } from '@nestjs/swagger';
import { IsUuidField } from '@lib/http';
import { Transform } from 'class-transformer';

export class LostLoginDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUuidField({
    description:
      'The code of the person: `person` in `GET /children/{childId}/guardians`, `askedBy` in a registration.',
  })
  readonly person!: string;
}

/** What was ended; all counts are 0 where there was nothing. */
export class EndedAccessView {
  @ApiProperty({ format: 'uuid' })
  readonly person!: string;

  @ApiProperty({
    type: 'integer',
    description: 'Guardianships that have ended, one for each surrogate id of a child.',
  })
  readonly guardianships!: number;

  @ApiProperty({ type: 'integer', description: 'Registrations that waited, and are refused.' })
  readonly registrations!: number;

  @ApiProperty({ description: 'Whether the person had said who it is: that is erased.' })
  readonly erased!: boolean;
}
