import { AnotherLog } from '@lib/event-store';
import { ApiProblems, ProblemError } from '@lib/http';
import { inTime } from '@lib/telemetry';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Lag, Liveness, Readiness } from './operations.dto.js';

const ANSWER_WITHIN_MS = 2_000;
/** So long what was last known of the lag counts. Kafka moves its partitions within less, and meanwhile requests are answered. */
const KNOWN_FOR_MS = 60_000;

/** What a service cannot work without: each resolves when it answers. */
export type Dependencies = Readonly<Record<string, () => Promise<unknown>>>;

export class HealthSource {
  private known: { readonly lag: number; readonly atMs: number } | undefined;

  constructor(
    readonly lag: () => Promise<number>,
    private readonly dependencies: Dependencies,
    /** A service that is further behind is not ready. */
    private readonly lagMax: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws ProblemError 503 `not-ready`, naming what does not answer and how far the service is behind */
  async ready(): Promise<Readiness> {
    const [lag, away] = await Promise.all([this.lagOrFault(), this.silent()]);
    if (typeof lag === 'string') throw new ProblemError(503, 'not-ready', { silent: [...away, lag] });
    if (away.length > 0 || lag > this.lagMax) throw new ProblemError(503, 'not-ready', { silent: away, lag });
    return { status: 'ready', lag };
  }

  /** How far the service is behind, or was within the last minute where that cannot be asked just now; else what to name. */
  private async lagOrFault(): Promise<number | 'log' | 'lag'> {
    try {
      const lag = await inTime(this.lag(), ANSWER_WITHIN_MS);
      this.known = { lag, atMs: this.now() };
      return lag;
    } catch (error) {
      if (error instanceof AnotherLog) return 'log';
      return this.known && this.now() - this.known.atMs < KNOWN_FOR_MS ? this.known.lag : 'lag';
    }
  }

  /** The names of what does not answer. */
  private async silent(): Promise<readonly string[]> {
    const asked = Object.entries(this.dependencies).map(([name, ask]) =>
      inTime(ask(), ANSWER_WITHIN_MS).then(
        () => [],
        () => [name],
      ),
    );
    return (await Promise.all(asked)).flat();
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
