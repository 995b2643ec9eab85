import { ApiProperty } from '@nestjs/swagger';
import { IsFlag, IsSomeOf, IsText } from '@lib/http';
import type { Instant } from '@lib/kernel';
import { KNOWN_TYPES } from './known-types.js';

const URL_MAX = 2_000;
const DESCRIPTION_MAX = 200;

const URL_OF = {
  optional: true,
  max: URL_MAX,
  description:
    'Where to send: https on a port that the installation allows, a public host, no name and no password in it. Without it ' +
    'the endpoint is an inbox: what would be sent is kept, to be read.',
  example: 'https://cabinet.example.org/webhooks',
} as const;
const TYPES = { optional: true, description: 'The types of messages that are wanted; all unless told.' } as const;
const DESCRIPTION = { optional: true, max: DESCRIPTION_MAX, description: 'For whoever looks at the list.' } as const;

export class NewEndpointDto {
  @IsText(URL_OF)
  readonly url?: string;

  @IsSomeOf(KNOWN_TYPES, TYPES)
  readonly types?: readonly string[];

  @IsText(DESCRIPTION)
  readonly description?: string;
}

export class ChangedEndpointDto {
  @IsText({ ...URL_OF, description: 'Another address, by the same rules. An inbox becomes an endpoint with it.' })
  readonly url?: string;

  @IsSomeOf(KNOWN_TYPES, { ...TYPES, description: 'For what comes from now on; an empty list: all.' })
  readonly types?: readonly string[];

  @IsText(DESCRIPTION)
  readonly description?: string;
}

export class EndpointView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ description: 'The program that has registered it.' })
  readonly owner!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'Null: an inbox.' })
  readonly url!: string | null;

  @ApiProperty({ type: 'string', isArray: true, description: 'Empty: all.' })
  readonly types!: readonly string[];

  @ApiProperty({ type: 'string', nullable: true })
  readonly description!: string | null;

  @ApiProperty({
    enum: ['on', 'off', 'removed'],
    description: '`off`: messages wait until it is enabled; `removed`: as the answer to its removal alone.',
  })
  readonly state!: 'on' | 'off' | 'removed';

  @ApiProperty({
    type: 'string',
    enum: ['failing', 'gone', null],
    nullable: true,
    description: '`failing`: nothing was taken for days; `gone`: it has answered 410.',
  })
  readonly offReason!: 'failing' | 'gone' | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly offAt!: Instant | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Nothing was taken since.' })
  readonly failingSince!: Instant | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Nothing is sent before.' })
  readonly pausedUntil!: Instant | null;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Which secret it has; one more with each rotation.' })
  readonly generation!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: Instant;
}

export class NewEndpointView extends EndpointView {
  @ApiProperty({ description: 'The key of the signatures, as Standard Webhooks writes it. Never in lists.' })
  readonly secret!: string;
}

export class RotationDto {
  @IsFlag({
    optional: true,
    description:
      'No secret before this one signs any more, as where one has leaked. Else the one before signs for a day.',
  })
  readonly atOnce?: boolean;
}

export class SecretView {
  @ApiProperty({ description: 'The key of the signatures.' })
  readonly secret!: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly generation!: number;
}

export class EndpointsPage {
  @ApiProperty({ type: EndpointView, isArray: true })
  readonly items!: readonly EndpointView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}
