import { ApiProblems, ProblemError } from '@lib/http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Lag, Liveness, Readiness } from './operations.dto.js';

const ANSWER_WITHIN_MS = 2_000;

/** What a service cannot work without: each resolves when it answers. */
export type Dependencies = Readonly<Record<string, () => Promise<unknown>>>;

export class HealthSource {
  constructor(
    readonly lag: () => Promise<number>,
    private readonly dependencies: Dependencies,
    /** A service that is further behind is not ready. */
    private readonly lagMax: number,
  ) {}

  /** @throws ProblemError 503 `not-ready`, naming what does not answer and how far the service is behind */
  async ready(): Promise<Readiness> {
    const names = Object.keys(this.dependencies);
    const [lag, ...answers] = await Promise.allSettled(
      [this.lag, ...Object.values(this.dependencies)].map((ask) => inTime(ask())),
    );
    const silent = names.filter((_, index) => answers[index]?.status !== 'fulfilled');
    const behind = lag?.status === 'fulfilled' ? Number(lag.value) : undefined;
    if (silent.length > 0 || behind === undefined || behind > this.lagMax)
      throw new ProblemError(503, 'not-ready', { silent, ...(behind === undefined ? {} : { lag: behind }) });
    return { status: 'ready', lag: behind };
  }
}

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(private readonly source: HealthSource) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ type: Liveness })
  live(): Liveness {
    return { status: 'alive' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'What the service cannot work without answers, and it is not too far behind' })
  @ApiOkResponse({ type: Readiness })
  @ApiProblems({ 'not-ready': { status: 503 } })
  ready(): Promise<Readiness> {
    return this.source.ready();
  }
}

@ApiTags('operations')
@Controller('messaging')
export class LagController {
  constructor(private readonly source: HealthSource) {}

  @Get('lag')
  @ApiOperation({ summary: 'How far this service is behind what has been recorded' })
  @ApiOkResponse({ type: Lag })
  async lag(): Promise<Lag> {
    return { lag: await this.source.lag() };
  }
}

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
};
