import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Lag, Liveness } from './operations.dto.js';

export class LagSource {
  constructor(readonly lag: () => Promise<number>) {}
}

@ApiTags('operations')
@Controller('health')
export class HealthController {
  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ type: Liveness })
  live(): Liveness {
    return { status: 'alive' };
  }
}

@ApiTags('operations')
@Controller('messaging')
export class LagController {
  constructor(private readonly source: LagSource) {}

  @Get('lag')
  @ApiOperation({ summary: 'How far this service is behind what has been recorded' })
  @ApiOkResponse({ type: Lag })
  async lag(): Promise<Lag> {
    return { lag: await this.source.lag() };
  }
}
