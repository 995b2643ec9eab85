import { ApiProperty } from '@nestjs/swagger';
import type { Instant } from '@lib/kernel';

export class RequestView {
  @ApiProperty({ type: 'string', format: 'date-time', description: 'When it would have been sent.' })
  readonly at!: Instant;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'The headers, with the signatures.',
  })
  readonly headers!: Readonly<Record<string, string>>;

  @ApiProperty({ description: 'The body, byte for byte: JSON as a text.' })
  readonly body!: string;
}

export class RequestsPage {
  @ApiProperty({ type: RequestView, isArray: true })
  readonly items!: readonly RequestView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}
