import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Published } from './operations.dto.js';

/** Less than the two seconds for which the one who asks has patience. */
const WITHIN_MS = 1_500;

export class PublishedSource {
  constructor(private readonly hasPublished: (withinMs: number) => Promise<boolean>) {}

  async ask(): Promise<Published> {
    return { published: await this.hasPublished(WITHIN_MS) };
  }
}

@ApiTags('operations')
@Controller('messaging')
export class PublishedController {
  constructor(private readonly source: PublishedSource) {}

  @Get('published')
  @ApiOperation({
    summary: 'Whether everything this service had recorded when it was asked is in Kafka; waits a moment for it',
  })
  @ApiOkResponse({ type: Published })
  published(): Promise<Published> {
    return this.source.ask();
  }
}
