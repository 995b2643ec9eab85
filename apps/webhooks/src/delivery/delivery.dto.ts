import { ApiProperty } from '@nestjs/swagger';
import { IsCodeField, IsInstantField, IsUuidField } from '@lib/http';
import type { Instant } from '@lib/kernel';
import { OUTCOMES, type Outcome } from './domain/outcome.js';

export class ReplayDto {
  @IsInstantField({
    optional: true,
    description: 'What was recorded at or after this instant; from the oldest unless told.',
  })
  readonly after?: Instant;

  @IsInstantField({ optional: true, description: 'What was recorded before this instant; up to now unless told.' })
  readonly until?: Instant;

  @IsUuidField({ optional: true, description: 'Of this holder alone.' })
  readonly holder?: string;

  @IsCodeField({ optional: true, max: 2000, description: '`next` of the request before.' })
  readonly from?: string;
}

export class ReplayView {
  @ApiProperty({
    type: 'integer',
    description: 'So many messages wait again; those that waited already are not among them.',
  })
  readonly messages!: number;

  @ApiProperty({
    required: false,
    description: 'Ask again with it as `from` for what is left; missing when that is nothing.',
  })
  readonly next?: string;
}

export class AttemptView {
  @ApiProperty({ description: 'The `webhook-id`.' })
  readonly messageId!: string;

  @ApiProperty()
  readonly type!: string;

  @ApiProperty({ description: 'The child as a surrogate id.' })
  readonly holder!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: Instant;

  @ApiProperty({
    enum: OUTCOMES,
    description:
      '`refused`: a status that is not 2xx; `redirected`: a redirect, which is not followed; `address-forbidden`: the name ' +
      'leads to an address that may not be asked.',
  })
  readonly outcome!: Outcome;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The status of the answer.' })
  readonly status!: number | null;

  @ApiProperty({ type: 'integer' })
  readonly durationMs!: number;

  @ApiProperty({ type: 'string', nullable: true, description: 'The first characters of the answer.' })
  readonly answer!: string | null;
}

export class AttemptsPage {
  @ApiProperty({ type: AttemptView, isArray: true })
  readonly items!: readonly AttemptView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}

export class HeldView {
  @ApiProperty()
  readonly holder!: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'How often its first message has failed in a row.' })
  readonly failures!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly nextAt!: Instant;
}

export class WaitingView {
  @ApiProperty({ type: 'integer', description: 'Counted up to 10,000.' })
  readonly messages!: number;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'Since when the first of them waits.',
  })
  readonly since!: Instant | null;

  @ApiProperty({ type: HeldView, isArray: true, description: 'Holders whose first message fails, at most twenty.' })
  readonly held!: readonly HeldView[];
}
