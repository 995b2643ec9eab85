import { IsCodeField, IsCount, IsListOf, IsText, IsUuidField, PageQuery } from '@lib/http';
import { ApiProperty } from '@nestjs/swagger';

const MAX_VERSION = 32_767;

export class EventsQuery extends PageQuery {}

/** An event as it is stored: docs/event-hashes.md says how its hash is computed from it. */
export class EventView {
  @IsText({ description: 'The stream that it belongs to.', example: 'limit-2442-2020-autumn' })
  readonly stream!: string;
  @IsCount({ description: 'Its place in the stream, from 0, without gaps.' }) readonly revision!: number;
  @IsCodeField({ description: 'Its place in the whole log of this installation: opaque, and no part of the hash.' })
  readonly position!: string;
  @IsUuidField() readonly id!: string;
  @IsCodeField() readonly type!: string;
  @IsCount({ min: 1, max: MAX_VERSION, description: 'Version of the shape of its data, as it was recorded.' })
  readonly version!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What happened, in the shape in which it was recorded. Its canonical JSON is hashed.',
  })
  readonly data!: object;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'How it came to be recorded; no personal data. Its canonical JSON is hashed.',
  })
  readonly meta!: object;
  @IsText({ max: 24, description: 'When it was recorded: UTC with milliseconds.', example: '2020-10-01T07:00:00.123Z' })
  readonly recordedAt!: string;
  @IsText({ max: 64, description: 'SHA-256 over the hash of the event before it in its stream and this one.' })
  readonly hash!: string;
}

export class EventsPage {
  @IsListOf(() => EventView) readonly items!: readonly EventView[];
  @IsCodeField({
    optional: true,
    max: 2000,
    description: 'Left out where this page reached the end. No event appears before that end later.',
  })
  readonly next?: string;
}
