import type { SettableClock } from '@lib/clock';
import type { Database } from '@lib/database';
import type { MessageTransport, Replays } from '@lib/messaging';
import { Metrics } from '@lib/telemetry';
import { Module, type DynamicModule } from '@nestjs/common';
import { ClockController, ClockSetting } from './clock.http.js';
import { HealthController, HealthSource, LagController, type Dependencies } from './health.http.js';
import { MetricsController } from './metrics.http.js';
import { ParkedController, ParkedMessages } from './parked.http.js';
import { PublishedController, PublishedSource } from './published.http.js';
import { ReplayDesk, ReplaysController } from './replays.http.js';

export type OperationsParts = {
  readonly lag: () => Promise<number>;
  readonly dependencies: Dependencies;
  /** A service that is further behind is not ready; without it the lag is told and not judged. */
  readonly readyLagMax?: number | undefined;
  /** Present where time may be set: never in production. */
  readonly settable?: { readonly clock: SettableClock; readonly database: Database } | undefined;
  /** The parked messages of a transport; answers to Idempotency-Keys are kept in the schema. */
  readonly parked?: { readonly transport: MessageTransport; readonly database: Database; readonly schema: string };
  readonly replays?: { readonly replays: Replays; readonly database: Database; readonly schema: string };
  /** Whether what the service has recorded so far has been sent; present where a relay sends it. */
  readonly hasPublished?: ((withinMs: number) => Promise<boolean>) | undefined;
  readonly metrics?: Metrics | undefined;
};

/** What an operator asks of every service: is it alive and ready, how far behind is it, what could it not handle, and in a sandbox what time it is. */
@Module({})
export class OperationsModule {
  static register(parts: OperationsParts): DynamicModule {
    const { lag, dependencies, readyLagMax = Infinity, settable, parked, replays, hasPublished, metrics } = parts;
    return {
      module: OperationsModule,
      controllers: [
        HealthController,
        LagController,
        ...(parked ? [ParkedController] : []),
        ...(replays ? [ReplaysController] : []),
        ...(hasPublished ? [PublishedController] : []),
        ...(settable ? [ClockController] : []),
        ...(metrics ? [MetricsController] : []),
      ],
      providers: [
        { provide: HealthSource, useValue: new HealthSource(lag, dependencies, readyLagMax) },
        ...(parked ? [{ provide: ParkedMessages, useValue: new ParkedMessages(parked) }] : []),
        ...(replays ? [{ provide: ReplayDesk, useValue: new ReplayDesk(replays) }] : []),
        ...(hasPublished ? [{ provide: PublishedSource, useValue: new PublishedSource(hasPublished) }] : []),
        ...(settable ? [{ provide: ClockSetting, useValue: new ClockSetting(settable.clock, settable.database) }] : []),
        ...(metrics ? [{ provide: Metrics, useValue: metrics }] : []),
      ],
    };
  }
}
