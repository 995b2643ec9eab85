import { setTimeout as pause } from 'node:timers/promises';
import {
  ClockGoesBack,
  ClockJumpsTooFar,
  ClockNotShared,
  DaysStopped,
  allDaysRun,
  type SettableClock,
} from '@lib/clock';
import type { Database } from '@lib/database';
import { ApiProblems, ProblemError, invalidRequest } from '@lib/http';
import { instant, isInstant, type Instant } from '@lib/kernel';
import { Body, Controller, Get, Put, type OnModuleDestroy } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClockView, SetClock } from './operations.dto.js';

const WAIT_MAX_MS = 120_000;
const LOOK_EVERY_MS = 10;

export class ClockSetting {
  private readonly ending = Promise.withResolvers<never>();

  constructor(
    private readonly clock: SettableClock,
    private readonly database: Database,
  ) {
    this.ending.promise.catch(() => undefined);
  }

  now(): Instant {
    return this.clock.now();
  }

  /** Resolves when every service has run the jobs of every date passed. @throws ProblemError 409 `clock-goes-back` or `clock-not-shared`, 422 `clock-jumps-too-far`, 503 `unavailable` */
  async set(to: Instant): Promise<void> {
    await Promise.race([this.setAndRun(to), this.ending.promise]);
  }

  /** Whoever waits for the jobs of a jump, which may run through years, is told to come again. */
  end(): void {
    this.ending.reject(new DaysStopped());
  }

  private async setAndRun(to: Instant): Promise<void> {
    try {
      await this.clock.set(to);
    } catch (error) {
      if (error instanceof ClockGoesBack) throw new ProblemError(409, 'clock-goes-back', { now: error.now });
      if (error instanceof ClockJumpsTooFar)
        throw new ProblemError(422, 'clock-jumps-too-far', { daysMax: error.daysMax });
      if (error instanceof ClockNotShared)
        throw new ProblemError(409, 'clock-not-shared', { services: error.services });
      throw error;
    }
    const deadline = performance.now() + WAIT_MAX_MS;
    while (!(await allDaysRun(this.database, this.clock))) {
      if (performance.now() > deadline) throw new ProblemError(503, 'unavailable');
      await pause(LOOK_EVERY_MS);
    }
  }
}

@ApiTags('clock')
@Controller('clock')
export class ClockController implements OnModuleDestroy {
  constructor(private readonly setting: ClockSetting) {}

  @Get()
  @ApiOperation({ summary: 'What time it is' })
  @ApiOkResponse({ type: ClockView })
  now(): ClockView {
    return { now: this.setting.now() };
  }

  @Put()
  @ApiOperation({
    summary: 'Set the time of the whole installation; answers when the jobs of every date passed are done',
  })
  @ApiOkResponse({ type: ClockView })
  @ApiProblems({
    'clock-goes-back': { status: 409 },
    'clock-not-shared': { status: 409 },
    'clock-jumps-too-far': { status: 422 },
    unavailable: { status: 503 },
  })
  async set(@Body() { now }: SetClock): Promise<ClockView> {
    if (!isInstant(now)) throw invalidRequest([{ pointer: '/now', code: 'not-an-instant' }]);
    await this.setting.set(instant(now));
    return { now: this.setting.now() };
  }

  onModuleDestroy(): void {
    this.setting.end();
  }
}
